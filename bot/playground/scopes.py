"""Which scopes a call needs: for conversations it depends on what kind they are."""

from typing import TYPE_CHECKING

from bot.playground.world import Json

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

SCOPES = {
    "canvases.create": "canvases:write",
    "canvases.delete": "canvases:write",
    "canvases.edit": "canvases:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.canvases.create": "canvases:write",
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "reactions.add": "reactions:write",
    "reactions.get": "reactions:read",
    "reactions.remove": "reactions:write",
    "users.info": "users:read",
    "users.list": "users:read",
}
OF_A_CONVERSATION = {
    "conversations.history": "history",
    "conversations.info": "read",
    "conversations.list": "read",
    "conversations.members": "read",
    "conversations.replies": "history",
}
FAMILIES = {"channel": "channels", "group": "groups", "im": "im"}
TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im"}


def needed(slack: "LocalSlack", method: str, arguments: Json) -> list[str]:
    """Return the scopes that a call needs, all of them."""
    word = OF_A_CONVERSATION.get(method)
    if word is None:
        return [SCOPES[method]] if method in SCOPES else []
    if method == "conversations.list":
        types = str(arguments.get("types") or "public_channel").split(",")
        return [f"{TYPES[one]}:{word}" for one in types if one in TYPES]
    channel = slack.channels.get(str(arguments.get("channel", "")))
    return [f"{FAMILIES[channel.kind]}:{word}"] if channel else []
