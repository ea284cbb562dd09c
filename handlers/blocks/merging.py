"""What people read when notes that say the same become one, or come apart again."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ExternalDataMultiSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.codes import Codes
from canvas.fit import Fit
from handlers.answer import Message
from handlers.blocks import again, parts, picker

GROUPS = 10  # in one proposal
SHOWN = 8  # notes of a group
PAIRS = 20  # merged notes in one list
HOW = "Everybody's highest rating counts, dots add up (two a person at most), evidence and links come along."


def proposed(workshop: Workshop, groups: Sequence[Sequence[Note]], codes: Codes) -> Message:
    """Show which notes sound the same, each group with one click to make it one."""
    shown = groups[:GROUPS]
    lead = "These sound the same. Make them one if they are, so that nobody has to split their votes. "
    blocks: list[SlackBlock] = [parts.section(f"{lead}Leave those that differ as they are.")]
    for group in shown:
        value = parts.subject(workshop=workshop.id, notes=[note.id for note in group])
        keep = group[0]
        click = parts.button(f"Merge into {codes.read(keep)}", f"merging.unite:{keep.id}", value)
        blocks.append(parts.section("\n".join(_lines(group, codes)), click))
    if len(shown) > 1:
        value = parts.subject(workshop=workshop.id, groups=[[note.id for note in group] for group in shown])
        blocks.append(parts.actions(parts.button(f"Merge all {len(shown)} groups", "merging.unite_all", value)))
    more = f" The other {len(groups) - GROUPS} groups come when these are settled." if len(groups) > GROUPS else ""
    blocks.append(parts.context(f"{HOW} `/vpd unmerge` takes them apart again.{more}"))
    return Message(text="These notes sound the same.", blocks=blocks)


def _lines(group: Sequence[Note], codes: Codes) -> list[str]:
    lines = [f"*{codes.read(note)}* {parts.escaped(note.text, 200)}" for note in group[:SHOWN]]
    return [*lines, *([f"…and {len(group) - SHOWN} more"] if len(group) > SHOWN else [])]


def none_alike() -> Message:
    """Say that no two notes sound the same."""
    return Message(text="No two notes here sound the same to me. If two do: `/vpd merge P1 P2`.")


def picking(workshop: Workshop, keeper: Note | None = None) -> View:
    """Return the form to choose the note that stays and those that say the same."""
    others = ExternalDataMultiSelectElement(
        action_id=f"{picker.SEARCH}:others",
        min_query_length=0,
        placeholder=PlainTextObject(text="Type a code or a word"),
    )
    fields = [
        picker.note(keeper, label="Keep this one", hint="It keeps its words and its code."),
        parts.field("others", "These say the same", others, hint=HOW),
    ]
    return parts.form("Merge notes", "merging.pick", parts.place(workshop), fields, submit="Merge")


def merged(
    workshop: Workshop, groups: Sequence[tuple[Note, Sequence[Note]]], codes: Codes, own: int, others: int
) -> Message:
    """Say which notes are one now; `own` and `others` count the dots that are free again."""
    lines = [f"*{codes.read(keep)}* now stands for {_codes(gone, codes)} too." for keep, gone in groups[:GROUPS]]
    if own:
        lines.append(
            f"{_dots(own)} of yours {'is' if own == 1 else 'are'} free again: nobody has more than two on one."
        )
    if others:
        lines.append(f"{_dots(others)} of others {'is' if others == 1 else 'are'} free again; I tell them.")
    says = "\n".join(lines)
    ids = [note.id for _, gone in groups for note in gone]
    part = parts.button("Take apart again", "merging.apart", parts.subject(workshop=workshop.id, notes=ids))
    return Message(text=says, blocks=[parts.section(says), parts.context(HOW), parts.actions(part)])


def freed(keeper: Note, codes: Codes, dots: int) -> Message:
    """Tell somebody that dots of theirs are free again."""
    verb = "is" if dots == 1 else "are"
    says = (
        f"Notes that say the same as *{codes.read(keeper)}* are one with it now, and you had dots on several. "
        f"{_dots(dots)} of yours {verb} free again: place {'it' if dots == 1 else 'them'} where you like."
    )
    return Message(text=says)


def fit_moved(segment: Segment, why: str, before: Fit, after: Fit) -> Message:
    """Tell the channel that fit is another number because notes were merged or taken apart; `why` says which."""
    moves = [
        f"{name} from {_score(was)} to {_score(now)}"
        for name, was, now in (("on paper", before.paper, after.paper), ("proven", before.proven, after.proven))
        if _score(was) != _score(now)
    ]
    says = f"Fit for {parts.escaped(segment.name, 80)} went {' and '.join(moves)}, because {why}."
    return Message(
        text=says,
        blocks=[parts.section(says), parts.actions(again.button("Show fit", "fit", f"--segment {segment.number}"))],
    )


def together(notes: Sequence[Note], codes: Codes) -> str:
    """Say why fit moves when notes are merged."""
    return f"{_codes(notes, codes)} {_are(notes)} part of notes that say the same now: what is said twice counts once"


def alone(notes: Sequence[Note], codes: Codes) -> str:
    """Say why fit moves when notes are taken apart."""
    return f"{_codes(notes, codes)} {'counts' if len(notes) == 1 else 'count'} alone again"


def _are(notes: Sequence[Note]) -> str:
    return "is" if len(notes) == 1 else "are"


def _score(score: float | None) -> str:
    return "nothing" if score is None else f"{score:.0f}"


def merged_ones(workshop: Workshop, pairs: Sequence[tuple[Note, Note]], codes: Codes) -> Message:
    """Show what was merged into what, each with its way back."""
    if not pairs:
        says = "Nothing is merged. Notes that say the same become one with `/vpd merge P1 P2`."
        look = again.button("What sounds the same?", "merge")
        return Message(text=says, blocks=[parts.section(says), parts.actions(look)])
    says = "What is merged. Take apart what is something of its own:"
    rows = [
        parts.section(
            f"*{codes.read(gone)}* {parts.escaped(gone.text, 150)}\n"
            f"is part of *{codes.read(keep)}* {parts.escaped(keep.text, 100)}",
            parts.button(
                f"Take {codes.read(gone)} apart",
                f"merging.apart:{gone.id}",
                parts.subject(workshop=workshop.id, notes=[gone.id]),
            ),
        )
        for keep, gone in pairs[-PAIRS:]
    ]
    more = [parts.context(f"The newest {PAIRS}. For others: `/vpd unmerge P4`.")] if len(pairs) > PAIRS else []
    return Message(text=says, blocks=[parts.section(says), *rows, *more])


def parted(notes: Sequence[Note], codes: Codes) -> Message:
    """Say which notes stand on their own again."""
    stand = "stands" if len(notes) == 1 else "stand"
    says = f"{_codes(notes, codes)} {stand} alone again, with ratings, dots and evidence as before."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def _codes(notes: Sequence[Note], codes: Codes) -> str:
    more = f" and {len(notes) - SHOWN} more" if len(notes) > SHOWN else ""
    shown = [f"*{codes.read(note)}*" for note in notes[:SHOWN]]
    return f"{', '.join(shown)}{more}" if more else parts.listed(shown)


def _dots(count: int) -> str:
    return f"{count} dot{'' if count == 1 else 's'}"
