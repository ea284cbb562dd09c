"""What every message and form is made of. People's words go in as plain text, or through `escaped`."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    Option,
    PlainTextInputElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import MarkdownTextObject, PlainTextObject, SlackFile
from slack_sdk.models.views import View

from canvas.board import Workshop
from storage.forgetting import FORMER

A_SECTION = 2900  # characters of markup
HEADER = 150  # characters
LABEL = 75  # characters of a button or option
ALT = 2000  # characters that say a picture in words
TITLE = 24  # characters of a form's title


def cut(text: str, most: int) -> str:
    """Return `text` on one line of at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def escaped(text: str, most: int = 300) -> str:
    """Return people's words for a place that reads Slack's markup: cut first, then without any meaning of their own."""
    return cut(text, most).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def listed(words: Sequence[str], last_by: str = "and") -> str:
    """Return words as a sentence lists them: one, two and three."""
    *first, last = words
    return f"{', '.join(first)} {last_by} {last}" if first else last


def person(user: str) -> str:
    """Return a mention of somebody, for markup only; who asked to be forgotten has no name."""
    return "a former member" if user.startswith(FORMER) else f"<@{user}>"


def moment(at: datetime) -> str:
    """Return a moment that everybody reads in their own time zone, for markup only."""
    return _local(at, "{date_short_pretty} {time}", f"{at:%a %d %b %H:%M} UTC")


def clock(at: datetime) -> str:
    """Return a time of day that everybody reads in their own time zone, for markup only."""
    return _local(at, "{time}", f"{at:%H:%M} UTC")


def day(at: datetime) -> str:
    """Return a day that everybody reads in their own time zone, for markup only."""
    return _local(at, "{date_short}", f"{at:%d %b %Y}")


def _local(at: datetime, form: str, plain: str) -> str:
    """Return a date in one of Slack's forms; `plain` is read where that is not understood."""
    return f"<!date^{int(at.timestamp())}^{form}|{plain}>"


def subject(**state: object) -> str:
    """Return ids and states as the compact JSON that a button or form carries."""
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


class Ready(Block):
    """A block that is JSON already: for the one answer that is given most, where the SDK's checks cost a third."""

    def __init__(self, made: dict[str, Any]) -> None:
        """Show `made`, which Slack takes as it stands."""
        super().__init__(type=made["type"])
        self._made = made

    def to_dict(self, *_: object) -> dict[str, Any]:
        """Return it."""
        return self._made


def section(markup: str, accessory: InteractiveElement | None = None) -> SectionBlock:
    """Return a paragraph of markup; people's words in it have been escaped."""
    return SectionBlock(text=MarkdownTextObject(text=markup), accessory=accessory)


def plain(text: str, accessory: InteractiveElement | None = None) -> SectionBlock:
    """Return a paragraph in which nothing is markup."""
    return SectionBlock(text=PlainTextObject(text=text, emoji=True), accessory=accessory)


def context(markup: str) -> ContextBlock:
    """Return a small line of markup."""
    return ContextBlock(elements=[MarkdownTextObject(text=markup)])


def header(text: str) -> HeaderBlock:
    """Return a heading, cut to what Slack takes."""
    return HeaderBlock(text=PlainTextObject(text=cut(text, HEADER), emoji=True))


def image(file: str, alt: str, title: str = "") -> ImageBlock:
    """Return a picture that Slack holds; `alt` says it in words."""
    named = PlainTextObject(text=cut(title, ALT)) if title else None
    return ImageBlock(slack_file=SlackFile(id=file), alt_text=cut(alt, ALT), title=named)


def button(label: str, address: str, value: str, *, style: str | None = None) -> ButtonElement:
    """Return a button; `address` is the listener's, `value` what it was drawn for (see `subject`)."""
    return ButtonElement(
        text=PlainTextObject(text=cut(label, LABEL), emoji=True), action_id=address, value=value, style=style
    )


def actions(*elements: InteractiveElement) -> ActionsBlock:
    """Return a row of buttons and selects."""
    return ActionsBlock(elements=list(elements))


def option(label: str, value: str) -> Option:
    """Return one choice of a select."""
    return Option(text=PlainTextObject(text=cut(label, LABEL), emoji=True), value=value)


def select(
    address: str, options: Sequence[Option], chosen: str = "", *, placeholder: str = "Choose"
) -> StaticSelectElement:
    """Return a select; the option whose value is `chosen` is shown first."""
    return StaticSelectElement(
        action_id=address,
        placeholder=PlainTextObject(text=placeholder),
        options=list(options),
        initial_option=next((one for one in options if one.value == chosen), None),
    )


def several(address: str, options: Sequence[Option], chosen: Collection[str]) -> StaticMultiSelectElement:
    """Return a select of any number; the options whose values are `chosen` are selected first."""
    return StaticMultiSelectElement(
        action_id=address,
        placeholder=PlainTextObject(text="Choose"),
        options=list(options),
        initial_options=[one for one in options if one.value in chosen] or None,
    )


def line(
    address: str, initial: str = "", *, most: int = 300, placeholder: str = "", multiline: bool = False
) -> PlainTextInputElement:
    """Return a place to type, at most `most` characters."""
    return PlainTextInputElement(
        action_id=address,
        initial_value=initial or None,
        max_length=most,
        multiline=multiline or None,
        placeholder=PlainTextObject(text=placeholder) if placeholder else None,
    )


def field(
    name: str, label: str, element: InputInteractiveElement, *, optional: bool = False, hint: str = ""
) -> InputBlock:
    """Return one field of a form; `name` is its block id, read with `gesture.words(name)`."""
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=label, emoji=True),
        element=element,
        optional=optional,
        hint=PlainTextObject(text=hint, emoji=True) if hint else None,
    )


def form(title: str, address: str, about: str, blocks: Iterable[Block], *, submit: str = "Save") -> View:
    """Return a form that is sent to `address`; `about` is the subject, with at least channel and workshop."""
    return View(
        type="modal",
        title=PlainTextObject(text=cut(title, TITLE)),
        callback_id=address,
        private_metadata=about,
        submit=PlainTextObject(text=submit),
        close=PlainTextObject(text="Cancel"),
        blocks=list(blocks),
    )


def place(workshop: Workshop, **state: object) -> str:
    """Return the subject of a form of a workshop: where it is, and what else the form must know."""
    return subject(channel=workshop.channel, workshop=workshop.id, **state)


def sections(lines: Iterable[str]) -> list[Block]:
    """Return lines as sections that are short enough for Slack, whatever the lines hold."""
    found: list[str] = []
    for line in lines:
        if found and len(found[-1]) + len(line) < A_SECTION:
            found[-1] = f"{found[-1]}\n{line}"
        else:
            found.append(line)
    return [section(one[:A_SECTION]) for one in found]
