"""What people read about notes: forms to write them, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.defaults import FREQUENCIES, NOTE_LENGTH, OUTCOMES
from canvas.method import KINDS, Block
from canvas.moments import MOMENTS, split_moment
from canvas.situation import Finding
from handlers.answer import Message
from handlers.blocks import again, parts, picker, unnamed

SHARE = {"yes": "Yes, these words may be seen there", "no": "No: keep as evidence that it was said, without words"}
EVIDENCE = "evidence"  # the choice beside the kinds in the shortcut's form
LONGEST = 3000  # characters that Slack lets people type
SHOWN = 10  # notes listed in an answer
# How notes of a kind are best put: an example, and a hint.
PHRASES = {
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
CUT = f"Notes have at most {NOTE_LENGTH} characters: the first sentence is the note, the rest is kept as its detail."


def kept(notes: Sequence[Note], segment: Segment, *, was_cut: bool) -> Message:
    """Say what is kept, and for whom."""
    where = f" ({parts.escaped(segment.name, 60)})"
    shown = [f"*{note.code}* {parts.escaped(note.text, 100)}" for note in notes[:SHOWN]]
    more = [f"…and {len(notes) - SHOWN} more"] if len(notes) > SHOWN else []
    text = "\n".join([f"Kept{where}:", *shown, *more])
    if len(notes) == 1:
        text = f"Kept as {shown[0]}{where}"
    if len(notes) == 1 and not was_cut:
        return _kept_one(text, notes[0], segment)
    hint = [parts.context(CUT)] if was_cut else []
    return Message(text=text, blocks=[parts.section(text), *hint, parts.actions(*_next_clicks(notes, segment))])


def unclear(finding: Finding) -> Message:
    """Ask one small question about a note that was just kept; it can be ignored."""
    row = parts.actions(again.fix(finding))
    return Message(text=finding.question, blocks=[parts.context(parts.escaped(finding.question)), row])


def _kept_one(text: str, note: Note, segment: Segment) -> Message:
    """Say the most frequent answer of all, as JSON."""
    code = f"{segment.number}{note.code}"
    clicks = [again.made("Undo", "undo"), again.made("Rate it", "rate", code)]
    if note.block is Block.JOB:
        clicks.append(again.made("Ask why", "why", code))
    if KINDS[note.block].serves:
        clicks.append(again.made("Link it", "link", code))
    words = parts.Ready({"type": "section", "text": {"type": "mrkdwn", "text": text}})
    return Message(text=text, blocks=[words, parts.Ready({"type": "actions", "elements": clicks})])


def _next_clicks(notes: Sequence[Note], segment: Segment) -> list[ButtonElement]:
    undo = again.button("Undo", "undo")
    if len(notes) > 1:
        return [undo]
    return [undo, again.button("Rate it", "rate", f"{segment.number}{notes[0].code}")]


def already_there(notes: Sequence[Note]) -> Message:
    """Say that the very words are there, by the same person."""
    codes = list(dict.fromkeys(f"*{note.code}*" for note in notes))
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


def form(workshop: Workshop, segments: Sequence[Segment], chosen: int, kind: str = "", text: str = "") -> View:
    """Return the form to write notes."""
    fields = [*_fields(segments, chosen, picker.kinds(kind), text, kind), unnamed.field()]
    return parts.form("Add a note", "notes.save", parts.place(workshop), fields)


@dataclass(frozen=True, slots=True)
class Said:
    """A message that becomes a note or evidence: its words, its address, and whether others can't read it."""

    text: str
    link: str
    private: bool


def capture(workshop: Workshop, segments: Sequence[Segment], chosen: int, said: Said) -> View:
    """Return the form that turns a message into a note or into evidence."""
    kind = picker.kinds(more=[parts.option("Evidence: a customer said or did this", EVIDENCE)])
    about = picker.note(label="Evidence for which note?", optional=True, hint="Only for evidence.")
    fields = [*_fields(segments, chosen, kind, said.text), about]
    if said.private:
        options = [parts.option(label, value) for value, label in SHARE.items()]
        ask = "This was said elsewhere. May the workshop's channel see it?"
        fields.append(parts.field("consent", ask, parts.select("notes.consent", options)))
    return parts.form("Add to canvas", "notes.capture", parts.place(workshop, link=said.link), fields, submit="Add")


def _fields(segments: Sequence[Segment], chosen: int, kind: SlackBlock, text: str, named: str = "") -> list[SlackBlock]:
    asked = PHRASES.get(Block(named)) if named in set(Block) else None
    example = asked[0] if asked else ""
    words = parts.line("notes.text", text[:LONGEST], most=LONGEST, multiline=True, placeholder=example)
    sort = picker.subtypes(Block)
    hint = f"{asked[1]} " if asked else ""
    return [
        kind,
        parts.field("text", "In their words", words, hint=f"{hint}Several lines become several notes."),
        *([sort] if sort else []),
        *about_it(Block(named) if asked else None),
        *picker.segments(segments, chosen),
    ]


def about_it(block: Block | None, note: Note | None = None) -> list[SlackBlock]:
    """Return the fields for what makes a note concrete: a number, when it happens, and how often a pain comes."""
    plain, moment = split_moment(note.measure if note else "")
    element = parts.line("notes.measure", plain, most=100, placeholder="20 minutes a week")
    fields: list[SlackBlock] = [parts.field("measure", "How much, in numbers?", element, optional=True)]
    if block not in OUTCOMES:
        return fields
    when = [parts.option(words.capitalize(), key) for key, words in MOMENTS.items()]
    choice = parts.select("notes.moment", when, moment, placeholder="Leave open")
    fields.append(parts.field("moment", "When?", choice, optional=True))
    if block is Block.PAIN:
        often = [parts.option(name.capitalize(), name) for name in FREQUENCIES]
        choice = parts.select("notes.frequency", often, note.frequency if note else "", placeholder="Leave open")
        fields.append(parts.field("frequency", "How often?", choice, optional=True))
    return fields
