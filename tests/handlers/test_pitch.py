"""The pitch: drafted, filled in, kept, and told when the canvas moves on."""

import re

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


def last(talk: Conversation, who: str = "ben") -> Post:
    return talk[who].sees(talk.channel)[-1]


async def linked(talk: Conversation) -> None:
    await talk.types(
        "ben", "add extreme pain Food goes off\njob: Cook dinner\nreliever: Plans by date\nproduct: Planner"
    )
    await talk.types("ben", "link R1 P1")
    await talk.types("ben", "link S1 J1")


async def test_a_pitch_is_drafted_from_the_best_links_and_says_what_it_rests_on(begun: Conversation) -> None:
    await linked(begun)
    await begun.types("ben", "alternative Ordering pizza")
    await begun.types("ben", "pitch")
    said = text_of(last(begun))
    assert "*Who want to get done* Cook dinner _J1, ○ still an assumption_" in said
    assert "Cook dinner. We offer" not in said
    assert "*It ends* Food goes off _P1, ○ still an assumption_" in said
    assert "*Instead of* Ordering pizza" in said
    assert "Still open: Which gain does it bring? How does it bring it?" in said


async def test_before_anything_is_linked_it_says_how_to_begin(begun: Conversation) -> None:
    await begun.types("ben", "pitch")
    assert "Link what you offer to what it serves" in text_of(last(begun))
    await begun["ben"].press(last(begun), "pitch.write")
    assert "Fill in at least one line" in str(await begun["ben"].submit(segment="Working parents"))


async def test_the_form_asks_for_what_is_blank_and_the_pitch_is_kept(begun: Conversation) -> None:
    await linked(begun)
    await begun.types("ben", "pitch")
    await begun["ben"].press(last(begun), "pitch.write")
    assert await begun["ben"].submit(gain="Evenings together", pain="Food that goes off", relief="Magic") == {}
    await begun.settled()
    said = text_of(last(begun))
    assert "(a draft)" not in said
    assert "*It brings* Evenings together" in said
    (pitch,) = (await board_of(begun)).pitches
    quotes = {slot.name: bool(slot.notes) for slot in pitch.slots if slot.text}
    assert quotes == {"segment": False, "job": True, "offering": True, "pain": True, "relief": False, "gain": False}


async def test_a_kept_pitch_tells_when_its_notes_change_and_updates_at_a_click(begun: Conversation) -> None:
    await linked(begun)
    await begun.types("ben", "pitch")
    await begun["ben"].press(last(begun), "pitch.write")
    assert await begun["ben"].submit() == {}
    await begun.settled()
    await begun.pass_time(minutes=1)
    await begun.types("chika", "edit P1 Vegetables rot in the drawer")
    await begun.types("chika", "remove J1")
    await begun.types("ben", "pitch")
    stale = last(begun)
    assert "The pitch quotes *P1*, which now reads “Vegetables rot in the drawer”." in text_of(stale)
    assert "The pitch quotes *J1*, which is gone from the canvas." in text_of(stale)
    await begun["ben"].press(stale, "pitch.update")
    await begun.settled()
    assert "*It ends* Vegetables rot in the drawer" in text_of(last(begun))
    assert "The canvas has moved on" not in text_of(last(begun))
    await begun["ben"].press(stale, "pitch.update")
    await begun.settled()
    assert "changed it meanwhile" in text_of(last(begun))
    await begun.types("ben", "undo")
    assert len((await board_of(begun)).pitches) == 1


async def test_a_kept_pitch_tells_what_else_no_longer_holds(begun: Conversation) -> None:
    await linked(begun)
    await begun.types("ben", "alternative Ordering pizza")
    await begun.types("ben", "pitch")
    await begun["ben"].press(last(begun), "pitch.write")
    assert await begun["ben"].submit() == {}
    await begun.pass_time(minutes=1)
    await begun.types("chika", "unlink R1 P1")
    await begun.types("chika", "decline J1 Too dear")
    await begun.types("chika", "segment rename Busy parents")
    await begun.types("chika", "alternative")
    await begun["chika"].press(last(begun, "chika"), "alternatives.drop")
    await begun.settled()
    await begun.types("ben", "pitch")
    said = text_of(last(begun))
    assert "“Working parents” have another name now." in said
    assert "“Ordering pizza” is no longer what they would use instead." in said
    assert "The pitch quotes *R1*, which no longer serves P1." in said
    assert "The pitch quotes *J1*, which is not served, by choice." in said
    await begun["ben"].press(last(begun), "pitch.update")
    await begun.settled()
    said = text_of(last(begun))
    assert "The canvas has moved on" not in said
    assert "*For* Busy parents\n*We offer* Planner" in said
    assert "pizza" not in said


async def test_a_note_reworded_while_the_form_is_open_is_asked_about(begun: Conversation) -> None:
    await linked(begun)
    await begun.types("ben", "pitch")
    await begun["ben"].press(last(begun), "pitch.write")
    await begun.pass_time(minutes=1)
    await begun.types("chika", "edit P1 Food goes off fast")
    assert await begun["ben"].submit() == {}
    await begun.settled()
    assert "*P1*, which now reads “Food goes off fast”" in text_of(last(begun))


async def test_it_is_shown_to_the_channel_and_discussed_in_one_thread_on_wish(begun: Conversation) -> None:
    await linked(begun)
    await begun.types("ben", "pitch")
    mine = last(begun)
    await begun["ben"].press(mine, "pitch.share")
    await begun.settled()
    assert "It ends this: Food goes off." in text_of(last(begun, "chika"))
    assert "…" not in text_of(last(begun, "chika"))
    await begun["chika"].press(last(begun, "chika"), "pitch.show")
    await begun.settled()
    assert "Fill in and keep" in text_of(last(begun, "chika"))
    await begun["ben"].press(mine, "pitch.critique")
    await begun.settled()
    asked = text_of(last(begun, "chika"))
    assert all(
        word in asked for word in ("*1. Clear?*", "*2. Worries.*", "*3. Strengths.*", "*4. Ideas.*", "*5. Better.*")
    )
    first, *_, last_one = re.findall(r"Until <!date\^(\d+)\^", asked)
    assert int(last_one) - int(first) == 4 * 5 * 60
