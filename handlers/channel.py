"""What can be posted: deliveries that more than one feature needs. Drawings are named and drawn when they are sent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.method import KINDS
from handlers import pace
from handlers.answer import Delivery, Message
from handlers.blocks import parts, roles, unplaced
from handlers.paper.formats import DRAWN
from storage.messages import CANVAS, CARD, LISTING, PROMPT, LivingMessage
from storage.transaction import Transaction

SPLIT = "split"  # a note that people see differently; its subject is the note's id
GROUPS = "groups"  # the groups of a large team, for everybody to choose from
BROUGHT = "brought"  # what a file has brought in; its subject is the act that kept it
DRAWINGS = {
    CARD: "workshop.card",
    PROMPT: "steps.prompt",
    CANVAS: "overview.board",
    LISTING: "overview.listing",
    SPLIT: "differing.split",
    GROUPS: "team.groups",
    BROUGHT: "imports.brought",
}

CALM = timedelta(seconds=5)  # living messages are redrawn at most this often
RECENT = timedelta(minutes=3)  # a canvas asked for again so soon is drawn anew where it stands


def show(
    team: str, message: LivingMessage, drawing: str, wait: timedelta = timedelta(0), *, tx: Transaction
) -> Delivery:
    """Post a living message, or redraw it in its place once it has been posted."""
    return Delivery(
        team=team,
        lane=message.channel,
        method="show",
        drawing=drawing,
        subject={"message": message.id, "workshop": message.workshop},
        message=message.id,
        key=f"message:{message.id}",
        not_before=tx.at + wait,
    )


def card(tx: Transaction, workshop: Workshop) -> tuple[Delivery, ...]:
    """Redraw the workshop's card, at most every few seconds."""
    found = tx.messages.find(workshop.id, CARD)
    return (show(tx.team, found, DRAWINGS[CARD], CALM, tx=tx),) if found else ()


def gathered(tx: Transaction, workshop: Workshop) -> tuple[Delivery, ...]:
    """Redraw what tells who is here: the card, and the prompt of the first step while that is open."""
    prompt = tx.messages.find(workshop.id, PROMPT, step=1) if workshop.step == 1 else None
    return (*card(tx, workshop), *([show(tx.team, prompt, DRAWINGS[PROMPT], CALM, tx=tx)] if prompt else []))


def prompts_for(tx: Transaction, workshop: Workshop, step: int, segments: Iterable[Segment]) -> tuple[Delivery, ...]:
    """Post the prompts of a step, or redraw those that stand already: one per block and segment, or one for all."""
    blocks = [kind.block.value for kind in KINDS.values() if kind.step == step]
    subjects = [(one.id, block) for one in segments for block in blocks] if blocks else [(0, "")]
    found = [_prompt_about(tx, workshop, step, segment, block) for segment, block in subjects]
    return tuple(show(tx.team, message, DRAWINGS[PROMPT], tx=tx) for message in found)


def caught_up(tx: Transaction, workshop: Workshop, new: Iterable[Segment]) -> tuple[Delivery, ...]:
    """Post what new segments have missed: the prompts of every collecting step that has begun, unseen where wanted.

    Who else wrote notes before there was a segment is asked whether to keep them.
    """
    segments = list(new)
    pace.begin_step(tx, workshop, segments)
    begun = [step for step in sorted({kind.step for kind in KINDS.values()}) if step <= workshop.step]
    prompts = (one for step in begun for one in prompts_for(tx, workshop, step, segments))
    waiting = unplaced.waiting(tx, workshop).items()
    asked = (tell(tx.team, user, unplaced.offered(workshop, words)) for user, words in waiting if user != tx.user)
    return (*prompts, *asked)


def stand(tx: Transaction, workshop: Workshop) -> tuple[Delivery, ...]:
    """Post the card and the prompts of the step, or redraw those that stand."""
    message, _ = tx.messages.put(workshop.id, workshop.channel, CARD)
    open_ones = [segment for segment in tx.segments.of(workshop.id) if segment.state == "open"]
    prompts = prompts_for(tx, workshop, workshop.step, open_ones)
    return (show(tx.team, message, DRAWINGS[CARD], tx=tx), *prompts)


def awake(tx: Transaction, workshop: Workshop) -> tuple[Delivery, ...]:
    """Let a paused workshop go on: its time runs again, and what it shows stands again."""
    pace.go_on_all(tx, workshop)
    return stand(tx, tx.workshops.change(workshop, state="open"))


def _prompt_about(tx: Transaction, workshop: Workshop, step: int, segment: int, block: str) -> LivingMessage:
    return tx.messages.put(workshop.id, workshop.channel, PROMPT, step=step, segment=segment, block=block)[0]


def changed(tx: Transaction, workshop: Workshop, segment: int, blocks: Iterable[str]) -> tuple[Delivery, ...]:
    """Redraw everything that shows these blocks: the card and their prompts."""
    shown = tx.messages.to_redraw(workshop.id, segment, dict.fromkeys(blocks))
    return tuple(show(tx.team, one, DRAWINGS[one.kind], CALM, tx=tx) for one in shown)


def export(workshop: Workshop, kind: str, segment: int, **place: str) -> Delivery:
    """Put a workshop into the channel as a file; while it waits nobody asks for it twice. `place` is a thread."""
    return Delivery(
        team=workshop.team,
        lane=workshop.channel,
        method="file",
        payload={"channel": workshop.channel, **place},
        drawing="exports.file",
        subject={"workshop": workshop.id, "format": kind, "segment": segment},
        key=f"export:{workshop.id}:{kind}:{segment if kind in DRAWN else ''}",
    )


def canvas(tx: Transaction, workshop: Workshop, segment: int, step: int = 0) -> tuple[Delivery, ...]:
    """Post the canvas of a segment, with the step that ended with it; one posted just now is drawn anew."""
    last = tx.messages.find(workshop.id, CANVAS, segment=segment, step=step)
    if last is None or not is_recent(tx, last):
        about = {"segment": segment, "step": step, "round": last.round + 1 if last else 0}
        last, _ = tx.messages.put(workshop.id, workshop.channel, CANVAS, **about)
    return (show(tx.team, last, DRAWINGS[CANVAS], tx=tx), *pictured(tx, last))


def is_recent(tx: Transaction, message: LivingMessage) -> bool:
    """Tell whether a message is about to be posted, or was just now."""
    return message.ts is None or tx.at - datetime.fromtimestamp(float(message.ts), UTC) < RECENT


def pictured(tx: Transaction, message: LivingMessage) -> tuple[Delivery, ...]:
    """Put the picture and the list of all notes into the thread of a canvas, once it has been posted."""
    if message.ts is None:
        return ()
    about = {"segment": message.segment, "step": message.step, "round": message.round}
    words, _ = tx.messages.put(message.workshop, message.channel, LISTING, **about)
    thread = {"thread_ts": message.ts}
    picture = Delivery(
        team=tx.team,
        lane=message.channel,
        method="file",
        payload={"channel": message.channel, **thread},
        drawing="overview.picture",
        subject={"message": message.id},
        message=message.id,
        key=f"picture:{message.id}",
    )
    return (picture, replace(show(tx.team, words, DRAWINGS[LISTING], tx=tx), payload=thread))


def differing(tx: Transaction, workshop: Workshop, notes: Iterable[Note]) -> tuple[Delivery, ...]:
    """Ask the channel about notes that people see differently, each in a message of its own with its thread."""
    asked = (tx.messages.put(workshop.id, workshop.channel, SPLIT, subject=str(note.id))[0] for note in notes)
    return tuple(show(tx.team, message, DRAWINGS[SPLIT], tx=tx) for message in asked)


def differed(tx: Transaction, workshop: Workshop, notes: Iterable[Note]) -> tuple[Delivery, ...]:
    """Redraw the questions about notes that people saw differently."""
    asked = (tx.messages.find(workshop.id, SPLIT, subject=str(note.id)) for note in notes)
    return tuple(show(tx.team, one, DRAWINGS[SPLIT], CALM, tx=tx) for one in asked if one)


def groups(tx: Transaction, workshop: Workshop, *, anew: bool = False) -> tuple[Delivery, ...]:
    """Redraw the groups of a large team where they were posted; post them first with `anew`."""
    found = tx.messages.find(workshop.id, GROUPS)
    if found is None and anew:
        found = tx.messages.put(workshop.id, workshop.channel, GROUPS)[0]
    return (show(tx.team, found, DRAWINGS[GROUPS], tx=tx),) if found else ()


def say(workshop: Workshop, message: Message, thread: str = "") -> Delivery:
    """Post a message that the whole channel sees, in a thread where one is named."""
    below = {"thread_ts": thread} if thread else {}
    payload = {"channel": workshop.channel, **message.payload(), **below}
    return Delivery(team=workshop.team, lane=workshop.channel, method="chat.postMessage", payload=payload)


def tell(team: str, user: str, message: Message, about: str = "") -> Delivery:
    """Write to one person directly; `about` is the channel it is about, where the message does not say so."""
    if about:
        place = parts.context(f"In <#{about}>")
        message = replace(message, blocks=[*(message.blocks or [parts.section(message.text)]), place])
    payload = {"channel": user, **message.payload()}
    return Delivery(team=team, lane=user, method="chat.postMessage", payload=payload)


def roles_given(tx: Transaction, after: Workshop, changed: Iterable[str]) -> tuple[Delivery, ...]:
    """Tell the channel who has a role now, and each of them in private what it means."""
    given = [role for role in roles.ROLES if role in changed]
    said = [say(after, roles.announced(after, role)) for role in given]
    chosen = ((role, getattr(after, role)) for role in given)
    asked = [
        tell(tx.team, user, roles.asked(after, role, tx.user)) for role, user in chosen if user not in {"", tx.user}
    ]
    return (*said, *asked)


def turned(tx: Transaction, view_id: str, user: str, view: View) -> Delivery:
    """Show a form in the place of the open one that a button sits in."""
    payload: dict[str, Any] = {"view_id": view_id, "view": view.to_dict()}
    return Delivery(team=tx.team, lane=user, method="views.update", payload=payload)


def tick(team: str, channel: str, ts: str) -> Delivery:
    """React to a reply with a tick: all of it is kept."""
    return _tick(team, channel, ts, "reactions.add")


def untick(team: str, channel: str, ts: str) -> Delivery:
    """Take the tick from a reply: not all of it is kept any more."""
    return _tick(team, channel, ts, "reactions.remove")


def _tick(team: str, channel: str, ts: str, method: str) -> Delivery:
    payload = {"channel": channel, "timestamp": ts, "name": "white_check_mark"}
    return Delivery(team=team, lane=channel, method=method, payload=payload)
