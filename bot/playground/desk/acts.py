"""What a click in a message, form or home does: the name that stands in `data-do`, and what comes of it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from nicegui import ui

from bot.playground.desk import asking
from bot.playground.desk.reading import NEVER
from bot.playground.reading import control, controls, within
from bot.playground.world import Json, OpenView, Post

if TYPE_CHECKING:
    from bot.playground.desk.tab import Tab

CHANGED = "This has just changed. Have another look, and choose again."

# What was clicked, read from the element and what is around it; menus close, and open upwards where they would be cut.
CLICKED = """(event) => {
  const menu = event.target.closest('details.overflow');
  document.querySelectorAll('details.overflow[open]').forEach((one) => { if (one !== menu) one.open = false; });
  if (menu && event.target.closest('summary')) requestAnimationFrame(() => {
    menu.classList.remove('up');
    const room = menu.closest('.pane, .home, .form-body'), popup = menu.querySelector('.popup');
    if (!room || !popup || !menu.open) return;
    const below = room.getBoundingClientRect().bottom - popup.getBoundingClientRect().bottom;
    const above = menu.getBoundingClientRect().top - popup.offsetHeight - room.getBoundingClientRect().top;
    menu.classList.toggle('up', below < 0 && above > below);
  });
  const done = event.target.closest('[data-do]');
  if (!done || ['SELECT', 'INPUT'].includes(done.tagName)) return;
  const told = {...done.dataset};
  const around = done.closest('[data-ts]'), view = done.closest('[data-view]'), block = done.closest('[data-block]');
  if (around) { told.ts = around.dataset.ts; told.channel = told.channel || around.dataset.channel; }
  if (view) told.view = view.dataset.view;
  if (block) told.block = block.dataset.block;
  if (menu) menu.open = false;
  if (told.do === 'copy') navigator.clipboard?.writeText(
    location.origin + '/archives/' + told.channel + '/p' + told.ts.replace('.', ''));
  emit(told);
}"""
CHOSEN = """(event) => {
  const done = event.target.closest('[data-do=choose]');
  if (!done) return;
  const group = done.closest('[data-group]');
  const several = group && done.type === 'checkbox';
  const value = several ? [...group.querySelectorAll('input:checked')].map((one) => one.value) : done.value;
  const told = {do: 'press', action: done.dataset.action, value};
  const around = done.closest('[data-ts]'), view = done.closest('[data-view]'), block = done.closest('[data-block]');
  if (around) { told.ts = around.dataset.ts; told.channel = around.dataset.channel; }
  if (view) told.view = view.dataset.view;
  if (block) told.block = block.dataset.block;
  emit(told);
}"""


async def done(tab: "Tab", told: Json) -> None:
    """Do what was clicked; what has vanished meanwhile is said so."""
    act = ACTS.get(str(told.get("do", "")))
    if act is None:
        return
    try:
        await act(tab, told)
    except (LookupError, StopIteration, ValueError):
        ui.notify(CHANGED, type="info", position="top")


def _where(tab: "Tab", told: Json) -> Post | OpenView:
    """Return the message, form or home that was clicked. Raises LookupError."""
    if "view" not in told:
        return tab.slack.channels[told["channel"]].posts[told["ts"]]
    home = tab.person.home
    shown = [*tab.person.forms, *([home] if home else [])]
    found = [one for one in shown if one.id == told["view"]]
    return found[0]


async def _press(tab: "Tab", told: Json) -> None:
    where = _where(tab, told)
    blocks = where.blocks if isinstance(where, Post) else where.view["blocks"]
    block = _block(blocks, told)
    _, element = control(within(blocks, block), told["action"])
    if element.get("confirm") and not await asking.confirmed(element["confirm"]):
        return
    shown = await tab.person.press(where, told["action"], told.get("value"), block_id=block)
    tab.say(shown.error)


def _block(blocks: list[Json], told: Json) -> str:
    """Return the block that was clicked, "" where it has not that action: a form shows its blocks one by one."""
    block = str(told.get("block", ""))
    there = [element["action_id"] for _, element in controls(within(blocks, block))]
    return block if told["action"] in there else ""


async def _pick(tab: "Tab", told: Json) -> None:
    where = _where(tab, told)
    blocks = where.blocks if isinstance(where, Post) else where.view["blocks"]
    block = _block(blocks, told)
    _, element = control(within(blocks, block), told["action"])
    chosen = await asking.picked(tab.person, where, element)
    if chosen is not None:
        tab.say((await tab.person.press(where, told["action"], chosen, block_id=block)).error)


async def _react(tab: "Tab", told: Json) -> None:
    post = tab.slack.channels[told["channel"]].posts[told["ts"]]
    name = str(told["name"])
    back = tab.person.id in post.reactions.get(name, [])
    await (tab.person.unreact if back else tab.person.react)(post.ts, name)


async def _emoji(tab: "Tab", told: Json) -> None:
    if name := await asking.reaction():
        await _react(tab, {**told, "name": name})


async def _thread(tab: "Tab", told: Json) -> None:
    tab.open_thread(told["channel"], told["ts"])


async def _channel(tab: "Tab", told: Json) -> None:
    tab.open_channel(told["channel"])


async def _join(tab: "Tab", told: Json) -> None:
    await tab.person.join(tab.slack.channels[told["channel"]])
    tab.slack.changed.set()
    tab.open_channel(told["channel"])


async def _edit(tab: "Tab", told: Json) -> None:
    post = tab.slack.channels[told["channel"]].posts[told["ts"]]
    text = await asking.written("Edit message", tab.typed(post.text))
    if text and text != tab.typed(post.text):
        await tab.person.edit(post.ts, text)


async def _delete(tab: "Tab", told: Json) -> None:
    if await asking.sure("Delete message", "Are you sure? This cannot be taken back.", "Delete"):
        await tab.person.delete(told["ts"])


async def _shortcut(tab: "Tab", told: Json) -> None:
    tab.say((await tab.person.shortcut(told["callback"], told["ts"])).error)


async def _type(tab: "Tab", told: Json) -> None:
    await tab.send(str(told["words"]))


async def _load(tab: "Tab", told: Json) -> None:
    await tab.load(int(told["step"]))


async def _dismiss(tab: "Tab", told: Json) -> None:
    tab.slack.channels[told["channel"]].posts[told["ts"]].deleted = True
    tab.slack.changed.set()


async def _unread(tab: "Tab", told: Json) -> None:
    channel = tab.slack.channels[told["channel"]]
    tab.leave_unread(channel, max((ts for ts in channel.posts if ts < told["ts"]), default=NEVER))


async def _copy(_: "Tab", __: Json) -> None:
    ui.notify("The link is copied.", type="positive", position="top")


ACTS: dict[str, Callable[["Tab", Json], Awaitable[None]]] = {
    "press": _press,
    "pick": _pick,
    "react": _react,
    "emoji": _emoji,
    "thread": _thread,
    "channel": _channel,
    "join": _join,
    "edit": _edit,
    "delete": _delete,
    "shortcut": _shortcut,
    "dismiss": _dismiss,
    "type": _type,
    "load": _load,
    "unread": _unread,
    "copy": _copy,
}
