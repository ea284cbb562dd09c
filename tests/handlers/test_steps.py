"""Moving through the steps: what `/vpd` alone offers to whom, what is said on the way, and what is not said twice."""

from dataclasses import replace

import pytest

from bot.playground.reading import controls, text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of

CLAIM = "We believe that at least 6 of 10 working parents throw food away every week"


async def asks(talk: Conversation, who: str) -> list[str]:
    """Type `/vpd` and return the labels of its buttons, in order."""
    await talk.types(who, "")
    return labels(last(talk, who))


def labels(post: Post) -> list[str]:
    return [button["text"]["text"] for _, button in controls(post.blocks)]


def last(talk: Conversation, who: str) -> Post:
    return talk[who].sees(talk.channel)[-1]


def primary(post: Post) -> list[str]:
    return [button["text"]["text"] for _, button in controls(post.blocks) if button.get("style") == "primary"]


def canvases(talk: Conversation) -> list[str]:
    """Return the canvases that the channel has, by their headings and leads."""
    posts = [text_of(post) for post in talk["alice"].sees(talk.channel)]
    return [" ".join(one.splitlines()[:2]) for one in posts if one.startswith("Canvas:")]


# What `/vpd` alone offers.


async def test_who_is_not_in_yet_is_asked_to_join_and_offered_nothing_they_may_not_do(begun: Conversation) -> None:
    await begun.types("alice", "next")
    assert (await asks(begun, "ben"))[0] == "Join"
    assert primary(last(begun, "ben")) == ["Join"]
    assert not {"Next", "Back"} & set(labels(last(begun, "ben")))
    await begun.types("ben", "join design")
    assert not {"Join", "Next"} & set(await asks(begun, "ben"))
    assert "Next" in await asks(begun, "alice")
    assert "Join" not in labels(last(begun, "alice"))


@pytest.mark.parametrize(
    ("step", "member", "leader"),
    [
        (2, ["Add a job", "Add a pain", "Add a gain"], ["Next"]),
        (3, ["Add a pain reliever"], ["Next"]),
        (4, ["Match one by one"], ["Next"]),
        (5, ["Draft hypotheses", "Add evidence"], ["Next"]),
        (6, ["Review now"], ["Finish", "Change course"]),
    ],
)
async def test_each_step_offers_its_main_act_and_at_most_five_clicks(
    begun: Conversation, step: int, member: list[str], leader: list[str]
) -> None:
    await begun.types("ben", "join design")
    await begun.types("alice", f"step {step}")
    for who, own in (("ben", member), ("alice", leader)):
        found = await asks(begun, who)
        assert len(found) <= 5
        assert len(primary(last(begun, who))) == 1
        assert set(own) <= set(found)
        assert found[0] in primary(last(begun, who))
    assert not set(leader) & set(await asks(begun, "ben"))


async def test_a_prompt_that_is_written_unseen_comes_first_with_its_form(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await begun.types("alice", "step 2")
    await begun.types("alice", "unseen pains")
    assert (await asks(begun, "ben"))[0] == "Add a note"
    asked, button = controls(last(begun, "ben").blocks)[0]
    assert "are written unseen" in asked["text"]["text"]
    shown = last(begun, "ben")
    await begun["ben"].press(shown, "steps.see_all")
    await begun.settled()
    everything = text_of(last(begun, "ben"))
    assert "are written unseen" in everything
    assert "1 to 5" not in everything
    assert "0 gains so far" in everything
    await begun["ben"].press(replace(shown, blocks=[asked]), button["action_id"])
    assert await begun["ben"].submit(text="Food goes off") == {}
    await begun.settled()
    assert [note.code for note in (await board_of(begun)).notes] == ["P1"]
    assert (await asks(begun, "ben"))[0] != "Add a note"


async def test_a_round_about_links_waits_with_a_button(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await begun.types("ben", "add pain Food goes off\nreliever: Warns in time")
    await begun.types("ben", "link R1 P1")
    await begun.types("alice", "fit round")
    assert (await asks(begun, "ben"))[0] == "Say how well"
    await begun["ben"].press(last(begun, "ben"), "help.again:fit round")
    assert "R1" in str(begun["ben"].view.view)


async def test_a_question_of_the_weekly_review_waits_for_whom_it_asked(begun: Conversation) -> None:
    for who in ("ben", "chika"):
        await begun.types(who, "join design")
    await begun.types("ben", "add extreme pain Food goes off")
    await begun.types("alice", "step 2")
    await begun.pass_time(days=40)
    assert "Still true" in await asks(begun, "ben")
    assert "*P1* Food goes off: no customer has said or done anything about it yet." in text_of(last(begun, "ben"))
    assert "Still true" not in await asks(begun, "chika")
    await asks(begun, "ben")
    await begun["ben"].press(last(begun, "ben"), "reminders.confirm")
    await begun.settled()
    assert "Still true" not in await asks(begun, "ben")


async def test_an_action_whose_day_has_passed_waits_for_its_owner(begun: Conversation) -> None:
    await begun.types("chika", "join research")
    await begun.types("chika", f"hypothesis {CLAIM}")
    await begun.types("chika", "learn H1")
    sent = {"decision": "continue_testing", "learned": "Not yet", "action": "Ask nurses", "due": "2026-12-01"}
    assert await begun["chika"].submit(**sent, owner=begun["chika"].id) == {}
    await begun.settled()
    assert "Look at L1" not in await asks(begun, "chika")
    await begun.pass_time(days=10)
    assert "Look at L1" in await asks(begun, "chika")
    assert "Ask nurses. Is it done?" in text_of(last(begun, "chika"))
    assert "Look at L1" not in await asks(begun, "alice")
    await begun.types("alice", "step 6")
    assert "Look at L1" in await asks(begun, "alice")


async def test_while_nobody_leads_a_member_is_offered_to(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await begun.types("ben", "add pain Food goes off\nreliever: Warns in time")
    await begun.types("ben", "link R1 P1")
    await begun.types("alice", "step 4")
    assert "can go on" in await begun.types("ben", "")
    await begun.pass_time(hours=25)
    assert (await asks(begun, "ben"))[0] == "Take over"
    await begun["ben"].press(last(begun, "ben"), "help.again:take over")
    await begun.settled()
    assert (await board_of(begun)).workshop.facilitator == begun["ben"].id
    assert (await asks(begun, "ben"))[0] == "Next"


async def test_while_a_prompt_is_rated_in_secret_nobody_reads_what_others_have_rated(begun: Conversation) -> None:
    for who in ("ben", "chika"):
        await begun.types(who, "join design")
    await begun.types("alice", "step 2")
    await begun.types("alice", "unseen pains")
    await begun.types("ben", "add pain Food goes off\npain: Waiting on hold")
    await begun.types("alice", "unseen pains")
    await begun.types("alice", "unseen pains")
    await begun.types("chika", "rate P2 5")
    await begun.types("alice", "step 3")
    await begun.types("alice", "add reliever Warns in time")
    assert "Nothing serves P1, P2 yet." in await begun.types("alice", "")
    await begun.types("alice", "step 2")
    said = await begun.types("alice", "step 3")
    assert "have rated" not in said
    assert "has rated" not in said


async def test_in_the_last_step_the_questions_of_the_coach_are_not_nothing(begun: Conversation) -> None:
    await begun.types("alice", "step 6")
    assert (await asks(begun, "alice"))[0] == "Check"
    assert "worth a look" in text_of(last(begun, "alice"))


# What is said on the way.


async def test_what_was_shown_at_next_is_not_said_again_after_go_on(begun: Conversation) -> None:
    card = next(post for post in begun["alice"].sees(begun.channel) if not post.only_for)
    await begun["alice"].press(card, "steps.forward")
    await begun.settled()
    gate = last(begun, "alice")
    assert "this is still open" in text_of(gate)
    assert {"Who is here", "See all", "Go on"} <= set(labels(gate))
    await begun["alice"].press(gate, "steps.see_all")
    await begun.settled()
    assert text_of(last(begun, "alice")).count("•") > 5
    await begun["alice"].press(gate, "steps.go_on")
    await begun.settled()
    said = [text_of(post) for post in begun["alice"].sees(begun.channel) if post.only_for]
    assert said[-1] == "*Step 2: Customer profile* has begun. See the channel."


async def test_a_jump_names_the_way_back_and_what_it_skips(begun: Conversation) -> None:
    await begun.types("alice", "step 2")
    said = await begun.types("alice", "step 5")
    assert "with `/vpd step 2`:" in said
    assert "Skipped for now: *Value map* (`/vpd step 3`) and *Assess fit* (`/vpd step 4`)." in said
    assert "further up" not in await begun.types("alice", "step 2")
    assert sum("further up" in text_of(post) for post in begun["ben"].sees(begun.channel)) == 1


async def test_a_word_typed_twice_moves_once_and_offers_the_step_after_it(begun: Conversation) -> None:
    await begun["alice"].command(begun.channel, "/vpd next")
    shown = await begun["alice"].command(begun.channel, "/vpd next")
    assert "You are at step 2 already. Did you want step 3?" in shown.text
    offer = last(begun, "alice")
    await begun.settled()
    await begun["alice"].press(offer, "help.again:step")
    await begun.settled()
    assert (await board_of(begun)).workshop.step == 3
    await begun.pass_time(seconds=6)
    assert "Step 4" in await begun.types("alice", "next")


# What the channel sees as a step ends.


async def test_only_a_segment_that_has_changed_is_drawn_again_as_a_step_ends(begun: Conversation) -> None:
    await begun.types("ben", "segment Corner shops")
    for segment in (1, 2):
        await begun.types("ben", f"add pain Food goes off --segment {segment}")
    await begun.types("alice", "step 2")
    await begun.types("alice", "step 3")
    assert len(canvases(begun)) == 2
    await begun.pass_time(minutes=5)
    await begun.types("ben", "rate 2P1 4")
    await begun.pass_time(minutes=5)
    await begun.types("alice", "next")
    assert canvases(begun)[2:] == ["Canvas: Corner shops Step 3, value map, ends like this."]
    await begun.pass_time(minutes=5)
    await begun.types("alice", "next")
    assert len(canvases(begun)) == 3


async def test_only_the_first_of_several_prompts_explains_how_to_answer(begun: Conversation) -> None:
    await begun.types("ben", "segment Corner shops")
    await begun.types("alice", "next")
    told = [text_of(post) for post in begun["ben"].sees(begun.channel)]
    assert sum("Answer in this thread" in one for one in told) == 6
    assert sum("is talk" in one for one in told) == 1


async def test_a_question_names_the_pain_that_people_rated_highest(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food <goes> off\npain: Waiting on hold")
    await begun.types("ben", "rate P1 5")
    await begun.types("alice", "step 3")
    told = [text_of(post) for post in begun["ben"].sees(begun.channel)]
    assert any("Take P1 “Food &lt;goes&gt; off”. What do we do so that it ends" in one for one in told)


@pytest.mark.case(26)
async def test_what_a_changed_note_was_linked_by_is_to_be_checked_again_after_going_back(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\nreliever: Warns in time")
    await begun.types("ben", "link R1 P1")
    await begun.types("alice", "step 2")
    await begun.types("alice", "step 4")
    await begun.types("alice", "step 2")
    said = [text_of(post) for post in begun["ben"].sees(begun.channel)]
    assert any("What came later stays" in one and "marked to check again" in one for one in said)
    number = (await board_of(begun)).workshop.id
    kept = await begun.program.database.read(begun.slack.team_id, lambda tx: tx.snapshots.of(number))
    assert kept[-1].reason == "before going back to step 2"
    assert "links and evidence were for the words before" in await begun.types("ben", "edit P1 Nobody planned dinner")
    board = await board_of(begun)
    assert [(note.code, note.recheck) for note in board.notes] == [("P1", True), ("R1", False)]
    assert [link.state for link in board.links] == ["active"]
