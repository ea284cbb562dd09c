"""A button that does what a command word does, for places where a form cannot open by itself."""

import json
from typing import Any

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, SectionBlock
from slack_sdk.models.blocks.basic_components import PlainTextObject

from canvas.situation import Finding
from handlers.answer import Message

MOST = 1500  # characters of the text that a button can carry


def button(label: str, word: str, text: str = "", *, style: str | None = None) -> ButtonElement:
    """Return a button that types `/vpd WORD TEXT` for the one who clicks it."""
    return ButtonElement(**made(label, word, text), style=style)


def fix(finding: Finding, channel: str = "") -> ButtonElement:
    """Return the button that does what a question of the coach suggests; in a direct message in its `channel`."""
    return linked(finding.fix.label, finding.fix.command, channel)


def made(label: str, word: str, text: str = "", channel: str = "") -> dict[str, Any]:
    """Return the same button as JSON; with a `channel` it types there, wherever it stands."""
    there = {"channel": channel} if channel else {}
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": label, "emoji": True},
        "action_id": f"help.again:{word or 'status'}",
        "value": json.dumps({"word": word, "text": text[:MOST], **there}, ensure_ascii=False),
    }


def linked(label: str, command: str, channel: str = "") -> ButtonElement:
    """Return a button that types a whole command, in its `channel` wherever it stands."""
    word, _, text = command.partition(" ")
    return ButtonElement(**made(label, word, text, channel))


def refused(says: str, click: tuple[str, str] | None, channel: str = "") -> Message:
    """Return what somebody reads when something did not work, with the button that mends it, in its `channel`."""
    if click is None:
        return Message(text=says)
    return Message(text=says, blocks=[SectionBlock(text=says), ActionsBlock(elements=[linked(*click, channel)])])


def message(word: str, text: str) -> Message:
    """Return a message with one button that opens the form of a word."""
    says = "This one needs a form. Click to open it."
    return Message(
        text=says,
        blocks=[
            SectionBlock(text=PlainTextObject(text=says)),
            ActionsBlock(elements=[button("Open the form", word, text)]),
        ],
    )
