"""The bot as a program that a test kills: `python -m tests.killable CLOCK`; the test moves the clock, a file."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot import courier
from bot.run import run_until
from bot.settings import load

IDLE = 0.05  # the test's clock runs far ahead of the second that the program rests by itself


def main(clock: Path) -> None:
    """Run until killed."""
    courier.IDLE = IDLE

    def now() -> datetime:
        return datetime.fromtimestamp(float(clock.read_text()), UTC)

    async def forever() -> None:
        await run_until(load(os.environ), asyncio.Event(), now)

    asyncio.run(forever())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
