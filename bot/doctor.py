"""`vpd doctor`: looks at everything `vpd run` needs, and says in one line each what is fine and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot import logs
from bot.manifest import SCOPES
from bot.settings import Mode, Settings, SettingsBroken, load
from handlers.paper.press import COLOUR, OF_SYSTEM, fonts_of_system
from storage.database import Database
from storage.migrate import is_current

_FONTS: Mapping[str, tuple[str, str]] = {
    "CJK": (
        "Pictures show Chinese, Japanese and Korean.",
        "Pictures show boxes for Chinese, Japanese and Korean: install the fonts “Noto Sans CJK” (fonts-noto-cjk).",
    ),
    COLOUR: (
        "Pictures show emoji in colour.",
        "Pictures show emoji in one colour: install the font “Noto Color Emoji” (fonts-noto-color-emoji).",
    ),
}


class State(StrEnum):
    """How one thing stands: fine, could be better, or in the way of `vpd run`."""

    FINE = "ok"
    ADVICE = "hint"
    WRONG = "fix"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the answer."""

    state: State
    says: str


async def examine(environ: Mapping[str, str]) -> list[Finding]:
    """Look at settings, database, Slack and fonts; what depends on something broken is left out."""
    try:
        settings = load(environ)
    except SettingsBroken as problem:
        return [Finding(State.WRONG, str(problem)), *_fonts()]
    return [*_settings(settings), _database(settings), *await _slack(settings), *_fonts()]


def _settings(settings: Settings) -> Iterable[Finding]:
    how = "Socket Mode" if settings.mode is Mode.SOCKET else "signed HTTP"
    yield Finding(State.FINE, f"The settings are complete: Slack is connected by {how}.")
    if not settings.public_url:
        says = "PUBLIC_URL is not set: without the address at which browsers reach this program, /vpd wall has no link."
        yield Finding(State.ADVICE, says)


def _database(settings: Settings) -> Finding:
    database = Database(settings.database_url)
    try:
        if database.read_now("", lambda tx: is_current(tx.connection)):
            return Finding(State.FINE, "The database is up to date.")
        return Finding(State.ADVICE, "The database is new or older than this program: `vpd run` brings it up to date.")
    except SQLAlchemyError as problem:
        reason = logs.masked(str(problem).partition("\n")[0])
        return Finding(State.WRONG, f"The database can't be used ({reason}): check DATABASE_URL.")
    finally:
        database.close()


async def _slack(settings: Settings) -> Iterable[Finding]:
    client = AsyncWebClient(token=settings.slack_bot_token, base_url=settings.slack_api_url, retry_handlers=[])
    try:
        answer = await client.auth_test()
        if settings.mode is Mode.SOCKET:
            await client.apps_connections_open(app_token=settings.slack_app_token)
    except SlackApiError as problem:
        says = f"Slack refuses the tokens ({problem.response['error']}): compare them with your app's page."
        return [Finding(State.WRONG, says)]
    except (ClientError, TimeoutError):
        says = "Slack can't be reached: check the network, and SLACK_API_URL if you have set it."
        return [Finding(State.WRONG, says)]
    granted = cast("Mapping[str, str]", answer.headers).get("x-oauth-scopes", "").split(",")
    missing = [scope for scope in SCOPES if scope not in {one.strip() for one in granted}]
    if missing:
        says = f"The app lacks the scopes {', '.join(missing)}: paste the manifest again and reinstall the app."
        return [Finding(State.WRONG, says)]
    return [Finding(State.FINE, f"Slack knows the app as {answer['user']} in {answer['team']}, with all its scopes.")]


def _fonts() -> Iterable[Finding]:
    found = fonts_of_system()
    for name in OF_SYSTEM:
        fine, advice = _FONTS[name]
        yield Finding(State.FINE, fine) if name in found else Finding(State.ADVICE, advice)
