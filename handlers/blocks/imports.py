"""What people read when they bring in a file: what it would do, and what has come of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from canvas.board import Board, Note, NoteState, Segment, Workshop
from canvas.method import KINDS, Block
from handlers.answer import Message
from handlers.blocks import again, parts, picker
from handlers.paper.reading.listing import Unread
from handlers.paper.reading.planning import Plan, Planned
from handlers.paper.record import Record

TYPES = ("csv", "tsv", "txt", "md", "markdown", "json")
SEGMENTS, LIKES, LINES, ALL_LINES = 10, 5, 8, 60  # shown at most
IN_FULL, FIRST = 3, 5  # segments whose notes are shown, and how many of each block


def form(channel: str, workshop: int = 0, segments: Sequence[Segment] = (), chosen: int = 0) -> View:
    """Return the form that takes a file; without a workshop it takes only a whole one."""
    hint = (
        "Only text, CSV, Markdown and JSON files are taken. "
        "JSON from /vpd export brings a whole workshop; the others are lists of notes."
    )
    if not workshop:
        hint = "JSON from /vpd export: the whole workshop begins here. For a list of notes begin one first: /vpd start"
    blocks: list[SlackBlock] = [
        parts.field(
            "file", "File", FileInputElement(action_id="imports.file", filetypes=list(TYPES), max_files=1), hint=hint
        )
    ]
    if workshop:
        options = [parts.option(kind.plural, block.value) for block, kind in KINDS.items()]
        select = parts.select("imports.kind", options, placeholder="As the file says")
        says = "For a list of bare sticky notes: what are they?"
        blocks.append(parts.field("kind", "Lines that name no kind are", select, optional=True, hint=says))
        blocks += picker.segments(segments, chosen)
    about = parts.subject(channel=channel, workshop=workshop)
    return parts.form("Bring in a file", "imports.read", about, blocks, submit="Look first")


def preview(name: str, plan: Plan, aside: int) -> Message:
    """Say what a list would add, what is there already and what could not be read; buttons decide."""
    fresh = {one.casefold() for one in plan.new_segments}
    lines = [f"*{parts.escaped(name, 80)}* has {_count(len(plan.adds), 'note')}. Nothing is kept yet."]
    lines += _by_segment(plan.adds, fresh)
    told = [*parts.sections(lines), *_likes(plan), *parts.sections(_odd(plan))]
    blocks = [*told, *parts.sections(_unread(plan.unread, LINES))]
    if plan.left_out:
        names = ", ".join(parts.escaped(column, 40) for column in plan.left_out[:SEGMENTS])
        blocks.append(parts.context(f"Left out, because I don't know what to do with it: column {names}"))
    return Message(text=lines[0], blocks=[*blocks, _choices(plan, aside)])


def _by_segment(adds: Iterable[Planned], fresh: set[str]) -> list[str]:
    found: dict[str, dict[Block, list[Planned]]] = {}
    for one in adds:
        found.setdefault(one.name, {}).setdefault(one.item.draft.block, []).append(one)
    lines: list[str] = []
    for place, (name, own) in enumerate(list(found.items())[:SEGMENTS]):
        new = "new segment " if name.casefold() in fresh else ""
        count = Counter({block: len(notes) for block, notes in own.items()})
        lines.append(f"• {new}*{parts.escaped(name, 80)}*: {_kinds(count)}")
        if place < IN_FULL:
            lines += [_first_of(block, own[block]) for block in KINDS if block in own]
    return lines + ([f"• …and {len(found) - SEGMENTS} more"] if len(found) > SEGMENTS else [])


def _first_of(block: Block, notes: Sequence[Planned]) -> str:
    """Return the first notes of a block as they would be kept, so that a file that was misread is seen."""
    said = [f"“{parts.escaped(one.item.draft.text, 60)}”{_votes(one.item.votes)}" for one in notes[:FIRST]]
    more = f" and {len(notes) - FIRST} more" if len(notes) > FIRST else ""
    return f"    {KINDS[block].plural}: {', '.join(said)}{more}"


def _votes(count: int) -> str:
    return f" ({_count(count, 'vote')})" if count else ""


def _kinds(count: Counter[Block]) -> str:
    return ", ".join(_count(count[b], kind.title.lower(), kind.plural.lower()) for b, kind in KINDS.items() if count[b])


def _likes(plan: Plan) -> list[SlackBlock]:
    likes = [one for one in plan.adds if not one.is_new]
    if not likes:
        return []
    shown = [
        f"• {_line(one.item.line)} “{parts.escaped(one.item.draft.text, 100)}” is like {_like(one)}" for one in likes
    ]
    head = f"*{_count(len(likes), 'note')}* {'looks' if len(likes) == 1 else 'look'} like one that is {_where(likes)}:"
    return parts.sections([head, *_at_most(shown, LIKES)])


def _where(likes: Sequence[Planned]) -> str:
    there = "there already" if any(one.like for one in likes) else ""
    return " or ".join(filter(None, (there, "further up in the file" if any(one.above for one in likes) else "")))


def _like(one: Planned) -> str:
    return f"*{one.like}*" if one.like else _line(one.above)


def _odd(plan: Plan) -> list[str]:
    """Say what a line says of a note and could not be kept; the note itself comes."""
    found = [(one.item.line, says) for one in plan.adds for says in one.item.odd]
    return _at_most([f"• {_line(line)}: {parts.escaped(says, 150)}." for line, says in found], LINES)


def _unread(unread: Sequence[Unread], most: int) -> list[str]:
    if not unread:
        return []
    lines = [f"• {_line(one.line)} “{parts.escaped(one.text, 80)}”: {parts.escaped(one.reason, 150)}" for one in unread]
    more = [f"• …and {len(unread) - most} more"] if len(unread) > most else []
    return [f"I could not read *{_count(len(unread), 'line')}*:", *lines[:most], *more]


def _choices(plan: Plan, aside: int) -> SlackBlock:
    every, new = len(plan.adds), len(plan.new)
    label = f"Add all {every}" if every > 1 else "Add it"
    both = 0 < new < every
    style = None if new < every else "primary"
    row = [parts.button(label, "imports.add:all", parts.subject(aside=aside, which="all"), style=style)]
    if both:
        only = parts.subject(aside=aside, which="new")
        row.insert(0, parts.button(f"Add all but the duplicates ({new})", "imports.add:new", only, style="primary"))
    return parts.actions(*row, parts.button("Cancel", "imports.cancel", parts.subject(aside=aside)))


def sent_preview(name: str) -> Message:
    """Say where the preview of a whole workshop is."""
    return Message(text=f"I sent you a preview of {parts.escaped(name, 80)} in a direct message. You decide there.")


def preview_workshop(name: str, record: Record, channel: str, aside: int) -> Message:
    """Say what a whole workshop would bring into a channel; buttons decide."""
    board = record.board
    says = (
        f"*{parts.escaped(name, 80)}* holds the workshop *{parts.escaped(board.workshop.name, 80)}*"
        f" (step {board.workshop.step}, {board.workshop.state}). It would begin in <#{channel}>. Nothing is kept yet."
    )
    counts = [
        _count(len(board.members), "person", "people"),
        _count(sum(one.state == "active" for one in board.links), "link"),
        _count(len(board.evidence), "piece of evidence", "pieces of evidence"),
        _count(sum(one.state != "removed" for one in board.hypotheses), "hypothesis", "hypotheses"),
        _count(len(record.board.decisions), "decision"),
    ]
    blocks = [*parts.sections([says, *_segments(board), f"• also {', '.join(counts)}"])]
    finished = board.workshop.state == "finished"
    bring = parts.button(
        "Bring it in", "imports.restore:as", parts.subject(aside=aside, open=finished), style="primary"
    )
    row = [bring]
    if finished:
        as_it_was = parts.button("Keep it finished", "imports.restore:was", parts.subject(aside=aside, open=False))
        row = [parts.button("Open it again", "imports.restore:as", bring.value or "", style="primary"), as_it_was]
    cancelling = parts.button("Cancel", "imports.cancel", parts.subject(aside=aside))
    return Message(text=says, blocks=[*blocks, parts.actions(*row, cancelling)])


def _segments(board: Board) -> list[str]:
    lines: list[str] = []
    for segment in board.segments:
        own = [note for note in board.notes if note.segment == segment.id]
        open_ones = Counter(note.block for note in own if note.state is NoteState.OPEN)
        gone = len(own) - open_ones.total()
        more = f" ({gone} more that are off the canvas)" if gone else ""
        lines.append(f"• *{parts.escaped(segment.name, 80)}*: {_kinds(open_ones) or 'no notes'}{more}")
    return _at_most(lines, SEGMENTS)


def added(notes: Sequence[Note], left: int) -> Message:
    """Say what has been added."""
    more = f" {_count(left, 'duplicate')} left out." if left else ""
    says = f"{_count(len(notes), 'note')} added.{more} Undo takes all of them back at once."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def announced(user: str, name: str, count: Counter[Block]) -> Message:
    """Tell the channel who has brought what."""
    says = f"{parts.person(user)} brought in {_kinds(count)} from “{parts.escaped(name, 80)}”."
    return Message(text=says, blocks=[parts.section(says)])


def announced_workshop(user: str, name: str, workshop: Workshop) -> Message:
    """Tell the channel that a workshop has moved in."""
    says = f"{parts.person(user)} brought in *{parts.escaped(workshop.name, 80)}* from “{parts.escaped(name, 80)}”."
    return Message(text=says, blocks=[parts.section(says)])


def restored(workshop: Workshop) -> Message:
    """Say that a workshop is there."""
    where = f"in <#{workshop.channel}>" if workshop.state != "finished" else "kept as it was, finished"
    return Message(text=f"*{parts.escaped(workshop.name, 80)}* is {where}.")


def nothing_new() -> Message:
    """Say that everything was there already."""
    return Message(text="All of it is there already, so I added nothing.")


def cancelled() -> Message:
    """Say that nothing was kept."""
    return Message(text="Nothing of that file was kept.")


def unread(name: str, lines: Sequence[Unread]) -> Message:
    """Give back the lines that are no notes, so that nothing is lost."""
    head = f"From *{parts.escaped(name, 80)}*. Type the ones that matter with `/vpd add`."
    return Message(text=head, blocks=parts.sections([head, *_unread(lines, ALL_LINES)]))


def plain_preview(name: str, plan: Plan) -> str:
    """Say the same for a terminal: no markup, every line that could not be read."""
    fresh = ", ".join(plan.new_segments)
    likes = [one for one in plan.adds if not one.is_new]
    where = _where(likes) or "there already"
    lines = [f"{name} has {_count(len(plan.adds), 'note')}, {len(likes)} of them {where}."]
    lines += [f"New segments: {fresh}."] if fresh else []
    lines += [f"line {one.item.line}: {_printable(says)}." for one in plan.adds for says in one.item.odd]
    lines += [f"line {one.line}: {_printable(one.text)}: {_printable(one.reason)}" for one in plan.unread]
    lines += [f"Columns left out: {_printable(', '.join(plan.left_out))}."] if plan.left_out else []
    return "\n".join(lines)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)[:200]


def _line(number: int) -> str:
    return f"line {number}"


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _at_most(lines: list[str], most: int) -> list[str]:
    more = [f"• …and {len(lines) - most} more"] if len(lines) > most else []
    return [*lines[:most], *more]
