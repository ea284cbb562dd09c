"""Writing and rating unseen: everybody writes, then all is shown, then rated, then closed."""

from collections.abc import AsyncGenerator

import pytest

from bot.playground.reading import controls, text_of
from bot.playground.world import Post
from canvas.rounds import Phase
from storage.rounds import Running
from tests.conversation import Conversation, conversation
from tests.handlers.conftest import board_of


def prompt(talk: Conversation) -> Post:
    named = [one for one in talk["ben"].sees(talk.channel) if text_of(one).startswith("Pains: Working parents")]
    return named[-1]


def actions(post: Post) -> list[str]:
    return [element["action_id"] for _, element in controls(post.blocks)]


async def running(talk: Conversation) -> Running:
    found = await talk.program.database.read(
        talk.slack.team_id, lambda tx: tx.rounds.of(tx.workshops.current(talk.channel.id).id)
    )
    return found[-1]


async def test_only_who_leads_lets_people_write_unseen(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    assert "unseen now" not in await begun.types("ben", "unseen pains")


async def test_a_prompt_that_is_not_posted_cannot_begin(begun: Conversation) -> None:
    assert "`/vpd step 2` posts it" in await begun.types("alice", "unseen pains")


async def test_what_is_known_before_stays_seen_while_others_write_unseen(begun: Conversation) -> None:
    await begun.types("alice", "known pain: Waiting on hold")
    await begun.types("alice", "settings")
    await begun["alice"].submit(silent="yes")
    await begun.types("ben", "join design")
    await begun.pass_time(minutes=1)
    await begun.types("alice", "next")
    assert "written unseen" in await begun.types("ben", "")
    await begun.types("ben", f"add pain {SECRET}")
    await begun.types("alice", "canvas")
    seen = "\n".join(text_of(one) for one in begun["alice"].sees(begun.channel))
    assert "Waiting on hold" in seen
    assert SECRET not in seen


async def test_silent_switched_on_in_the_middle_begins_the_prompts_that_hold_nothing(begun: Conversation) -> None:
    await begun.types("alice", "next")
    await begun.types("alice", "add pain Waiting on hold")
    await begun.types("alice", "settings")
    await begun["alice"].submit(silent="yes")
    await begun.settled()
    found = await begun.program.database.read(
        begun.slack.team_id, lambda tx: tx.rounds.of(tx.workshops.current(begun.channel.id).id)
    )
    assert [one.block for one in found] == ["job", "gain"]


async def test_notes_are_hidden_in_the_canvas_until_all_are_shown(silent: Conversation) -> None:
    await silent.types("ben", "add pain Waiting on hold")
    await silent.types("alice", "canvas")
    await silent.settled()
    assert not [one for one in silent["alice"].sees(silent.channel) if "Waiting on hold" in text_of(one)]
    await silent.types("alice", "unseen pains")
    assert (await running(silent)).round.phase is Phase.REVEAL


@pytest.mark.case(6)
async def test_a_note_after_the_others_were_shown_is_kept_and_marked(silent: Conversation) -> None:
    await silent.types("alice", "unseen pains")
    await silent.types("ben", "add pain Waiting on hold")
    assert [note.late for note in (await board_of(silent)).notes] == [True]


async def test_votes_wait_until_they_are_open_and_end_when_they_are_closed(silent: Conversation) -> None:
    await silent.types("ben", "add pain Waiting on hold")
    assert "not open yet" in await silent.types("ben", "vote P1")
    for _ in range(2):
        await silent.types("alice", "unseen pains")
    await silent.types("ben", "vote P1")
    await silent.types("alice", "unseen pains")
    assert "is closed" in await silent.types("ben", "rate P1 5")
    (note,) = (await board_of(silent)).notes
    assert (len(note.votes), len(note.ratings)) == (1, 0)


async def test_all_is_shown_when_everybody_is_done(silent: Conversation) -> None:
    for name in ("alice", "ben"):
        await silent[name].press(prompt(silent), "rounds.done")
        await silent.settled()
    assert (await running(silent)).round.phase is Phase.REVEAL


async def test_all_is_shown_when_the_minutes_are_over(silent: Conversation) -> None:
    assert "5 minutes left" in text_of(prompt(silent))
    await silent.pass_time(minutes=6)
    assert (await running(silent)).round.phase is Phase.REVEAL


async def test_the_time_of_a_paused_round_stands_still(silent: Conversation) -> None:
    await silent["alice"].press(prompt(silent), "rounds.pause")
    await silent.pass_time(minutes=30)
    assert (await running(silent)).round.phase is Phase.WRITE
    await silent["alice"].press(prompt(silent), "rounds.resume")
    await silent.pass_time(minutes=6)
    assert (await running(silent)).round.phase is Phase.REVEAL


@pytest.mark.case(28)
async def test_one_person_alone_needs_no_votes(begun: Conversation) -> None:
    await begun.types("alice", "next")
    await begun.types("alice", "unseen pains")
    await begun.types("alice", "unseen pains")
    await begun.settled()
    assert any("one voice" in text_of(one) for one in begun["alice"].sees(begun.channel))


SECRET = "Counter seven is always closed"


@pytest.mark.parametrize(
    "words",
    [
        "", "canvas", "fit", "check", "history", "merge", "link", "rate pains", "vote pains", "wrong P1", "export md",
        "export csv", "export json", "export svg", "diff today", "order pains", "evidence P1", "team",
        "pivot", "segment split 1", "fit across", "pitch", "differ", "hypothesis draft", "hypothesis map", "restore",
        "decline P1", "remove P1", "edit P1", "rate P1", "rate P1 5", "link R1 P1", "variant", "fit traits", "unmerge",
        "canvas as of today", "snapshot Now", "evidence P1 “No” – a nurse", "merge P1 P2", "check all", "step 3",
        "undo", "remind now", "why J1", "alternative", "hypothesis", "test", "learn", "privacy", "help", "wall",
        "finish",
    ],
)  # fmt: skip
async def test_what_is_unseen_is_told_to_nobody_else_by_any_word(silent: Conversation, words: str) -> None:
    await silent.types("ben", f"add pain {SECRET}")
    told = await silent.types("alice", words)
    seen = [text_of(one) for one in silent["alice"].sees(silent.channel)]
    files = [file["content"].decode(errors="ignore") for file in silent.slack.files.values()]
    forms = [str(form.view) for form in silent["alice"].forms]
    alt = [str(file.get("alt_txt", "")) for file in silent.slack.files.values()]
    assert not [one for one in (told, *seen, *files, *forms, *alt) if "Counter seven" in one]


async def test_a_likely_duplicate_of_an_unseen_note_is_kept_and_nothing_is_given_away(silent: Conversation) -> None:
    await silent.types("ben", f"add pain {SECRET}")
    assert "Kept as *P2*" in await silent.types("alice", f"add pain {SECRET} now")


async def test_a_rating_that_is_given_unseen_does_not_tell_those_of_others(silent: Conversation) -> None:
    await silent.types("ben", f"add pain {SECRET}")
    for _ in range(2):
        await silent.types("alice", "unseen pains")
    assert (await running(silent)).round.phase is Phase.RATE
    await silent.types("ben", "rate P1 5")
    assert "typical rating" not in await silent.types("alice", "rate P1 1")


async def test_a_segment_that_comes_later_is_written_unseen_too(database_url: str) -> None:
    async with conversation(database_url) as talk:
        await talk.types("alice", "start")
        await talk["alice"].submit(name="Dinner", segment="Working parents", silent="yes")
        await talk.settled()
        await talk.types("ben", "join design")
        await talk.types("alice", "next")
        await talk.types("alice", "segment Grandparents")
        found = await talk.program.database.read(
            talk.slack.team_id, lambda tx: tx.rounds.of(tx.workshops.current(talk.channel.id).id)
        )
        assert [one.block for one in found] == ["job", "pain", "gain"] * 2
        assert {one.round.phase for one in found} == {Phase.WRITE}
        told = await talk.types("ben", "")
        assert "The jobs of Working parents are written unseen until" in told


async def test_when_all_is_shown_the_channel_reads_the_notes_and_not_whose_they_are(silent: Conversation) -> None:
    await silent.types("ben", f"add pain {SECRET}")
    await silent.types("alice", "unseen pains")
    (told,) = [text_of(one) for one in silent["alice"].sees(silent.channel) if SECRET in text_of(one)]
    assert "All pains of Working parents are shown now" in told
    assert f"*P1* {SECRET}" in told
    assert silent["ben"].id not in told


async def test_where_nobody_has_written_the_channel_reads_how_to_begin(silent: Conversation) -> None:
    await silent.types("alice", "unseen pains")
    assert any("Nobody has written pains" in text_of(one) for one in silent["ben"].sees(silent.channel))


async def test_a_prompt_that_is_written_unseen_does_not_ask_for_replies(silent: Conversation) -> None:
    assert "Answer in this thread" not in text_of(prompt(silent))
    await silent.types("alice", "unseen pains")
    assert "Answer in this thread" in text_of(prompt(silent))


async def test_nobody_fills_in_ratings_before_votes_are_open(silent: Conversation) -> None:
    await silent.types("ben", f"add pain {SECRET}")
    await silent.types("alice", "unseen pains")
    assert not [one for one in actions(prompt(silent)) if one == "ranking.rate"]
    for words in ("rate pains", "rate", "rate P1", "vote pains", "order pains"):
        assert "not open yet" in await silent.types("ben", words)
    await silent.types("ben", "add gain A human on the phone")
    await silent.types("ben", "rate")
    assert "Rate gains" in str(silent["ben"].view.view["title"])


async def test_over_days_the_channel_is_asked_to_rate_and_reads_what_weighs_most(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await begun.types("alice", "settings")
    await begun["alice"].submit(pace="async")
    await begun.types("alice", "next")
    for words in ("unseen pains", f"add pain {SECRET}", "unseen pains", "unseen pains", "rate P1 5"):
        await begun.types("alice", words)
    await begun.types("ben", "rate P1 1")
    await begun.types("alice", "unseen pains")
    told = [text_of(one) for one in begun["ben"].sees(begun.channel)]
    assert any("Which pains of Working parents matter most?" in one for one in told)
    assert any("*P1* Counter seven is always closed _(3 from 2 people)_" in one for one in told)
    assert "Where we differ (1)" in told[-1]


async def test_who_asks_where_we_are_reads_what_waits_for_them(silent: Conversation) -> None:
    await silent.types("ben", f"add pain {SECRET}")
    assert "Add yours: `/vpd add pain …`" in await silent.types("alice", "")
    assert "written unseen" not in await silent.types("ben", "")
    await silent.types("alice", "unseen pains")
    assert "in secret" not in await silent.types("ben", "")
    await silent.types("alice", "segment Canteens")
    await silent.types("alice", "segment use 1")
    await silent.types("alice", "unseen pains")
    assert "Say what you think: `/vpd rate pains --segment 1`" in await silent.types("ben", "")
    await silent.types("ben", "rate P1 5 --segment 1")
    assert "in secret" not in await silent.types("ben", "")


@pytest.fixture
async def others(database_url: str) -> AsyncGenerator[Conversation]:
    """Two people who write pains unseen, beside another workshop: ids of storage and of versions are not the same."""
    async with conversation(database_url) as talk:
        elsewhere = talk.slack.channel("elsewhere")
        elsewhere.members.append(talk["alice"].id)
        await talk["alice"].command(elsewhere, "/vpd start Lunch for Students")
        await talk.types("alice", "start Dinner for Working parents")
        await talk.types("ben", "join design")
        await talk.types("alice", "next")
        await talk.types("alice", "unseen pains")
        yield talk


async def test_what_is_unseen_does_not_come_to_light_between_two_versions(others: Conversation) -> None:
    silent = others
    await silent.types("alice", "snapshot Before")
    await silent.types("ben", f"add pain {SECRET}")
    await silent.types("alice", "snapshot After")
    for words in ("diff", "diff Before", "diff Before After", "history", "canvas as of After"):
        assert "Counter seven" not in await silent.types("alice", words)
    alt = [str(file.get("alt_txt", "")) for file in silent.slack.files.values()]
    assert not [one for one in alt if "Counter seven" in one]
