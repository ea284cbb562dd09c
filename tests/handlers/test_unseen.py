"""Rounds from both ends: rating in secret, what comes late or early, and that nothing unseen is told to anybody."""

import json
import re
from datetime import timedelta

import pytest
from aiohttp import ClientSession

from bot.playground.reading import text_of
from canvas.rounds import Phase
from tests.bot.watching import watched
from tests.conversation import Conversation
from tests.handlers.conftest import board_of
from tests.handlers.test_rounds import SECRET, prompt, running


async def test_without_a_kind_a_form_asks_what_to_begin_and_for_how_long(begun: Conversation) -> None:
    await begun.types("alice", "next")
    await begun.types("alice", "unseen")
    assert await begun["alice"].submit(kind="gain", time="10") == {}
    await begun.settled()
    found = await running(begun)
    assert (found.block, found.round.phase) == ("gain", Phase.WRITE)
    assert found.round.closes - found.round.opened == timedelta(minutes=10)
    await begun.types("alice", "unseen")
    assert "no pains to rate yet" in str(await begun["alice"].submit(kind="pain", what="rate"))


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("gains 7m", 7), ("gains 7 minutes", 7), ("gains for 7 minutes", 7), ("gains: 7", 7), ("gains 1 hour", 60)],
)
async def test_a_word_says_for_how_long_everybody_writes(begun: Conversation, words: str, minutes: int) -> None:
    await begun.types("alice", "next")
    assert "written unseen now" in await begun.types("alice", f"unseen {words}")
    found = await running(begun)
    assert (found.block, found.round.phase) == ("gain", Phase.WRITE)
    assert found.round.closes - found.round.opened == timedelta(minutes=minutes)
    # It leads nothing on by accident.
    assert "moved on already" in await begun.types("alice", f"unseen {words}")
    assert (await running(begun)).round.phase is Phase.WRITE


async def test_over_days_a_word_says_how_many_working_days(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    await begun["alice"].submit(pace="async")
    await begun.settled()
    await begun.types("alice", "next")
    assert "“5m” as a time. It takes 1 to 20 working days" in await begun.types("alice", "unseen gains 5m")
    await begun.types("alice", "unseen gains 2 days")
    found = (await running(begun)).round
    assert (found.closes - found.opened).days == 2


async def test_what_unseen_can_not_read_is_answered_about_unseen(begun: Conversation) -> None:
    await begun.types("alice", "next")
    for words in ("gains soonish", "gains 0m", "gains 3 days"):
        said = await begun.types("alice", f"unseen {words}")
        assert "It takes 1 to 120 minutes, for example: `/vpd unseen pains 5 minutes`." in said
    said = await begun.types("alice", "unseen everything")
    assert "Say which notes everybody writes unseen: jobs, pains" in said
    assert "/vpd add" not in said


async def test_before_there_is_a_prompt_the_form_gives_way_to_the_step_that_posts_it(begun: Conversation) -> None:
    assert "The first ones come with step 2" in await begun.types("alice", "unseen")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "help.again:step")
    await begun.settled()
    # Back in step 1 the prompts of step 2 are there.
    await begun.types("alice", "back")
    await begun.types("alice", "unseen")
    assert await begun["alice"].submit(kind="gain", time="10") == {}
    await begun.settled()
    assert (await running(begun)).block == "gain"


async def test_the_form_gives_no_other_time_to_what_runs_already(begun: Conversation) -> None:
    await begun.types("alice", "next")
    await begun.types("alice", "unseen")
    await begun.types("alice", "unseen gains")
    until = (await running(begun)).round.closes
    await begun["alice"].submit(kind="gain", time="10")
    await begun.settled()
    assert (await running(begun)).round.closes == until


async def test_notes_that_are_there_are_rated_in_secret_and_again_after_that(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await begun.types("alice", "next")
    await begun.types("ben", "add pain Waiting on hold")
    await begun["alice"].press(prompt(begun), "rounds.secret")
    await begun.settled()
    await begun.types("ben", "rate P1 5")
    assert "typical" not in await begun.types("alice", "rate P1 1")
    await begun["alice"].press(prompt(begun), "rounds.forward")
    await begun.settled()
    assert "(3 from 2 people)" in text_of(begun["alice"].sees(begun.channel)[-1])
    await begun["alice"].press(prompt(begun), "rounds.reopen")
    await begun.settled()
    assert (await running(begun)).round.phase is Phase.RATE
    assert "typical" not in await begun.types("alice", "rate P1 2")


async def test_ratings_that_are_given_in_secret_are_not_counted_as_still_open(begun: Conversation) -> None:
    await begun.types("alice", "next")
    await begun.types("alice", "add pain Waiting on hold")

    async def still_open() -> int:
        shown = await begun["alice"].command(begun.channel, "/vpd")
        (told,) = re.findall(r"_(\d+) still open_", str(shown.blocks))
        return int(told)

    before = await still_open()
    await begun["alice"].press(prompt(begun), "rounds.secret")
    await begun.settled()
    assert await still_open() == before - 1


@pytest.mark.case(6)
async def test_a_note_that_comes_after_rating_is_closed_is_not_rated_with_it(silent: Conversation) -> None:
    await silent.types("ben", f"add pain {SECRET}")
    for _ in range(3):
        await silent.types("alice", "unseen pains")
    await silent.types("ben", "add extreme pain Waiting on hold")
    late = (await board_of(silent)).notes[-1]
    assert (late.late, late.ratings) == (True, ())


@pytest.mark.case(7)
async def test_a_likely_duplicate_is_late_too_and_nobody_is_counted_before_rating_is_open(
    silent: Conversation,
) -> None:
    await silent.types("ben", "add pain They wait on hold for an hour")
    await silent.types("alice", "unseen pains")
    await silent.types("ben", "add pain They wait on hold for an hour every day")
    asked = silent["ben"].sees(silent.channel)[-1]
    await silent["ben"].press(asked, "duplicates.count")
    await silent.settled()
    assert "not open yet" in text_of(silent["ben"].sees(silent.channel)[-1])
    await silent["ben"].press(asked, "duplicates.add")
    await silent.settled()
    assert [(note.late, note.votes) for note in (await board_of(silent)).notes] == [(False, ()), (True, ())]


async def test_a_reply_while_others_write_unseen_is_kept_and_marked(silent: Conversation) -> None:
    await silent["ben"].say(silent.channel, "Waiting on hold", thread=prompt(silent).ts)
    await silent.settled()
    assert [note.early for note in (await board_of(silent)).notes] == [True]
    assert "threads are public" in text_of(silent["ben"].dms()[-1])


async def test_notes_that_sound_the_same_are_shown_once_before_they_are_rated(silent: Conversation) -> None:
    await silent.types("ben", "add pain They wait on hold for an hour")
    await silent.types("alice", "add pain They wait on hold for an hour daily")
    await silent.types("alice", "unseen pains")
    assert "sound the same" in await silent.types("alice", "unseen pains")
    assert (await running(silent)).round.phase is Phase.REVEAL
    await silent["alice"].press(silent["alice"].sees(silent.channel)[-1], "rounds.forward:past")
    await silent.settled()
    assert (await running(silent)).round.phase is Phase.RATE


async def test_somebody_who_never_joined_is_asked_to_before_they_count_as_done(silent: Conversation) -> None:
    await silent["chika"].press(prompt(silent), "rounds.done")
    await silent.settled()
    assert "You don't take part" in text_of(silent["chika"].sees(silent.channel)[-1])
    await silent["alice"].press(prompt(silent), "rounds.pause")
    await silent.settled()
    await silent["ben"].press(prompt(silent), "rounds.done")
    await silent.settled()
    assert "time stands still" in text_of(silent["ben"].sees(silent.channel)[-1])
    await silent["alice"].press(prompt(silent), "rounds.longer")
    await silent.settled()
    assert "It stands still" in text_of(silent["alice"].sees(silent.channel)[-1])


async def test_while_people_write_unseen_the_prompt_tells_only_how_many_notes_there_are(silent: Conversation) -> None:
    before = prompt(silent).blocks[1]
    for text in ("Waiting on hold", "No parking", "Cold plates", "Burnt rice"):
        await silent.types("ben", f"add pain obstacle: {text}")
    await silent.settled()
    assert "4 pains so far." in text_of(prompt(silent))
    assert prompt(silent).blocks[1] == before


async def test_nothing_that_others_see_tells_what_is_unseen_nor_how_it_is_rated(silent: Conversation) -> None:
    await silent.types("alice", "canvas")
    await silent.types("alice", "wall")
    await silent.types("ben", f"add pain {SECRET}")
    await silent.types("ben", "add pain Parking costs more than dinner")
    await silent.types("alice", "canvas")
    await silent.types("alice", "export md")
    await silent.pass_time(minutes=1)
    async with ClientSession() as http, watched(http, silent) as line:
        assert "Counter seven" not in json.dumps(await line.canvas())
    assert "Counter seven" not in public(silent)
    for _ in range(2):
        await silent.types("alice", "unseen pains")
    before = public(silent)
    await silent.types("ben", "rate P1 1")
    await silent.types("ben", "rate P2 5")
    await silent.types("alice", "canvas")
    await silent.types("alice", "export md")
    await silent.settled()
    after = public(silent).removeprefix(before)
    assert "rated 5" not in after
    canvas = next(text_of(one) for one in reversed(silent.channel.messages) if "*P1*" in text_of(one))
    assert canvas.index("*P1*") < canvas.index("*P2*"), "in the order in which they came"
    async with ClientSession() as http, watched(http, silent) as line:
        frame = json.dumps(await line.canvas())
    assert frame.index("Counter seven") < frame.index("Parking costs")


def public(talk: Conversation) -> str:
    """Return all that everybody in the channel can read: messages with their alt texts, and files."""
    posts = [str(one.blocks) + one.text for one in talk.channel.messages if not one.only_for]
    replies = [str(one.blocks) + one.text for post in talk.channel.messages for one in talk.channel.replies(post.ts)]
    files = [f"{file.get('alt_txt')} {file['content'].decode(errors='ignore')}" for file in talk.slack.files.values()]
    return "\n".join((*posts, *replies, *files))


async def test_a_note_without_a_name_is_nobodys_while_it_is_unseen_and_after_that(silent: Conversation) -> None:
    await silent.types("ben", "add")
    assert "can't take it back alone" in str(silent["ben"].view.view)
    assert await silent["ben"].submit(kind="pain", text=f"extreme pain: {SECRET}", unnamed="yes") == {}
    await silent.settled()
    said = text_of(silent["ben"].sees(silent.channel)[-1])
    assert "kept without your name" in said
    assert "P1" not in said
    (note,) = (await board_of(silent)).notes
    assert (note.author, note.source, note.ratings) == ("", None, ())
    assert (await running(silent)).round.wrote == {silent["ben"].id}
    for who in ("alice", "ben"):
        assert SECRET not in await silent.types(who, "canvas") + public(silent)
    assert "no change of yours" in await silent.types("ben", "undo")
    workshop = (await board_of(silent)).workshop.id
    changes = await silent.program.database.read(
        silent.slack.team_id, lambda tx: tx.history.newest(workshop, 100, None)
    )
    assert [one.entity for one in changes].count("notes") == 1
    assert all(one.user == "" for one in changes if one.entity == "notes")
    await silent.types("alice", "unseen pains")
    await silent.types("alice", "export json")
    await silent.settled()
    assert SECRET in public(silent)
    assert (await board_of(silent)).notes[0].author == ""
    told = await silent.types("alice", "history")
    assert [line for line in told.split("\n") if silent["ben"].id in line and "joined" not in line] == []


async def test_a_rating_that_comes_too_early_or_too_late_is_not_kept_and_its_writer_told(silent: Conversation) -> None:
    await silent.types("ben", "add pain They wait on hold for an hour")
    await silent.types("alice", "unseen pains")
    told = await silent.types("ben", "add extreme pain Their food goes off before Friday")
    assert "Rating is not open yet, so your 5 was not kept." in told
    await silent["ben"].say(silent.channel, "extreme pain: Their trains come an hour late", thread=prompt(silent).ts)
    await silent.settled()
    assert any("so your 5 was not kept" in text_of(one) for one in silent["ben"].dms())
    assert [note.ratings for note in (await board_of(silent)).notes] == [(), (), ()]
