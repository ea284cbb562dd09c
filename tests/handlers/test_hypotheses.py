"""Hypotheses by command and form, and drafts to choose from."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas.board import Hypothesis
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    await begun.types("ben", "add extreme pain Food goes off")
    await begun.types("ben", "add reliever Warns two days before")
    await begun.types("ben", "link R1 P1")
    await begun.types("alice", "step 5")
    return begun


async def kept(talk: Conversation, state: str = "kept") -> list[Hypothesis]:
    return [one for one in (await board_of(talk)).hypotheses if one.state == state]


def prompt(talk: Conversation) -> Post:
    posts = talk["ben"].sees(talk.channel)
    return next(one for one in reversed(posts) if "Draft hypotheses" in text_of(one))


def answer(talk: Conversation, who: str = "ben") -> Post:
    return talk[who].sees(talk.channel)[-1]


async def test_what_was_typed_is_kept_as_it_is(talk: Conversation) -> None:
    text = "We believe at least 40 of 100 parents throw food away every week"
    assert "Kept as *H1*" in await talk.types("ben", f"hypothesis {text}")
    assert [(one.code, one.text) for one in await kept(talk)] == [("H1", text)]
    assert "easier to test" not in text_of(answer(talk))
    assert "already" in await talk.types("ben", f"hypothesis {text}")


async def test_a_claim_without_a_number_is_kept_with_kind_advice(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis Our product is good")
    assert "easier to test" in text_of(answer(talk))
    assert len(await kept(talk)) == 1


async def test_drafts_are_made_once_and_kept_edited_or_dropped(talk: Conversation) -> None:
    await talk["ben"].press(prompt(talk), "hypotheses.suggest")
    await talk.settled()
    drafts = await kept(talk, "draft")
    assert drafts
    assert all(one.text.startswith("We believe") for one in drafts)
    await talk["ben"].press(prompt(talk), "hypotheses.suggest")
    await talk.settled()
    assert await kept(talk, "draft") == drafts
    assert text_of(answer(talk)).count("Keep") >= len(drafts)


async def test_one_draft_is_kept_edited_and_dropped_and_old_buttons_say_so(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off")
    await begun.types("alice", "step 5")
    await begun["ben"].press(prompt(begun), "hypotheses.suggest")
    await begun.settled()
    listed = answer(begun)
    await begun["ben"].press(listed, "hypotheses.keep")
    await begun.settled()
    assert [one.code for one in await kept(begun)] == ["H1"]
    await begun["ben"].press(listed, "hypotheses.keep")
    await begun.settled()
    assert "is kept already" in text_of(answer(begun))
    await begun["ben"].press(listed, "hypotheses.edit")
    assert await begun["ben"].submit(text="We believe 7 of 10 parents throw food away", importance="5") == {}
    await begun.settled()
    (one,) = await kept(begun)
    assert (one.text, [rating.value for rating in one.ratings]) == ("We believe 7 of 10 parents throw food away", [5])
    await begun["ben"].press(answer(begun), "hypotheses.drop")
    await begun.settled()
    assert await kept(begun) == []
    await begun["ben"].press(listed, "hypotheses.edit")
    await begun.settled()
    assert "has been dropped" in text_of(answer(begun))


async def test_without_notes_there_is_nothing_to_draft(begun: Conversation) -> None:
    await begun.types("alice", "step 5")
    await begun["ben"].press(prompt(begun), "hypotheses.suggest")
    await begun.settled()
    assert "Add a few notes first" in text_of(answer(begun))


async def test_the_form_keeps_what_it_holds(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis")
    assert await talk["ben"].submit(text="…", area="circle") != {}
    sent = {"text": "We believe 5 of 10 pay 9 a month", "area": "rectangle", "importance": "4"}
    assert await talk["ben"].submit(**sent) == {}
    await talk.settled()
    assert [(one.area, [rating.value for rating in one.ratings]) for one in await kept(talk)] == [("rectangle", [4])]


async def test_a_claim_that_cannot_turn_out_wrong_gets_an_example(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis We believe that Working parents throw food away")
    assert "Add a number" in text_of(answer(talk))
    await talk.types("ben", "hypothesis We believe that 6 of 10 nurses throw food away")
    assert "Name the customers" in text_of(answer(talk))


async def test_a_code_shows_rates_and_rewords_a_hypothesis(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis Parents waste food")
    assert "Parents waste food" in await talk.types("chika", "hypothesis H1")
    said = await talk.types("chika", "hypothesis h1 5")
    assert "You gave it 5 of 5" in said
    await talk.types("ben", "hypothesis H1 3")
    assert "importance 4 of 5" in text_of(answer(talk))
    await talk.types("ben", "hypothesis H1 We believe that 6 of 10 working parents throw food away")
    (one,) = await kept(talk)
    assert one.text == "We believe that 6 of 10 working parents throw food away"
    assert "A cheap way to find out" in text_of(answer(talk))
    assert "can't find H7" in await talk.types("ben", "hypothesis H7")


async def test_drafts_know_their_area_segment_and_price_or_cost(talk: Conversation) -> None:
    await talk.types("ben", "add product Meal box")
    await talk.types("ben", "hypothesis draft")
    drafts = await kept(talk, "draft")
    assert {one.area for one in drafts} == {"circle", "square", "rectangle"}
    assert {one.aspect for one in drafts if one.area == "rectangle"} == {"price", "cost"}
    segment = (await board_of(talk)).segments[0].id
    assert {one.segment for one in drafts} == {segment}
    assert "Test *H1* first" in text_of(answer(talk))
