"""What is still open at the end of each step, and who is missing from the team."""

from dataclasses import replace

import pytest

from canvas.board import Member, NoteState, Rating
from canvas.gates import still_open
from canvas.lack import Lack
from canvas.method import Block
from canvas.team import assemble
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, member

FULL_TEAM = (
    member("alice", "product"),
    member("ben", "engineering"),
    member("chika", "research"),
    member("d", "finance"),
)


def says(found: list[Lack], words: str) -> bool:
    return any(words in one.says for one in found)


def sentences_of(found: list[Lack]) -> list[str]:
    return [one.says for one in found]


def everybody(value: int) -> tuple[Rating, ...]:
    return tuple(Rating(one.user, value) for one in FULL_TEAM)


def test_a_team_with_all_lenses_has_the_full_score() -> None:
    team = assemble(FULL_TEAM)
    assert (team.score, team.missing, team.meets_customers) == (1.0, (), True)


@pytest.mark.parametrize(
    ("functions", "score", "missing"),
    [
        ((), 0.0, ["desirability", "feasibility", "viability"]),
        (("engineering",), 0.1 + 0.4 / 3, ["desirability", "viability"]),
        (("product", "design", "engineering"), 0.7, []),
        (("sales", "support", "legal", "data", "finance"), 1.0, []),
    ],
)
def test_the_score_counts_functions_lenses_and_who_meets_customers(
    functions: tuple[str, ...], score: float, missing: list[str]
) -> None:
    team = assemble(member(f"u{i}", function) for i, function in enumerate(functions))
    assert team.score == pytest.approx(score)
    assert list(team.missing) == missing


def test_who_has_left_or_not_said_a_function_brings_no_lens() -> None:
    team = assemble([member("alice"), member("ben", "sales", left=NOW)])
    assert (len(team.members), team.functions, team.score) == (1, (), 0)


def test_a_good_team_has_nothing_still_open() -> None:
    assert still_open(Table().board(members=FULL_TEAM, stand_in="ben", decision="Build it?"), 1, NOW) == []


def test_what_a_team_lacks_is_said() -> None:
    table = Table(replace(PARENTS, state="archived"))
    sentences = still_open(table.board(members=(member("alice", "design"),)), 1, NOW)
    for words in (
        "Only 1 person is in",
        "whether we can build it (engineering, data, legal …)",
        "whether it pays",
        "few sides",
        "meets customers",
        "stand-in",
        "segment",
        "decision",
    ):
        assert says(sentences, words), words
    assert says(still_open(table.board(), 1, NOW), "Only 0 people are in")
    crowd = tuple(member(f"u{i}") for i in range(11))
    assert says(still_open(table.board(members=crowd), 1, NOW), "11 people")


def full_profile() -> Table:
    table = Table()
    for subtype in ("functional", "social", "emotional", "functional", "functional"):
        table.note(Block.JOB, 3, subtype=subtype, ratings=everybody(3))
    for subtype in ("risk", "obstacle", *[""] * 5):
        table.note(Block.PAIN, subtype=subtype, ratings=everybody(4))
    for subtype in ("required", "expected", "desired", *[""] * 4):
        table.note(Block.GAIN, subtype=subtype, ratings=everybody(2))
    for note in table.notes[:4]:
        table.back(note)
    return table


def test_a_full_profile_has_nothing_still_open() -> None:
    assert still_open(full_profile().board(members=FULL_TEAM), 2, NOW) == []


def test_an_empty_profile_is_open_without_talk_of_sorts_or_ratings() -> None:
    sentences = still_open(Table().board(members=FULL_TEAM), 2, NOW)
    assert [one.says.split(" so far")[0] for one in sentences] == ["0 jobs", "0 pains", "0 gains"]


def test_sorts_ratings_and_evidence_that_a_profile_lacks_are_said() -> None:
    table = Table()
    table.note(Block.JOB, subtype="functional")
    table.note(Block.GAIN, subtype="desired")
    pain = table.note(Block.PAIN, subtype="risk", ratings=everybody(4)[:2])
    table.back(pain, [1])
    sentences = still_open(table.board(members=FULL_TEAM), 2, NOW)
    for words in (
        "1 job so far",
        "social or emotional",
        "undesired outcome or obstacle",
        "required, nor expected",
        "P1",
        "0 of 3",
    ):
        assert says(sentences, words), words


def test_most_active_members_have_to_rate_a_top_note() -> None:
    table = full_profile()
    table.notes[5] = replace(table.notes[5], ratings=everybody(5)[:2])
    assert says(still_open(table.board(members=FULL_TEAM), 2, NOW), "Few have rated P1")
    strangers = (*everybody(5)[:2], Rating("x", 5), Rating("y", 5))
    table.notes[5] = replace(table.notes[5], ratings=strangers)
    assert says(still_open(table.board(members=FULL_TEAM), 2, NOW), "Few have rated P1")
    gone = (*FULL_TEAM[:3], replace(FULL_TEAM[3], left=NOW))
    assert not says(still_open(table.board(members=gone), 2, NOW), "Few have rated")


def test_top_pains_and_required_gains_need_an_answer_or_a_choice() -> None:
    table = Table()
    (nothing,) = still_open(table.board(), 3, NOW)
    assert nothing.says == "Nothing is offered yet. Start with the worst pain."
    assert (nothing.label, nothing.block) == ("Add a pain reliever", Block.PAIN_RELIEVER)
    pain, other = table.note(Block.PAIN, 5), table.note(Block.PAIN, 4)
    gain = table.note(Block.GAIN, 2, subtype="required")
    table.note(Block.GAIN, 5, subtype="desired")
    table.serve(pain)
    table.serve(other, 0)
    assert says(still_open(table.board(), 3, NOW), "Nothing serves P2, G1")
    table.notes[1] = replace(other, state=NoteState.DECLINED)
    table.serve(gain)
    assert still_open(table.board(), 3, NOW) == []


def test_many_relievers_and_creators_without_a_target_are_said() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN))
    table.note(Block.PRODUCT)
    assert still_open(table.board(), 3, NOW) == []
    table.note(Block.GAIN_CREATOR)
    assert says(still_open(table.board(), 3, NOW), "Not linked to a pain or gain yet: C1")


def test_fit_needs_links_and_its_caps_are_said() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    assert says(still_open(table.board(), 4, NOW), "Nothing is offered yet")
    table.note(Block.PAIN_RELIEVER)
    assert says(still_open(table.board(), 4, NOW), "nothing to compare")
    table.serve(table.note(Block.PAIN, 3))
    (cap,) = still_open(table.board(), 4, NOW)
    assert cap.says == "P1: something that matters most to customers is not served at all."
    assert (cap.word, cap.text) == ("link", "1P1")
    table.serve(pain)
    assert still_open(table.board(), 4, NOW) == []


def test_with_several_segments_each_sentence_names_its_own_and_archived_ones_are_silent() -> None:
    two = Table(PARENTS, NURSES, replace(NURSES, id=30, number=3, name="Old", state="archived"))
    sentences = still_open(two.board(), 3, NOW)
    way = "nothing is offered yet. Add what you would offer them, or archive this segment."
    assert sentences_of(sentences) == [f"{PARENTS.name}: {way}", f"{NURSES.name}: {way}"]
    assert [one.segment for one in sentences] == [PARENTS.id, NURSES.id]


def test_no_sentence_blames_anybody() -> None:
    people: tuple[Member, ...] = (member("alice"),)
    for step in range(1, 7):
        for sentence in sentences_of(still_open(Table().board(members=people), step, NOW)):
            assert sentence[0].isupper() or sentence[0].isdigit()
            assert sentence.endswith((".", "?"))
            assert not {"wrong", "error", "invalid", "fail"} & set(sentence.lower().split())


def test_more_than_a_few_answers_ask_which_to_keep() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    for _ in range(6):
        table.serve(pain)
    assert says(still_open(table.board(), 3, NOW), "6 pain relievers. 5 that work very well are worth more.")


def test_what_nobody_has_rated_is_not_called_few() -> None:
    table = full_profile()
    table.notes = [replace(note, ratings=()) for note in table.notes]
    assert says(still_open(table.board(members=FULL_TEAM), 2, NOW), "Nobody has rated J1, J2, J3, J4, J5 yet. Ask")
    table.notes[0] = replace(table.notes[0], ratings=everybody(3)[:1])
    assert says(still_open(table.board(members=FULL_TEAM), 2, NOW), "J2, J3, J4, J5 yet, and few J1. Ask")


@pytest.mark.parametrize("missing", ["functional", "social", "emotional"])
def test_each_of_three_kinds_of_job_is_wanted_and_the_missing_one_named(missing: str) -> None:
    table = Table()
    for subtype in ({"functional", "social", "emotional"} - {missing}) | {"supporting"}:
        table.note(Block.JOB, subtype=subtype)
    assert says(still_open(table.board(members=FULL_TEAM), 2, NOW), f"No job is marked {missing} yet.")


def test_a_required_gain_and_a_third_kind_are_asked_for_in_one_sentence() -> None:
    table = Table()
    table.note(Block.GAIN, subtype="required")
    found = sentences_of(still_open(table.board(members=FULL_TEAM), 2, NOW))
    assert "No gain is marked expected or desired yet." in found
    table.notes[0] = replace(table.notes[0], subtype="desired")
    found = sentences_of(still_open(table.board(members=FULL_TEAM), 2, NOW))
    wanted = "No gain is marked required, nor expected or unexpected yet. What could they not do without?"
    assert wanted in found


def test_a_pain_that_nobody_serves_by_choice_still_counts_among_the_worst_three() -> None:
    table = Table()
    pains = [table.note(Block.PAIN, rating) for rating in (5, 4, 3, 2)]
    for pain in pains[1:3]:
        table.serve(pain)
    table.notes[0] = replace(pains[0], state=NoteState.DECLINED)
    assert still_open(table.board(), 3, NOW) == []
    table.notes[0] = pains[0]
    (open_one,) = still_open(table.board(), 3, NOW)
    assert open_one.says == "Nothing serves P1 yet. Link something, or choose not to serve it."


def test_answers_of_other_variants_do_not_hide_those_without_a_target() -> None:
    table = Table(replace(PARENTS, variant="A"))
    table.serve(table.note(Block.PAIN))
    table.note(Block.GAIN_CREATOR)
    for _ in range(6):
        table.note(Block.PAIN_RELIEVER, variant="B")
    assert says(still_open(table.board(), 3, NOW), "Not linked to a pain or gain yet: C1")


@pytest.mark.case(4)
def test_what_is_open_tells_its_segment() -> None:
    table = Table(PARENTS, NURSES, replace(NURSES, id=30, number=3, name="Old", state="archived"))
    table.serve(table.note(Block.PAIN, 5))
    assert [one.segment for one in still_open(table.board(), 3, NOW)] == [NURSES.id]
    assert {one.segment for one in still_open(table.board(), 1, NOW)} == {0}
