"""Notes by command, form and shortcut."""

import pytest

from bot.playground.reading import text_of
from canvas.board import Note, NoteState
from canvas.method import Block
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def notes(talk: Conversation) -> dict[str, Note]:
    """Return the open notes by code."""
    return {note.code: note for note in (await board_of(talk)).notes if note.state is NoteState.OPEN}


def answer(talk: Conversation, who: str) -> str:
    """Return what this person reads last."""
    return text_of(talk[who].sees(talk.channel)[-1])


@pytest.mark.parametrize(
    ("typed", "block", "subtype", "rating"),
    [
        ("pain Waiting on hold", Block.PAIN, "", None),
        ("social job Look competent", Block.JOB, "social", None),
        ("required gain Works offline", Block.GAIN, "required", None),
        ("extreme pain Food goes off", Block.PAIN, "", 5),
        ("Service: Meal box", Block.PRODUCT, "", None),
        ("pain reliever Warns two days before", Block.PAIN_RELIEVER, "", None),
        ("“creator Cooks together”", Block.GAIN_CREATOR, "", None),
    ],
)
async def test_a_note_is_kept_as_it_was_typed(
    begun: Conversation, typed: str, block: Block, subtype: str, rating: int | None
) -> None:
    said = await begun.types("ben", f"add {typed}")
    (note,) = (await notes(begun)).values()
    assert f"Kept as *{note.code}*" in said
    assert "Working parents" in said
    assert (note.block, note.subtype) == (block, subtype)
    assert [one.value for one in note.ratings] == ([rating] if rating else [])


async def test_several_lines_are_several_notes(begun: Conversation) -> None:
    said = await begun.types("ben", "add pain\n• Waiting on hold\n- Food goes off\ngain: Eat together")
    assert {code: note.text for code, note in (await notes(begun)).items()} == {
        "P1": "Waiting on hold",
        "P2": "Food goes off",
        "G1": "Eat together",
    }
    assert "P1" in said
    assert "G1" in said


async def test_words_without_a_kind_wait_until_a_button_says_it(begun: Conversation) -> None:
    assert "What is “Waiting on hold”?" in await begun.types("ben", "add Waiting on hold")
    asked = begun["ben"].sees(begun.channel)[-1]
    await begun["ben"].press(asked, "notes.name:pain")
    await begun["ben"].press(asked, "notes.name:gain")
    await begun.settled()
    assert [note.code for note in (await board_of(begun)).notes] == ["P1"]
    assert "settled already" in answer(begun, "ben")


async def test_a_long_text_keeps_its_rest_as_detail_and_says_so(begun: Conversation) -> None:
    said = await begun.types("ben", f"add pain Waiting on hold. {'And so on ' * 40}")
    note = (await notes(begun))["P1"]
    assert note.text == "Waiting on hold."
    assert note.detail.startswith("And so on")
    assert "300 characters" in said


async def test_hostile_words_are_shown_and_never_obeyed(begun: Conversation) -> None:
    said = await begun.types("ben", "add pain <!channel> & *everybody*")
    assert "<!channel>" not in said
    assert "&lt;!channel&gt; &amp;" in said


@pytest.mark.case(1)
async def test_a_segment_named_in_the_line_is_meant_from_then_on(begun: Conversation) -> None:
    await begun.types("alice", "segment Students")
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "add pain Food goes off --segment students")
    assert "(Students)" in await begun.types("ben", "add pain No oven")
    board = await board_of(begun)
    names = {segment.id: segment.name for segment in board.segments}
    assert [names[note.segment] for note in board.notes] == ["Working parents", "Students", "Students"]


@pytest.mark.case(1)
async def test_notes_for_the_wrong_customers_go_to_the_right_ones_with_one_click(begun: Conversation) -> None:
    await begun.types("alice", "segment Students")
    await begun.types("ben", "segment use Working parents")
    said = await begun.types("ben", "add pain Waiting on hold\nNo oven at home")
    assert said.startswith("Kept (Working parents):")
    assert "*1P1*" in said
    await begun.types("chika", "add pain Too noisy --segment Working parents")
    shown = next(post for post in reversed(begun["ben"].sees(begun.channel)) if "Kept" in text_of(post))
    (choice,) = [one for block in shown.blocks for one in block.get("elements", []) if one["type"] == "static_select"]
    assert [one["text"]["text"] for one in choice["options"]] == ["2 Students"]
    await begun["ben"].press(shown, "notes.elsewhere", choice["options"][0]["value"])
    await begun.settled()
    assert "Now for Students: *2P1* and *2P2*" in answer(begun, "ben")
    await begun["ben"].press(shown, "notes.elsewhere", choice["options"][0]["value"])
    await begun.settled()
    assert "clicked twice" in answer(begun, "ben")
    assert "(Students)" in await begun.types("ben", "add pain Alone at dinner")
    board = await board_of(begun)
    assert sorted((note.segment, note.code, note.text) for note in board.notes) == [
        (1, "P3", "Too noisy"),
        (2, "P1", "Waiting on hold"),
        (2, "P2", "No oven at home"),
        (2, "P3", "Alone at dinner"),
    ]


async def test_a_kind_alone_opens_its_form(begun: Conversation) -> None:
    await begun.types("ben", "add social job")
    assert await begun["ben"].submit(text="Look competent") == {}
    await begun.settled()
    note = (await notes(begun))["J1"]
    assert (note.block, note.subtype) == (Block.JOB, "social")


async def test_an_offer_says_what_it_is_for_and_how_well(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\npain: Waiting on hold\ngain: Eat together")
    await begun.types("chika", "rate P2 5")
    await begun.types("ben", "add reliever")
    view = begun["ben"].view
    found = await begun["ben"].search(view, "notes.targets", "")
    assert [one["text"]["text"] for one in found] == [
        "Nothing on the list yet",
        "P2 Waiting on hold",
        "P1 Food goes off",
    ]
    assert await begun["ben"].submit(text="A call back at once", targets=[found[1]["value"]]) == {}
    await begun.settled()
    assert "Fully serves *P2*." in answer(begun, "ben")
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "help.again:link-0")
    await begun.settled()
    board = await board_of(begun)
    assert [(one.strength, one.state) for one in board.links] == [(0.5, "active")]
    await begun.types("ben", "add reliever")
    assert await begun["ben"].submit(text="Nobody knows yet", targets=["none"]) == {}
    await begun.settled()
    assert len((await board_of(begun)).links) == 1


async def test_what_an_offer_cannot_be_for_is_said_beside_the_field(begun: Conversation) -> None:
    await begun.types("alice", "segment Students")
    await begun.types("ben", "add gain Eat together --segment 1\npain: Food goes off")
    await begun.types("ben", "add pain No oven --segment 2")
    await begun.types("ben", "segment use Working parents")
    await begun.types("ben", "add")
    found = {
        one["text"]["text"].split()[0]: one["value"]
        for one in await begun["ben"].search(begun["ben"].view, "notes.targets", "")
    }
    form = {"kind": "pain_reliever", "text": "Warns in time"}
    assert "serves a pain" in (await begun["ben"].submit(**form, targets=[found["1G1"]]))["targets"]
    assert "2P1 belongs to another segment" in (await begun["ben"].submit(**form, targets=[found["2P1"]]))["targets"]
    errors = await begun["ben"].submit(**{**form, "kind": "pain"}, targets=[found["1P1"]])
    assert "serves nothing itself" in errors["targets"]
    assert await begun["ben"].submit(**form, targets=[found["1P1"]]) == {}
    await begun.settled()
    assert len((await board_of(begun)).links) == 1


async def test_what_an_offer_is_for_waits_with_it_while_it_sounds_like_another(begun: Conversation) -> None:
    await begun.types("ben", "add reliever A call back at once\npain: Waiting on hold")
    await begun.types("chika", "add reliever")
    (_, pain) = await begun["chika"].search(begun["chika"].view, "notes.targets", "")
    assert await begun["chika"].submit(text="A call back at once!", targets=[pain["value"]]) == {}
    await begun.settled()
    await begun["chika"].press(begun["chika"].sees(begun.channel)[-1], "duplicates.add")
    await begun.settled()
    assert "Fully serves *P1*." in answer(begun, "chika")
    assert len((await board_of(begun)).links) == 1


async def test_the_same_words_by_the_same_person_are_there_already(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "already: it is *P1*" in await begun.types("ben", "add pain Waiting on hold\nWaiting on hold")
    assert len(await notes(begun)) == 1


async def test_a_near_duplicate_waits_and_can_be_added_once(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "sounds like *P1*" in await begun.types("chika", "add pain Waiting on hold!")
    asked = begun["chika"].sees(begun.channel)[-1]
    await begun["chika"].press(asked, "duplicates.add")
    await begun["chika"].press(asked, "duplicates.count")
    await begun.settled()
    assert set(await notes(begun)) == {"P1", "P2"}
    assert "settled already" in answer(begun, "chika")


async def test_a_near_duplicate_can_count_as_a_vote(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("chika", "add pain Waiting on hold!")
    asked = begun["chika"].sees(begun.channel)[-1]
    await begun["ben"].press(asked, "duplicates.count")
    await begun["chika"].press(asked, "duplicates.count")
    await begun.settled()
    assert [(vote.user, vote.dots) for vote in (await notes(begun))["P1"].votes] == [(begun["chika"].id, 1)]


async def test_words_like_a_note_that_has_gone_become_a_note(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("chika", "add pain Waiting on hold!")
    asked = begun["chika"].sees(begun.channel)[-1]
    await begun.types("ben", "remove P1")
    await begun["chika"].press(asked, "duplicates.count")
    await begun.settled()
    assert set(await notes(begun)) == {"P2"}


async def test_the_form_keeps_lines_with_sort_and_measure(begun: Conversation) -> None:
    await begun.types("ben", "add")
    errors = await begun["ben"].submit(kind="pain", text="Waiting on hold", subtype="social")
    assert "undesired outcome" in errors["subtype"]
    assert await begun["ben"].submit(subtype="obstacle", measure="20 minutes", text="Waiting on hold\nNo oven") == {}
    await begun.settled()
    kept = await notes(begun)
    assert (kept["P1"].subtype, kept["P1"].measure, kept["P2"].text) == ("obstacle", "20 minutes", "No oven")
    assert "Kept" in answer(begun, "ben")


async def test_a_form_with_talk_only_says_what_to_write(begun: Conversation) -> None:
    await begun.types("ben", "add")
    errors = await begun["ben"].submit(kind="pain", text="// nothing yet")
    assert "nothing to keep" in errors["text"]


async def test_any_message_becomes_a_note_or_evidence(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    ts = await begun["chika"].say(begun.channel, "“I gave up after an hour” – interview with a nurse")
    await begun.settled()
    await begun["ben"].shortcut("notes.shortcut", ts)
    assert await begun["ben"].submit(kind="gain") == {}
    await begun["ben"].shortcut("notes.shortcut", ts)
    errors = await begun["ben"].submit(kind="evidence")
    assert "Choose the note" in str(errors)
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "hold")
    assert await begun["ben"].submit(note=found["value"]) == {}
    await begun.settled()
    board = await board_of(begun)
    assert [(one.text, one.source, one.note) for one in board.evidence] == [
        ("I gave up after an hour", "interview with a nurse", board.notes[0].id)
    ]
    assert "G1" in await notes(begun)


async def test_a_thread_gets_a_button_for_a_form(begun: Conversation) -> None:
    await begun["ben"].say(begun.channel, "@vpd add")
    await begun.settled()
    asked = begun["ben"].sees(begun.channel)[-1]
    await begun["ben"].press(asked, "help.again")
    assert await begun["ben"].submit(kind="job", text="Cook dinner") == {}
    await begun.settled()
    assert "J1" in await notes(begun)
