"""Whom a payload is from: the team, the person, and whether they belong to another organisation."""

from handlers.gesture import Payload


def part(payload: Payload, name: str) -> Payload:
    """Return an inner object; Slack leaves it out, or sends null, where there is none."""
    found: Payload | None = payload.get(name)
    return found or {}


def word(payload: Payload, name: str) -> str:
    """Return an inner text, "" where there is none."""
    found: str | None = payload.get(name)
    return found or ""


def team_of(body: Payload) -> str:
    """Return the team in which something was clicked or sent."""
    return word(part(body, "team"), "id") or body["user"]["team_id"]


def who(event: Payload) -> str | None:
    """Return who an event is about, "" when it is the whole team; None when it is nothing to us."""
    if event["type"] == "app_uninstalled" or (event["type"] == "tokens_revoked" and part(event, "tokens").get("bot")):
        return ""
    if event["type"] == "user_change":  # of all that may change, only that an account is closed
        person = part(event, "user")
        return word(person, "id") or None if person.get("deleted") else None
    user = event.get("user")
    return user if isinstance(user, str) and user else None


def is_foreign(body: Payload, team: str) -> bool:
    """Tell whether somebody of another organisation did it, in a channel that both share.

    In an organisation of several workspaces nobody is: Slack does not say which of them are its own.
    """
    event, person = part(body, "event"), body.get("user")
    clicked: Payload = {} if isinstance(person, str) else part(body, "user")
    theirs = word(clicked, "team_id") or word(event, "user_team") or word(part(event, "message"), "user_team")
    organised = any(body.get(name) for name in ("enterprise", "enterprise_id", "context_enterprise_id"))
    return bool(theirs and theirs != team and not organised)
