"""Which hypothesis to test first."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    for number in (6, 7):
        await begun.types("ben", f"hypothesis We believe that at least {number} of 10 working parents cook on weekdays")
    return begun


def last(talk: Conversation, who: str = "ben") -> Post:
    return talk[who].sees(talk.channel)[-1]


async def test_what_matters_most_and_is_proven_least_is_tested_first(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis map")
    await talk["ben"].press(last(talk), "priorities.rate")
    one, other = (await board_of(talk)).hypotheses
    assert await talk["ben"].submit(**{str(one.id): "2", str(other.id): "5"}) == {}
    await talk.settled()
    read = text_of(last(talk))
    assert "Test *H2* first: importance 5 of 5, still an assumption" in read
    assert read.index("*H2*") < read.index("*H1*")
    assert "In this order: H2 → H1" in read
    assert "A cheap way to find out: *Customer interview*" in read
    await talk.types("ben", "test H2 customer interview at least 6 of 10 say so")
    await talk.types("ben", "hypothesis map")
    assert "A cheap" not in text_of(last(talk))


async def test_ratings_are_secret_and_only_their_middle_is_read(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis H1 5")
    await talk.types("chika", "hypothesis H1 2")
    read = await talk.types("dora", "hypothesis map")
    await talk["dora"].press(last(talk, "dora"), "priorities.rate")
    shown = str(talk["dora"].view.view)
    assert "initial_option" not in shown
    assert "importance 3.5 of 5" in text_of(last(talk, "dora"))
    assert talk["ben"].id not in read
    assert await talk["dora"].submit() != {}
    await talk["dora"].close_form()
    await talk.types("ben", "hypothesis map")
    await talk["ben"].press(last(talk), "priorities.rate")
    assert str(talk["ben"].view.view).count("initial_option") == 1


async def test_evidence_moves_a_hypothesis_out_of_what_is_tested_first(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis H1 5")
    await talk.types("ben", "test H1 pilot at least 6 of 10 stay")
    await talk.types("ben", "test T1 result 9 of 10")
    await talk.types("ben", "hypothesis map")
    read = text_of(last(talk))
    assert "Keep an eye on" in read
    assert "Test *H1* first" not in read


async def test_the_map_can_be_shown_to_everybody_and_paged(talk: Conversation) -> None:
    for number in range(25):
        await talk.types("ben", f"hypothesis We believe that {number + 20} of 100 working parents cook fish")
    await talk.types("ben", "hypothesis map")
    asked = last(talk)
    await talk["ben"].press(asked, "priorities.page")
    await talk["ben"].press(talk["ben"].view, "priorities.turn:on")
    await talk.settled()
    assert "Page 2 of 2" in str(talk["ben"].view.view)
    await talk["ben"].press(asked, "priorities.share")
    await talk.settled()
    assert "What to test first" in text_of(last(talk, "dora"))


async def test_without_a_hypothesis_the_map_offers_drafts(begun: Conversation) -> None:
    assert "no hypothesis yet" in await begun.types("ben", "hypothesis map")
    await begun["ben"].press(last(begun), "help.again:hypothesis")
    await begun.settled()
    assert "Add a few notes first" in text_of(last(begun))


async def test_a_hypothesis_is_rated_like_a_note(talk: Conversation) -> None:
    assert "You gave *H2* 4 of 5" in await talk.types("ben", "rate H2 4")
    assert [rating.value for rating in (await board_of(talk)).hypotheses[1].ratings] == [4]
    assert "everything does" in await talk.types("ben", "rate H2 nine")
    await talk.types("alice", "step 5")
    prompt = next(text_of(post) for post in reversed(talk["ben"].sees(talk.channel)) if "Draft hypo" in text_of(post))
    assert "Test *H2* first: importance 4 of 5" in prompt
    await talk.types("ben", "join design")
    assert "What to test first" in await talk.types("ben", "")
