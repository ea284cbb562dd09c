"""Evidence by command, form and the controls of its answer."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas.board import Evidence
from tests.conversation import Conversation
from tests.handlers.conftest import board_of

QUOTE = "evidence P1 “At ten past six I just stare into it” – interview with a nurse"


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    await begun.types("ben", "add pain Nobody knows what to cook")
    await begun.types("ben", "add reliever Decides the dinner")
    await begun.types("ben", "link R1 P1")
    return begun


async def kept(talk: Conversation) -> list[Evidence]:
    return [one for one in (await board_of(talk)).evidence if one.state == "active"]


def last(talk: Conversation) -> Post:
    return talk["chika"].sees(talk.channel)[-1]


async def test_words_and_source_are_told_apart_and_the_answer_says_what_the_note_rests_on(talk: Conversation) -> None:
    said = await talk.types("chika", QUOTE)
    (one,) = await kept(talk)
    assert (one.text, one.source) == ("At ten past six I just stare into it", "interview with a nurse")
    assert (one.tier, one.direction, one.added_by) == (2, "for", talk["chika"].id)
    assert "still an assumption" in text_of(last(talk))
    assert "P1" in said


async def test_the_same_words_of_the_same_person_count_once(talk: Conversation) -> None:
    await talk.types("chika", QUOTE)
    await talk.types("chika", QUOTE.upper().replace("EVIDENCE", "evidence"))
    assert "already" in text_of(last(talk))
    assert len(await kept(talk)) == 1


async def test_a_link_takes_evidence_in_either_order(talk: Conversation) -> None:
    await talk.types("chika", "evidence R1-P1 She cooked with it")
    await talk.types("chika", "evidence P1-R1 He cooked with it")
    assert [one.note for one in await kept(talk)] == [None, None]
    assert "R1-P1" in text_of(last(talk))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("evidence R9 words", "can't find R9"),
        ("evidence some words", "by its code"),
        ("evidence P1 …", "what a customer said or did"),
        ("evidence R1-P2 words", "can't find P2"),
    ],
)
async def test_what_cannot_be_kept_is_answered_with_what_to_do(talk: Conversation, typed: str, told: str) -> None:
    assert told in await talk.types("chika", typed)
    assert await kept(talk) == []


async def test_strength_side_and_source_are_changed_in_the_answer(talk: Conversation) -> None:
    await talk.types("chika", "evidence P1 I gave up")
    asked = last(talk)
    paid = next(option for option in asked.blocks[1]["accessory"]["options"] if option["text"]["text"].startswith("5"))
    await talk["chika"].press(asked, "evidence.tier", paid["value"])
    await talk.settled()
    await talk["chika"].press(asked, "evidence.direction")
    await talk.settled()
    await talk["chika"].press(asked, "evidence.direction")
    await talk.settled()
    assert [(one.tier, one.direction) for one in await kept(talk)] == [(5, "against")]
    await talk["chika"].press(asked, "evidence.describe")
    assert await talk["chika"].submit(source="Support call") == {}
    await talk.settled()
    assert [one.source for one in await kept(talk)] == ["Support call"]


async def test_a_control_of_evidence_that_was_taken_back_says_so(talk: Conversation) -> None:
    await talk.types("chika", "evidence P1 I gave up")
    asked = last(talk)
    await talk.types("chika", "undo")
    await talk["chika"].press(asked, "evidence.direction")
    await talk.settled()
    assert "taken back" in text_of(last(talk))
    assert await kept(talk) == []


async def test_the_form_finds_notes_and_links_and_keeps_what_it_holds(talk: Conversation) -> None:
    await talk.types("chika", "evidence")
    found = await talk["chika"].search(talk["chika"].view, "evidence.search", "dinner")
    assert [one["text"]["text"][:5] for one in found] == ["R1 De", "R1-P1"]
    sent = {"text": "Cooked twice", "source": "Diary", "tier": "3", "direction": "against"}
    assert await talk["chika"].submit(target=found[1]["value"], **sent) == {}
    await talk.settled()
    (one,) = await kept(talk)
    assert one.link is not None
    assert (one.text, one.source, one.tier, one.direction) == ("Cooked twice", "Diary", 3, "against")


async def test_a_code_alone_opens_the_form_for_that_note(talk: Conversation) -> None:
    await talk.types("chika", "evidence P1")
    assert await talk["chika"].submit(text="“I gave up” – a nurse", tier="2", direction="for") == {}
    await talk.settled()
    assert [(one.text, one.source) for one in await kept(talk)] == [("I gave up", "a nurse")]


async def test_against_is_read_and_said_plainly(talk: Conversation) -> None:
    said = await talk.types("chika", "evidence P1 against They never wait")
    (one,) = await kept(talk)
    assert (one.direction, one.text) == ("against", "They never wait")
    assert "Kept as evidence against *P1*" in said
    assert "So far it speaks against P1." in said
    await talk.types("chika", "evidence P1 “against all odds we waited” – a nurse")
    assert [one.direction for one in await kept(talk)] == ["against", "for"]


async def test_how_it_was_heard_says_how_strong_it_is_and_how_fast_it_ages(talk: Conversation) -> None:
    async def sent(**fields: str) -> dict[str, str]:
        await talk.types("chika", "evidence P1")
        told = await talk["chika"].submit(**fields)
        if told:
            await talk["chika"].close_form()
        await talk.settled()
        return told

    assert await sent(text="They paid", heard="presale") == {}
    assert await sent(text="They said so") == {}
    assert await sent(text="They told us", heard="customer_interview", tier="1", topic="usability") == {}
    assert "tier 2 at most" in (await sent(text="They paid us", heard="customer_interview", tier="5"))["tier"]
    assert [(one.experiment, one.tier, one.topic) for one in await kept(talk)] == [
        ("presale", 5, "market"),
        ("", 2, ""),
        ("customer_interview", 1, "usability"),
    ]
    assert "A customer paid" not in str(last(talk).blocks)


async def test_who_is_not_named_is_told_that_it_counts_once(talk: Conversation) -> None:
    await talk.types("chika", "evidence P1 They wait")
    assert "without a source counts as one voice" in text_of(last(talk))
    assert "You have heard 1 customer; 15 are a good number." in text_of(last(talk))
    await talk.types("chika", "evidence P1 “They wait long” – a nurse")
    assert "counts as one voice" not in text_of(last(talk))
