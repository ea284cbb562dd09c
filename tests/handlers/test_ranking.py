"""Whole blocks are weighed: pages to rate, dots with a budget, an order, and what people see differently."""

from typing import Any

import pytest

from bot.playground.reading import text_of
from storage.transaction import Actor, Transaction
from tests.conversation import MONDAY, Conversation
from tests.handlers.conftest import board_of

PAINS = ["Waiting on hold", "Food goes off", "No oven at home", "The kids complain"]


@pytest.fixture
async def filled(begun: Conversation) -> Conversation:
    await begun.types("ben", "add pain " + "\n".join(PAINS))
    return begun


def fields(talk: Conversation, who: str) -> list[str]:
    """Return the fields of the form that somebody has open."""
    return [block["block_id"] for block in talk[who].view.view["blocks"] if block["type"] == "input"]


def title(talk: Conversation, who: str) -> str:
    return talk[who].view.view["title"]["text"]


async def rate_all(talk: Conversation, who: str, *values: int) -> None:
    """Rate all pains on one page."""
    await talk.types(who, "rate pains")
    assert await talk[who].submit(**dict(zip(fields(talk, who), map(str, values), strict=False))) == {}
    await talk.settled()


async def ratings(talk: Conversation) -> dict[str, dict[str, int]]:
    """Return the ratings by code and person."""
    return {
        note.code: {rating.user: rating.value for rating in note.ratings}
        for note in (await board_of(talk)).notes
        if note.ratings
    }


async def test_all_notes_of_a_block_are_rated_on_one_page(filled: Conversation) -> None:
    await filled.types("chika", "rate")
    assert title(filled, "chika") == "Rate pains"
    one, two, *_ = fields(filled, "chika")
    assert await filled["chika"].submit(**{one: "5", two: "2"}) == {}
    assert "rated 2 of 4 pains" in str(filled["chika"].view.view)
    chika = filled["chika"].id
    assert await ratings(filled) == {"P1": {chika: 5}, "P2": {chika: 2}}
    await filled.types("chika", "rate pains")
    first = filled["chika"].view.view["blocks"][1]["element"]
    assert first["initial_option"]["value"] == "5"


async def test_many_notes_come_in_pages_forth_and_back_and_nothing_typed_is_lost(begun: Conversation) -> None:
    names = [
        "river",
        "castle",
        "engine",
        "violin",
        "garden",
        "pepper",
        "rocket",
        "window",
        "basket",
        "candle",
        "hammer",
        "mirror",
    ]
    await begun.types("ben", "add pain " + "\n".join(f"{name} {name[::-1]}" for name in names))
    await begun.types("ben", "rate pains")
    first = fields(begun, "ben")
    assert len(first) == 10
    assert await begun["ben"].submit(**{first[0]: "4"}) == {}
    assert "Page 2 of 2" in str(begun["ben"].view.view)
    view = begun["ben"].view
    second = fields(begun, "ben")
    await begun["ben"].press(view, "ranking.back")
    await begun.settled()
    assert fields(begun, "ben") == first
    assert await begun["ben"].submit(**{first[1]: "3"}) == {}
    assert await begun["ben"].submit(**{second[1]: "1"}) == {}
    ben = begun["ben"].id
    assert await ratings(begun) == {"P1": {ben: 4}, "P2": {ben: 3}, "P12": {ben: 1}}


async def test_only_offers_of_the_variant_that_counts_are_weighed(begun: Conversation) -> None:
    await begun.types("ben", "add reliever A call back at once\nA chat with a person")

    def change(tx: Transaction) -> None:
        board = tx.workshops.board(tx.workshops.current(begun.channel.id).id)
        tx.notes.change(board.notes[1], variant="B")

    await begun.program.database.write(Actor(begun.slack.team_id, begun["ben"].id, "variant", MONDAY), change)
    await begun.types("ben", "rate relievers")
    assert "A call back" in str(begun["ben"].view.view)
    assert "A chat" not in str(begun["ben"].view.view)


async def test_with_nothing_to_rate_it_says_what_to_add(begun: Conversation) -> None:
    assert "no gains to weigh yet" in await begun.types("ben", "rate gains")
    assert "no gains to weigh yet" in await begun.types("ben", "order gains")


async def test_dots_are_placed_with_what_is_left_in_view_and_never_more_than_there_are(filled: Conversation) -> None:
    await filled.types("ben", "vote pains")
    assert "3 of 3 dots left" in str(filled["ben"].view.view)
    one, two, three, _ = fields(filled, "ben")
    errors = await filled["ben"].submit(**{one: "2", two: "2"})
    assert errors == {two: "You have 3 dots here and placed 4. Take some off where it matters less."}
    assert await filled["ben"].submit(**{one: "2", two: "0", three: "0"}) == {}
    await filled.types("ben", "vote pains")
    assert "1 of 3 dots left" in str(filled["ben"].view.view)
    assert [vote.dots for vote in (await board_of(filled)).notes[0].votes] == [2]


@pytest.mark.case(35)
async def test_where_all_is_a_five_an_order_is_asked_for_and_tells_notes_apart(filled: Conversation) -> None:
    await rate_all(filled, "ben", 5, 5, 5, 5)
    await rate_all(filled, "chika", 5, 5, 5, 4)
    view = filled["chika"].view
    assert "Put in order" in str(view.view)
    await filled["chika"].press(view, "ranking.order")
    await filled.settled()
    assert title(filled, "chika") == "Put pains in order"
    element = filled["chika"].view.view["blocks"][1]["element"]
    by_code = {option["text"]["text"].split()[0]: option["value"] for option in element["options"]}
    errors = await filled["chika"].submit(place0=by_code["P3"], place1=by_code["P3"])
    assert "further up already" in str(errors)
    assert await filled["chika"].submit(place0=by_code["P3"], place1=by_code["P1"]) == {}
    await filled.settled()
    said = text_of(filled["chika"].sees(filled.channel)[-1])
    assert "1. *P3*" in said
    assert "2. *P1*" in said
    chika = filled["chika"].id
    assert {code: rated[chika] for code, rated in (await ratings(filled)).items()} == {
        "P1": 4, "P2": 2, "P3": 5, "P4": 2,
    }  # fmt: skip
    await filled.types("ben", "order")
    assert await filled["ben"].submit(place0=by_code["P1"], place1=by_code["P3"], place2=by_code["P2"]) == {}
    await filled.settled()
    said = text_of(filled["ben"].sees(filled.channel)[-1])
    assert "2 people's" in said
    assert "*P3* No oven at home _(5 points)_" in said


async def test_an_order_said_again_takes_the_place_of_the_first(filled: Conversation) -> None:
    for code in ("P1", "P2"):
        await filled.types("ben", "order pains")
        element = filled["ben"].view.view["blocks"][1]["element"]
        value = next(one["value"] for one in element["options"] if one["text"]["text"].startswith(code))
        await filled["ben"].submit(place0=value)
        await filled.settled()
    said = text_of(filled["ben"].sees(filled.channel)[-1])
    assert "from yours" in said
    assert "1. *P2*" in said


async def test_an_order_that_was_taken_back_counts_no_more(filled: Conversation) -> None:
    await rate_all(filled, "ben", 5, 5, 5, 5)
    for who, place in (("ben", 3), ("chika", 0)):
        await filled.types(who, "order pains")
        options = filled[who].view.view["blocks"][1]["element"]["options"]
        await filled[who].submit(place0=options[place]["value"])
        await filled.settled()
        if who == "ben":
            await filled.types("ben", "undo")
    assert "So far from yours" in text_of(filled["chika"].sees(filled.channel)[-1])
    assert {rated[filled["ben"].id] for rated in (await ratings(filled)).values()} == {5}


async def test_the_prompt_offers_what_there_is_to_weigh(filled: Conversation) -> None:
    await filled.types("alice", "step 2")
    prompt = next(post for post in filled["ben"].sees(filled.channel) if "Pains: Working" in text_of(post))
    assert "Rate them" in str(prompt.blocks)
    assert "Put in order" not in str(prompt.blocks)
    await filled["ben"].press(prompt, "ranking.rate")
    assert title(filled, "ben") == "Rate pains"
    await filled["ben"].submit(**dict.fromkeys(fields(filled, "ben"), "5"))
    await filled.settled()
    assert "Put in order" in str(prompt.blocks)
    gains = next(post for post in filled["ben"].sees(filled.channel) if "Gains: Working" in text_of(post))
    assert "Rate them" not in str(gains.blocks)


async def test_a_rating_that_was_for_other_words_is_asked_for_again(filled: Conversation) -> None:
    await rate_all(filled, "ben", 5, 4, 3, 2)
    await filled.types("alice", "edit P1 Every supplier delivers at another hour")
    await filled.types("ben", "rate pains")
    first: dict[str, Any] = filled["ben"].view.view["blocks"][1]
    assert "changed since it was rated" in first["label"]["text"]
    assert "initial_option" not in first["element"]


@pytest.mark.case(29)
async def test_a_tie_is_put_by_dots_and_then_by_age(filled: Conversation) -> None:
    await rate_all(filled, "ben", 4, 4, 4, 4)
    await rate_all(filled, "chika", 5, 5, 4, 5)
    await filled.types("ben", "vote P2")
    await filled.types("ben", "rate pains")
    await filled["ben"].submit()
    shown = str(filled["ben"].view.view)
    order = [shown.index(f"*{code}*") for code in ("P2", "P1", "P4", "P3")]
    assert order == sorted(order)
    assert "4.5 from 2 people" in shown
