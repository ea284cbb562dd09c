"""The blocks of messages, forms and homes, as HTML."""

from collections.abc import Callable, Mapping

from bot.playground.desk import mrkdwn, rich
from bot.playground.desk.controls import control, source, words
from bot.playground.desk.markup import Markup, joined, safe, tag
from bot.playground.desk.reader import Reader
from bot.playground.reading import block_of
from bot.playground.world import Json

State = Mapping[str, Mapping[str, Json]]  # block id -> action id -> what was chosen


def rendered(blocks: list[Json], state: State, reader: Reader, first: int = 0) -> Markup:
    """Return blocks as HTML; `state` is what people have chosen in their controls, `first` the place of the first."""
    return joined(
        _block(one, block_of(one, place), state.get(str(one.get("block_id", "")), {}), reader)
        for place, one in enumerate(blocks, first)
    )


def _block(block: Json, called: str, chosen: Mapping[str, Json], reader: Reader) -> Markup:
    kind = str(block["type"])
    draw = DRAWN.get(kind)
    inner = draw(block, chosen, reader) if draw else tag("em", f"({kind.replace('_', ' ')})")
    return tag("div", inner, class_=f"bk {kind}", data_block=called)


def _control(element: Json, chosen: Mapping[str, Json], reader: Reader) -> Markup:
    return control(element, chosen.get(str(element.get("action_id", "")), {}), reader)


def _section(block: Json, chosen: Mapping[str, Json], reader: Reader) -> Markup:
    text = tag("div", words(block["text"], reader), class_="text") if block.get("text") else Markup()
    fields = [tag("div", words(one, reader), class_="text") for one in block.get("fields") or []]
    grid = tag("div", *fields, class_="fields") if fields else Markup()
    beside = block.get("accessory")
    extra = tag("div", _control(beside, chosen, reader), class_="accessory") if beside else Markup()
    return joined([tag("div", text, grid, class_="said"), extra])


def _header(block: Json, _: Mapping[str, Json], reader: Reader) -> Markup:
    return tag("h3", words(block["text"], reader))


def _context(block: Json, _: Mapping[str, Json], reader: Reader) -> Markup:
    return joined(
        control(one, {}, reader) if one["type"] == "image" else tag("span", words(one, reader), class_="text")
        for one in block.get("elements", [])
    )


def _actions(block: Json, chosen: Mapping[str, Json], reader: Reader) -> Markup:
    return joined(_control(one, chosen, reader) for one in block.get("elements", []))


def _divider(_: Json, __: Mapping[str, Json], ___: Reader) -> Markup:
    return tag("hr")


def _image(block: Json, _: Mapping[str, Json], reader: Reader) -> Markup:
    there = source(block, reader)
    picture = tag("img", src=there, alt=str(block.get("alt_text", "")), loading="lazy")
    title = tag("div", words(block["title"], reader), class_="caption") if block.get("title") else Markup()
    return joined([title, tag("a", picture, href=there, target="_blank", rel="noopener")])


def _rich(block: Json, _: Mapping[str, Json], reader: Reader) -> Markup:
    return rich.rendered(block, reader)


def _markdown(block: Json, _: Mapping[str, Json], __: Reader) -> Markup:
    return tag("div", safe(str(block.get("text", ""))), class_="text")


def _input(block: Json, chosen: Mapping[str, Json], reader: Reader) -> Markup:
    label = tag("div", words(block.get("label"), reader), class_="caption")
    return joined([label, _control(block["element"], chosen, reader)])


def _table(block: Json, _: Mapping[str, Json], reader: Reader) -> Markup:
    return tag("table", *(tag("tr", *(_cell(cell, reader) for cell in row)) for row in block.get("rows", [])))


def _cell(cell: Json, reader: Reader) -> Markup:
    if cell.get("type") == "rich_text":
        return tag("td", rich.rendered(cell, reader))
    return tag("td", mrkdwn.plain(str(cell.get("text", ""))))


DRAWN: dict[str, Callable[[Json, Mapping[str, Json], Reader], Markup]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "divider": _divider,
    "image": _image,
    "rich_text": _rich,
    "markdown": _markdown,
    "input": _input,
    "table": _table,
}
