"""Where an answer goes: into the acknowledgement, or as rows into the outbox. One rule for each surface."""

from typing import Any

from handlers.answer import Answer, Delivery, FormAct, Message
from handlers.blocks import again
from handlers.channel import tell, tick
from handlers.gesture import Gesture, Surface


def acknowledgement(gesture: Gesture, answer: Answer) -> dict[str, Any] | None:
    """Return the body of the acknowledgement, or None for an empty one."""
    match gesture.surface:
        case Surface.COMMAND if answer.says:
            return {"response_type": "ephemeral", **answer.says.payload()}
        case Surface.SEARCH:
            return {"options": [option.to_dict() for option in answer.options]}
        case Surface.FORM if answer.errors:
            return {"response_action": "errors", "errors": dict(answer.errors)}
        case Surface.FORM if answer.form:
            return {"response_action": answer.form.act.value, "view": answer.form.view.to_dict()}
        case _:
            return None


def deliveries(gesture: Gesture, answer: Answer) -> tuple[Delivery, ...]:
    """Return what of an answer goes through the outbox, in order."""
    said = _said(gesture, answer)
    ticks = (tick(gesture.team, gesture.channel, gesture.ts),) if answer.tick else ()
    return (*answer.posts, *((said,) if said else ()), *ticks)


def is_urgent(gesture: Gesture, answer: Answer) -> bool:
    """Whether anything is to be delivered at once; redrawing waits a few seconds, and the courier looks by itself."""
    told = gesture.surface is not Surface.COMMAND and (answer.says or answer.form)
    at_once = any(post.not_before is None or post.not_before <= gesture.at for post in answer.posts)
    return bool(told or answer.tick or at_once)


def _said(gesture: Gesture, answer: Answer) -> Delivery | None:
    message = answer.says
    if gesture.surface is Surface.MENTION and answer.form and answer.form.act is FormAct.OPEN:
        message = again.message(gesture.address, gesture.text)
    if message is None or gesture.surface is Surface.COMMAND:
        return None
    match gesture.surface:
        case Surface.MENTION:
            return in_thread(gesture, message)
        case Surface.EVENT:
            return tell(gesture.team, gesture.user, message)
        case _ if gesture.response_url:
            return through_url(gesture, message, replaces=answer.replaces)
        case _ if gesture.channel and not gesture.home:
            return ephemeral(gesture, message)
        case _:
            return tell(gesture.team, gesture.user, message)


def in_thread(gesture: Gesture, message: Message) -> Delivery:
    """Answer a mention where it was made."""
    payload = {"channel": gesture.channel, "thread_ts": gesture.thread or gesture.ts, **message.payload()}
    return Delivery(team=gesture.team, lane=gesture.channel, method="chat.postMessage", payload=payload)


def through_url(gesture: Gesture, message: Message, *, replaces: bool = False) -> Delivery:
    """Answer only the one who clicked, where the click was made, or in the place of what was clicked."""
    payload = {
        "url": gesture.response_url,
        "response_type": "ephemeral",
        "replace_original": replaces,
        **message.payload(),
    }
    return Delivery(team=gesture.team, lane=gesture.channel, method="response_url", payload=payload)


def ephemeral(gesture: Gesture, message: Message) -> Delivery:
    """Say something in the channel that only this person sees."""
    payload = {"channel": gesture.channel, "user": gesture.user, **message.payload()}
    return Delivery(team=gesture.team, lane=gesture.channel, method="chat.postEphemeral", payload=payload)
