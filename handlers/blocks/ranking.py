"""What people read when they weigh the notes of a block: pages to rate and to place dots, an order, differences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Board, Note, Workshop
from canvas.defaults import DOTS_A_NOTE, TOP_RATING
from canvas.method import KINDS, Block
from canvas.ranking import open_notes
from canvas.rounds import Phase, Round, shows_votes
from canvas.spread import splits, to_order
from canvas.weight import dots_each, typical_rating
from handlers.answer import Message
from handlers.blocks import again, parts

PAGE = 10  # notes
TOP = 5  # shown as the team's order
SEVERAL = 2  # notes from which on two may say the same; they are compared when somebody asks
WORDS = 200  # characters of a note in a form
PLACES = ("Which one matters most to them?", "Then?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The notes of one block as one person weighs them, in order of creation: nobody follows the first.

    `number` is the page, from 0. `notes` have the ratings and dots of all.
    """

    workshop: Workshop
    segment: int
    block: Block
    notes: Sequence[Note]
    user: str
    number: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.notes) // PAGE))

    def at(self, number: int) -> "Sheet":
        """Return another page, the nearest there is."""
        return replace(self, number=min(max(number, 0), self.pages - 1))

    @property
    def here(self) -> Sequence[Note]:
        """The notes of this page."""
        return self.notes[self.number * PAGE : (self.number + 1) * PAGE]

    def own_rating(self, note: Note) -> int | None:
        """Return this person's rating of a note, None where there is none that holds for it as it reads now."""
        found = next((rating.value for rating in note.ratings if rating.user == self.user), None)
        return None if note.recheck else found

    def own_dots(self, note: Note) -> int:
        """Return this person's dots on a note."""
        return sum(vote.dots for vote in note.votes if vote.user == self.user)

    @property
    def each(self) -> int:
        """How many dots everybody has for this block."""
        return dots_each(len(self.notes), self.workshop)

    @property
    def placed(self) -> int:
        """How many of their dots this person has placed."""
        return sum(map(self.own_dots, self.notes))


def sheet_of(workshop: Workshop, segment: int, block: Block, notes: Iterable[Note], user: str) -> Sheet:
    """Return the first page of a block's notes, out of any notes."""
    own = sorted((note for note in notes if note.block is block), key=lambda note: (note.created, note.id))
    return Sheet(workshop=workshop, segment=segment, block=block, notes=own, user=user)


def block_to_weigh(notes: Sequence[Note], user: str, step: int) -> Block | None:
    """Return the block to weigh first: of those the step collects, one with notes this person has not rated."""

    def late(block: Block) -> tuple[bool, bool]:
        unrated = any(note.block is block and all(one.user != user for one in note.ratings) for note in notes)
        return KINDS[block].step != step, not unrated

    there = [block for block in Block if any(note.block is block for note in notes)]
    return min(there, key=late, default=None)


def block_left(notes: Sequence[Note], user: str, step: int) -> Block | None:
    """Return a block with notes that this person has not rated, None when there is none."""
    left = [note for note in notes if all(one.user != user for one in note.ratings)]
    return block_to_weigh(left, user, step)


def rating(sheet: Sheet) -> View:
    """Return a page of the form in which somebody rates every note of a block."""
    kind = KINDS[sheet.block]
    ends = {1: f" ({kind.scale[0]})", TOP_RATING: f" ({kind.scale[1]})"}
    options = [parts.option(f"{value}{ends.get(value, '')}", str(value)) for value in range(1, TOP_RATING + 1)]
    fields = [
        parts.field(
            str(note.id),
            label(note),
            parts.select("ranking.weight", options, str(sheet.own_rating(note) or ""), placeholder="Can't tell"),
            optional=True,
        )
        for note in sheet.here
    ]
    lead = "How much does each weigh for the customer, as you see it? Leave open what you can't tell."
    return _paged(f"Rate {kind.prompt}", "ranking.save", sheet, [parts.section(lead), *fields], turn="ranking.back")


def dotting(sheet: Sheet) -> View:
    """Return a page of the form in which somebody places dots, with what is left of them."""
    kind = KINDS[sheet.block]
    options = [parts.option("●" * dots if dots else "none", str(dots)) for dots in range(DOTS_A_NOTE + 1)]
    fields = [
        parts.field(
            str(note.id),
            label(note),
            parts.select("ranking.dots", options, str(sheet.own_dots(note))),
            optional=True,
        )
        for note in sheet.here
    ]
    lead = parts.section(f"Put your dots on what matters most. {budget(sheet)} At most {DOTS_A_NOTE} on one.")
    return _paged(f"Dots for {kind.prompt}", "ranking.place", sheet, [lead, *fields], turn="ranking.dots_back")


def budget(sheet: Sheet) -> str:
    """Say how many dots are left."""
    return f"*{max(0, sheet.each - sheet.placed)} of {sheet.each} dots left.*"


def label(note: Note) -> str:
    """Return a note as the label of its field."""
    changed = " (changed since it was rated)" if note.recheck and note.ratings else ""
    return f"{note.code}  {parts.cut(note.text, WORDS)}{changed}"


def _paged(title: str, address: str, sheet: Sheet, blocks: Sequence[SlackBlock], *, turn: str) -> View:
    last = sheet.number + 1 >= sheet.pages
    about = {"segment": sheet.segment, "block": sheet.block.value, "page": sheet.number}
    place = parts.place(sheet.workshop, **about)
    ends: list[SlackBlock] = []
    if sheet.pages > 1:
        ends.append(parts.context(f"Page {sheet.number + 1} of {sheet.pages}"))
    if sheet.number:
        ends.append(parts.actions(parts.button("Previous", turn, place)))
    return parts.form(title, address, place, [*blocks, *ends], submit="Save" if last else "Save and next")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of it. `order` is the team's, empty while votes are unseen; so are the other two."""

    order: Sequence[Note] = ()
    differ: int = 0
    tied: bool = False
    following: Block | None = None  # another block with notes that this person has not rated


def done(sheet: Sheet, result: Result) -> View:
    """Return the last page: what is done, what the team thinks, and what to do next."""
    kind = KINDS[sheet.block]
    rated = sum(sheet.own_rating(note) is not None for note in sheet.notes)
    blocks: list[SlackBlock] = [
        parts.section(f"Thank you! You have rated {rated} of {len(sheet.notes)} {kind.prompt}. {budget(sheet)}")
    ]
    if result.order:
        lines = [line(place, note) for place, note in enumerate(result.order[:TOP], 1)]
        blocks.append(parts.section("\n".join(["*What weighs most for the team so far*", *lines])))
    place = parts.place(sheet.workshop, segment=sheet.segment, block=sheet.block.value)
    then = result.following
    on = parts.place(sheet.workshop, segment=sheet.segment, block=then.value if then else "")
    label_on = f"Rate {KINDS[then].prompt} next" if then and then is not sheet.block else "Rate the rest"
    following = [parts.button(label_on, "ranking.rate", on, style="primary")] if then else []
    row = [
        *following,
        parts.button("Place dots", "ranking.dots", place),
        *_asks(result.differ, place, tied=result.tied),
    ]
    blocks.append(parts.actions(*row))
    return View(
        type="modal",
        title=PlainTextObject(text=parts.cut(f"{kind.prompt.capitalize()} are rated", parts.TITLE)),
        close=PlainTextObject(text="Done"),
        private_metadata=place,
        blocks=blocks,
    )


def line(place: int, note: Note) -> str:
    """Return a note in the team's order."""
    people, typical = len(note.ratings), typical_rating(note)
    by = "not rated yet" if typical is None else f"{typical:g} from {people} {'person' if people == 1 else 'people'}"
    if note.decided is not None:
        by += f", decided {note.decided:g}"
    return f"{place}. *{note.code}* {parts.escaped(note.text, 100)} _({by})_"


def _asks(differ: int, place: str, *, tied: bool) -> list[ButtonElement]:
    """Return the ways on where ratings do not tell notes apart, or people see them differently."""
    return [
        *([parts.button("Put in order", "ranking.order", place)] if tied else []),
        *([parts.button(f"Where we differ ({differ})", "differing.differ", place)] if differ else []),
    ]


def ways(board: Board, segment: int, block: Block, at: datetime, one: Round | None) -> list[ButtonElement]:
    """Return what a prompt offers once it has notes: to weigh them, and what follows, as far as its round is."""
    notes = open_notes(board, segment=segment, blocks=(block,))
    if not notes:
        return []
    value = parts.place(board.workshop, segment=segment, block=block.value)
    same = [parts.button("Same thing?", "merging.propose", value)] if len(notes) >= SEVERAL else []
    votes = shows_votes(one)
    weigh = [parts.button("Rate them", "ranking.rate", value)] if one is None or one.phase is Phase.RATE else []
    tied = votes and bool(to_order(board, segment, block, at))
    differ = len(splits(board, segment=segment, blocks=(block,))) if votes else 0
    return [*weigh, *same, *_asks(differ, value, tied=tied)]


def nothing(block: Block) -> Message:
    """Say that there is nothing to weigh yet."""
    kind = KINDS[block]
    says = f"There are no {kind.prompt} to weigh yet. Add the first: `/vpd add {kind.prompt.removesuffix('s')} …`"
    return Message(text=says)


def nothing_at_all() -> Message:
    """Say that there are no notes yet."""
    says = "There is nothing to weigh yet. Add the first note: `/vpd add pain Waiting on hold`"
    return Message(text=says)


def ordering(sheet: Sheet, notes: Sequence[Note]) -> View:
    """Return the form that asks which of some notes come first."""
    options = [parts.option(f"{note.code}  {note.text}", str(note.id)) for note in notes]
    fields = [
        parts.field(
            f"place{place}",
            PLACES[min(place, len(PLACES) - 1)],
            parts.select(f"ranking.place{place}", options),
            optional=place > 0,
        )
        for place in range(len(notes))
    ]
    kind = KINDS[sheet.block]
    lead = parts.section(
        "If they could have only one of these, which? Stop where you can't tell: the rest count alike."
    )
    about = parts.place(
        sheet.workshop, segment=sheet.segment, block=sheet.block.value, notes=[note.id for note in notes]
    )
    return parts.form(f"Put {kind.prompt} in order", "ranking.ordered", about, [lead, *fields])


def ordered(notes: Sequence[tuple[Note, float]], people: int) -> Message:
    """Say what a person's order became; `notes` with their points are the team's order, empty while unseen."""
    says = "Your order is kept, and your ratings follow it."
    if not notes:
        return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])
    who = "yours" if people == 1 else f"{people} people's"
    lines = [
        f"{place}. *{note.code}* {parts.escaped(note.text, 100)} _({won:g} point{'' if won == 1 else 's'})_"
        for place, (note, won) in enumerate(notes, 1)
    ]
    text = "\n".join([f"{says} So far from {who}:", *lines])
    return Message(text=text, blocks=[parts.section(text), parts.actions(again.button("Undo", "undo"))])
