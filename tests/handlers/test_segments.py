"""Segments by click: each has a menu, and a word without a name opens the form that asks for one."""

import pytest

from bot.playground.world import Post
from tests.conversation import Conversation
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
