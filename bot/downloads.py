"""Files that people hand over in forms, fetched with the bot's token and from Slack alone."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.calls import Json, look_up
from handlers.gesture import FileFact, FileProblem
from handlers.paper.reading.decode import MOST

log = logging.getLogger(__name__)

AT_MOST = 2.0  # seconds; a form must be answered within three
_GOOD = 200
_OF_SLACK = ("slack.com", "slack-gov.com", "slack-files.com")


class Downloads:
    """Fetches files; nothing is ever asked of an address that is not Slack's, so the token stays with it."""

    def __init__(self, slack: AsyncWebClient) -> None:
        """Ask `slack` where a file is."""
        self._slack = slack

    async def fetch(self, file: str) -> FileFact:
        """Return a file by its id; what went wrong is said in it."""
        name = ""
        try:
            async with asyncio.timeout(AT_MOST):
                answer = await look_up(self._slack, "files.info", {"file": file})
                told: Json = answer["file"]
                name = str(told.get("name") or told.get("title") or "file")
                if int(told.get("size") or 0) > MOST:
                    return FileFact(name, problem=FileProblem.TOO_LARGE)
                address = str(told.get("url_private_download") or told.get("url_private") or "")
                return await self._content(name, address)
        except (SlackApiError, SlackClientError, ClientError, TimeoutError) as problem:
            log.warning("Slack did not hand over a file: %s", problem)
            return FileFact(name, problem=FileProblem.AWAY)

    async def _content(self, name: str, address: str) -> FileFact:
        if not is_slacks(address, self._slack.base_url):
            log.warning("a file is not at Slack's: it was not fetched")
            return FileFact(name, problem=FileProblem.AWAY)
        headers = {"Authorization": f"Bearer {self._slack.token}"}
        # Slack answers with the way to its log-in page when the token may not read files: never follow.
        async with self._session() as session, session.get(address, headers=headers, allow_redirects=False) as response:
            if response.status != _GOOD:
                log.warning("Slack did not hand over a file: status %s", response.status)
                return FileFact(name, problem=FileProblem.AWAY)
            content = bytearray()
            async for piece in response.content.iter_chunked(65_536):
                content += piece
                if len(content) > MOST:
                    return FileFact(name, problem=FileProblem.TOO_LARGE)
            return FileFact(name, bytes(content))

    @asynccontextmanager
    async def _session(self) -> AsyncGenerator[ClientSession]:
        """Use the connections that are kept while the program runs, else one of our own."""
        if self._slack.session is not None:
            yield self._slack.session
            return
        async with ClientSession() as session:
            yield session


def is_slacks(address: str, api: str) -> bool:
    """Whether an address is Slack's over https, or on the very host where the Web API is."""
    try:
        there, ours = urlsplit(address), urlsplit(api)
        if (there.scheme, there.hostname, there.port) == (ours.scheme, ours.hostname, ours.port):
            return not there.username and there.hostname is not None
    except ValueError:
        return False
    host = (there.hostname or "").rstrip(".")
    known = any(host == own or host.endswith(f".{own}") for own in _OF_SLACK)
    return there.scheme == "https" and known and there.port in {None, 443} and not there.username
