"""Who has the last word may overrule what the team said; both results are kept."""

import json

import pytest

from bot.playground.reading import controls, text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of
from tests.handlers.test_fit_rounds import judges
from tests.handlers.test_imports import presses, preview, sends
from tests.handlers.test_imports_whole import exported

BECAUSE = "Two customers left over it"


async def dora_decides(talk: Conversation) -> None:
    """Let Dora have the last word."""
    await talk.types("alice", "settings")
    assert await talk["alice"].submit(decider=talk["dora"].id) == {}
    await talk.settled()


@pytest.fixture
async def split(linked: Conversation) -> Conversation:
    """A pain that Ben rates 4 and Chika 1, with Dora who has the last word; the channel is asked why they differ."""
    await dora_decides(linked)
    await linked.types("ben", "rate P2 4")
    await linked.types("chika", "rate P2 1")
    await linked.types("ben", "differ pains")
    return linked


def posted(talk: Conversation, words: str) -> Post:
    return next(one for one in reversed(talk.channel.messages) if words in text_of(one))


def actions(post: Post) -> list[str]:
    return [element["action_id"] for _, element in controls(post.blocks)]


async def decided(talk: Conversation, code: str = "P2") -> float | None:
    return next(one.decided for one in (await board_of(talk)).notes if one.code == code)


async def test_the_split_question_lets_who_decides_overrule_and_says_both(split: Conversation) -> None:
    asked = posted(split, "differently: 4 against 1")
    await split["dora"].press(asked, "deciding.ask")
    await split.settled()
    assert await split["dora"].submit(value="5", reason=BECAUSE) == {}
    await split.settled()
    assert "team 2.5, decided 5" in text_of(posted(split, "had the last word"))
    assert BECAUSE in text_of(posted(split, "had the last word"))
    assert "Now: team 2.5, decided 5" in text_of(asked)
    assert await decided(split) == 5
    (kept,) = (await board_of(split)).decisions
    assert (kept.kind, kept.origin, kept.target, kept.reason) == ("overrule", "P2: team 2.5", "5", BECAUSE)
    assert "the last word: P2: team 2.5, decided 5" in await split.types("ben", "history decisions")


async def test_others_are_told_whose_it_is(split: Conversation) -> None:
    await split["ben"].press(posted(split, "differently"), "deciding.ask")
    told = await split.types("ben", f"decide P2 5 because {BECAUSE}")
    assert told == f"That is for <@{split['dora'].id}>, who has the last word."
    assert text_of(split["ben"].sees(split.channel)[-2]) == told
    assert await decided(split) is None


async def test_where_nobody_decides_there_is_no_button(begun: Conversation) -> None:
    await begun.types("alice", "add pain Waiting on hold")
    await begun.types("ben", "rate P1 5")
    await begun.types("chika", "rate P1 1")
    await begun.types("ben", "differ pains")
    assert "deciding.ask" not in actions(posted(begun, "differently"))
    assert "Nobody has the last word here yet" in await begun.types("alice", f"decide P1 5 because {BECAUSE}")


async def test_a_later_rating_does_not_undo_it_but_undo_and_the_form_do(split: Conversation) -> None:
    assert "team 2.5, decided 5" in await split.types("dora", f"decide p2 5 because {BECAUSE}")
    assert "5 was decided and counts" in await split.types("chika", "rate P2 1")
    assert await decided(split) == 5
    await split.types("dora", "undo")
    assert await decided(split) is None
    assert "Now:" not in text_of(posted(split, "differently"))
    await split.types("dora", f"decide P2 5: {BECAUSE}")
    await split.types("dora", "decide P2")
    assert await split["dora"].submit(value="back", reason="They talked it through") == {}
    await split.settled()
    assert "what the team said counts again: rated 2.5" in text_of(posted(split, "They talked it through"))
    assert await decided(split) is None
    assert "had the last word on *P2*" in await split.types("ben", "history")


async def test_the_word_alone_asks_which_note_and_why(split: Conversation) -> None:
    await split.types("dora", "decide")
    (found,) = await split["dora"].search(split["dora"].view, "notes.search", "P1")
    assert "Say why" in str(await split["dora"].submit(note=found["value"], value="2", reason="…"))
    assert await split["dora"].submit(note=found["value"], value="2", reason=BECAUSE) == {}
    assert await decided(split, "P1") == 2


async def test_a_value_without_a_reason_is_in_the_form_already(split: Conversation) -> None:
    await split.types("dora", "decide P2 5")
    assert "'value': '5'" in str(split["dora"].view.view)
    assert await split["dora"].submit(value="5", reason=BECAUSE) == {}
    assert await decided(split) == 5
    await split.types("dora", "decide R2-P2 part")
    assert await split["dora"].submit(value="no", reason=BECAUSE) == {}
    assert [one.works for one in (await board_of(split)).links] == [1.0, 0.0]


async def test_a_link_is_decided_before_its_strength_and_taken_back(split: Conversation) -> None:
    assert "team fully, decided no" in await split.types("dora", f"decide P2 R2 no because {BECAUSE}")
    assert "*P2* Waiting on hold _rated" not in await split.types("ben", "fit")
    await split.types("ben", "link R2 P2 partly")
    link = (await board_of(split)).links[1]
    assert (link.strength, link.decided, link.works) == (0.5, 0.0, 0.0)
    assert "had the last word on *R2* to *P2*" in await split.types("ben", "history")
    await split.types("ben", "undo")
    await split.types("dora", "undo")
    assert (await board_of(split)).links[1].decided is None
    assert "had the last word on *R2* to *P2*" in await split.types("ben", "history")
    assert "are not linked" in await split.types("dora", f"decide R1-P2 no because {BECAUSE}")
    assert "decide P3 5 because" in await split.types("dora", "decide something")


async def test_what_was_decided_is_shown_where_ratings_are(split: Conversation) -> None:
    await split.types("dora", f"decide P2 5 because {BECAUSE}")
    await split.types("dora", f"decide R2-P2 no because {BECAUSE}")
    assert "team 2.5, decided 5" in await split.types("ben", "fit")
    await split.types("ben", "canvas")
    assert any("team 2.5, decided 5" in text_of(one) for one in split.channel.messages if "P1" in text_of(one))


async def test_a_fit_round_ends_with_the_last_word_and_what_is_decided_stands(split: Conversation) -> None:
    await split.types("ben", "fit round")
    assert "still being asked" in await split.types("dora", f"decide R1-P1 no because {BECAUSE}")
    await judges(split, "ben", "partly", "no")
    await split["ben"].press(posted(split, "Does it really help?"), "fit_rounds.close")
    await split.settled()
    await split["dora"].press(posted(split, "answered for Working parents"), "deciding.choose")
    choices = next(one for one in split["dora"].view.view["blocks"] if one["block_id"] == "link")["element"]["options"]
    assert choices[0]["text"]["text"].startswith("R1-P1")
    assert await split["dora"].submit(link=choices[0]["value"], value="fully", reason=BECAUSE) == {}
    await split.settled()
    assert "team partly, decided fully" in text_of(posted(split, BECAUSE))
    await split.types("ben", "fit round")
    await judges(split, "ben", "no", "no")
    await split["ben"].press(posted(split, "Say for each of them"), "fit_rounds.close")
    await split.settled()
    assert "(decided fully, which counts)" in text_of(posted(split, "answered for Working parents"))


async def test_nothing_is_decided_or_told_while_people_rate_in_secret(silent: Conversation) -> None:
    await dora_decides(silent)
    await silent.types("ben", "add pain Waiting on hold")
    assert "P1" in await silent.types("dora", f"decide P1 5 because {BECAUSE}")
    for _ in ("show", "open rating"):
        await silent["alice"].press(posted(silent, "Pains: Working parents"), "rounds.forward")
        await silent.settled()
    assert "not rated to the end" in await silent.types("dora", f"decide P1 5 because {BECAUSE}")
    await silent.types("ben", "rate P1 3")
    await silent["alice"].press(posted(silent, "Pains: Working parents"), "rounds.forward")
    await silent.settled()
    closed = posted(silent, "What weighs most")
    await silent["dora"].press(closed, "deciding.choose")
    choices = next(one for one in silent["dora"].view.view["blocks"] if one["block_id"] == "note")["element"]["options"]
    assert await silent["dora"].submit(note=choices[0]["value"], value="5", reason=BECAUSE) == {}
    await silent.settled()
    assert await decided(silent, "P1") == 5
    await silent["alice"].press(posted(silent, "Pains: Working parents"), "rounds.reopen")
    await silent.settled()
    await silent["dora"].press(closed, "deciding.choose")
    await silent.settled()
    assert "not rated to the end" in text_of(silent["dora"].sees(silent.channel)[-1])
    await silent.types("alice", "canvas")
    assert not any(
        "decided 5" in text_of(one) for one in silent["alice"].sees(silent.channel) if "Because" not in text_of(one)
    )
    assert "decided" not in await silent.types("ben", "rate P1 2")


async def test_what_was_decided_moves_with_the_workshop(split: Conversation) -> None:
    await split.types("dora", f"decide P2 5 because {BECAUSE}")
    await split.types("dora", f"decide R2-P2 no because {BECAUSE}")
    before = await exported(split, "json")
    split.channel = split.slack.channel("second-try")
    split.channel.members.append(split["alice"].id)
    assert await sends(split, "alice", "dinner.json", before) == {}
    await presses(split, "alice", preview(split, "alice"), "imports.restore:as")
    board, told = await board_of(split), json.loads(before)
    assert [one.decided for one in board.notes] == [one["decided"] for one in told["notes"]] == [None, 5, None, None]
    assert [one.decided for one in board.links] == [None, 0]
    assert [one.kind for one in board.decisions] == ["overrule", "overrule"]
