"""The time of fit rounds: they close by themselves, wait while it stands still, and remind who is missing."""

from copy import deepcopy

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.test_fit_rounds import judges, question, strengths


async def test_the_round_of_a_team_in_one_room_closes_when_its_minutes_are_over(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    assert "3 minutes left. 0 of 3 have answered" in text_of(question(linked))
    await judges(linked, "ben", "no", "fully")
    await linked["ben"].press(question(linked), "fit_time.longer")
    await linked.settled()
    assert "who leads" in text_of(linked["ben"].sees(linked.channel)[-1])
    for button in ("fit_time.longer", "fit_time.pause"):
        await linked["alice"].press(question(linked), button)
        await linked.settled()
    await linked.pass_time(minutes=30)
    assert "Paused, 8 minutes left" in text_of(question(linked))
    post = deepcopy(question(linked))
    await linked["alice"].press(post, "fit_time.resume")
    await linked.pass_time(minutes=7)
    assert await strengths(linked) == [1.0, 1.0]
    await linked.pass_time(minutes=2)
    assert await strengths(linked) == [0.0, 1.0]
    for button in ("fit_time.longer", "fit_time.resume"):
        await linked["alice"].press(post, button)
        await linked.settled()
        assert "Nobody is being asked" in text_of(linked["alice"].sees(linked.channel)[-1])


async def test_over_days_people_are_reminded_once_and_too_few_get_a_day_more(linked: Conversation) -> None:
    await linked.types("alice", "settings")
    await linked["alice"].submit(pace="async")
    await linked.types("alice", "fit round")
    await judges(linked, "ben", "no", "fully")
    await linked.pass_time(hours=20)
    await linked.pass_time(hours=1)
    assert [len(linked[who].dms()) for who in ("alice", "ben", "chika")] == [1, 0, 1]
    assert "How well do the links of Working parents work?" in text_of(linked["chika"].dms()[-1])
    await linked.pass_time(hours=12)
    assert "so there is more time" in "".join(text_of(one) for one in linked["ben"].sees(linked.channel))
    await linked.pass_time(hours=24)
    asked = linked["alice"].dms()[-1]
    assert "1 of 3 has said how well the links of Working parents work" in text_of(asked)
    assert await strengths(linked) == [1.0, 1.0]


async def test_a_round_closes_when_the_last_one_who_was_missing_leaves(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    await judges(linked, "alice", "no", "fully")
    await judges(linked, "ben", "no", "fully")
    await linked["chika"].leave(linked.channel)
    await linked.pass_time(seconds=30)
    assert await strengths(linked) == [0.0, 1.0]
