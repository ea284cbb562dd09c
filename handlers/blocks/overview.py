"""The canvas as people read it in Slack: the most important notes of each block, and pages with all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.evidence import NOTHING, Grounds
from canvas.facets import told
from canvas.method import KINDS, STEPS, Block
from canvas.spread import differs
from canvas.weight import dots
from handlers.answer import Message
from handlers.blocks import again, last_word, parts
from handlers.blocks.jobs import known
from handlers.blocks.links import word
from handlers.blocks.menu import menu

PAGE = 10  # notes
# Slack refuses a message with more than 13 000 characters over all its blocks: six blocks share what is left.
BLOCK_TEXT = 1900  # characters of markup
NOTE_TEXT = 200  # characters of a note before they are escaped
LINKS = 4  # named beside a note

GUIDES = {
    Block.JOB: "What are they trying to get done?",
    Block.PAIN: "What annoys them, holds them back or worries them?",
    Block.GAIN: "What would make them happy?",
    Block.PRODUCT: "What do we offer them?",
    Block.PAIN_RELIEVER: "How does it ease a pain?",
    Block.GAIN_CREATOR: "How does it create a gain?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One segment's canvas: open notes by block in order of importance, with what they rest on and are linked to.

    `links` are the other notes and the strength, by note id.
    """

    workshop: Workshop
    segment: Segment
    notes: Mapping[Block, Sequence[Note]]
    grounds: Mapping[int, Grounds]
    links: Mapping[int, Sequence[tuple[Note, float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the message of a canvas shows besides its notes.

    step: the step that ended with it, 0 when somebody asked for it.
    fit: a line of markup; stage: one more as the step of fit ends, else "".
    `picture`, `before`: Slack's ids, "" for none; `alt` says the picture in words.
    refused: Slack does not take pictures, so the notes stand in the message itself.
    """

    message: int
    step: int
    fit: str
    stage: str
    picture: str
    before: str
    alt: str
    refused: bool


def canvas(sheet: Sheet, shown: Shown) -> Message:
    """Return the canvas as a message."""
    segment = parts.escaped(sheet.segment.name, 80)
    count = sum(len(notes) for notes in sheet.notes.values())
    lead = f"Step {shown.step}, {STEPS[shown.step].lower()}, ends like this.\n" if shown.step else ""
    notes = f"{count} note{'' if count == 1 else 's'}"
    says = f"{lead}*{parts.escaped(sheet.workshop.name, 80)}* for {segment}: {notes}. {shown.fit}"
    says += f"\n{shown.stage}" if shown.stage else ""
    blocks = [parts.header(f"Canvas: {sheet.segment.name}"), parts.section(says), *_seen(sheet, shown)]
    about = parts.subject(workshop=sheet.workshop.id, message=shown.message)
    redraw = parts.button("Draw it as it is now", "overview.redraw", about)
    ways = [again.button("Fit", "fit"), again.button("Watch it live", "wall"), again.button("Export", "export")]
    return Message(text=says, blocks=[*blocks, parts.actions(*([] if shown.step else [redraw]), *ways)])


def _seen(sheet: Sheet, shown: Shown) -> list[SlackBlock]:
    """Return the pictures; while there is none a line that says so, and the notes when there will be none."""
    if shown.picture:
        before = [parts.image(shown.before, "The canvas one step earlier.", "Before")] if shown.before else []
        now = parts.image(shown.picture, shown.alt, "Now" if before else "")
        return [*before, now, parts.context("All notes are in the thread, in words.")]
    if shown.refused:
        why = parts.context("Slack takes no picture from me here, so this is the canvas in words.")
        return [*_summaries(sheet), why]
    return [parts.context("The picture is being drawn. All notes are in the thread, in words.")]


def listing(sheet: Sheet) -> Message:
    """Return every block's notes as a message for the canvas's thread."""
    return Message(text=f"All notes for {parts.escaped(sheet.segment.name, 80)}", blocks=_summaries(sheet))


def _summaries(sheet: Sheet) -> list[SlackBlock]:
    return [_summary(sheet, block) for block in Block]


def redrawn(workshop: Workshop) -> Message:
    """Say that the canvas which stands in the channel is drawn anew."""
    return Message(text=f"I am drawing the canvas in <#{workshop.channel}> as it is now.")


def coming(workshop: Workshop) -> Message:
    """Say where the canvas will be: what was posted before it comes first, a second each."""
    return Message(text=f"The canvas is on its way into <#{workshop.channel}>.")


def _summary(sheet: Sheet, block: Block) -> SlackBlock:
    """Return a block's notes as one section, as many as there is room for; the button shows all of them."""
    notes = sheet.notes[block]
    title = f"*{KINDS[block].plural}*"
    if not notes:
        return parts.section(f"{title}\n_{GUIDES[block]}_")
    lines: list[str] = []
    room = BLOCK_TEXT
    for note in notes:
        text = line(sheet, note)
        room -= len(text) + 1
        if room < 0:
            break
        lines.append(text)
    left = len(notes) - len(lines)
    more = [f"…and {left} more"] if left else []
    value = parts.subject(workshop=sheet.workshop.id, segment=sheet.segment.id, block=block, page=0)
    whole = left or any(note.detail or len(note.text) > NOTE_TEXT for note in notes)
    click = parts.button(f"See all {len(notes)}" if whole else "Change or rate", f"overview.page:{block}", value)
    return parts.section("\n".join([title, *lines, *more]), click)


def line(sheet: Sheet, note: Note) -> str:
    """Return a note as one line of markup."""
    about = _about(sheet, note)
    return f"*{note.code}* {parts.escaped(note.text, NOTE_TEXT)}{f' _({about})_' if about else ''}"


def _about(sheet: Sheet, note: Note) -> str:
    """Say what a note weighs, how many dots it has, whether customers back it, and what it is linked to."""
    rated, placed = last_word.rating(note), dots(note)
    grounds = sheet.grounds.get(note.id, NOTHING)
    links = sheet.links.get(note.id, ())
    others = [other.code if strength == 1 else f"{other.code} {word(strength)}" for other, strength in links]
    behind = next((other.code for other in sheet.notes[note.block] if other.id == note.parent), "")
    facts = [
        f"{rated}{_apart(sheet.workshop, note)}" if rated else "",
        *known(note),
        f"behind it: {behind}" if behind else "",
        "written after all was shown" if note.late else "",
        "seen early" if note.early else "",
        _recheck(note) if note.recheck else "",
        f"variant {note.variant}" if note.variant else "",
        f"{placed} dot{'s' if placed > 1 else ''}" if placed else "",
        "evidence against too" if grounds.contested else "✓ evidence" if grounds.value else "",
        f"↔ {', '.join(others[:LINKS])}{' …' if len(others) > LINKS else ''}" if others else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _recheck(note: Note) -> str:
    """Say why a note is to be looked at again: it says something else now, or it came from another segment."""
    return "does it hold here, too?" if note.is_copy else "to check again: it has changed"


def _apart(workshop: Workshop, note: Note) -> str:
    """Say how far apart people's ratings are, where they are."""
    values = [rating.value for rating in note.ratings]
    return f", from {min(values)} to {max(values)}" if differs(workshop, note) else ""


def page(sheet: Sheet, block: Block, number: int) -> View:
    """Return one page of a block's notes with all their words; `number` counts from 0."""
    notes = sheet.notes[block]
    pages = max(1, -(-len(notes) // PAGE))
    number = min(max(number, 0), pages - 1)
    title = f"{KINDS[block].plural} of {sheet.segment.name}"
    blocks: list[SlackBlock] = [parts.header(title)]
    for note in notes[number * PAGE : (number + 1) * PAGE]:
        blocks += _whole(sheet, note)
    if not notes:
        blocks.append(parts.section(f"There are none any more. {GUIDES[block]}"))
    else:
        place = parts.place(sheet.workshop, segment=sheet.segment.id, block=block.value)
        weigh_all = parts.button("Rate them", "ranking.rate", place)
        blocks.append(parts.actions(weigh_all, parts.button("Where we differ", "differing.differ", place)))
    if pages > 1:
        blocks += [parts.context(f"Page {number + 1} of {pages}"), _turns(sheet, block, number, pages)]
    return View(
        type="modal",
        title=PlainTextObject(text=parts.cut(KINDS[block].plural, parts.TITLE)),
        close=PlainTextObject(text="Close"),
        private_metadata=parts.place(sheet.workshop),
        blocks=blocks,
    )


def _whole(sheet: Sheet, note: Note) -> list[SlackBlock]:
    words = [f"{note.code}  {note.text}", note.measure and f"How much: {note.measure}", parts.cut(note.detail, 2000)]
    about = [note.subtype.replace("_", " "), *told(note), _about(sheet, note), _by(note)]
    return [
        parts.plain("\n".join(one for one in words if one), menu(sheet.workshop, note)),
        parts.context(" · ".join(one for one in about if one)),
    ]


def _by(note: Note) -> str:
    return f"by {parts.person(note.author)}" if note.author else "not named"


def _turns(sheet: Sheet, block: Block, number: int, pages: int) -> SlackBlock:
    turns = (("Previous", "back", number - 1), ("Next", "on", number + 1))
    about = {"segment": sheet.segment.id, "block": block.value}
    shown = [
        (label, name, parts.place(sheet.workshop, **about, page=to)) for label, name, to in turns if 0 <= to < pages
    ]
    return parts.actions(*(parts.button(label, f"overview.turn:{name}", value) for label, name, value in shown))
