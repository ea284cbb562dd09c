"""Every story is lived again: everybody sees what they saw when somebody last read it, and nobody is ever stuck."""

import pytest

from tests.conversation import conversation
from tests.stories.telling import FOLDER, Story

STORIES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}


@pytest.mark.parametrize("name", STORIES)
async def test_a_story_is_lived_as_it_was_written(name: str, database_url: str) -> None:
    async with conversation(database_url) as talk:
        assert await Story(talk).live(STORIES[name]) == STORIES[name]
        assert talk.slack.refusals == []
