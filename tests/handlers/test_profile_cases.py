"""Cases that a real team meets while it writes and weighs its customer profile."""

import pytest

from bot.playground import limits
from bot.playground.reading import text_of
from canvas.board import Note
from canvas.method import Block
from canvas.rounds import Phase, begin
from storage.notes import NewNote
from storage.transaction import Actor, Transaction
from tests.conversation import MONDAY, Conversation
from tests.handlers.conftest import board_of


async def note(talk: Conversation, code: str) -> Note:
    """Return a note by its code."""
    return next(one for one in (await board_of(talk)).notes if one.code == code)


async def acts(talk: Conversation, phase: Phase) -> None:
    """Begin a phase of the round of pains."""

    def put(tx: Transaction) -> None:
        workshop = tx.workshops.current(talk.channel.id)
        segment = tx.segments.of(workshop.id)[0].id
        tx.rounds.put(workshop.id, segment, Block.PAIN.value, begin(phase, tx.at, pace="async", zone="UTC"))

    await talk.program.database.write(Actor(talk.slack.team_id, "", f"round {phase}", MONDAY), put)


@pytest.mark.case(9)
async def test_a_moved_note_keeps_what_others_added_and_is_asked_for_its_sort(begun: Conversation) -> None:
    await begun.types("ben", "add risk pain Waiting on hold")
    await begun.types("ben", "add reliever A call back at once")
    await begun.types("chika", "rate P1 5")
    await begun.types("chika", "evidence P1 “An hour!” – a nurse")
    await begun.types("chika", "link R1 P1")
    shown = await begun["ben"].command(begun.channel, "/vpd move P1 gain")
    assert "Which sort is it?" in str(shown.blocks)
    assert "Its ratings and evidence came along" in str(shown.blocks)
    moved = await note(begun, "G1")
    assert (moved.subtype, moved.recheck, len(moved.ratings)) == ("", True, 1)
    board = await board_of(begun)
    assert [one.note for one in board.evidence] == [moved.id]
    assert [one.state for one in board.links] == ["inactive"]
    await begun.types("ben", "move G1 pain")
    back = await note(begun, "P1")
    assert (back.subtype, back.recheck) == ("risk", False)
    assert [one.state for one in (await board_of(begun)).links] == ["active"]
    assert "Move it?" in await begun.types("ben", "move P1 product")


@pytest.mark.case(10)
async def test_a_larger_edit_asks_whether_evidence_still_holds(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold for a nurse")
    await begun.types("chika", "evidence P1 “An hour!” – a nurse")
    await begun.types("ben", "edit P1 Waiting on hold for the nurse")
    assert not (await note(begun, "P1")).recheck
    shown = await begun["ben"].command(begun.channel, "/vpd edit P1 Paying too much every month")
    assert "evidence were for the words before" in str(shown.blocks)
    assert (await note(begun, "P1")).recheck
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "changes.same")
    await begun.settled()
    assert not (await note(begun, "P1")).recheck
    assert len((await board_of(begun)).evidence) == 1


@pytest.mark.case(10)
async def test_small_edits_keep_everything_and_larger_ones_ask_again(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold for a nurse")
    await begun.types("chika", "rate P1 5")
    assert "still hold" not in await begun.types("ben", "edit P1 Waiting on hold for the nurse")
    assert not (await note(begun, "P1")).recheck
    shown = await begun["ben"].command(begun.channel, "/vpd edit P1 Paying too much every month")
    assert "Do they still hold?" in str(shown.blocks)
    assert (await note(begun, "P1")).recheck


@pytest.mark.case(16)
async def test_more_than_a_hundred_notes_come_as_a_summary_and_pages_of_ten(begun: Conversation) -> None:
    def add(tx: Transaction) -> None:
        workshop = tx.workshops.current(begun.channel.id)
        segment = tx.segments.of(workshop.id)[0].id
        for one in range(130):
            text = f"{one} {'and so on ' * 25}"
            new = NewNote(workshop=workshop.id, segment=segment, block=Block.PAIN, text=text, author="U1")
            tx.notes.add(new)

    await begun.program.database.write(Actor(begun.slack.team_id, begun["ben"].id, "filling", MONDAY), add)
    await begun.types("ben", "canvas")
    listing = next(post for post in reversed(begun.channel.messages) if "All notes for" in post.text)
    assert limits.text_length(listing.blocks) <= limits.ALL_TEXT
    assert "See all 130" in text_of(listing)
    await begun["ben"].press(listing, "overview.page:pain")
    await begun.settled()
    page = begun["ben"].view
    assert "Page 1 of 13" in str(page.view)
    assert sum("menu.choose" in str(block) for block in page.view["blocks"]) == 10
    await begun["ben"].press(page, "overview.turn:on")
    await begun.settled()
    assert "Page 2 of 13" in str(begun["ben"].view.view)
    await begun["ben"].press(begun["ben"].view, "ranking.rate")
    await begun.settled()
    assert begun["ben"].view.view["title"]["text"] == "Rate pains"
    assert "Page 1 of 13" in str(begun["ben"].view.view)
    assert begun.slack.refusals == []


@pytest.mark.case(36)
async def test_odd_and_hostile_words_stay_words_wherever_a_note_is_weighed(begun: Conversation) -> None:
    for who, words in (("ben", "<!channel> & *all* =1+1 ☎️"), ("chika", "<!channel> & *all* of =1+1 now ☎️")):
        await begun.types(who, f"add pain {words}")
        await begun.types(who, f"add job {words}")
    for who, value in (("ben", 1), ("chika", 5)):
        await begun.types(who, f"rate P1 {value}")
    for words in ("merge", "worth J1", "why J1", "rate pains", "vote pains", "order pains", "differ", "remove P1"):
        shown = await begun["ben"].command(begun.channel, f"/vpd {words}")
        await begun.settled()
        assert "<!channel>" not in shown.text, words
    for words in ("restore", "restore P1", "merge J1 J2", "unmerge"):
        await begun.types("ben", words)
    for post in begun["ben"].sees(begun.channel):
        markup = [block for block in post.blocks if block.get("text", {}).get("type") == "mrkdwn"]
        assert "<!channel>" not in str(markup)
        assert "<!channel>" not in post.text
    assert begun.slack.refusals == []


async def test_the_form_keeps_when_and_how_often_a_pain_comes(begun: Conversation) -> None:
    await begun.types("alice", "step 2")
    prompt = next(post for post in begun["ben"].sees(begun.channel) if "Pains: Working" in text_of(post))
    await begun["ben"].press(prompt, "notes.write")
    told = {"measure": "20 minutes", "moment": "before", "frequency": "daily"}
    assert await begun["ben"].submit(text="Waiting on hold", **told) == {}
    await begun.settled()
    kept = await note(begun, "P1")
    assert (kept.measure, kept.moment, kept.frequency) == ("20 minutes", "before", "daily")
    await begun.types("ben", "edit P1")
    assert await begun["ben"].submit(moment="after", frequency="rare") == {}
    kept = await note(begun, "P1")
    assert (kept.measure, kept.moment, kept.frequency) == ("20 minutes", "after", "rare")


async def test_how_often_a_pain_comes_is_kept_while_it_waits_as_a_likely_duplicate(begun: Conversation) -> None:
    await begun.types("chika", "add pain Waiting on hold")
    await begun.types("alice", "step 2")
    prompt = next(post for post in begun["ben"].sees(begun.channel) if "Pains: Working" in text_of(post))
    await begun["ben"].press(prompt, "notes.write")
    await begun["ben"].submit(text="Waiting on hold!", measure="20 minutes", moment="during", frequency="weekly")
    await begun.settled()
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "duplicates.add")
    await begun.settled()
    kept = await note(begun, "P2")
    assert (kept.measure, kept.moment, kept.frequency) == ("20 minutes", "during", "weekly")


async def test_a_list_says_where_ratings_are_far_apart(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Waiting on hold")
    await begun.types("chika", "rate P1 1")
    await begun.types("ben", "canvas")
    listing = next(post for post in reversed(begun.channel.messages) if "All notes for" in post.text)
    assert "rated 3, from 1 to 5" in text_of(listing)


async def test_the_prompt_of_jobs_says_how_a_job_is_put(begun: Conversation) -> None:
    await begun.types("alice", "step 2")
    prompt = next(post for post in begun["ben"].sees(begun.channel) if "Jobs: Working" in text_of(post))
    await begun["ben"].press(prompt, "notes.write")
    assert "When …, they want to …, so they can …" in str(begun["ben"].view.view)
    assert "frequency" not in str(begun["ben"].view.view)


async def test_while_others_write_unseen_only_ones_own_notes_are_weighed_and_compared(begun: Conversation) -> None:
    await acts(begun, Phase.WRITE)
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("chika", "add pain They wait for long on hold")
    await begun.types("alice", "step 2")
    prompt = next(post for post in begun["ben"].sees(begun.channel) if "Pains: Working" in text_of(post))
    assert "Same thing?" not in str(prompt.blocks)
    assert "not open yet" in await begun.types("ben", "rate pains")
    await begun.types("ben", "merge")
    assert begun["ben"].view.view["title"]["text"] == "Merge notes"


async def test_while_votes_are_unseen_nobody_learns_what_the_others_think(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold\nFood goes off")
    await begun.types("ben", "rate P1 5")
    await acts(begun, Phase.RATE)
    await begun.types("chika", "rate pains")
    first, second = (block["block_id"] for block in begun["chika"].view.view["blocks"] if block["type"] == "input")
    assert await begun["chika"].submit(**{first: "1", second: "1"}) == {}
    shown = str(begun["chika"].view.view)
    assert "rated 2 of 2" in shown
    assert "weighs most for the team" not in shown
    assert "Where we differ" not in shown
    assert "nothing to ask" in await begun.types("ben", "differ")
    await begun.types("chika", "order pains")
    element = begun["chika"].view.view["blocks"][1]["element"]
    await begun["chika"].submit(place0=element["options"][1]["value"])
    await begun.settled()
    assert "So far from" not in text_of(begun["chika"].sees(begun.channel)[-1])
    await acts(begun, Phase.CLOSE)
    assert "I ask the channel" in await begun.types("ben", "differ")


async def test_the_last_page_leads_to_what_is_not_rated_yet(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold\ngain: Eat together")
    await begun.types("ben", "rate pains")
    await begun["ben"].submit()
    view = begun["ben"].view
    assert "Rate the rest" in str(view.view)
    (pain,) = [one for one in (await board_of(begun)).notes if one.code == "P1"]
    await begun.types("ben", "rate pains")
    await begun["ben"].submit(**{str(pain.id): "3"})
    view = begun["ben"].view
    await begun["ben"].press(view, "ranking.rate")
    await begun.settled()
    assert begun["ben"].view.view["title"]["text"] == "Rate gains"


async def test_a_pain_says_what_it_does_and_a_job_when_it_comes_up(begun: Conversation) -> None:
    assert "*P1*" in await begun.types("ben", "add social pain Looking silly")
    pain = await note(begun, "P1")
    assert (pain.text, pain.subtype, pain.flavour) == ("Looking silly", "undesired_outcome", "social")
    await begun.types("ben", "add")
    errors = await begun["ben"].submit(kind="job", text="Cook dinner", moment="after")
    assert "asked of a pain only" in errors["moment"]
    told = {"context": "After work", "supporting_role": "co_creator"}
    opened = begun["ben"].view
    labels = [block["label"]["text"] for block in opened.view["blocks"] if block["type"] == "input"]
    assert {"For pains: when?", "For jobs: when or where does it come up?"} <= set(labels)
    opened.state.clear()
    assert await begun["ben"].submit(kind="job", text="Cook dinner", **told) == {}
    await begun.settled()
    job = await note(begun, "J1")
    assert (job.context, job.subtype, job.supporting_role) == ("After work", "supporting", "co_creator")
    await begun.types("ben", "edit J1")
    assert await begun["ben"].submit(context="On Sundays") == {}
    await begun.settled()
    assert "changed when or where it comes up of *J1*" in await begun.types("ben", "history")
    await begun.types("ben", "undo")
    assert (await note(begun, "J1")).context == "After work"
    listing = await begun["ben"].command(begun.channel, "/vpd canvas")
    assert listing.error == ""
