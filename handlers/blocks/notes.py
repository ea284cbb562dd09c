"""What people read about notes: forms to write them, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ExternalDataMultiSelectElement, Option
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.codes import Codes
from canvas.defaults import NOTE_LENGTH
from canvas.method import KINDS, Block
from canvas.situation import Finding
from handlers.answer import Message
from handlers.blocks import again, facets, parts, picker, unnamed

SHARE = {"yes": "Yes, these words may be seen there", "no": "No: keep as evidence that it was said, without words"}
EVIDENCE = "evidence"  # the choice beside the kinds in the shortcut's form
LONGEST = 3000  # characters that Slack lets people type
SHOWN = 10  # notes listed in an answer
# How notes of a kind are best put: an example, and a hint.
PHRASES: dict[Block, tuple[str, str]] = {
    Block.JOB: (
        "Cook a warm dinner",
        "A verb and what it is about, or “When …, they want to …, so they can …”.",
    ),
    Block.PAIN: ("Waiting on hold for 20 minutes", "What goes wrong, and how much of it is too much?"),
    Block.GAIN: ("Dinner on the table in 15 minutes", "More or less of what, and how much would be enough?"),
    Block.PAIN_RELIEVER: (
        "By planning by date, they no longer throw food away",
        "Not what it has, but what it does: “By …, the customer no longer …”.",
    ),
    Block.GAIN_CREATOR: (
        "By shopping for them, they can now eat together",
        "Not what it has, but what it does: “By …, the customer can now …”.",
    ),
}
OFFERS = "For what you offer, say what it does: “By …, the customer no longer …” or “… can now …”."
PARTLY = 5  # buttons for what a note serves
CUT = f"Notes have at most {NOTE_LENGTH} characters: the first sentence is the note, the rest is kept as its detail."


@dataclass(frozen=True, slots=True)
class Where:
    """The workshop and segment (their ids) that notes went to, and all segments of the workshop."""

    workshop: int
    segment: int
    segments: Sequence[Segment]

    @property
    def name(self) -> str:
        """The segment's name."""
        return next(one.name for one in self.segments if one.id == self.segment)

    @property
    def others(self) -> list[Segment]:
        """The segments that the notes could go to instead."""
        return [one for one in self.segments if one.state == "open" and one.id != self.segment]


def kept(notes: Sequence[Note], where: Where, *, served: Sequence[Note] = (), was_cut: bool = False) -> Message:
    """Say what is kept, for whom, and what it serves."""
    codes = Codes(where.segments)
    named = f" ({parts.escaped(where.name, 60)})"
    shown = [f"*{codes.read(note)}* {parts.escaped(note.text, 100)}" for note in notes[:SHOWN]]
    more = [f"…and {len(notes) - SHOWN} more"] if len(notes) > SHOWN else []
    text = "\n".join([f"Kept{named}:", *shown, *more]) if len(notes) > 1 else f"Kept as {shown[0]}{named}"
    if served:
        text += f"\nFully serves {parts.listed([f'*{codes.read(note)}*' for note in served[:SHOWN]])}."
    clicks = _clicks(notes, codes, served)
    if where.others:
        clicks.append(_instead(notes, where))
    hint = [parts.context(CUT)] if was_cut else []
    # The most frequent answer of all is JSON already.
    words = parts.Ready({"type": "section", "text": {"type": "mrkdwn", "text": text}})
    return Message(text=text, blocks=[words, *hint, parts.Ready({"type": "actions", "elements": clicks})])


def _clicks(notes: Sequence[Note], codes: Codes, served: Sequence[Note]) -> list[dict[str, Any]]:
    clicks = [again.made("Undo", "undo")]
    if len(notes) > 1:
        return clicks
    note, code = notes[0], codes.typed(notes[0])
    clicks.append(again.made("Rate it", "rate", code))
    if note.block is Block.JOB:
        clicks.append(again.made("Ask why", "why", code))
    for place, target in enumerate(served[:PARTLY]):
        label = f"{codes.read(target)} only partly" if len(served) > 1 else "Only partly"
        made = again.made(label, "link", f"{code} {codes.typed(target)} partly")
        clicks.append({**made, "action_id": f"{made['action_id']}-{place}"})
    if KINDS[note.block].serves:
        clicks.append(again.made("Link it", "link", code))
    return clicks


def _instead(notes: Sequence[Note], where: Where) -> dict[str, Any]:
    """Return the choice that takes the notes to another segment at once."""
    drawn = {"workshop": where.workshop, "was": where.segment, "first": notes[0].id, "last": notes[-1].id}
    options = [
        {
            "text": _plain(parts.cut(f"{one.number}  {one.name}", parts.LABEL)),
            "value": parts.subject(**drawn, segment=one.id),
        }
        for one in where.others[: picker.MOST_OPTIONS]
    ]
    placeholder = _plain("For other customers")
    return {"type": "static_select", "action_id": "notes.elsewhere", "placeholder": placeholder, "options": options}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": parts.cut(text, parts.LABEL), "emoji": True}


def elsewhere(notes: Sequence[Note], segment: Segment, codes: Codes) -> Message:
    """Say which notes went to another segment, and that the next ones go there too."""
    listed = parts.listed([f"*{codes.read(note)}*" for note in notes[:SHOWN]])
    more = f" and {len(notes) - SHOWN} more" if len(notes) > SHOWN else ""
    says = f"Now for {parts.escaped(segment.name, 80)}: {listed}{more}. What you add next goes there too."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def unclear(finding: Finding) -> Message:
    """Ask one small question about a note that was just kept; it can be ignored."""
    row = parts.actions(again.fix(finding))
    asks = parts.escaped(finding.question)
    return Message(text=asks, blocks=[parts.context(asks), row])


def already_there(notes: Sequence[Note], called: Codes) -> Message:
    """Say that the very words are there, by the same person."""
    codes = list(dict.fromkeys(f"*{called.read(note)}*" for note in notes))
    more = f" and {len(codes) - SHOWN} more" if len(codes) > SHOWN else ""
    return Message(text=f"You have that already: it is {', '.join(codes[:SHOWN])}{more}.")


def joined(messages: Sequence[Message]) -> Message:
    """Return several messages as one."""
    text = "\n".join(message.text for message in messages)
    blocks = [block for one in messages for block in (one.blocks or [parts.section(one.text)])]
    return Message(text=text, blocks=blocks)


def which_kind(text: str, workshop: int, aside: int) -> Message:
    """Ask what sort of note some words are; they wait aside until a button says so."""
    says = (
        f"What is “{parts.escaped(text, 150)}”? Choose, and I keep it. "
        "Next time begin with the kind, for example `/vpd add pain Waiting on hold`."
    )
    row = [
        parts.button(
            kind.title, f"notes.name:{block.value}", parts.subject(workshop=workshop, aside=aside, block=block)
        )
        for block, kind in KINDS.items()
    ]
    return Message(text=says, blocks=[parts.section(says), parts.actions(*row)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the form is opened with: the segment, and what is known of the note; `served` is what it is for."""

    segment: int  # Segment.id
    kind: str = ""
    subtype: str = ""
    text: str = ""
    served: Note | None = None


def form(workshop: Workshop, segments: Sequence[Segment], draft: Draft) -> View:
    """Return the form to write notes."""
    about = parts.place(workshop, segment=draft.segment, kind=draft.kind)
    return parts.form("Add a note", "notes.save", about, [*_fields(segments, draft), unnamed.field()])


@dataclass(frozen=True, slots=True)
class Said:
    """A message that becomes a note or evidence: its words, its address, and the channel where it was said."""

    text: str
    link: str
    channel: str


def capture(workshop: Workshop, segments: Sequence[Segment], chosen: int, said: Said) -> View:
    """Return the form that turns a message into a note or into evidence; elsewhere than at home only into evidence."""
    proof = parts.option("Evidence: a customer said or did this", EVIDENCE)
    about = parts.place(workshop, segment=chosen, link=said.link, where=said.channel)
    if said.channel == workshop.channel:
        which = picker.note(label="Evidence for which note?", optional=True, hint="Only for evidence.")
        fields = [*_fields(segments, Draft(segment=chosen, text=said.text), [proof]), which]
        return parts.form("Add to canvas", "notes.capture", about, fields, submit="Add")
    options = [parts.option(label, value) for value, label in SHARE.items()]
    fields = [
        parts.section(f"The workshop is at home in <#{workshop.channel}>. From here it takes evidence, no notes."),
        parts.field("kind", "What is it?", parts.select("notes.kind", [proof], EVIDENCE)),
        _words(said.text),
        picker.note(label="Evidence for which note?"),
        parts.field(
            "consent",
            "This was said elsewhere. May the workshop's channel see it?",
            parts.select("notes.consent", options),
        ),
    ]
    return parts.form("Add to canvas", "notes.capture", about, fields, submit="Add")


def _words(text: str, example: str = "", hint: str = "") -> SlackBlock:
    words = parts.line("notes.text", text[:LONGEST], most=LONGEST, multiline=True, placeholder=example)
    return parts.field("text", "In their words", words, hint=hint)


def _fields(segments: Sequence[Segment], draft: Draft, more: Sequence[Option] = ()) -> list[SlackBlock]:
    block = Block(draft.kind) if draft.kind in set(Block) else None
    example, hint = PHRASES.get(block, ("", "")) if block else ("", OFFERS)
    sort = picker.subtypes(Block, draft.subtype)
    return [
        picker.kinds(draft.kind, more),
        _words(draft.text, example, f"{hint} Several lines become several notes.".strip()),
        *_served(block, draft.served),
        *([sort] if sort else []),
        *facets.fields(block),
        *picker.segments(segments, draft.segment),
    ]


def _served(block: Block | None, note: Note | None) -> list[SlackBlock]:
    """Return the field for what an offer is for, unless it is something that serves nothing."""
    if block and not KINDS[block].serves:
        return []
    element = ExternalDataMultiSelectElement(
        action_id="notes.targets",
        min_query_length=0,
        placeholder=PlainTextObject(text="Type a code or a word"),
        initial_options=[picker.choice(note)] if note else None,
    )
    label = "What is it for?" if block else "For what you offer: what is it for?"
    hint = "It counts as fully served. You can say “only partly” afterwards."
    return [parts.field("targets", label, element, optional=True, hint=hint)]
