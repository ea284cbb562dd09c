"""What people read across segments: shared and own notes, offers that serve several, and clashes."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ButtonElement

from canvas.across import Across, Shared
from canvas.board import Board, Note, Segment
from canvas.links import active_links
from canvas.method import KINDS
from canvas.weight import weigh
from handlers.answer import Message
from handlers.blocks import again, parts

SEVERAL = 2  # segments
MOST = 5  # of a sort
OWN = 3  # notes of one segment
SEGMENTS = 8
# Slack refuses a message with more than 13 000 characters over all its blocks.
A_PART = 1900  # characters of markup
AN_OWN = 620


def only_one() -> Message:
    """Say that there is nothing to compare yet."""
    says = "There is one segment so far. Name a second one, and I show what they share and where they differ."
    add = again.button("Name a segment", "segment", "add")
    return Message(text=says, blocks=[parts.section(says), parts.actions(add)])


def compared(board: Board, found: Across, served: Collection[int], *, private: bool) -> Message:
    """Return the comparison; `served` are ids of notes that something answers; only a `private` one has buttons."""
    segments = {one.id: one for one in board.segments}
    says = f"{parts.escaped(board.workshop.name)}: the segments side by side"
    blocks: list[SlackBlock] = [
        parts.header("Segments side by side"),
        *_part(
            "Shared", (_shared(one, segments, served) for one in found.shared), "Nothing that both of them say yet."
        ),
        *([parts.actions(*taking)] if private and (taking := _taking(board, found, served)) else []),
        *_part("One offer for several", (_offer(one, segments) for one in found.serving), ""),
        *_part("Pulling apart", (_clash(one.gain, one.pain, segments) for one in found.clashes), ""),
        *_own(found.unique, segments),
    ]
    if private:
        value = parts.subject(workshop=board.workshop.id)
        row = parts.actions(parts.button("Share with the channel", "across.share", value), again.button("Fit", "fit"))
        blocks.append(row)
    return Message(text=says, blocks=blocks)


def _part(title: str, lines: Iterable[str], none: str) -> list[SlackBlock]:
    every = list(lines)
    if not every:
        return [parts.section(f"*{title}*\n_{none}_")] if none else []
    return [_section(f"*{title}*", every[:MOST], len(every), A_PART)]


def _section(title: str, lines: Sequence[str], count: int, room: int) -> SlackBlock:
    """Return as many lines as there is room for, and how many of all are left."""
    shown: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    more = [f"…and {count - len(shown)} more"] if count > len(shown) else []
    return parts.section("\n".join([title, *shown, *more]))


def _code(note: Note, segments: Mapping[int, Segment]) -> str:
    return f"{segments[note.segment].number}{note.code}"


def _codes(group: Shared, segments: Mapping[int, Segment]) -> str:
    left = len(group.notes) - MOST
    named = ", ".join(_code(one, segments) for one in group.notes[:MOST])
    return f"{named} and {left} more" if left > 0 else named


def _shared(group: Shared, segments: Mapping[int, Segment], served: Collection[int]) -> str:
    """Return what several segments say, and whether the answer of one is missing for another."""
    note = group.notes[0]
    codes = _codes(group, segments)
    answered = [one for one in group.notes if one.id in served]
    missing = [one for one in group.notes if one.id not in served]
    kind = KINDS[note.block].title
    says = f"• {kind} *{codes}* {parts.escaped(note.text, 120)}"
    if answered and missing:
        names = parts.listed([parts.escaped(segments[one.segment].name, 40) for one in missing[:MOST]])
        return f"{says} _served for one, not yet for {names}_"
    return says if answered else f"{says} _served for none of them: one answer could do for all_"


def _taking(board: Board, found: Across, served: Collection[int]) -> list[ButtonElement]:
    """Return a button for each offer that answers one segment and would answer another that says the same."""
    segments, notes = {one.id: one for one in board.segments}, {one.id: one for one in board.notes}
    links = sorted((x for x in active_links(board) if x.works > 0), key=lambda x: (-x.works, x.id))
    best = {link.target: notes[link.source] for link in reversed(links)}
    ways: dict[tuple[str, int], ButtonElement] = {}
    for group in found.shared[:MOST]:
        offer = next((best[one.id] for one in group.notes if one.id in served), None)
        missing = [segments[one.segment] for one in group.notes if one.id not in served]
        if offer is None:
            continue
        for to in missing:
            code = _code(offer, segments)
            button = again.button(f"Take {code} to {parts.cut(to.name, 40)}", "copy", f"{code} {to.number}")
            ways.setdefault((code, to.number), button)
    return list(ways.values())[:MOST]


def _offer(group: Shared, segments: Mapping[int, Segment]) -> str:
    codes = _codes(group, segments)
    return f"• *{codes}* {parts.escaped(group.notes[0].text, 120)}"


def _clash(gain: Note, pain: Note, segments: Mapping[int, Segment]) -> str:
    """Say that what one wishes for is what the other suffers from."""
    wishes, suffers = (parts.escaped(segments[one.segment].name, 60) for one in (gain, pain))
    return (
        f"• {wishes} hope for *{_code(gain, segments)}* {parts.escaped(gain.text, 100)}; "
        f"{suffers} suffer from *{_code(pain, segments)}* {parts.escaped(pain.text, 100)}. Can one offer be for both?"
    )


def _own(unique: Mapping[int, Sequence[Note]], segments: Mapping[int, Segment]) -> list[SlackBlock]:
    blocks: list[SlackBlock] = []
    for number, notes in list(unique.items())[:SEGMENTS]:
        top = sorted(notes, key=lambda note: (-weigh(note).rating, note.id))[:OWN]
        lines = [f"• *{_code(one, segments)}* {parts.escaped(one.text, 120)}" for one in top]
        if lines:
            title = f"*Only {parts.escaped(segments[number].name, 40)}*"
            blocks.append(_section(title, lines, len(notes), AN_OWN))
    return blocks
