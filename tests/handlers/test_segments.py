"""Segments by click: each has a menu, and a word without a name opens the form that asks for one."""

from collections.abc import AsyncGenerator

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation, conversation
from tests.handlers.conftest import board_of


async def listing(begun: Conversation) -> Post:
    await begun.types("alice", "segment")
    return begun["alice"].sees(begun.channel)[-1]


def item(post: Post, number: int, label: str) -> str:
    menus = [block["accessory"] for block in post.blocks if block.get("accessory")]
    menu = next(one for one in menus if one["action_id"] == f"segments.choose:{number}")
    return next(one["value"] for one in menu["options"] if one["text"]["text"] == label)


async def choose(begun: Conversation, number: int, label: str) -> None:
    shown = await listing(begun)
    await begun["alice"].press(shown, f"segments.choose:{number}", item(shown, number, label))
    await begun.settled()


async def states(begun: Conversation) -> list[tuple[str, str]]:
    return [(one.name, one.state) for one in (await board_of(begun)).segments]


@pytest.fixture
async def two(begun: Conversation) -> Conversation:
    await begun.types("alice", "add pain Cooking after work")
    await begun.types("alice", "segment Night nurses")
    return begun


@pytest.mark.case(3)
async def test_a_segment_is_renamed_by_click_and_stays_itself(two: Conversation) -> None:
    before = (await board_of(two)).segments[1]
    await choose(two, 2, "Rename it")
    assert await two["alice"].submit(name="Nurses on shifts") == {}
    after = (await board_of(two)).segments[1]
    assert (after.id, after.name) == (before.id, "Nurses on shifts")


async def test_a_name_that_is_taken_is_said_beside_it(two: Conversation) -> None:
    await two.types("alice", "segment rename")
    assert "name" in await two["alice"].submit(name="Working parents")


async def test_notes_go_to_the_segment_that_was_chosen(two: Conversation) -> None:
    await choose(two, 1, "Use it for my notes")
    await two.types("alice", "add pain Shopping in the rain")
    assert {note.segment for note in (await board_of(two)).notes} == {(await board_of(two)).segments[0].id}
    await two.types("alice", "segment use")
    assert await two["alice"].submit(segment="2") == {}
    await two.types("alice", "add pain Sleeping by day")
    board = await board_of(two)
    assert board.notes[-1].segment == board.segments[1].id


@pytest.mark.case(3)
async def test_one_form_archives_or_merges(two: Conversation) -> None:
    await two.types("alice", "add pain Cooking after work")
    await choose(two, 2, "Archive or merge it")
    assert "two different segments" in str(await two["alice"].submit(into="2"))
    assert await two["alice"].submit(into="1") == {}
    await two.settled()
    asked = two["alice"].sees(two.channel)[-1]
    assert "says the same as one there will be one with it" in asked.text
    assert "0 notes" not in asked.text
    await two["alice"].press(asked, "dividing.merge")
    await two.settled()
    assert await states(two) == [("Working parents", "open"), ("Night nurses", "merged")]


@pytest.mark.case(3)
@pytest.mark.parametrize("words", ["segment archive", "segment merge"])
async def test_a_word_without_a_name_opens_that_form(two: Conversation, words: str) -> None:
    await two.types("alice", words)
    assert await two["alice"].submit(segment="2") == {}
    await two.settled()
    await two["alice"].press(two["alice"].sees(two.channel)[-1], "segments.archive")
    await two.settled()
    assert await states(two) == [("Working parents", "open"), ("Night nurses", "archived")]


async def test_a_segment_is_split_and_its_roles_are_named_by_click(two: Conversation) -> None:
    await choose(two, 1, "Split it in two")
    assert await two["alice"].submit(name="Single parents") == {}
    await two.settled()
    await choose(two, 2, "Who is who there?")
    assert await two["alice"].submit(economic_buyer="Ward managers") == {}
    assert [name for name, _ in await states(two)] == [
        "Working parents",
        "Night nurses",
        "Single parents",
        "Ward managers",
    ]


async def test_selling_to_companies_is_asked_about_in_the_list(two: Conversation) -> None:
    shown = await listing(two)
    assert "Selling to companies? Who uses it, pays, decides, could stop it?" in str(shown.blocks)


async def test_a_forgotten_add_is_asked_about_and_nothing_is_lost(begun: Conversation) -> None:
    shown = await begun.types("ben", "pain Waiting forever")
    assert "Did you mean `/vpd add pain Waiting forever`?" in shown
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "help.again:add")
    await begun.settled()
    assert [note.text for note in (await board_of(begun)).notes] == ["Waiting forever"]
    assert "I don't know" in await begun.types("ben", "paint Waiting forever")


async def test_help_for_a_word_does_it_with_one_click(begun: Conversation) -> None:
    await begun.types("alice", "help next")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "help.again:next")
    await begun.settled()
    assert (await board_of(begun)).workshop.step == 2


async def test_what_only_who_leads_may_do_names_both(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    assert await begun["alice"].submit(stand_in=begun["ben"].id) == {}
    await begun.settled()
    told = await begun.types("chika", "next")
    assert f"That is for who leads: <@{begun['alice'].id}>, or <@{begun['ben'].id}> who stands in." in told


async def test_who_is_put_down_for_a_role_is_told_and_can_say_no(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    assert await begun["alice"].submit(decider=begun["dana"].id) == {}
    await begun.settled()
    assert f"<@{begun['dana'].id}> has the last word now." in [post.text for post in begun["ben"].sees(begun.channel)]
    asked = begun["dana"].dms()[-1]
    assert "put you down as the one who has the last word" in asked.text
    await begun["dana"].press(asked, "settings.decline")
    await begun.settled()
    assert (await board_of(begun)).workshop.decider == ""
    assert "would rather not" in begun["ben"].sees(begun.channel)[-1].text


NO_SEGMENT = "There is no customer segment yet. Name the first one"


@pytest.fixture
async def nobody(database_url: str) -> AsyncGenerator[Conversation]:
    """A workshop that was begun without a segment."""
    async with conversation(database_url) as talk:
        await talk.types("alice", "start Dinner on autopilot")
        yield talk
        assert talk.slack.refusals == []


@pytest.mark.parametrize(
    "words",
    [
        "add", "add pain", "canvas", "export pdf", "rate", "rate P1 4", "link R1 P1", "evidence P1", "fit",
        "fit across", "pitch", "unseen pains", "merge", "variant", "check", "segment use 1", "segment rename",
        "restore",
    ],
)  # fmt: skip
async def test_without_a_segment_every_word_says_how_to_name_the_first(nobody: Conversation, words: str) -> None:
    assert NO_SEGMENT in await nobody.types("alice", words)
    await nobody["alice"].press(nobody["alice"].sees(nobody.channel)[-1], "help.again:segment")
    assert await nobody["alice"].submit(segment="Working parents") == {}
    await nobody.settled()
    assert await states(nobody) == [("Working parents", "open")]


async def test_the_cards_button_says_so_too(nobody: Conversation) -> None:
    card = next(post for post in nobody["ben"].sees(nobody.channel) if "notes.write" in str(post.blocks))
    await nobody["ben"].press(card, "notes.write")
    await nobody.settled()
    shown = nobody["ben"].sees(nobody.channel)[-1]
    assert NO_SEGMENT in text_of(shown)
    assert "help.again:segment" in str(shown.blocks)


async def test_what_was_typed_before_there_was_a_segment_waits_for_it(nobody: Conversation) -> None:
    for words in ("pain Waiting on hold", "Food goes off", "gain Eat together --segment Students"):
        said = await nobody.types("alice", f"add {words}")
        assert f"so “{words}” waits" in said
    await nobody.types("ben", "add pain Nobody helps")
    said = await nobody.types("alice", "segment add Working parents")
    assert "Added segment *1. Working parents*" in said
    offer = nobody["alice"].sees(nobody.channel)[-1]
    assert "Nobody helps" not in text_of(offer)
    await nobody["alice"].press(offer, "notes.place")
    await nobody.settled()
    kept = text_of(nobody["alice"].sees(nobody.channel)[-1])
    assert "Kept as *P1* Waiting on hold" in kept
    assert "What is “Food goes off”?" in kept
    assert "Eat together" in kept
    await nobody["alice"].press(offer, "notes.place")
    await nobody.settled()
    assert "settled already" in text_of(nobody["alice"].sees(nobody.channel)[-1])
    # Who wrote something too is asked in private.
    await nobody["ben"].press(nobody["ben"].dms()[-1], "notes.place")
    await nobody.settled()
    notes = (await board_of(nobody)).notes
    assert [(note.code, note.author) for note in notes if note.text == "Nobody helps"] == [("P2", nobody["ben"].id)]


async def test_a_reply_that_names_its_kind_waits_for_a_segment_as_its_last_version_says(nobody: Conversation) -> None:
    prompt = next(post for post in nobody["ben"].sees(nobody.channel) if post.bot and "Step 1" in text_of(post))
    ts = await nobody["ben"].say(nobody.channel, "Hello!\npain: Waiting on hold", thread=prompt.ts)
    gone = await nobody["ben"].say(nobody.channel, "gain: Eat together", thread=prompt.ts)
    await nobody.settled()
    asked = nobody["ben"].dms()[-2]
    assert "so “pain: Waiting on hold” waits" in text_of(asked)
    await nobody["ben"].edit(ts, "Hello!\npain: Waiting for an hour")
    await nobody["ben"].delete(gone)
    await nobody.settled()
    await nobody["ben"].press(asked, "help.again:segment")
    assert await nobody["ben"].submit(segment="Working parents") == {}
    await nobody.settled()
    offer = next(post for post in nobody["ben"].sees(nobody.channel)[::-1] if "notes.place" in str(post.blocks))
    await nobody["ben"].press(offer, "notes.place")
    await nobody.settled()
    assert [note.text for note in (await board_of(nobody)).notes] == ["Waiting for an hour"]


async def test_words_that_name_a_segment_nobody_named_keep_all_they_say(nobody: Conversation) -> None:
    assert NO_SEGMENT in await nobody.types("alice", "add pain 12345")
    await nobody.types("alice", "add pain --segment Parents")
    await nobody.types("alice", "segment Parents")
    await nobody["alice"].press(nobody["alice"].sees(nobody.channel)[-1], "notes.place")
    await nobody.settled()
    assert "nothing to keep yet" in text_of(nobody["alice"].sees(nobody.channel)[-1])
