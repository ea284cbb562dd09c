"""Something turns out wrong: everything that follows is shown first, done at once, and can be taken back for a day."""

from datetime import timedelta

import pytest

from canvas.board import NoteState
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def prepared(talk: Conversation) -> None:
    for words in (
        "add pain Food goes off",
        "add pain Nobody cooks",
        "add reliever Warns in time",
        "link R1 P1",
        "hypothesis We believe at least 6 of 10 parents throw food away",
        "step 6",
    ):
        await talk.types("alice", words)


async def test_what_follows_is_shown_before_anything_happens(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("ben", "wrong P1")
    told = str(begun["ben"].view.view["blocks"])
    assert "P1 turned out wrong. It is kept, but counts no more." in told
    assert "No longer linked: R1-P1." in told
    assert "Serves nothing any more: R1." in told
    assert "Worth another look: step 2, customer profile." in told
    assert {note.state for note in (await board_of(begun)).notes} == {NoteState.OPEN}


async def test_it_is_done_in_one_act_and_taken_back_by_anybody_within_a_day(begun: Conversation) -> None:
    await prepared(begun)
    before = await board_of(begun)
    await begun.types("ben", "wrong P1")
    assert await begun["ben"].submit(reason="Nobody in seven interviews knew it") == {}
    await begun.settled()
    told = next(post for post in reversed(begun.channel.messages) if "marked" in str(post.blocks))
    assert "Nobody in seven interviews knew it" in str(told.blocks)
    board = await board_of(begun)
    assert board.notes[0].state is NoteState.INVALIDATED
    assert [(one.kind, one.origin) for one in board.decisions][-1] == ("wrong", "P1")
    await begun.pass_time(hours=23)
    for _ in range(2):
        await begun["chika"].press(told, "cascade.restore")
        await begun.settled()
    assert (await board_of(begun)).notes[0].state is NoteState.OPEN
    assert (await board_of(begun)).links == before.links
    assert "taken back already" in begun["chika"].sees(begun.channel)[-1].text


async def test_after_a_day_it_is_not_taken_back_as_a_whole(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("ben", "wrong R1-P1")
    await begun["ben"].submit()
    await begun.settled()
    told = next(post for post in reversed(begun.channel.messages) if "marked" in str(post.blocks))
    await begun.pass_time(seconds=timedelta(hours=25).total_seconds())
    await begun["ben"].press(told, "cascade.restore")
    await begun.settled()
    assert "more than a day ago" in begun["ben"].sees(begun.channel)[-1].text
    assert [link.state for link in (await board_of(begun)).links] == ["removed"]


async def test_a_hypothesis_that_is_wrong_is_closed(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("ben", "wrong h1")
    await begun["ben"].submit()
    await begun.settled()
    assert (await board_of(begun)).hypotheses[0].state == "closed"
    assert "counts no more already" in await begun.types("ben", "wrong H1")


@pytest.mark.parametrize("words", ["wrong P9", "wrong R1-P2", "wrong everything"])
async def test_what_is_not_there_is_answered_with_an_example(begun: Conversation, words: str) -> None:
    await prepared(begun)
    assert "`/vpd " in await begun.types("ben", words)
    assert begun["ben"].forms == []


@pytest.mark.case(37)
async def test_many_effects_are_one_message(begun: Conversation) -> None:
    await prepared(begun)
    for number in range(1, 12):
        await begun.types("alice", f"add reliever Helps in way {number} of eleven")
        await begun.types("alice", f"link R{number + 1} P1")
    before = len(begun.channel.messages)
    await begun.types("ben", "wrong P1")
    await begun["ben"].submit()
    await begun.settled()
    assert len(begun.channel.messages) == before + 1


async def test_with_nothing_named_the_form_finds_notes_links_and_hypotheses(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("ben", "wrong")
    form = begun["ben"].view
    found = [one["text"]["text"] for one in await begun["ben"].search(form, "cascade.find", "")]
    assert [one.split()[0] for one in found] == ["H1", "P1", "P2", "R1", "R1-P1"]
    (link,) = await begun["ben"].search(form, "cascade.find", "r1-p1")
    assert list(await begun["ben"].submit()) == ["claim"]
    await begun["ben"].submit(claim=link["value"])
    assert "R1-P1" in str(begun["ben"].view.view["blocks"])
    assert "No longer linked" not in str(begun["ben"].view.view["blocks"]), "the link itself is not told twice"
    await begun["ben"].submit(reason="It warns too late")
    await begun.settled()
    assert [link.state for link in (await board_of(begun)).links] == ["removed"]


async def test_what_is_still_unseen_cannot_be_found(begun: Conversation) -> None:
    await begun.types("alice", "join product")
    await prepared(begun)
    await begun.types("alice", "step 2")
    await begun.types("alice", "unseen gains")
    await begun.types("alice", "add gain Fresh food")
    await begun.types("ben", "wrong")
    found = [one["text"]["text"] for one in await begun["ben"].search(begun["ben"].view, "cascade.find", "fresh")]
    assert found == []


async def test_the_message_leads_back_to_the_step_and_names_the_segment(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("alice", "segment add Nurses")
    await begun.types("ben", "wrong 1P1")
    await begun["ben"].submit()
    await begun.settled()
    told = next(post for post in reversed(begun.channel.messages) if "marked" in str(post.blocks))
    assert "*1P1* “Food goes off”" in str(told.blocks)
    assert "Working parents: there is no fit any more, as nothing is linked." in str(told.blocks)
    await begun["alice"].press(told, "help.again:step")
    await begun.settled()
    board = await board_of(begun)
    assert board.workshop.step == 2
    assert [one.kind for one in board.decisions] == ["step", "wrong"]
