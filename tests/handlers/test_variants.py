"""Several offers to one segment, side by side."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


def last(talk: Conversation, who: str = "ben") -> Post:
    return talk[who].sees(talk.channel)[-1]


async def offers(talk: Conversation) -> dict[str, str]:
    """Return the variant of each note on the value map, by code."""
    return {note.code: note.variant for note in (await board_of(talk)).notes if note.code[0] in "SRC"}


async def begin(talk: Conversation) -> None:
    await talk.types("ben", "add pain Food goes off\nreliever: Plans by date")
    await talk.types("ben", "link R1 P1")


async def test_a_variant_begins_as_a_copy_with_its_links_and_both_are_compared(begun: Conversation) -> None:
    await begin(begun)
    await begun.types("ben", "variant")
    assert "There is one so far" in text_of(last(begun))
    await begun["ben"].press(last(begun), "variants.begin")
    await begun.settled()
    assert "Variant *B* counts for Working parents now" in text_of(last(begun))
    assert await offers(begun) == {"R1": "A", "R2": "B"}
    await begun.types("ben", "edit R2 Buys what is needed")
    await begun.types("ben", "add reliever Reminds them on Sundays")
    assert (await offers(begun))["R3"] == "B"
    await begun.types("ben", "variant")
    said = text_of(last(begun))
    assert "*Variant A*. Fit on paper *100*" in said
    assert "*Variant B*, counts now. Fit on paper *100*" in said
    assert "Buys what is needed" in said


async def test_another_variant_counts_at_a_click_and_undo_takes_that_back(begun: Conversation) -> None:
    await begin(begun)
    await begun.types("ben", "variant B")
    assert "On paper" not in await begun.types("ben", "fit")
    await begun.types("ben", "variant")
    compared = last(begun)
    await begun["ben"].press(compared, "variants.use:A")
    await begun.settled()
    assert (await board_of(begun)).segments[0].variant == "A"
    assert "On paper 100" in await begun.types("ben", "fit")
    await begun["ben"].press(compared, "variants.use:A")
    await begun.settled()
    assert "changed it meanwhile" in text_of(last(begun))
    await begun.types("ben", "undo")
    assert (await board_of(begun)).segments[0].variant == "B"


async def test_the_first_variant_is_taken_back_with_all_that_came_of_it(begun: Conversation) -> None:
    await begin(begun)
    await begun.types("ben", "variant B")
    await begun.types("ben", "undo")
    assert await offers(begun) == {"R1": ""}
    assert (await board_of(begun)).segments[0].variant == ""


async def test_notes_are_copied_by_code_or_by_form_and_never_the_customers_own(begun: Conversation) -> None:
    await begin(begun)
    assert "Copied into variant *B* as *R2*" in await begun.types("ben", "variant b r1")
    assert await offers(begun) == {"R1": "A", "R2": "B"}
    assert (await board_of(begun)).segments[0].variant == "A"
    assert "is in variant A already" in await begun.types("ben", "variant A R1")
    assert "about the customer" in await begun.types("ben", "variant B P1")
    assert "I can't find" in await begun.types("ben", "variant B nonsense")
    assert "variants A, B, C" in await begun.types("ben", "variant Z")
    await begun.types("ben", "variant")
    await begun["ben"].press(last(begun), "variants.write")
    found = await begun["ben"].search(begun["ben"].view, "notes.search", "R1")
    assert await begun["ben"].submit(note=found[0]["value"], letter="C") == {}
    assert (await offers(begun))["R3"] == "C"


async def test_three_variants_are_all_there_is_room_for(begun: Conversation) -> None:
    await begin(begun)
    await begun.types("ben", "variant")
    first = last(begun)
    await begun["ben"].press(first, "variants.begin")
    await begun.settled()
    await begun["ben"].press(first, "variants.begin")
    await begun.settled()
    assert "changed it meanwhile" in text_of(last(begun))
    await begun.types("ben", "variant C R2")
    await begun.types("ben", "variant")
    assert "Begin" not in text_of(last(begun))


@pytest.mark.parametrize("button", ["variants.show"])
async def test_the_prompt_for_relievers_leads_there(begun: Conversation, button: str) -> None:
    await begun.types("alice", "step 3")
    await begun.types("ben", "add reliever Plans by date")
    prompt = next(one for one in begun["ben"].sees(begun.channel) if "Another way to serve them" in text_of(one))
    await begun["ben"].press(prompt, button)
    await begun.settled()
    assert "There is one so far" in text_of(last(begun))
