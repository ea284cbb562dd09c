"""`vpd doctor`: what it finds, and what it says to do."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.manifest import manifest
from bot.playground.clock import Clock
from bot.playground.slack import LocalSlack
from handlers.paper.press import OF_SYSTEM, fonts_of_system
from storage.migrate import migrate
from tests.conversation import MONDAY

FONTS = len(OF_SYSTEM)


@pytest.fixture
async def slack() -> AsyncGenerator[LocalSlack]:
    made = LocalSlack(
        clock=Clock(MONDAY),
        manifest=manifest(None, socket=True),
        signing_secret="secret",
        bot_token="xoxb-local",
        app_token="xapp-local",
    )
    async with made:
        yield made


def environ(slack: LocalSlack, tmp_path: Path, **more: str) -> dict[str, str]:
    url = f"sqlite:///{tmp_path / 'vpd.db'}"
    tokens = {"SLACK_BOT_TOKEN": "xoxb-local", "SLACK_APP_TOKEN": "xapp-local", "PUBLIC_URL": "https://vpd.example.com"}
    return {**tokens, "SLACK_API_URL": slack.api_url, "DATABASE_URL": url, **more}


async def said(told: dict[str, str]) -> list[str]:
    return [f"{one.state}: {one.says}" for one in await examine(told)][:-FONTS]


async def test_all_is_fine(slack: LocalSlack, tmp_path: Path) -> None:
    told = environ(slack, tmp_path)
    await asyncio.to_thread(migrate, told["DATABASE_URL"])
    assert await said(told) == [
        "ok: The settings are complete: Slack is connected by Socket Mode.",
        "ok: The database is up to date.",
        "ok: Slack knows the app as vpd in local, with all its scopes.",
    ]


async def test_a_missing_setting_is_named(slack: LocalSlack, tmp_path: Path) -> None:
    told = environ(slack, tmp_path)
    del told["SLACK_BOT_TOKEN"]
    (found,) = await said(told)
    assert found.startswith("fix: SLACK_BOT_TOKEN is not set")


async def test_wrong_tokens_and_missing_scopes_are_told(slack: LocalSlack, tmp_path: Path) -> None:
    assert (await said(environ(slack, tmp_path, SLACK_BOT_TOKEN="xoxb-old")))[-1].startswith(
        "fix: Slack refuses the tokens (invalid_auth)"
    )
    slack.manifest["oauth_config"]["scopes"]["bot"].remove("files:write")
    assert "lacks the scopes files:write" in (await said(environ(slack, tmp_path)))[-1]


async def test_what_is_out_of_reach_is_told(slack: LocalSlack, tmp_path: Path) -> None:
    nowhere = environ(slack, tmp_path, SLACK_API_URL="http://127.0.0.1:9/api/")
    nowhere["DATABASE_URL"] = f"sqlite:///{tmp_path / 'no' / 'folder' / 'vpd.db'}"
    _, database, reached = await said(nowhere)
    assert database.startswith("fix: The database can't be used")
    assert reached.startswith("fix: Slack can't be reached")


async def test_scripts_that_would_show_boxes_are_named(slack: LocalSlack, tmp_path: Path) -> None:
    fonts = [one for one in await examine(environ(slack, tmp_path)) if "Pictures" in one.says]
    assert len(fonts) == FONTS
    assert [one.state == "ok" for one in fonts] == [name in fonts_of_system() for name in OF_SYSTEM]


async def test_the_command_ends_with_1_when_something_is_in_the_way(slack: LocalSlack, tmp_path: Path) -> None:
    def run(**more: str) -> subprocess.CompletedProcess[str]:
        told = {**os.environ, **environ(slack, tmp_path, **more)}
        command = [sys.executable, "-c", "from bot.cli import main; main()", "doctor"]
        return subprocess.run(command, env=told, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603

    fine = await asyncio.to_thread(run)
    assert (fine.returncode, fine.stderr) == (0, "")
    assert "hint  The database is new" in fine.stdout
    broken = await asyncio.to_thread(lambda: run(SLACK_BOT_TOKEN="xoxb-old"))
    assert broken.returncode == 1
    assert "1 thing is in the way" in broken.stderr
