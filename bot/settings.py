"""Every setting, read once at start: from the environment, or from a `.env` file beside it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dotenv import dotenv_values

SLACK: Final = "https://slack.com/api/"
_APP_PAGE: Final = "your app's page at api.slack.com/apps"
_SECRETS_AT_ONCE: Final = 2
_HIGHEST_PORT: Final = 65_535
_VISIBLE: Final = re.compile(r"[!-~]+")  # ASCII without spaces


class SettingsBroken(Exception):
    """A setting is missing or malformed. Its text is one sentence that names it and says how to get it."""


class Mode(StrEnum):
    """How gestures reach us."""

    SOCKET = "socket"
    HTTP = "http"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Validated settings; what is not set is empty. `slack_api_url` ends with a slash, `public_url` does not."""

    slack_bot_token: str = field(repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_client_id: str = ""
    slack_client_secret: str = field(default="", repr=False)
    vpd_encryption_keys: str = field(default="", repr=False)
    slack_api_url: str = SLACK
    database_url: str = field(default="sqlite:///vpd.db", repr=False)  # may hold a password
    host: str = "0.0.0.0"  # noqa: S104 - a server in a container is reached from outside; HOST narrows it
    port: int
    public_url: str = ""
    log_level: str = "INFO"
    log_format: str = "console"

    @property
    def mode(self) -> Mode:
        """Socket Mode when there is an app token, else HTTP."""
        return Mode.SOCKET if self.slack_app_token else Mode.HTTP

    @property
    def signing_secrets(self) -> tuple[str, ...]:
        """The secrets that a request may be signed with: none, one, or two while one replaces the other."""
        return _several(self.slack_signing_secret)


def environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return `environ` over what the `.env` file in `folder` says, if there is one."""
    told = dotenv_values(folder / ".env", interpolate=False)
    return {name: value for name, value in told.items() if value is not None} | dict(environ)


def load(environ: Mapping[str, str]) -> Settings:
    """Read all settings of the program that talks to Slack; an empty value counts as not set.

    Raises SettingsBroken for the first one that is missing or malformed.
    """
    given = _given(environ)
    read = {name.lower(): check(given[name]) for name, check in _CHECKS.items() if name in given}
    port = _port(given.get("PORT", "3000"))
    _require_connection(given)
    return Settings(port=port, **read)


def database_url(environ: Mapping[str, str]) -> str:
    """Read only where the database is: commands that never talk to Slack need no more.

    Raises SettingsBroken.
    """
    given = _given(environ)
    return _database(given["DATABASE_URL"]) if "DATABASE_URL" in given else "sqlite:///vpd.db"


def _given(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: stripped for name, value in environ.items() if (stripped := value.strip())}


def _require_connection(given: Mapping[str, str]) -> None:
    if "SLACK_BOT_TOKEN" not in given:
        only_oauth = "SLACK_CLIENT_ID" in given or "SLACK_CLIENT_SECRET" in given
        more = ", and SLACK_CLIENT_ID does not connect a workspace yet" if only_oauth else ""
        message = f"SLACK_BOT_TOKEN is not set{more}: {_BOT_TOKEN}."
        raise SettingsBroken(message)
    if "SLACK_APP_TOKEN" not in given and "SLACK_SIGNING_SECRET" not in given:
        message = (
            f"SLACK_SIGNING_SECRET is not set: {_SIGNING_SECRET}, or set SLACK_APP_TOKEN to connect by Socket Mode."
        )
        raise SettingsBroken(message)


_BOT_TOKEN: Final = f"copy the “Bot User OAuth Token” from “OAuth & Permissions” on {_APP_PAGE}"
_APP_TOKEN: Final = (
    f"make an “App-Level Token” with the scope connections:write under “Basic Information” on {_APP_PAGE}"
)
_SIGNING_SECRET: Final = f"copy the “Signing Secret” from “Basic Information” on {_APP_PAGE}"


def _token(name: str, prefix: str, how: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not value.startswith(prefix) or len(value) == len(prefix) or not _VISIBLE.fullmatch(value):
            message = f"{name} must begin with {prefix} and hold no spaces: {how}."
            raise SettingsBroken(message)
        return value

    return check


def _secrets(value: str) -> str:
    several = _several(value)
    if not 1 <= len(several) <= _SECRETS_AT_ONCE or not all(_VISIBLE.fullmatch(secret) for secret in several):
        message = (
            f"SLACK_SIGNING_SECRET must be one secret, or two with a comma between them while you change it:"
            f" {_SIGNING_SECRET}."
        )
        raise SettingsBroken(message)
    return ",".join(several)


def _several(value: str) -> tuple[str, ...]:
    return tuple(secret.strip() for secret in value.split(",") if secret.strip())


def _web_address(name: str, example: str, end: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not is_web_address(value):
            message = f"{name} must be a web address without ? and #, for example {example}."
            raise SettingsBroken(message)
        return value.rstrip("/") + end

    return check


def is_web_address(value: str) -> bool:
    """Whether `value` is an http or https address without query and fragment."""
    try:
        parts = urlsplit(value)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port or an IPv6 address that is none
        return False
    return known and not parts.query and not parts.fragment and bool(_VISIBLE.fullmatch(value))


def _database(value: str) -> str:
    scheme, found, rest = value.partition("://")
    file = rest.removeprefix("/")
    sqlite = scheme == "sqlite" and rest.startswith("/") and bool(file) and not file.startswith(":memory:")
    postgres = scheme in {"postgres", "postgresql"} and bool(rest) and _has_good_port(value)
    if not found or not (sqlite or postgres):
        message = (
            "DATABASE_URL must name a SQLite file or a PostgreSQL database,"
            " for example sqlite:///vpd.db or postgresql://user:password@host/vpd."
        )
        raise SettingsBroken(message)
    return value


def _has_good_port(url: str) -> bool:
    try:
        return (urlsplit(url).port or 1) > 0
    except ValueError:
        return False


def _port(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", value) or int(value) > _HIGHEST_PORT:
        message = f"PORT must be a number from 0 to {_HIGHEST_PORT}, for example 3000 (0 takes any free one)."
        raise SettingsBroken(message)
    return int(value)


def _host(value: str) -> str:
    if not _VISIBLE.fullmatch(value) or "/" in value:
        message = "HOST must be an address of this machine, for example 0.0.0.0 or 127.0.0.1."
        raise SettingsBroken(message)
    return value


def _one_of(name: str, choices: tuple[str, ...], fold: Callable[[str], str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if fold(value) not in choices:
            message = f"{name} must be one of {', '.join(choices)}."
            raise SettingsBroken(message)
        return fold(value)

    return check


_CHECKS: Final[Mapping[str, Callable[[str], str]]] = {
    "SLACK_BOT_TOKEN": _token("SLACK_BOT_TOKEN", "xoxb-", _BOT_TOKEN),
    "SLACK_APP_TOKEN": _token("SLACK_APP_TOKEN", "xapp-", _APP_TOKEN),
    "SLACK_SIGNING_SECRET": _secrets,
    "SLACK_CLIENT_ID": str,
    "SLACK_CLIENT_SECRET": str,
    "VPD_ENCRYPTION_KEYS": str,
    "SLACK_API_URL": _web_address("SLACK_API_URL", SLACK, "/"),
    "DATABASE_URL": _database,
    "HOST": _host,
    "PUBLIC_URL": _web_address("PUBLIC_URL", "https://vpd.example.com", ""),
    "LOG_LEVEL": _one_of("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), str.upper),
    "LOG_FORMAT": _one_of("LOG_FORMAT", ("console", "json"), str.lower),
}
