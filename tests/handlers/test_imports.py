"""Bringing in a file: people choose it, see what it would do, decide, and can take it back."""

import json

import pytest

from bot.playground.faults import Fault
from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas.board import NoteState
from canvas.method import Block
from tests.conversation import Conversation, conversation
from tests.handlers.conftest import board_of
from tests.playback import prompt_in

LIST = "block,text,votes,Colour\npain,Waiting on hold,3,red\ngain,Eat together,,\nmonster,Bites,,\npain,1234,,\n"


async def sends(talk: Conversation, who: str, name: str, content: str | bytes, **fields: object) -> dict[str, str]:
    """Choose a file in the form and send it; return the form's errors."""
    await talk.types(who, "import")
    data = content if isinstance(content, bytes) else content.encode()
    errors = await talk[who].submit(file=[talk[who].choose_file(name, data)], **fields)
    await talk.settled()
    return errors


def preview(talk: Conversation, who: str) -> Post:
    """Return the newest message with a button to decide."""
    posts = [*talk[who].sees(talk.channel), *talk[who].dms()]
    return next(
        post for post in sorted(posts, key=lambda p: p.ts, reverse=True) if "imports.cancel" in str(post.blocks)
    )


async def presses(talk: Conversation, who: str, post: Post, action: str) -> str:
    """Press a button and return what is said."""
    await talk[who].press(post, action)
    await talk.settled()
    posts = [*talk[who].sees(talk.channel), *talk[who].dms()]
    return text_of(max((p for p in posts if p.ts != post.ts), key=lambda p: p.ts))


async def open_notes(talk: Conversation) -> list[tuple[str, str]]:
    board = await board_of(talk)
    return [(note.code, note.text) for note in board.notes if note.state is NoteState.OPEN]


async def test_nothing_is_kept_before_the_preview_is_answered(begun: Conversation) -> None:
    assert await sends(begun, "ben", "board.csv", LIST) == {}
    shown = text_of(preview(begun, "ben"))
    assert "*board.csv* has 2 notes. Nothing is kept yet." in shown
    assert "*Working parents*: 1 pain, 1 gain" in shown
    assert "line 4 “Bites”: I don't know the kind “monster”" in shown
    assert "line 5 “1234”: it has no words" in shown
    assert "Colour" in shown
    assert await open_notes(begun) == []


async def test_all_is_added_in_one_act_and_taken_back_by_one(begun: Conversation) -> None:
    await sends(begun, "ben", "board.csv", LIST)
    await presses(begun, "ben", preview(begun, "ben"), "imports.add:all")
    board = await board_of(begun)
    assert await open_notes(begun) == [("P1", "Waiting on hold"), ("G1", "Eat together")]
    assert sum(vote.dots for vote in board.notes[0].votes) == 3
    assert board.notes[0].author == begun["ben"].id
    assert any("brought in 1 pain, 1 gain" in text_of(post) for post in begun.channel.messages)
    assert "“Bites”" in text_of(begun["ben"].dms()[-1])
    assert "Taken back" in await begun.types("ben", "undo")
    assert await open_notes(begun) == []


async def test_a_second_click_adds_nothing(begun: Conversation) -> None:
    await sends(begun, "ben", "board.csv", LIST)
    asked = preview(begun, "ben")
    await presses(begun, "ben", asked, "imports.add:all")
    assert "settled already" in await presses(begun, "ben", asked, "imports.add:all")
    assert len(await open_notes(begun)) == 2


async def test_the_same_file_again_is_all_duplicates(begun: Conversation) -> None:
    await sends(begun, "ben", "board.csv", LIST)
    await presses(begun, "ben", preview(begun, "ben"), "imports.add:all")
    await sends(begun, "ben", "board.csv", LIST)
    asked = preview(begun, "ben")
    assert "*2 notes* look like one that is there already" in text_of(asked)
    assert "is like *P1*" in text_of(asked)
    with pytest.raises(LookupError):
        await begun["ben"].press(asked, "imports.add:new")
    assert "Nothing of that file was kept" in await presses(begun, "ben", asked, "imports.cancel")
    assert len(await open_notes(begun)) == 2


async def test_all_but_the_duplicates_can_be_added(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await sends(begun, "ben", "board.csv", LIST)
    await begun["ben"].press(preview(begun, "ben"), "imports.add:new")
    await begun.settled()
    assert await open_notes(begun) == [("P1", "Waiting on hold"), ("G1", "Eat together")]


async def test_new_segments_are_named_first_and_come_with_their_prompts(begun: Conversation) -> None:
    await begun.types("alice", "next")
    before = len(begun.channel.messages)
    text = "segment;kind;text\nNurses;pain;Night shifts\nnurses;gain;Sleep\nWorking parents;job;Feed the family\n"
    await sends(begun, "ben", "board.csv", text)
    assert "new segment *Nurses*: 1 pain, 1 gain" in text_of(preview(begun, "ben"))
    await begun["ben"].press(preview(begun, "ben"), "imports.add:all")
    await begun.settled()
    board = await board_of(begun)
    assert [(one.number, one.name) for one in board.segments] == [(1, "Working parents"), (2, "Nurses")]
    assert len(begun.channel.messages) >= before + 3


async def test_the_form_says_what_bare_lines_are_and_where_they_go(begun: Conversation) -> None:
    await begun.types("ben", "segment Nurses")
    segment = (await board_of(begun)).segments[1]
    bare = "Text,Colour\nNight shifts,yellow\nNo sleep,red\n"
    await sends(begun, "ben", "mural.csv", bare, kind="pain", segment=str(segment.id))
    await begun["ben"].press(preview(begun, "ben"), "imports.add:all")
    await begun.settled()
    notes = (await board_of(begun)).notes
    assert [(note.segment, note.block, note.text) for note in notes] == [
        (segment.id, Block.PAIN, "Night shifts"),
        (segment.id, Block.PAIN, "No sleep"),
    ]


async def test_only_the_one_who_brought_it_decides(begun: Conversation) -> None:
    await sends(begun, "ben", "board.csv", LIST)
    asked = preview(begun, "ben")
    assert "settled already" in await presses(begun, "alice", asked, "imports.add:all")
    assert await open_notes(begun) == []


async def test_the_file_waits_while_the_program_starts_anew(database_url: str) -> None:
    async with conversation(database_url) as talk:
        await talk.types("alice", "start Dinner on autopilot for Working parents")
        await sends(talk, "alice", "board.csv", LIST)
        asked = preview(talk, "alice")
        channel, user = talk.channel.id, talk["alice"].id
    async with conversation(database_url) as talk:
        talk.channel.id, talk.slack.channels = channel, {channel: talk.channel}
        alice = talk["alice"]
        alice.user.id = alice.id = user
        talk.slack.users[user] = alice.user
        talk.channel.members.append(user)
        asked.channel = channel
        await alice.press(talk.slack.keep(asked), "imports.add:all")
        await talk.settled()
        assert len(await open_notes(talk)) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("board.xlsx", b"PK\x03\x04...", "Save it as CSV"),
        ("board.csv", b"  \n", "nothing in that file"),
        ("board.csv", b"a" * 3_000_001, "too large"),
        ("board.csv", b"colour,size\nred,3", "no notes in that file"),
        ("board.json", b'{"format": "other"}', "can't read that JSON"),
    ],
)
async def test_a_file_that_is_odd_is_answered_in_the_form(
    begun: Conversation, name: str, content: bytes, said: str
) -> None:
    errors = await sends(begun, "ben", name, content)
    assert said in errors["file"]
    assert begun["ben"].forms


async def test_without_a_file_the_form_asks_for_one(begun: Conversation) -> None:
    await begun.types("ben", "import")
    assert "Choose the file" in (await begun["ben"].submit())["file"]


async def test_when_slack_does_not_hand_it_over_the_same_form_is_sent_again(begun: Conversation) -> None:
    begun.slack.faults.plan("files-pri", Fault.FAIL_BEFORE)
    errors = await sends(begun, "ben", "board.csv", LIST)
    assert "send the form once more" in errors["file"]
    assert await begun["ben"].submit() == {}
    await begun.settled()
    assert "2 notes" in text_of(preview(begun, "ben"))


async def test_hostile_words_stay_words(begun: Conversation) -> None:
    await sends(begun, "ben", "<!channel>.csv", "block,text,<@U1>\npain,<!here> *bold* =1+1,x\n<!everyone>,boo,\n")
    asked = preview(begun, "ben")
    assert "<!" not in str(asked.blocks)
    assert "<@U1>" not in str(asked.blocks)
    await begun["ben"].press(asked, "imports.add:all")
    await begun.settled()
    assert await open_notes(begun) == [("P1", "<!here> *bold* =1+1")]
    assert not any("<!" in str(post.blocks) + post.text for post in begun.channel.messages)


async def exported(talk: Conversation, kind: str) -> bytes:
    """Return what an export writes."""
    known = set(talk.slack.files)
    await talk.types("alice", f"export {kind}")
    (new,) = set(talk.slack.files) - known
    return talk.slack.files[new]["content"]


async def filled(talk: Conversation) -> None:
    for words in (
        "add extreme pain Waiting on hold",
        "add social job Look competent",
        "add reliever Calls you back",
        "link R1 P1 partly",
        "evidence P1 “I gave up” – a nurse",
        "hypothesis Parents pay for time",
        "segment Nurses",
        "add gain Sleep | rest",
    ):
        await talk.types("alice", words)


async def test_a_whole_workshop_moves_into_another_channel(begun: Conversation) -> None:
    await filled(begun)
    before = await exported(begun, "json")
    assert "is open in this channel" in (await sends(begun, "alice", "dinner.json", before))["file"]
    begun.channel = begun.slack.channel("second-try")
    begun.channel.members.append(begun["alice"].id)
    assert await sends(begun, "alice", "dinner.json", before) == {}
    shown = text_of(preview(begun, "alice"))
    assert "*Dinner on autopilot*" in shown
    assert "1 link, 1 piece of evidence" in shown
    await presses(begun, "alice", preview(begun, "alice"), "imports.restore:as")
    dm = begun.slack.dm(begun["alice"].id)
    assert any("*Dinner on autopilot* is in <#" in text_of(post) for post in begun["alice"].sees(dm))
    assert any("brought in *Dinner on autopilot*" in text_of(post) for post in begun.channel.messages)
    after, told = json.loads(await exported(begun, "json")), json.loads(before)
    for tree in (after, told):
        del tree["workshop"]["id"], tree["workshop"]["channel"]
        for one in tree["reminders"]:
            del one["next"]
    assert after == told
    await begun.types("alice", "add pain Another one --segment Working parents")
    assert ("P2", "Another one") in await open_notes(begun)


async def test_a_copy_keeps_its_words_when_the_reply_they_came_from_is_changed(begun: Conversation) -> None:
    await begun.types("alice", "next")
    first = begun.channel
    prompt = await prompt_in(begun.program.database, first, "pains")
    ts = await begun["alice"].say(first, "Waiting on hold", thread=prompt)
    await begun.settled()
    content = await exported(begun, "json")
    begun.channel = begun.slack.channel("second-try")
    begun.channel.members.append(begun["alice"].id)
    await sends(begun, "alice", "dinner.json", content)
    await presses(begun, "alice", preview(begun, "alice"), "imports.restore:as")
    await begun["alice"].edit(ts, "Waiting at the counter")
    await begun.settled()
    assert await open_notes(begun) == [("P1", "Waiting on hold")]
    await begun["alice"].delete(ts)
    await begun.settled()
    assert await open_notes(begun) == [("P1", "Waiting on hold")]
    begun.channel = first
    assert await open_notes(begun) == []


async def test_a_finished_workshop_can_be_opened_again(begun: Conversation) -> None:
    await filled(begun)
    told = json.loads(await exported(begun, "json"))
    told["workshop"]["state"] = "finished"
    begun.channel = begun.slack.channel("second-try")
    begun.channel.members.append(begun["alice"].id)
    await sends(begun, "alice", "dinner.json", json.dumps(told))
    await presses(begun, "alice", preview(begun, "alice"), "imports.restore:as")
    assert (await board_of(begun)).workshop.state == "open"


@pytest.mark.parametrize("kind", ["csv", "md"])
async def test_our_own_table_and_text_can_be_brought_in_elsewhere(begun: Conversation, kind: str) -> None:
    await filled(begun)
    content = await exported(begun, kind)
    begun.channel = begun.slack.channel("second-try")
    begun.channel.members.append(begun["alice"].id)
    await begun.types("alice", "start Second try for Working parents")
    assert await sends(begun, "alice", f"dinner.{kind}", content) == {}
    await begun["alice"].press(preview(begun, "alice"), "imports.add:all")
    await begun.settled()
    board = await board_of(begun)
    assert {(note.code, note.text, note.subtype) for note in board.notes} == {
        ("P1", "Waiting on hold", ""),
        ("J1", "Look competent", "social"),
        ("R1", "Calls you back", ""),
        ("G1", "Sleep | rest", ""),
    }
    assert next(note.ratings[0].value for note in board.notes if note.code == "P1") == 5
    assert [one.name for one in board.segments] == ["Working parents", "Nurses"]
