"""Ten questions about a strong offer."""

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


def chosen(talk: Conversation) -> dict[str, str]:
    blocks = [block for block in talk["ben"].view.view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: block["element"]["initial_option"]["value"] for block in blocks}


async def test_ten_questions_two_of_which_the_canvas_answers(begun: Conversation) -> None:
    await begun.types("ben", "add social job Look competent\nproduct: Planner")
    await begun.types("ben", "link S1 J1")
    await begun.types("ben", "fit traits")
    answers = chosen(begun)
    assert len(answers) == 10
    assert answers["beyond"] == "yes"
    assert answers["few_well"] == "yes"
    assert {answers[name] for name in answers if name not in {"beyond", "few_well"}} == {"unknown"}


async def test_the_answers_are_kept_told_and_shown_with_fit(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\nreliever: Warns\njob: Cook")
    await begun.types("ben", "link R1 P1")
    await begun.types("ben", "fit traits")
    assert await begun["ben"].submit(unmet="yes", different="partly", demand="no", business="unknown") == {}
    await begun.settled()
    answered = begun["ben"].sees(begun.channel)[-1]
    assert "5 of 20, 5 not known yet" in text_of(answered)
    assert "*Weak*" in text_of(answered)
    (segment,) = (await board_of(begun)).segments
    assert dict(segment.answers) == {"unmet": "yes", "different": "partly", "demand": "no"}
    assert "Ten questions about a strong offer: 5 of 20" in await begun.types("ben", "fit")
    await begun["ben"].press(answered, "traits.share")
    await begun.settled()
    assert "To find out" in text_of(begun["chika"].sees(begun.channel)[-1])


async def test_an_answer_against_the_canvas_is_kept_and_may_be_taken_back(begun: Conversation) -> None:
    await begun.types("ben", "add job Cook")
    await begun.types("ben", "fit traits")
    assert chosen(begun)["beyond"] == "no"
    assert await begun["ben"].submit(beyond="yes") == {}
    await begun.settled()
    assert dict((await board_of(begun)).segments[0].answers) == {"beyond": "yes"}
    await begun.types("ben", "undo")
    assert (await board_of(begun)).segments[0].answers == ()


async def test_a_segment_that_was_closed_meanwhile_takes_no_answers(begun: Conversation) -> None:
    await begun.types("alice", "segment Students")
    await begun.types("ben", "fit traits Students")
    await begun.types("alice", "segment archive Students")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "segments.archive")
    await begun["ben"].submit(unmet="yes")
    await begun.settled()
    assert all(segment.answers == () for segment in (await board_of(begun)).segments)
