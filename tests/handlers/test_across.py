"""Segments side by side: what they share, what only one has, and where they pull apart."""

import pytest

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def two(begun: Conversation) -> Conversation:
    await begun.types("alice", "segment Students")
    for segment in ("Working parents", "Students"):
        await begun.types("ben", f"add pain Food goes off before it is eaten --segment {segment}")
    await begun.types("ben", "add pain Nobody knows what to cook --segment Working parents")
    await begun.types("ben", "add pain Quiet evenings alone at home --segment Students")
    await begun.types("ben", "add gain Quiet evenings at home --segment Working parents")
    await begun.types("ben", "add reliever Warns two days before --segment Working parents")
    await begun.types("ben", "link 1R1 1P1")
    return begun


async def test_one_segment_has_nothing_to_be_compared_with(begun: Conversation) -> None:
    assert "one segment so far" in await begun.types("ben", "fit across")


async def test_shared_and_own_pains_missing_answers_and_clashes_are_named(two: Conversation) -> None:
    said = await two.types("ben", "fit across")
    assert "*1P1, 2P1* Food goes off before it is eaten" in said
    assert "not yet for Students" in said
    assert "*Only Working parents*\n• *1P2* Nobody knows what to cook" in said
    assert "Working parents hope for *1G1*" in said
    assert "Students suffer from *2P2*" in said


async def test_an_offer_is_taken_to_those_it_would_answer_too(two: Conversation) -> None:
    await two.types("ben", "fit across")
    await two["ben"].press(two["ben"].sees(two.channel)[-1], "help.again:copy")
    await two.settled()
    copied = [note for note in (await board_of(two)).notes if note.text == "Warns two days before"]
    assert [(note.code, note.segment == copied[0].segment) for note in copied] == [("R1", True), ("R1", False)]


async def test_one_offer_for_both_is_named(two: Conversation) -> None:
    await two.types("ben", "add reliever Warns two days before --segment Students")
    await two.types("ben", "link 2R1 2P1")
    said = await two.types("ben", "fit across")
    assert "*One offer for several*\n• *1R1, 2R1* Warns two days before" in said
    assert "not yet for" not in said


async def test_the_comparison_is_shared_without_buttons(two: Conversation) -> None:
    await two.types("ben", "fit across")
    await two["ben"].press(two["ben"].sees(two.channel)[-1], "across.share")
    await two.settled()
    shared = two["chika"].sees(two.channel)[-1]
    assert "Segments side by side" in text_of(shared)
    assert all(block["type"] != "actions" for block in shared.blocks)


NAMES = ("Parents", "Students", "Nurses", "Cooks", "Pilots", "Bakers", "Judges", "Actors", "Kings")
GAINS = ("Sun", "Rain", "Snow", "Wind", "Fog", "Hail", "Ice", "Mist", "Dew")


async def test_many_segments_in_hostile_words_fit_into_one_message(begun: Conversation) -> None:
    hostile = "&<!here>" * 20
    for name, gain in zip(NAMES, GAINS, strict=True):
        await begun.types("alice", f"segment {name} {'&' * 60}")
        for word in ("Rice", "Parking", "Plates", "Neighbours", "Dishes", "Trains"):
            await begun.types("alice", f"add pain {word} {hostile}")
        await begun.types("alice", f"add gain {gain} {hostile}")
    said = await begun.types("alice", "fit across")
    assert "…and 1 more" in said
    assert "*2P1, 3P1, 4P1, 5P1, 6P1 and 4 more*" in said
    assert "*Only Parents" in said
