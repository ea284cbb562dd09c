"""What customers would use instead."""

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def kept(talk: Conversation) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in (await board_of(talk)).alternatives]


async def test_alternatives_are_kept_with_their_kind_and_listed(begun: Conversation) -> None:
    assert "Kept" in await begun.types("ben", "alternative workaround Ordering pizza")
    await begun.types("ben", "alternative Hello Box")
    await begun.types("ben", "alternative doing nothing")
    assert await kept(begun) == [
        ("workaround", "Ordering pizza"),
        ("competitor", "Hello Box"),
        ("nothing", "Doing nothing"),
    ]
    await begun.types("chika", "alternative")
    said = text_of(begun["chika"].sees(begun.channel)[-1])
    assert "Ordering pizza _workaround_" in said
    assert "Hello Box _competitor_" in said


async def test_one_that_is_there_or_has_no_name_is_not_kept(begun: Conversation) -> None:
    await begun.types("ben", "alternative Hello Box")
    assert "on the list already" in await begun.types("chika", "alternative competitor hello box")
    assert "Say what they would use instead" in await begun.types("ben", "alternative workaround")
    assert "a little long" in await begun.types("ben", f"alternative {'a' * 90}")
    assert len(await kept(begun)) == 1


async def test_one_is_added_by_form_and_removed_by_its_button_once(begun: Conversation) -> None:
    await begun.types("ben", "alternative")
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "alternatives.write")
    assert await begun["ben"].submit(kind="workaround", name="Leftovers") == {}
    await begun.settled()
    listed = begun["ben"].sees(begun.channel)[-1]
    await begun["ben"].press(listed, "alternatives.drop")
    await begun.settled()
    assert await kept(begun) == []
    assert "“Leftovers” is off the list" in text_of(begun["ben"].sees(begun.channel)[-1])
    await begun["ben"].press(listed, "alternatives.drop")
    await begun.settled()
    assert "changed it meanwhile" in text_of(begun["ben"].sees(begun.channel)[-1])
    await begun.types("ben", "undo")
    assert await kept(begun) == [("workaround", "Leftovers")]


async def test_the_prompt_for_products_offers_the_list(begun: Conversation) -> None:
    await begun.types("alice", "step 3")
    await begun.types("ben", "add product Meal box")
    prompt = next(one for one in begun["ben"].sees(begun.channel) if "What they use without you" in text_of(one))
    await begun["ben"].press(prompt, "alternatives.show")
    await begun.settled()
    assert "What would they use if you did not exist?" in text_of(begun["ben"].sees(begun.channel)[-1])
