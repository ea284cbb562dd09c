"""The fields that forms about notes share: which note, which kind, which sort, which segment."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import ExternalDataSelectElement, InputBlock, Option, OptionGroup, StaticSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject

from canvas.board import Note, Segment
from canvas.method import KINDS, Block
from handlers.blocks import parts

SEARCH = "notes.search"
MOST_OPTIONS = 100
NOTHING_YET = parts.option("Nothing on the list yet", "none")  # what something new may be for


def note(chosen: Note | None = None, *, label: str = "Note", optional: bool = False, hint: str = "") -> InputBlock:
    """Return a field to choose a note by searching its code or words."""
    element = ExternalDataSelectElement(
        action_id=SEARCH,
        min_query_length=0,
        placeholder=PlainTextObject(text="Type a code or a word"),
        initial_option=choice(chosen) if chosen else None,
    )
    return parts.field("note", label, element, optional=optional, hint=hint)


def choice(one: Note, segment: Segment | None = None) -> Option:
    """Return a note as a choice; with a segment its code names it."""
    return parts.option(f"{segment.number if segment else ''}{one.code}  {one.text}", str(one.id))


def kinds(chosen: str = "", more: Sequence[Option] = ()) -> InputBlock:
    """Return a field to choose one of the six kinds, or what `more` offers."""
    options = [parts.option(kind.title, block.value) for block, kind in KINDS.items()]
    return parts.field("kind", "What is it?", parts.select("notes.kind", [*options, *more], chosen))


def subtypes(blocks: Iterable[Block], chosen: str = "") -> InputBlock | None:
    """Return a field to choose a sort of these kinds; None when they have none."""
    sorted_kinds = [kind for kind in (KINDS[block] for block in blocks) if kind.subtypes]
    if not sorted_kinds:
        return None
    groups = [OptionGroup(label=PlainTextObject(text=kind.title), options=_sorts(kind.block)) for kind in sorted_kinds]
    preset = next((one for kind in sorted_kinds for one in _sorts(kind.block) if one.value == chosen), None)
    element = StaticSelectElement(
        action_id="notes.sort",
        placeholder=PlainTextObject(text="Leave empty if unsure"),
        option_groups=groups,
        initial_option=preset,
    )
    return parts.field("subtype", "Which sort?", element, optional=True)


def segments(of: Sequence[Segment], chosen: int) -> list[InputBlock]:
    """Return a field to choose the segment when there are several."""
    if len(of) < 2:  # noqa: PLR2004 - nothing to choose from
        return []
    options = [parts.option(f"{one.number}  {one.name}", str(one.id)) for one in of[:MOST_OPTIONS]]
    return [parts.field("segment", "Customer segment", parts.select("notes.group", options, str(chosen)))]


def _sorts(block: Block) -> list[Option]:
    return [parts.option(name.replace("_", " ").capitalize(), name) for name in KINDS[block].subtypes]
