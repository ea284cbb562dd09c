"""Forms and App Home: opened by a trigger, stacked three high at most."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.playground import limits
from bot.playground.world import Json, OpenView, Refusal, new_id

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

STACK = 3


def checked(view: Json, kind: str) -> Json:
    """Return a view that Slack would take. Raises Refusal."""
    problems = limits.view_problems(view)
    if view.get("type") != kind:
        problems.append(f"type must be {kind}")
    if problems:
        raise Refusal("invalid_arguments", response_metadata={"messages": problems})
    if len(json.dumps(view)) > limits.VIEW_BYTES:
        raise Refusal("view_too_large")
    return view


def push(slack: "LocalSlack", user: str, view: Json) -> OpenView:
    """Put a form on top of what somebody has open. Raises Refusal when three are stacked."""
    stack = slack.views.setdefault(user, [])
    if len(stack) >= STACK:
        raise Refusal("push_limit_reached")
    root, previous = (stack[0].id, stack[-1].id) if stack else ("", "")
    opened = OpenView(new_id("V"), user, checked(view, limits.MODAL), root=root, previous=previous)
    opened.state = initial_state(view)
    stack.append(opened)
    slack.changed.set()
    return opened


def replace(opened: OpenView, view: Json) -> None:
    """Put another view in the place of one; what was typed stays where block and action ids are equal."""
    opened.view = checked(view, opened.view["type"])
    kept = opened.state
    opened.state = initial_state(view)
    for block, actions in opened.state.items():
        for action in actions:
            if action in kept.get(block, {}):
                actions[action] = kept[block][action]
    opened.hash = f"1.{new_id('H')}"
    opened.errors = {}


def initial_state(view: Json) -> dict[str, dict[str, Json]]:
    """Return what the controls of a form hold before anybody touches them."""
    state: dict[str, dict[str, Json]] = {}
    for block in view.get("blocks", []):
        elements = [block["element"]] if block["type"] == "input" else block.get("elements", [])
        elements += [block["accessory"]] if block.get("accessory") else []
        for element in elements:
            if element.get("action_id") and element["type"] != "button":
                state.setdefault(block.get("block_id", ""), {})[element["action_id"]] = _initial(element)
    return state


def _initial(element: Json) -> Json:
    names = {
        "plain_text_input": ("initial_value", "value", None),
        "static_select": ("initial_option", "selected_option", None),
        "external_select": ("initial_option", "selected_option", None),
        "radio_buttons": ("initial_option", "selected_option", None),
        "checkboxes": ("initial_options", "selected_options", []),
        "multi_static_select": ("initial_options", "selected_options", []),
        "multi_external_select": ("initial_options", "selected_options", []),
        "users_select": ("initial_user", "selected_user", None),
        "multi_users_select": ("initial_users", "selected_users", []),
        "channels_select": ("initial_channel", "selected_channel", None),
        "multi_channels_select": ("initial_channels", "selected_channels", []),
        "conversations_select": ("initial_conversation", "selected_conversation", None),
        "multi_conversations_select": ("initial_conversations", "selected_conversations", []),
        "datepicker": ("initial_date", "selected_date", None),
        "file_input": ("", "files", []),
        "timepicker": ("initial_time", "selected_time", None),
    }
    given, held, empty = names.get(element["type"], ("initial_value", "value", None))
    return {"type": element["type"], held: element.get(given, empty)}


def _open(slack: "LocalSlack", arguments: Json) -> Json:
    user = slack.use_trigger(str(arguments.get("trigger_id", "")))
    checked(arguments["view"], limits.MODAL)
    slack.views[user] = []
    return {"view": push(slack, user, arguments["view"]).told()}


def _push(slack: "LocalSlack", arguments: Json) -> Json:
    user = slack.use_trigger(str(arguments.get("trigger_id", "")))
    return {"view": push(slack, user, arguments["view"]).told()}


def _update(slack: "LocalSlack", arguments: Json) -> Json:
    wanted = arguments.get("view_id")
    opened = next((one for stack in slack.views.values() for one in stack if one.id == wanted), None)
    if opened is None:
        raise Refusal("not_found")
    if arguments.get("hash") and arguments["hash"] != opened.hash:
        raise Refusal("hash_conflict")
    replace(opened, arguments["view"])
    slack.changed.set()
    return {"view": opened.told()}


def _publish(slack: "LocalSlack", arguments: Json) -> Json:
    user = str(arguments.get("user_id", ""))
    if user not in slack.users:
        raise Refusal("user_not_found")
    slack.homes[user] = OpenView(new_id("V"), user, checked(arguments["view"], limits.HOME))
    slack.changed.set()
    return {"view": slack.homes[user].told()}


VIEW_METHODS: dict[str, Callable[["LocalSlack", Json], Json]] = {
    "views.open": _open,
    "views.push": _push,
    "views.update": _update,
    "views.publish": _publish,
}
