"""What is thin at the end of each step, and who is missing from the team."""

from dataclasses import replace

import pytest

from canvas import cards
from canvas.board import Hypothesis, Member, NoteState, Rating
from canvas.gates import thin
from canvas.method import Block
from canvas.team import assemble
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, member

FULL_TEAM = (
    member("alice", "product"),
    member("ben", "engineering"),
    member("chika", "research"),
    member("d", "finance"),
)


def says(sentences: list[str], words: str) -> bool:
    return any(words in sentence for sentence in sentences)


def everybody(value: int) -> tuple[Rating, ...]:
    return tuple(Rating(one.user, value) for one in FULL_TEAM)


def test_a_team_with_all_lenses_has_the_full_score() -> None:
    team = assemble(FULL_TEAM)
    assert (team.score, team.missing, team.meets_customers) == (1.0, {}, True)


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


def test_a_good_team_has_nothing_thin() -> None:
    assert thin(Table().board(members=FULL_TEAM, stand_in="ben", decision="Build it?"), 1, NOW) == []


def test_what_a_team_lacks_is_said() -> None:
    table = Table(replace(PARENTS, state="archived"))
    sentences = thin(table.board(members=(member("alice", "design"),)), 1, NOW)
    for words in (
        "Only 1 person is in",
        "feasibility",
        "viability",
        "few sides",
        "meets customers",
        "stand-in",
        "segment",
        "decision",
    ):
        assert says(sentences, words), words
    assert says(thin(table.board(), 1, NOW), "Only 0 people are in")
    crowd = tuple(member(f"u{i}") for i in range(11))
    assert says(thin(table.board(members=crowd), 1, NOW), "11 people")


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


def test_a_full_profile_has_nothing_thin() -> None:
    assert thin(full_profile().board(members=FULL_TEAM), 2, NOW) == []


def test_an_empty_profile_is_thin_without_talk_of_sorts_or_ratings() -> None:
    sentences = thin(Table().board(members=FULL_TEAM), 2, NOW)
    assert [sentence.split(" so far")[0] for sentence in sentences] == ["0 jobs", "0 pains", "0 gains"]


def test_sorts_ratings_and_evidence_that_a_profile_lacks_are_said() -> None:
    table = Table()
    table.note(Block.JOB, subtype="functional")
    table.note(Block.GAIN, subtype="desired")
    pain = table.note(Block.PAIN, subtype="risk", ratings=everybody(4)[:2])
    table.back(pain, [1])
    sentences = thin(table.board(members=FULL_TEAM), 2, NOW)
    for words in ("1 job so far", "social or emotional", "undesired outcome or obstacle", "required", "P1", "0 of 3"):
        assert says(sentences, words), words


def test_most_active_members_have_to_rate_a_top_note() -> None:
    table = full_profile()
    table.notes[5] = replace(table.notes[5], ratings=everybody(5)[:2])
    assert says(thin(table.board(members=FULL_TEAM), 2, NOW), "Few have rated P1")
    strangers = (*everybody(5)[:2], Rating("x", 5), Rating("y", 5))
    table.notes[5] = replace(table.notes[5], ratings=strangers)
    assert says(thin(table.board(members=FULL_TEAM), 2, NOW), "Few have rated P1")
    gone = (*FULL_TEAM[:3], replace(FULL_TEAM[3], left=NOW))
    assert not says(thin(table.board(members=gone), 2, NOW), "Few have rated")


def test_top_pains_and_required_gains_need_an_answer_or_a_choice() -> None:
    table = Table()
    assert thin(table.board(), 3, NOW) == ["There is nothing on offer yet. Start with the worst pain."]
    pain, other = table.note(Block.PAIN, 5), table.note(Block.PAIN, 4)
    gain = table.note(Block.GAIN, 2, subtype="required")
    table.note(Block.GAIN, 5, subtype="desired")
    table.serve(pain)
    table.serve(other, 0)
    assert says(thin(table.board(), 3, NOW), "Nothing serves P2, G1")
    table.notes[1] = replace(other, state=NoteState.DECLINED)
    table.serve(gain)
    assert thin(table.board(), 3, NOW) == []


def test_many_relievers_and_creators_without_a_target_are_said() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN))
    table.note(Block.PRODUCT)
    assert thin(table.board(), 3, NOW) == []
    table.note(Block.GAIN_CREATOR)
    assert says(thin(table.board(), 3, NOW), "Not linked to a pain or gain yet: C1")


def test_fit_needs_links_and_its_caps_are_said() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    assert says(thin(table.board(), 4, NOW), "/vpd link R1 P2")
    table.serve(table.note(Block.PAIN, 3))
    assert thin(table.board(), 4, NOW) == ["P1: something that matters most to customers is not served at all."]
    table.serve(pain)
    assert thin(table.board(), 4, NOW) == []


def test_a_hypothesis_has_to_be_kept_and_a_customer_heard() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    draft = Hypothesis(id=1, code="H1", text="We believe")
    assert len(thin(table.board(hypotheses=(draft,)), 5, NOW)) == 2
    table.back(pain)
    assert thin(table.board(hypotheses=(replace(draft, state="kept"),)), 5, NOW) == []


def test_the_last_step_has_no_gate() -> None:
    assert thin(Table().board(), 6, NOW) == []


def test_with_several_segments_each_sentence_names_its_own_and_archived_ones_are_silent() -> None:
    two = Table(PARENTS, NURSES, replace(NURSES, id=30, number=3, name="Old", state="archived"))
    sentences = thin(two.board(), 3, NOW)
    assert [sentence.split(":")[0] for sentence in sentences] == [PARENTS.name, NURSES.name]


def test_no_sentence_blames_anybody() -> None:
    people: tuple[Member, ...] = (member("alice"),)
    for step in range(1, 7):
        for sentence in thin(Table().board(members=people), step, NOW):
            assert sentence[0].isupper() or sentence[0].isdigit()
            assert sentence.endswith((".", "?"))
            assert not {"wrong", "error", "invalid", "fail"} & set(sentence.lower().split())


def test_a_result_waits_until_somebody_says_what_it_taught() -> None:
    table = Table()
    kept = Hypothesis(id=1, code="H1", text="We believe …", state="kept")
    test = cards.Test(id=1, code="T1", hypothesis=1, moved=NOW, column="learn")
    assert says(thin(replace(table.board(hypotheses=(kept,)), tests=(test,)), 5, NOW), "What did you learn from T1?")
    void = replace(test, void=True)
    assert not says(thin(replace(table.board(hypotheses=(kept,)), tests=(void,)), 5, NOW), "T1")


def test_more_than_a_few_answers_ask_which_to_keep() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    for _ in range(6):
        table.serve(pain)
    assert says(thin(table.board(), 3, NOW), "6 pain relievers. 5 that work very well are worth more.")
