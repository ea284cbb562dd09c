"""Bringing in a file: people choose it, see what it would do, decide, and can take it back."""

import pytest

from bot.playground.faults import Fault
from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas.board import NoteState
from canvas.method import Block
from tests.conversation import Conversation, conversation
from tests.handlers.conftest import board_of

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
    """Press a button and return what is said: in the place of the message, or below it."""
    before = text_of(post)
    await talk[who].press(post, action)
    await talk.settled()
    if text_of(post) != before:
        return text_of(post)
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
    (told,) = [post for post in begun.channel.messages if "brought in 1 pain, 1 gain" in text_of(post)]
    assert "“Bites”" in text_of(begun["ben"].dms()[-1])
    assert "Taken back" in await begun.types("ben", "undo")
    assert await open_notes(begun) == []
    (corrected,) = [post for post in begun.channel.messages if post.thread == told.ts]
    assert "has taken back what this file brought in" in text_of(corrected)


async def test_a_second_click_adds_nothing(begun: Conversation) -> None:
    await sends(begun, "ben", "board.csv", LIST)
    asked = preview(begun, "ben")
    drawn = asked.text, asked.blocks
    assert "2 notes added" in await presses(begun, "ben", asked, "imports.add:all")
    asked.text, asked.blocks = drawn  # as it still is for a moment where the net is slow
    assert "settled already" in await presses(begun, "ben", asked, "imports.add:all")
    assert len(await open_notes(begun)) == 2


@pytest.mark.parametrize("action", ["imports.add:all", "imports.cancel"])
async def test_a_preview_that_was_answered_has_no_buttons_left(begun: Conversation, action: str) -> None:
    await sends(begun, "ben", "board.csv", LIST)
    asked = preview(begun, "ben")
    await presses(begun, "ben", asked, action)
    assert "Nothing is kept yet" not in text_of(asked)
    assert "imports." not in str(asked.blocks)


async def test_a_preview_shows_the_first_notes_of_each_block_with_their_votes(begun: Conversation) -> None:
    rows = "".join(f"pain,Number {number},{number}\n" for number in range(8))
    await sends(begun, "ben", "board.csv", f"block,text,votes\n{rows}job,Feed the family,\n")
    shown = text_of(preview(begun, "ben"))
    assert "Pains: “Number 0”, “Number 1” (1 vote), “Number 2” (2 votes)" in shown
    assert "“Number 4” (4 votes) and 3 more" in shown
    assert "Jobs: “Feed the family”" in shown


async def test_what_a_table_says_of_a_pain_is_kept(begun: Conversation) -> None:
    await sends(begun, "ben", "board.csv", "block,text,frequency,moment,flavour\npain,Waits,weekly,during,social\n")
    await presses(begun, "ben", preview(begun, "ben"), "imports.add:all")
    (note,) = (await board_of(begun)).notes
    assert (note.frequency, note.moment, note.flavour) == ("weekly", "during", "social")


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


TWINS = "block,text\npain,Kids refuse vegetables\npain,Kids refuse vegetables!\ngain,Kids refuse vegetables\n"


async def test_what_is_nearly_twice_in_a_file_is_flagged_and_added_once(begun: Conversation) -> None:
    await sends(begun, "ben", "twins.csv", TWINS)
    asked = preview(begun, "ben")
    assert "*1 note* looks like one that is further up in the file:" in text_of(asked)
    assert "line 3 “Kids refuse vegetables!” is like line 2" in text_of(asked)
    assert "Add all but the duplicates (2)" in str(asked.blocks)
    assert "2 notes added. 1 duplicate left out." in await presses(begun, "ben", asked, "imports.add:new")
    assert await open_notes(begun) == [("P1", "Kids refuse vegetables"), ("G1", "Kids refuse vegetables")]
    assert "sounds like *P1*" in await begun.types("ben", "add pain Kids refuse vegetables!")


async def test_duplicates_of_the_canvas_and_of_the_file_are_flagged_together(begun: Conversation) -> None:
    await begun.types("ben", "add gain Kids refuse vegetables")
    await sends(begun, "ben", "twins.csv", TWINS)
    asked = preview(begun, "ben")
    assert "*2 notes* look like one that is there already or further up in the file:" in text_of(asked)
    assert "line 4 “Kids refuse vegetables” is like *G1*" in text_of(asked)


async def test_what_is_like_a_duplicate_but_like_nothing_that_stays_is_new(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waits a very long time on hold")
    steps = "block,text\npain,Waits a very long time\npain,Waits a long\n"
    await sends(begun, "ben", "steps.csv", steps)
    assert "*1 note* looks like one that is there already:" in text_of(preview(begun, "ben"))


async def test_ratings_and_votes_that_cannot_be_kept_are_said_with_their_line(begun: Conversation) -> None:
    rows = "pain,Waits,9,2\ngain,Eats,4,-3\njob,Feeds,<!here>,many\npain,Spoils,,\ngain,Sleeps,2,500\n"
    await sends(begun, "ben", "board.csv", f"block,text,rating,votes\n{rows}")
    asked = preview(begun, "ben")
    shown = text_of(asked)
    assert "line 2: the rating 9 is not from 1 to 5, so this note comes without one." in shown
    assert "line 3: the votes -3 are not a number from 0, so this note comes without any." in shown
    assert "line 4: the rating “&lt;!here&gt;” is not from 1 to 5" in shown
    assert "line 4: the votes “many” are not a number" in shown
    assert "line 6: the votes 500 are more than a note takes, so it comes with 99." in shown
    assert "line 5:" not in shown
    await presses(begun, "ben", asked, "imports.add:all")
    notes = (await board_of(begun)).notes
    assert [
        (note.text, [one.value for one in note.ratings], sum(one.dots for one in note.votes)) for note in notes
    ] == [
        ("Waits", [], 2),
        ("Eats", [4], 0),
        ("Feeds", [], 0),
        ("Spoils", [], 0),
        ("Sleeps", [2], 99),
    ]


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
        ("board.xlsx", b"PK\x03\x04...", "a spreadsheet can be saved as CSV"),
        ("board.csv", b"  \n", "nothing in that file"),
        ("board.csv", b"a" * 3_000_001, "too large"),
        ("board.csv", b"colour,size\nred,3", "no notes in that file"),
        ("board.csv", b"\x89PNG\r\n", "it is a picture. Bring a text, CSV, Markdown or JSON file"),
        ("board.csv", bytes(range(256)) * 8, "I can't read that file: it is not a text file."),
        ("board.json", b'{"format": "other"}', "Bring in a file that /vpd export json wrote."),
    ],
)
async def test_a_file_that_is_odd_is_answered_in_the_form(
    begun: Conversation, name: str, content: bytes, said: str
) -> None:
    errors = await sends(begun, "ben", name, content)
    assert said in errors["file"]
    assert "`" not in errors["file"]  # a form's errors are plain text
    assert begun["ben"].forms


async def test_without_a_file_the_form_asks_for_one(begun: Conversation) -> None:
    await begun.types("ben", "import")
    assert "Choose the file" in (await begun["ben"].submit())["file"]


async def test_the_form_says_which_files_it_takes(begun: Conversation) -> None:
    await begun.types("ben", "import")
    (file, *_) = begun["ben"].forms[-1].view["blocks"]
    assert file["hint"]["text"].startswith("Only text, CSV, Markdown and JSON files are taken.")
    assert set(file["element"]["filetypes"]) == {"csv", "tsv", "txt", "md", "markdown", "json"}


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
