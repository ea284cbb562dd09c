"""What people read about evidence: what it carries, and the controls to say more exactly what it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from slack_sdk.models.blocks import ActionsBlock, Block, ExternalDataSelectElement, Option, StaticSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Board, Evidence, Hypothesis, Link, Note, NoteState, Segment, Workshop
from canvas.defaults import CUSTOMER_TIER
from canvas.evidence import DELETED, Grounds
from canvas.experiments import EXPERIMENTS
from canvas.method import DIRECTIONS, TIERS
from canvas.proof import Claim, Of, Pile, proof
from canvas.ranking import ranked
from canvas.testing import interviews
from handlers.answer import Message
from handlers.blocks import again, cards, parts, picker

SEARCH = "evidence.search"
LONGEST = 3000  # characters that Slack lets people type
SOURCE = 150  # characters
QUOTE = 200  # characters of a quote in a message
TOPICS = {
    "": "Like most things (half in 9 months)",
    "usability": "How something is used (half in 4 months)",
    "market": "The market and prices (half in 6 months)",
}
STRENGTH = "Left empty: as strong as how you heard it, else that a customer said it."
CONSENT = {"yes": "Yes, we may keep them", "no": "No, keep only that it happened"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What evidence is about, with the segment (an id) and block of the prompt that shows it."""

    claim: Claim
    code: str
    text: str
    segment: int = 0
    block: str = ""

    @property
    def value(self) -> str:
        """The target as the value of a choice: `n12`, `l5`, `h3`."""
        return f"{self.claim.of.value[0]}{self.claim.id}"


def about_note(note: Note, segment: Segment | None = None) -> Target:
    """Return a note as a target; with a segment its code names it."""
    code = f"{segment.number if segment else ''}{note.code}"
    return Target(claim=Claim(Of.NOTE, note.id), code=code, text=note.text, segment=note.segment, block=note.block)


def about_link(offer: Note, want: Note, link: Link, segment: Segment | None = None) -> Target:
    """Return a link as a target; with a segment its code names it."""
    code = f"{segment.number if segment else ''}{offer.code}-{want.code}"
    words = f"{offer.text} → {want.text}"
    return Target(claim=Claim(Of.LINK, link.id), code=code, text=words, segment=offer.segment, block=offer.block)


def about_hypothesis(one: Hypothesis) -> Target:
    """Return a hypothesis as a target."""
    return Target(claim=Claim(Of.HYPOTHESIS, one.id), code=one.code, text=one.text)


def targets(board: Board, at: datetime) -> list[Target]:
    """Return all that evidence can be added for: notes by importance, links, hypotheses."""
    segments = _naming(board)
    notes = {note.id: note for note in board.notes if note.state is NoteState.OPEN}
    found = [about_note(note, segments[note.segment]) for note in ranked(board, at)]
    for link in board.links:
        if link.state == "active" and link.source in notes and link.target in notes:
            offer, want = notes[link.source], notes[link.target]
            found.append(about_link(offer, want, link, segments[offer.segment]))
    return [*found, *(about_hypothesis(one) for one in board.hypotheses if one.state in {"draft", "kept"})]


def _naming(board: Board) -> dict[int, Segment | None]:
    """Return the segments that codes name by their number: with only one nobody has to say it."""
    return {one.id: one if len(board.segments) > 1 else None for one in board.segments}


def target_of(board: Board, value: str) -> Target | None:
    """Return the target of a choice (`n12`, `l5`, `h3`), whatever has become of it since; None when unknown."""
    kind, number = value[:1], value[1:]
    notes = {note.id: note for note in board.notes}
    segments = _naming(board)
    if kind == "n" and number.isdigit() and int(number) in notes:
        return about_note(notes[int(number)], segments[notes[int(number)].segment])
    if kind == "h":
        return next((about_hypothesis(one) for one in board.hypotheses if str(one.id) == number), None)
    link = next((one for one in board.links if kind == "l" and str(one.id) == number), None)
    if link is None:
        return None
    return about_link(notes[link.source], notes[link.target], link, segments[notes[link.source].segment])


def value_of(item: Evidence) -> str:
    """Return what a piece of evidence is about, as the value of a choice."""
    return f"l{item.link}" if item.link else f"h{item.hypothesis}" if item.hypothesis else f"n{item.note}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A piece of evidence, all that its target rests on now, and how many customers its segment has talked to."""

    item: Evidence
    target: Target
    pile: Pile
    workshop: Workshop
    talks: tuple[int, int] | None = None


def shown(board: Board, item: Evidence, target: Target, at: datetime) -> Shown:
    """Return a piece of evidence with what a board says of its target."""
    known = proof(board, at)
    talks = interviews(board, target.segment, known) if target.segment and item.tier == CUSTOMER_TIER else None
    return Shown(item=item, target=target, pile=known.behind(target.claim), workshop=board.workshop, talks=talks)


def kept(one: Shown, *, known: bool = False) -> Message:
    """Say what is kept and what the target rests on now, with controls to change it."""
    item, target, grounds = one.item, one.target, one.pile.grounds
    lead = "You added these words already, so they count once" if known else "Kept as evidence"
    says = (
        f"{lead} {item.direction} *{target.code}* {parts.escaped(target.text, 100)}\n{quote(item)}\n"
        f"{rests(target.code, grounds)}"
    )
    rows: list[Block] = [parts.section(says), parts.section("How strong is it?", _tiers(item, one.workshop))]
    if grounds.contested:
        rows += [parts.section(both_sides(one.pile.items)), parts.context("Ask more customers to find out.")]
    if one.talks:
        rows.append(parts.context(heard(*one.talks)))
    if not item.source:
        rows.append(parts.context("All that you add without a source counts as one voice. Naming a role is enough."))
    return Message(text=says, blocks=[*rows, _row(one)])


def rests(code: str, grounds: Grounds) -> str:
    """Say what something rests on now."""
    if grounds.against > grounds.for_:
        return f"So far it speaks against {code}."
    return f"{code} is now *{cards.CARRIES[grounds.band]}*."


def heard(people: int, enough: int) -> str:
    """Say how many customers of a segment have been heard."""
    return f"You have heard {people} {'customer' if people == 1 else 'customers'}; {enough} are a good number."


def both_sides(items: Sequence[Evidence]) -> str:
    """Return the freshest words for and against, side by side."""
    told = ["*There is evidence on both sides:*"]
    for side in DIRECTIONS:
        own = [item for item in items if item.direction == side and item.state == "active"]
        if own:
            told.append(f"*{side.title()}:* {quote(max(own, key=lambda item: item.at))}")
    return "\n".join(told)


def quote(item: Evidence) -> str:
    """Return the words, whose they are, and where they can be read."""
    source = f" – {parts.escaped(item.source, 80)}" if item.source else ""
    return f"“{parts.escaped(item.text, QUOTE)}”{source}{origin(item)}"


def origin(item: Evidence) -> str:
    """Return a link to the message that the words were taken from, or that it has been deleted."""
    if item.permalink.endswith(DELETED):
        return " _(the message has been deleted since)_"
    if not item.permalink.startswith("https://") or set("<>| ") & set(item.permalink):
        return ""
    return f" (<{item.permalink.replace('&', '&amp;')}|message>)"


def _tiers(item: Evidence, workshop: Workshop) -> StaticSelectElement:
    most = EXPERIMENTS[item.experiment].tier if item.experiment in EXPERIMENTS else max(TIERS)
    options = [
        parts.option(f"{tier}  {name}: {examples}", parts.subject(workshop=workshop.id, evidence=item.id, tier=tier))
        for tier, (name, examples) in TIERS.items()
        if tier <= max(most, item.tier)
    ]
    return parts.select("evidence.tier", options, options[item.tier].value)


def _row(one: Shown) -> ActionsBlock:
    item = one.item
    drawn = parts.subject(workshop=one.workshop.id, evidence=item.id, direction=item.direction)
    about = parts.subject(workshop=one.workshop.id, target=one.target.value, page=0)
    turn = "It speaks against" if item.direction == "for" else "It speaks for"
    return parts.actions(
        parts.button(turn, "evidence.direction", drawn),
        parts.button("Say more" if item.source else "Name the source", "evidence.describe", drawn),
        parts.button("All evidence", "sources.show", about),
        again.button("Undo", "undo"),
    )


def form(workshop: Workshop, target: Target | None = None) -> View:
    """Return the form to add evidence."""
    tiers = [parts.option(f"{tier}  {name}: {examples}", str(tier)) for tier, (name, examples) in TIERS.items()]
    sides = [parts.option(f"{side.title()} it", side) for side in DIRECTIONS]
    strength = parts.select("evidence.strength", tiers, placeholder="A customer said it")
    words = parts.line(
        "evidence.text", most=LONGEST, multiline=True, placeholder="At ten past six I just stare into it"
    )
    said_by = parts.line("evidence.source", most=SOURCE, placeholder="Interview with a nurse, two kids")
    fields = [
        parts.field("target", "What is it about?", _target(target)),
        parts.field("text", "What did a customer say or do?", words),
        parts.field("source", "Who, or where from?", said_by, optional=True, hint="No names needed: a role will do."),
        parts.field("heard", "How did you hear it?", _heard(), optional=True),
        parts.field("tier", "How strong is it?", strength, optional=True, hint=STRENGTH),
        parts.field("direction", "Does it speak for or against?", parts.select("evidence.side", sides, "for")),
        parts.field("topic", "How fast does it grow old?", _topics(""), optional=True),
        consent(),
    ]
    return parts.form("Add evidence", "evidence.save", parts.place(workshop), fields)


def _heard() -> StaticSelectElement:
    options = [parts.option(one.name, one.key) for one in EXPERIMENTS.values()]
    return parts.select("evidence.heard", options, placeholder="For example in an interview")


def _topics(chosen: str) -> StaticSelectElement:
    options = [parts.option(label, value or "most") for value, label in TOPICS.items()]
    return parts.select("evidence.topic", options, chosen, placeholder="As such things usually do")


def _target(target: Target | None) -> ExternalDataSelectElement:
    return ExternalDataSelectElement(
        action_id=SEARCH,
        min_query_length=0,
        placeholder=PlainTextObject(text="Type a code or a word"),
        initial_option=choice(target) if target else None,
    )


def choice(target: Target) -> Option:
    """Return a target as a choice."""
    return parts.option(f"{target.code}  {target.text}", target.value)


def matching(found: Iterable[Target], typed: str) -> list[Option]:
    """Return the targets with what was typed in their code or words, as choices."""
    wanted = typed.strip().casefold()
    hits = (target for target in found if wanted in f"{target.code} {target.text}".casefold())
    return [choice(target) for target in islice(hits, picker.MOST_OPTIONS)]


def consent(chosen: str = "yes") -> Block:
    """Return the field that asks whether the words may be kept."""
    options = [parts.option(label, value) for value, label in CONSENT.items()]
    return parts.field("consent", "May we keep their words?", parts.select("evidence.consent", options, chosen))


def source_form(item: Evidence, workshop: Workshop) -> View:
    """Return the form that says more about a piece of evidence: whose it is, of how many, and how fast it ages."""
    element = parts.line("evidence.source", item.source[:SOURCE], most=SOURCE, placeholder="Interview with a nurse")
    hint = "Several quotes of one person count once. No names needed: a role will do."
    people = parts.line("evidence.people", str(item.people), most=9, placeholder="1")
    fields = [
        parts.field("source", "Who, or where from?", element, hint=hint),
        parts.field("people", "How many people does it stand for?", people, optional=True),
        parts.field("topic", "How fast does it grow old?", _topics(item.topic or "most")),
        consent(),
    ]
    about = parts.place(workshop, evidence=item.id)
    return parts.form("Say more", "evidence.name", about, fields)
