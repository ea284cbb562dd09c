"""Two people change one thing at once."""

from canvas.clashes import before_them, settle


def test_what_only_one_of_both_changed_is_taken_from_that_one() -> None:
    found = settle({"text": "a", "measure": "m2"}, {"text": "b", "measure": "m"}, {"text": "a", "measure": "m"})
    assert (found.values, found.clashes) == ({"text": "b", "measure": "m2"}, ())


def test_what_both_changed_alike_is_settled_and_otherwise_asked_about() -> None:
    assert settle({"text": "b"}, {"text": "b"}, {"text": "a"}).clashes == ()
    assert settle({"text": "c"}, {"text": "b"}, {"text": "a"}).clashes == ("text",)


def test_before_them_is_what_the_first_change_found_and_unknown_where_it_was_taken_back() -> None:
    changes = [({"text": "a"}, {"text": "b"}), ({"text": "b"}, {"text": "c"}), (None, {"measure": "1"})]
    assert before_them(changes) == {"text": "a", "measure": None}
