"""The bot in a process of its own, as an operator runs it, beside the local Slack."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.playground.slack import LocalSlack
from bot.playground.socket import Socket
from tests.conversation import SECRET
from tests.playback import free_port

ROOT = Path(__file__).parent.parent
VPD = (sys.executable, "-c", "from bot.cli import main; main()")
IN_TIME = 30  # seconds that anything may take on a busy machine


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something outside of this process holds; TimeoutError when it never does."""
    async with asyncio.timeout(IN_TIME):
        while not holds():  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.05)


class Child:
    """The bot in a process of its own. By Socket Mode it connects to `slack`, by HTTP `slack` reaches it."""

    def __init__(self, slack: LocalSlack, url: str, folder: Path, *, socket: bool = False) -> None:
        """Prepare to run on the database at `url`, in the working directory `folder`."""
        self.slack = slack
        self.url = url
        self.socket = socket
        self.folder = folder
        self.clock: Path | None = None  # a file with the time that the program sees; None: the real time
        self.process: subprocess.Popen[bytes] | None = None
        self._port = free_port()
        self._said = folder / f"stderr-{self._port}"

    @property
    def runs(self) -> bool:
        """Whether the process is alive."""
        return self.process is not None and self.process.poll() is None

    def tell_time(self) -> None:
        """Let the program see the time of the local Slack."""
        self.clock = self.clock or self.folder / "clock"
        unfinished = self.clock.with_suffix(f".{os.getpid()}")
        unfinished.write_text(str(self.slack.clock.now().timestamp()))
        unfinished.replace(self.clock)

    def start(self) -> None:
        """Start the process; it may not listen yet."""
        environ = {
            "SLACK_BOT_TOKEN": "xoxb-local",
            "SLACK_APP_TOKEN": "xapp-local" if self.socket else "",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self.url,
            "HOST": "127.0.0.1",
            "PORT": str(self._port),
            "PUBLIC_URL": f"http://127.0.0.1:{self._port}",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "tests.killable", str(self.clock)] if self.clock else [*VPD, "run"]
        with self._said.open("w") as said:
            self.process = subprocess.Popen(command, env={**os.environ, **environ}, cwd=self.folder, stderr=said)  # noqa: S603 - our own program

    async def up(self) -> None:
        """Start the program when it is down, and wait until gestures reach it."""
        if self.runs:
            return
        known = set(self.slack.delivery.sockets)
        self.start()
        if not self.socket:
            self.slack.app_url = f"http://127.0.0.1:{self._port}/slack/events"
        while self.runs and not await self._listens(known):  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.05)

    async def _listens(self, known: set[Socket]) -> bool:
        if self.socket:
            return bool(set(self.slack.delivery.sockets) - known)
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", self._port)
            writer.close()
            return True
        return False

    async def terminated(self) -> int:
        """Tell the program to stop, and return its exit code. Raises TimeoutExpired when it does not stop in time."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.to_thread(self.process.wait, IN_TIME)

    @property
    def said(self) -> str:
        """What it wrote on standard error since it was started last."""
        return self._said.read_text() if self.process else ""

    def end(self) -> str:
        """End it for good, and return what it said."""
        if self.process:
            self.process.kill()
            self.process.wait()
        return self.said
