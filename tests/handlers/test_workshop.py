"""Beginning, showing, handing over and closing a workshop, as people do it."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from bot.playground.reading import controls, text_of
from bot.playground.world import BOT_USER
from canvas.board import Workshop
from storage.transaction import Transaction
from tests.conversation import Conversation, conversation

START = "start Dinner on autopilot for Working parents"


@pytest.fixture
async def talk(database_url: str) -> AsyncGenerator[Conversation]:
    async with conversation(database_url) as found:
        yield found
        assert found.slack.refusals == []


async def workshop(talk: Conversation) -> Workshop | None:
    """Return the open workshop of the channel."""
    return await talk.program.database.read(talk.slack.team_id, lambda tx: tx.workshops.find(talk.channel.id))


def headed(talk: Conversation, title: str) -> int:
    """Return how many messages of the channel have this heading."""
    tops = [post.blocks[0] for post in talk["alice"].sees(talk.channel) if post.blocks]
    return sum(top["type"] == "header" and top["text"]["text"] == title for top in tops)


async def test_a_channel_without_a_workshop_offers_to_start_one(talk: Conversation) -> None:
    assert "No workshop here yet" in await talk.types("alice", "")


async def test_a_workshop_starts_at_once_with_its_card_and_first_prompt(talk: Conversation) -> None:
    assert "has begun" in await talk.types("alice", START)
    found = await workshop(talk)
    assert found
    assert (found.name, found.step, found.time_zone) == ("Dinner on autopilot", 1, "Europe/Paris")
    assert found.facilitator == talk["alice"].id

    def look(tx: Transaction) -> tuple[list[str], str]:
        reminder = tx.reminders.of(found.id)
        assert reminder
        return [one.name for one in tx.segments.of(found.id)], f"{reminder.day} {reminder.time} {reminder.time_zone}"

    kept = await talk.program.database.read(talk.slack.team_id, look)
    assert kept == (["Working parents"], "monday 09:00 Europe/Paris")


@pytest.mark.case(18)
async def test_a_second_start_offers_three_ways_on(talk: Conversation) -> None:
    await talk.types("alice", START)
    answer = await talk.types("alice", "start Lunch for Students")
    assert "is open here. Go on with it, finish it first, or start in another channel." in answer
    offer = talk["alice"].sees(talk.channel)[-1]
    assert [button["text"]["text"] for _, button in controls(offer.blocks)] == [
        "Go on with it",
        "Finish it, start Lunch",
    ]
    # Go on: where it stands.
    await talk["alice"].press(offer, "help.again:status")
    await talk.settled()
    assert "Dinner on autopilot" in text_of(talk["alice"].sees(talk.channel)[-1])
    # Another channel: the same words begin there, and both are open.
    lunch = talk.slack.channel("lunch")
    lunch.members.append(talk["alice"].id)
    shown = await talk["alice"].command(lunch, "/vpd start Lunch for Students")
    assert "*Lunch* for Students has begun" in shown.text
    # Finish it and start: the old one gives way.
    await talk["alice"].press(offer, "workshop.restart")
    await talk.settled()
    found = await workshop(talk)
    assert found
    assert (found.name, found.step) == ("Lunch", 1)
    assert headed(talk, "Dinner on autopilot") == 1


async def test_finishing_the_old_one_and_starting_is_one_click(talk: Conversation) -> None:
    await talk.types("alice", START)
    await talk.types("alice", "start Lunch for Students")
    offer = talk["alice"].sees(talk.channel)[-1]
    await talk["alice"].press(offer, "workshop.restart")
    await talk.settled()
    found = await workshop(talk)
    assert found
    assert found.name == "Lunch"
    await talk["alice"].press(offer, "workshop.restart")
    await talk.settled()
    again = await workshop(talk)
    assert again == found


async def test_only_the_facilitator_finishes(talk: Conversation) -> None:
    await talk.types("alice", START)
    assert "who leads" in await talk.types("ben", "finish")
    await talk.types("alice", "finish")
    await talk["alice"].press(talk["alice"].sees(talk.channel)[-1], "ending.close")
    await talk.settled()
    assert await workshop(talk) is None


@pytest.mark.case(14)
async def test_anybody_takes_over_after_a_quiet_day(talk: Conversation) -> None:
    await talk.types("alice", START)
    assert "in 24 hours" in await talk.types("ben", "take over")
    await talk.pass_time(hours=25)
    assert "You lead now" in await talk.types("ben", "take over")
    found = await workshop(talk)
    assert found
    assert found.facilitator == talk["ben"].id


async def test_the_form_starts_a_workshop_as_it_says(talk: Conversation) -> None:
    await talk.types("alice", "start")
    errors = await talk["alice"].submit(name="Lunch", zone="Europe/Pariss")
    assert "Europe/Paris" in errors["zone"]
    await talk["alice"].submit(zone="Europe/Oslo", segment="Students")
    await talk.settled()
    assert talk["alice"].forms == []
    found = await workshop(talk)
    assert found
    assert (found.name, found.time_zone) == ("Lunch", "Europe/Oslo")


async def test_next_posts_three_prompts_once_and_a_repeat_is_no_second_move(talk: Conversation) -> None:
    await talk.types("alice", START)
    assert "Step 2" in (await talk["alice"].command(talk.channel, "/vpd next")).text
    assert "at step 2 already. Did you want step 3?" in await talk.types("alice", "next")
    found = await workshop(talk)
    assert found
    assert found.step == 2
    assert "who leads" in await talk.types("ben", "next")
    await talk.types("alice", "back")
    await talk.types("alice", "step 2")

    def look(tx: Transaction) -> bool:
        return all(tx.messages.find(found.id, "prompt", block=block) for block in ("job", "pain", "gain"))

    assert await talk.program.database.read(talk.slack.team_id, look)
    assert headed(talk, "Jobs: Working parents") == 1


async def test_the_next_button_shows_what_is_thin_and_goes_on_once(talk: Conversation) -> None:
    await talk.types("alice", START)
    card = next(post for post in talk["alice"].sees(talk.channel) if not post.only_for)
    await talk["alice"].press(card, "steps.forward")
    await talk.settled()
    gate = talk["alice"].sees(talk.channel)[-1]
    await talk["alice"].press(gate, "steps.go_on")
    await talk["alice"].press(gate, "steps.go_on")
    await talk.settled()
    found = await workshop(talk)
    assert found
    assert found.step == 2


async def test_people_join_with_a_function_or_hear_the_nearest(talk: Conversation) -> None:
    await talk.types("alice", START)
    assert "research" in await talk.types("chika", "join research")
    assert "Did you mean" in await talk.types("ben", "join enginering")
    await talk.types("dana", "join")
    assert await talk["dana"].submit(function="support") == {}
    assert "support" in await talk.types("alice", "team")


async def test_segments_are_added_chosen_renamed_and_archived(talk: Conversation) -> None:
    await talk.types("alice", START)
    await talk.types("alice", "next")
    assert "Added segment" in await talk.types("alice", "segment Grandparents")
    assert "already a segment" in await talk.types("alice", "segment working  parents")
    assert "go to" in await talk.types("alice", "segment use 1")
    assert "is now called" in await talk.types("alice", "segment rename 2 Weekend grandparents")
    assert "Archive" in await talk.types("alice", "segment archive 2")
    await talk["alice"].press(talk["alice"].sees(talk.channel)[-1], "segments.archive")
    await talk.settled()
    assert "only open segment" in await talk.types("alice", "segment archive 1")


async def test_help_names_every_word_and_the_nearest(talk: Conversation) -> None:
    assert "/vpd start" in await talk.types("alice", "help")
    assert "Did you mean" in await talk.types("alice", "strat")
    assert "Did you mean `start`" in await talk.types("alice", "strat Dinner on autopilot")
    assert "begin" in (await talk.types("alice", "help start")).lower()


@pytest.mark.case(20)
async def test_a_channel_that_shuts_us_out_pauses_the_workshop_until_it_lets_us_in(talk: Conversation) -> None:
    talk.channel.members.remove(BOT_USER)
    await talk.types("alice", START)
    paused = await workshop(talk)
    assert paused
    assert paused.state == "paused"
    assert sum("/invite @vpd" in post.text for post in talk["alice"].dms()) == 1
    talk.slack.refusals.clear()
    talk.channel.members.append(BOT_USER)
    await talk.types("alice", "")
    again = await workshop(talk)
    assert again
    assert again.state == "open"
    assert headed(talk, "Dinner on autopilot") == 1
    assert headed(talk, "Step 1: Assemble the team") == 1


@pytest.mark.parametrize("round_", range(5))
async def test_of_two_who_start_at_the_same_moment_the_second_is_offered_what_is_open(
    talk: Conversation, round_: int
) -> None:
    told = await asyncio.gather(
        talk["alice"].command(talk.channel, f"/vpd start Lunch {round_}"),
        talk["ben"].command(talk.channel, f"/vpd start Dinner {round_}"),
    )
    await talk.settled()
    found = await workshop(talk)
    assert found
    assert sorted(("has begun" in one.text, found.name in one.text) for one in told) == [(False, True), (True, True)]
    assert {one.error for one in told} == {""}


async def test_of_two_forms_sent_at_the_same_moment_one_begins(talk: Conversation) -> None:
    for who in ("alice", "ben"):
        await talk.types(who, "start")
    await asyncio.gather(talk["alice"].submit(name="Lunch"), talk["ben"].submit(name="Dinner"))
    await talk.settled()
    assert await workshop(talk)
    assert headed(talk, "Lunch") + headed(talk, "Dinner") == 1


async def test_finishing_and_starting_at_the_same_moment_ends_in_one_workshop(talk: Conversation) -> None:
    await talk.types("alice", "start Lunch")
    shown = await talk["alice"].command(talk.channel, "/vpd start Dinner")
    offer = next(post for post in reversed(talk["alice"].sees(talk.channel)) if post.blocks == shown.blocks)
    pressed, typed = await asyncio.gather(
        talk["alice"].press(offer, "workshop.restart"), talk["ben"].command(talk.channel, "/vpd start Supper")
    )
    await talk.settled()
    assert {pressed.error, typed.error} == {""}
    assert "on our side" not in pressed.text + typed.text
    found = await workshop(talk)
    assert found
    assert found.name == "Dinner"
