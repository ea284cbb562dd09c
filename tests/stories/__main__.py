"""Write anew what everybody saw: `python -m tests.stories [NAME]`. Read it before it is kept."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.migrate import migrate
from tests.conversation import conversation
from tests.stories.telling import FOLDER, Story, without_quotes


async def live(url: str, script: str) -> list[str]:
    """Live one story and return its lines with what was seen; where somebody is stuck, those until then and why."""
    async with conversation(url) as talk:
        story = Story(talk)
        try:
            await story.live(script)
        except Exception as stuck:  # noqa: BLE001 - whatever it is, it is told and the story is kept
            sys.stderr.write(f"{type(stuck).__name__}: {stuck}\n")
        return story.told


def main(name: str) -> None:
    """Tell every story of a name, each on a database of its own."""
    for path in sorted(FOLDER.glob(f"{name}.md")):
        script = path.read_text(encoding="utf-8")
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'story.db'}"
            migrate(url)
            told = asyncio.run(live(url, script))
        rest = without_quotes(script)[len(without_quotes("\n".join(told))) :]
        path.write_text("\n".join([*told, *rest]).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "*")
