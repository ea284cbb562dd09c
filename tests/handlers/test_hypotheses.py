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


async def choose(talk: Conversation, wanted: str) -> str:
    """Return the choice that the open form offers for words."""
    found, *_ = await talk["ben"].search(talk["ben"].view, "hypotheses.find", wanted)
    return found["value"]


async def test_the_form_says_which_note_it_is_about_and_evidence_flows_between_them(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis")
    text = "We believe at least 6 of 10 working parents throw food away"
    assert await talk["ben"].submit(text=text, about=await choose(talk, "goes off")) == {}
    await talk.settled()
    assert "about P1" in text_of(answer(talk))
    (one,) = await kept(talk)
    segment = (await board_of(talk)).segments[0]
    assert (one.about, one.segment, one.owner, one.area) == ("1P1", segment.id, talk["ben"].id, "circle")
    await talk.types("ben", "evidence H1 “Two bags a week” – a father")
    await talk.types("ben", "hypothesis H1")
    await talk["ben"].press(answer(talk), "hypotheses.edit")
    assert "P1 Food goes off" in str(talk["ben"].view.view)
    assert await talk["ben"].submit(text=f"{text} weekly") == {}
    await talk.settled()
    assert [one.about for one in await kept(talk)] == ["1P1"]


async def test_what_is_about_a_link_is_about_the_offer(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis")
    text = "We believe at least 6 of 10 parents use the warning"
    assert await talk["ben"].submit(text=text, about=await choose(talk, "R1-P1")) == {}
    await talk.settled()
    assert [(one.about, one.area) for one in await kept(talk)] == [("1R1-P1", "square")]


async def test_a_code_in_front_says_the_same_and_alone_opens_the_form(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis P1 We believe at least 6 of 10 working parents throw food away")
    await talk.types("ben", "hypothesis R1-P1 We believe at least 6 of 10 parents use the warning")
    await talk.types("ben", "hypothesis S3 is where at least 6 of 10 parents keep photos")
    assert [(one.about, one.area, one.text.split()[0]) for one in await kept(talk)] == [
        ("1P1", "circle", "We"),
        ("1R1-P1", "square", "We"),
        ("", "circle", "S3"),
    ]
    await talk.types("ben", "hypothesis P1")
    assert "P1 Food goes off" in str(talk["ben"].view.view)


async def test_price_and_cost_are_said_in_the_form_in_any_language(talk: Conversation) -> None:
    for text, area in (("Mindestens 6 von 10 zahlen 9 Euro", "price"), ("Eine Kiste braucht 4 Euro", "cost")):
        await talk.types("ben", "hypothesis")
        assert await talk["ben"].submit(text=text, area=area) == {}
        await talk.settled()
    assert [(one.area, one.aspect) for one in await kept(talk)] == [("rectangle", "price"), ("rectangle", "cost")]
    await talk.types("ben", "hypothesis H2")
    await talk["ben"].press(answer(talk), "hypotheses.edit")
    assert await talk["ben"].submit(text="Eine Kiste braucht 5 Euro") == {}
    await talk.settled()
    assert [one.aspect for one in await kept(talk)] == ["price", "cost"]


async def test_with_several_segments_codes_name_them_and_the_one_meant_is_kept(talk: Conversation) -> None:
    await talk.types("ben", "segment Nurses on shifts")
    await talk.types("ben", "add pain No break --segment Nurses on shifts")
    await talk.types("ben", "hypothesis We believe 6 of 10 nurses skip lunch --segment Nurses on shifts")
    await talk.types("ben", "hypothesis P1 We believe 6 of 10 parents throw food away --segment Working parents")
    parents, nurses = (segment.id for segment in (await board_of(talk)).segments)
    assert [(one.segment, one.about, one.text) for one in await kept(talk)] == [
        (nurses, "", "We believe 6 of 10 nurses skip lunch"),
        (parents, "1P1", "We believe 6 of 10 parents throw food away"),
    ]
    assert "about 1P1" in text_of(answer(talk))
    await talk.types("ben", "hypothesis")
    assert await talk["ben"].submit(text="We believe 7 of 10 nurses eat late", segment=str(nurses)) == {}
    await talk.settled()
    assert [one.segment for one in await kept(talk)][-1] == nurses
    await talk.types("ben", "evidence 1P1 “Two bags” – a father")
    assert "Kept as evidence for *1P1*" in text_of(answer(talk))


async def test_who_keeps_a_draft_looks_after_it(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off")
    await begun.types("alice", "step 5")
    await begun["chika"].press(prompt(begun), "hypotheses.suggest")
    await begun.settled()
    await begun["chika"].press(answer(begun, "chika"), "hypotheses.keep")
    await begun.settled()
    assert [one.owner for one in await kept(begun)] == [begun["chika"].id]


async def test_a_note_that_others_cannot_see_yet_is_not_offered(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    assert await begun["alice"].submit(silent="yes") == {}
    await begun.settled()
    await begun.types("alice", "next")
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "hypothesis")
    assert await begun["ben"].search(begun["ben"].view, "hypotheses.find", "") == []
