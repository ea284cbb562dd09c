"""The fields for what is said of a note beside its words: how much, when, how often, what about."""

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import InputInteractiveElement

from canvas.board import Note
from canvas.facets import CONTEXT_LENGTH, FACETS, Facet
from canvas.method import KINDS, Block
from handlers.blocks import parts


def fields(block: Block | None, note: Note | None = None) -> list[SlackBlock]:
    """Return the fields for a kind, or for all while nobody has said the kind; with a note those that it has."""
    number = parts.line("notes.measure", note.measure if note else "", most=100, placeholder="20 minutes a week")
    asked = [facet for facet in FACETS if (facet.applies(note) if note else block in {None, facet.block})]
    return [
        parts.field("measure", "How much, in numbers?", number, optional=True),
        *(_field(facet, note, whose="" if block else f"For {KINDS[facet.block].plural.lower()}: ") for facet in asked),
    ]


def _field(facet: Facet, note: Note | None, whose: str) -> SlackBlock:
    asks = f"{whose}{facet.asks[0].lower()}{facet.asks[1:]}" if whose else facet.asks
    hint = f"Only for the sort “{facet.subtype.replace('_', ' ')}”." if facet.subtype else ""
    chosen = str(getattr(note, facet.name)) if note else ""
    return parts.field(facet.name, asks, _element(facet, chosen), optional=True, hint=hint)


def _element(facet: Facet, chosen: str) -> InputInteractiveElement:
    address = f"notes.{facet.name}"
    if not facet.choices:
        return parts.line(address, chosen, most=CONTEXT_LENGTH, placeholder=facet.example)
    options = [parts.option(words, value) for value, words in facet.choices.items()]
    return parts.select(address, options, chosen, placeholder="Leave open")
