"""Fit rounds: everybody judges each link in secret, and the middle of it counts once the round is closed."""

from copy import deepcopy

from bot.playground.reading import controls, text_of
from bot.playground.world import Post
from bot.program import assemble
from bot.settings import load
from tests.conversation import Conversation
from tests.handlers.conftest import board_of

PAINS = "Burnt rice,No parking,Cold plates,Loud neighbours,Dirty dishes,Late trains,High bills,Empty fridge,Lost keys"


def question(talk: Conversation) -> Post:
    return [one for one in talk["ben"].sees(talk.channel) if "fit_rounds.answer" in actions(one)][-1]


def actions(post: Post) -> list[str]:
    return [element["action_id"] for _, element in controls(post.blocks)]


def fields(talk: Conversation, who: str) -> list[str]:
    return [block["block_id"] for block in talk[who].view.view["blocks"] if block["type"] == "input"]


async def judges(talk: Conversation, who: str, *said: str) -> None:
    """Answer the open round, a word for each link in the order in which they are asked; "" leaves one open."""
    await talk[who].press(question(talk), "fit_rounds.answer")
    chosen = dict(zip(fields(talk, who), said, strict=True))
    assert await talk[who].submit(**{name: word for name, word in chosen.items() if word}) == {}
    await talk.settled()


async def strengths(talk: Conversation) -> list[float]:
    return [one.strength for one in (await board_of(talk)).links]


async def test_nothing_is_asked_before_something_is_linked(begun: Conversation) -> None:
    assert "Nothing is linked" in await begun.types("ben", "fit round")


async def test_one_message_asks_everybody_and_counts_without_naming_anybody(linked: Conversation) -> None:
    assert "asking everybody" in await linked.types("ben", "fit round")
    assert "2 links for Working parents" in text_of(question(linked))
    assert "0 of 3 have answered" in text_of(question(linked))
    await judges(linked, "chika", "no", "fully")
    assert "1 of 3 has answered" in text_of(question(linked))
    assert linked["chika"].id not in text_of(question(linked))
    assert await strengths(linked) == [1.0, 1.0]


async def test_the_links_that_matter_most_are_asked_first(linked: Conversation) -> None:
    await linked.types("ben", "fit round")
    await linked["ben"].press(question(linked), "fit_rounds.answer")
    first, second = [block["label"]["text"] for block in linked["ben"].view.view["blocks"] if block["type"] == "input"]
    assert first.startswith("R1 → P1: does “Warns two days")
    assert "Waiting on hold" in second


async def test_when_all_have_answered_the_middle_counts_and_the_channel_reads_what_changed(
    linked: Conversation,
) -> None:
    await linked.types("alice", "fit round")
    await judges(linked, "alice", "fully", "fully")
    await judges(linked, "ben", "no", "fully")
    await judges(linked, "chika", "partly", "")
    assert await strengths(linked) == [0.5, 1.0]
    said = text_of(linked["ben"].sees(linked.channel)[-1])
    assert "3 people answered" in said
    assert "*R1-P1* Warns two days before food goes off: fully → *partly*" in said
    assert "1 link stays as before" in said
    assert "some say no, others fully. Why?" in said
    assert "Fit on paper is *63* of 100, it was 100" in said
    assert all("fit_rounds.answer" not in actions(one) for one in linked["ben"].sees(linked.channel))


async def test_who_began_a_round_or_leads_may_close_it_before_all_have_answered(linked: Conversation) -> None:
    await linked.types("ben", "fit round")
    await judges(linked, "ben", "no", "")
    post = deepcopy(question(linked))  # as those still see it who have not looked again
    await linked["chika"].press(post, "fit_rounds.close")
    await linked.settled()
    assert "who leads" in text_of(linked["chika"].sees(linked.channel)[-1])
    await linked["ben"].press(post, "fit_rounds.close")
    await linked.settled()
    assert await strengths(linked) == [0.0, 1.0]
    await linked["chika"].press(post, "fit_rounds.answer")
    await linked.settled()
    assert "Nobody is being asked" in text_of(linked["chika"].sees(linked.channel)[-1])
    await linked["alice"].press(post, "fit_rounds.close")
    await linked.settled()
    assert "Nobody is being asked" in text_of(linked["alice"].sees(linked.channel)[-1])


async def test_a_round_nobody_answered_changes_nothing(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    assert "Closed" in await linked.types("alice", "fit round close")
    assert "Nobody said anything" in text_of(linked["ben"].sees(linked.channel)[-1])
    assert "Nobody is being asked" in await linked.types("alice", "fit round close")
    assert await strengths(linked) == [1.0, 1.0]


async def test_the_word_opens_ones_answers_while_a_round_runs(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    await linked.types("ben", "fit round")
    one, two = fields(linked, "ben")
    assert await linked["ben"].submit(**{one: "partly"}) == {}
    await linked.settled()
    await linked.types("ben", "fit round")
    assert fields(linked, "ben") == [two, one]  # what is not judged yet comes first
    first, last = [block for block in linked["ben"].view.view["blocks"] if block["type"] == "input"]
    assert "initial_option" not in first["element"]
    assert last["element"]["initial_option"]["value"] == "partly"


async def test_the_button_shows_what_one_has_said_before(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    await judges(linked, "ben", "no", "fully")
    await linked["ben"].press(question(linked), "fit_rounds.answer")
    shown = [block["element"] for block in linked["ben"].view.view["blocks"] if block["type"] == "input"]
    assert [element["initial_option"]["value"] for element in shown] == ["no", "fully"]
    await linked["chika"].press(question(linked), "fit_rounds.answer")
    assert "initial_option" not in str(linked["chika"].view.view)


async def test_answers_of_an_earlier_round_do_not_undo_what_was_said_since(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    await judges(linked, "alice", "no", "no")
    await linked.types("alice", "fit round close")
    await linked.types("ben", "link R1 P1 fully")
    await linked.pass_time(hours=1)
    await linked.types("alice", "fit round")
    await linked.types("alice", "fit round close")
    assert await strengths(linked) == [1.0, 0.0]


async def test_answers_that_come_too_late_say_so(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    await linked["ben"].press(question(linked), "fit_rounds.answer")
    await linked.types("alice", "fit round close")
    assert await linked["ben"].submit(**{fields(linked, "ben")[0]: "no"}) == {}
    assert "closed while you were answering" in str(linked["ben"].view.view)
    assert await strengths(linked) == [1.0, 1.0]


async def test_more_than_ten_links_come_in_pages(linked: Conversation) -> None:
    for number, words in enumerate(PAINS.split(","), 3):
        await linked.types("alice", f"add pain {words}")
        await linked.types("alice", f"link R1 P{number}")
    count = len((await board_of(linked)).links)
    await linked.types("alice", "fit round")
    await linked["ben"].press(question(linked), "fit_rounds.answer")
    first = fields(linked, "ben")
    assert len(first) == 10
    assert await linked["ben"].submit(**dict.fromkeys(first, "partly")) == {}
    rest = fields(linked, "ben")
    assert len(rest) == count - 10
    assert set(rest).isdisjoint(first)
    assert "0 of 3" in text_of(question(linked))
    assert await linked["ben"].submit() == {}
    await linked.settled()
    assert "1 of 3" in text_of(question(linked))


async def test_an_answer_can_be_taken_back(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    await judges(linked, "ben", "no", "no")
    await linked.types("ben", "undo")
    assert all(not one.opinions for one in (await board_of(linked)).links)


async def test_the_result_is_the_teams_and_only_who_leads_takes_it_back(linked: Conversation) -> None:
    await linked.types("ben", "fit round")
    for who in ("alice", "ben", "chika"):
        await judges(linked, who, "no", "no")
    assert await strengths(linked) == [0.0, 0.0]
    result = linked["ben"].sees(linked.channel)[-1]
    await linked.types("chika", "undo")
    assert await strengths(linked) == [0.0, 0.0]
    await linked["ben"].press(result, "fit_rounds.revert")
    await linked.settled()
    assert await strengths(linked) == [0.0, 0.0]
    await linked["alice"].press(result, "fit_rounds.revert")
    await linked.settled()
    assert await strengths(linked) == [1.0, 1.0]
    assert "took the result back" in text_of(linked["ben"].sees(linked.channel)[-1])
    said = await linked.types("ben", "history")
    assert "judged the link of *R1* to *P1*" in said
    assert "The team linked *R1* to *P1* (no)" in said


async def test_the_prompt_asks_about_every_segment_with_links(linked: Conversation) -> None:
    await linked.types("alice", "segment Students")
    await linked.types("alice", "segment Nobody yet")
    await linked.types("alice", "add pain No oven --segment Students\nreliever: Cold dishes")
    await linked.types("alice", "link 2R1 2P1")
    await linked.types("alice", "step 4")
    prompt = [one for one in linked["ben"].sees(linked.channel) if "fit_rounds.begin" in actions(one)][-1]
    await linked["ben"].press(prompt, "fit_rounds.begin")
    await linked.settled()
    open_ones = [text_of(one) for one in linked["ben"].sees(linked.channel) if "fit_rounds.answer" in actions(one)]
    assert ["2 links for Working parents" in open_ones[0], "1 link for Students" in open_ones[1]] == [True, True]
    assert len(open_ones) == 2
    await linked.types("ben", "segment use Students")
    await linked["ben"].press(prompt, "fit_rounds.begin")
    assert "*Students*" in str(linked["ben"].view.view)


async def test_what_is_unlinked_or_put_away_meanwhile_is_not_asked_any_more(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    await linked["ben"].press(question(linked), "fit_rounds.answer")
    await linked.types("alice", "unlink R1 P1")
    first, second = fields(linked, "ben")
    assert await linked["ben"].submit(**{first: "no", second: "no"}) == {}
    await linked.settled()
    assert await strengths(linked) == [1.0, 1.0]
    assert [len(one.opinions) for one in (await board_of(linked)).links] == [0, 1]
    await linked.types("alice", "unlink R2 P2")
    await linked["ben"].press(question(linked), "fit_rounds.answer")
    await linked.settled()
    assert "Nothing is linked" in text_of(linked["ben"].sees(linked.channel)[-1])
    await linked.types("alice", "segment Students")
    await linked.types("alice", "segment archive Working parents")
    await linked["alice"].press(linked["alice"].sees(linked.channel)[-1], "segments.archive")
    await linked["ben"].press(question(linked), "fit_rounds.answer")
    await linked.settled()
    assert "it is closed" in text_of(linked["ben"].sees(linked.channel)[-1])


async def test_who_asks_where_we_are_is_reminded_of_a_round_that_waits_for_them(linked: Conversation) -> None:
    waits = "how well the links"
    assert waits not in await linked.types("ben", "")
    await linked.types("alice", "fit round")
    assert waits in await linked.types("ben", "")
    await linked.types("ben", "fit round 1")
    assert await linked["ben"].submit() == {}
    await linked.settled()
    assert waits not in await linked.types("ben", "")
    assert waits in await linked.types("chika", "")


async def test_a_choice_that_is_none_of_the_three_is_refused(linked: Conversation) -> None:
    await linked.types("alice", "fit round")
    await linked["ben"].press(question(linked), "fit_rounds.answer")
    await linked["ben"].submit(**{fields(linked, "ben")[0]: "rather"})
    await linked.settled()
    assert all(not one.opinions for one in (await board_of(linked)).links)


async def test_the_button_beside_a_fit_asks_about_its_segment(linked: Conversation) -> None:
    await linked.types("ben", "fit")
    await linked["ben"].press(linked["ben"].sees(linked.channel)[-1], "help.again:fit round")
    await linked.settled()
    assert "2 links for Working parents" in text_of(question(linked))


async def test_a_result_in_hostile_words_fits_into_one_message(begun: Conversation) -> None:
    hostile = "&<!channel>" * 20
    await begun.types("ben", "join design")
    for number, words in enumerate(PAINS.split(","), 1):
        await begun.types("alice", f"add pain {words} {hostile}")
        await begun.types("alice", f"add reliever No more {words} {hostile}")
        await begun.types("alice", f"link R{number} P{number}")
    await begun.types("alice", "fit round")
    await judges(begun, "alice", *["no"] * 9)
    await judges(begun, "ben", *["fully"] * 9)
    said = text_of(begun["ben"].sees(begun.channel)[-1])
    assert "• and 1 more" in said
    assert "• and 4 more" in said


async def test_a_round_goes_on_when_the_program_starts_again(linked: Conversation, database_url: str) -> None:
    await linked.types("alice", "fit round")
    await judges(linked, "ben", "no", "fully")
    environ = {"SLACK_BOT_TOKEN": "xoxb-local", "SLACK_SIGNING_SECRET": "secret", "DATABASE_URL": database_url}
    again = assemble(load(environ), linked.slack.clock.now)
    try:
        workshop = (await board_of(linked)).workshop.id
        kept = await again.database.read(linked.slack.team_id, lambda tx: tx.rounds.of(workshop))
    finally:
        again.database.close()
    assert [one.round.done for one in kept] == [frozenset([linked["ben"].id])]
