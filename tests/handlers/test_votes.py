"""Ratings and dots, typed and in forms."""

from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def test_a_rating_is_kept_and_the_typical_rating_told(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "is 4 of 5" in await begun.types("ben", "rate P1 4")
    assert "typical rating is 4.5 from 2 people" in await begun.types("chika", "rate p1 extreme")
    await begun.types("ben", "rate P1 2")
    values = {one.user: one.value for one in (await board_of(begun)).notes[0].ratings}
    assert values == {begun["ben"].id: 2, begun["chika"].id: 5}


async def test_a_rating_out_of_range_explains_the_scale(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "1 (moderate) to 5 (extreme)" in await begun.types("ben", "rate P1 9")
    assert "its code" in await begun.types("ben", "rate nonsense")


async def test_a_rating_is_given_by_form(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "rate P1")
    assert await begun["ben"].submit(rating="5") == {}
    await begun.settled()
    assert [one.value for one in (await board_of(begun)).notes[0].ratings] == [5]


async def test_a_third_vote_takes_the_dots_back(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "1 dot on *P1*. 2 left for pains" in await begun.types("ben", "vote P1")
    assert "2 dots on *P1*. 1 left" in await begun.types("ben", "vote P1")
    assert "off *P1* again. 3 left" in await begun.types("ben", "vote P1")
    assert "One at a time" in await begun.types("ben", "vote P1 P2")


async def test_dots_run_out_kindly(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold\nFood goes off\nNo oven at home")
    await begun.types("ben", "vote P1")
    await begun.types("ben", "vote P1")
    await begun.types("ben", "vote P2")
    assert "3 dots here are all placed" in await begun.types("ben", "vote P3")


async def test_a_vote_is_given_by_form(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "vote")
    note = (await board_of(begun)).notes[0]
    assert await begun["ben"].submit(**{str(note.id): "1"}) == {}
    assert [vote.dots for vote in (await board_of(begun)).notes[0].votes] == [1]


async def test_with_nothing_to_weigh_it_says_what_to_add(begun: Conversation) -> None:
    assert "nothing to weigh yet" in await begun.types("ben", "vote")
    assert "nothing to weigh yet" in await begun.types("ben", "rate")


async def test_a_rating_may_stand_in_front_and_is_given_to_one_note_at_a_time(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold\nNo oven at home")
    assert "Your rating of *P1* is 4" in await begun.types("ben", "rate 4 P1")
    assert "One at a time, please, for example: `/vpd rate P1 5`" in await begun.types("ben", "rate P1 P2 5")
    assert "for example: `/vpd vote P1`" in await begun.types("ben", "vote P1 P2")
