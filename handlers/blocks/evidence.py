"""What people read about evidence: what it carries, and the controls to say more exactly what it is."""

from dataclasses import dataclass

from slack_sdk.models.blocks import ActionsBlock, Block, ExternalDataSelectElement, Option, StaticSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Evidence, Link, Note, Segment, Workshop
from canvas.defaults import CUSTOMER_TIER
from canvas.evidence import Carries, Grounds
from canvas.method import DIRECTIONS, TIERS
from handlers.answer import Message
from handlers.blocks import again, parts

SEARCH = "evidence.search"
LONGEST = 3000  # characters that Slack lets people type
SOURCE = 150  # characters
MEANINGS = {
    Carries.ASSUMPTION: "still an assumption",
    Carries.SOME: "some evidence",
    Carries.SUPPORTED: "supported",
    Carries.STRONG: "strong evidence",
    Carries.PROVEN: "proven",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What evidence is about: a note, or a link (then `note` is the offer and `link` is set)."""

    note: Note
    link: Link | None = None
    code: str
    text: str

    @property
    def value(self) -> str:
        """The target as the value of a choice."""
        return f"l{self.link.id}" if self.link else f"n{self.note.id}"


def about_note(note: Note, segment: Segment | None = None) -> Target:
    """Return a note as a target; with a segment its code names it."""
    return Target(note=note, code=f"{segment.number if segment else ''}{note.code}", text=note.text)


def about_link(offer: Note, want: Note, link: Link, segment: Segment | None = None) -> Target:
    """Return a link as a target; with a segment its code names it."""
    code = f"{segment.number if segment else ''}{offer.code}-{want.code}"
    return Target(note=offer, link=link, code=code, text=f"{offer.text} → {want.text}")


def kept(item: Evidence, target: Target, grounds: Grounds, workshop: Workshop, *, known: bool = False) -> Message:
    """Say what is kept and what the target rests on now, with controls to change it."""
    lead = "You added these words already, so they count once" if known else "Kept as evidence"
    side = "" if item.direction == "for" else " against it"
    source = f" – {parts.escaped(item.source, 80)}" if item.source else ""
    says = (
        f"{lead} for *{target.code}* {parts.escaped(target.text, 100)}{side}.\n"
        f"“{parts.escaped(item.text, 200)}”{source}\n"
        f"{target.code} is now *{MEANINGS[grounds.band]}* ({grounds.value:.2f} of 1)."
    )
    if side:
        says = says.replace(f"{lead} for", f"{lead} about", 1)
    rows: list[Block] = [parts.section(says), parts.section("How strong is it?", _tiers(item, workshop))]
    if grounds.contested:
        rows.append(parts.context("There is evidence on both sides. Ask more customers to find out."))
    return Message(text=says, blocks=[*rows, _row(item, workshop)])


def _tiers(item: Evidence, workshop: Workshop) -> StaticSelectElement:
    options = [
        parts.option(f"{tier}  {name}: {examples}", parts.subject(workshop=workshop.id, evidence=item.id, tier=tier))
        for tier, (name, examples) in TIERS.items()
    ]
    return parts.select("evidence.tier", options, options[item.tier].value)


def _row(item: Evidence, workshop: Workshop) -> ActionsBlock:
    drawn = parts.subject(workshop=workshop.id, evidence=item.id, direction=item.direction)
    turn = "It speaks against" if item.direction == "for" else "It speaks for"
    return parts.actions(
        parts.button(turn, "evidence.direction", drawn),
        parts.button("Change the source" if item.source else "Name the source", "evidence.describe", drawn),
        again.button("Undo", "undo"),
    )


def form(workshop: Workshop, target: Target | None = None) -> View:
    """Return the form to add evidence."""
    tiers = [parts.option(f"{tier}  {name}: {examples}", str(tier)) for tier, (name, examples) in TIERS.items()]
    sides = [parts.option(f"{side.title()} it", side) for side in DIRECTIONS]
    words = parts.line(
        "evidence.text", most=LONGEST, multiline=True, placeholder="At ten past six I just stare into it"
    )
    said_by = parts.line("evidence.source", most=SOURCE, placeholder="Interview with a nurse, two kids")
    fields = [
        parts.field("target", "What is it about?", _target(target)),
        parts.field("text", "What did a customer say or do?", words),
        parts.field("source", "Who, or where from?", said_by, optional=True, hint="No names needed: a role will do."),
        parts.field("tier", "How strong is it?", parts.select("evidence.strength", tiers, str(CUSTOMER_TIER))),
        parts.field("direction", "Does it speak for or against?", parts.select("evidence.side", sides, "for")),
    ]
    return parts.form("Add evidence", "evidence.save", parts.place(workshop), fields)


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


def source_form(item: Evidence, workshop: Workshop) -> View:
    """Return the form that names where a piece of evidence is from."""
    element = parts.line("evidence.source", item.source[:SOURCE], most=SOURCE, placeholder="Interview with a nurse")
    hint = "Several quotes of one person count once. No names needed: a role will do."
    fields = [parts.field("source", "Who, or where from?", element, hint=hint)]
    about = parts.place(workshop, evidence=item.id)
    return parts.form("Name the source", "evidence.name", about, fields)
