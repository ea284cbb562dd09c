"""The local Slack gives files to the app that may read them, and to nobody else."""

from typing import Any

import pytest
from aiohttp import ClientSession

from bot.manifest import manifest
from bot.playground import limits
from bot.playground.clock import Clock
from bot.playground.slack import LocalSlack
from bot.playground.views import initial_state
from tests.conversation import MONDAY

INPUT: dict[str, Any] = {
    "type": "input",
    "block_id": "file",
    "label": {"type": "plain_text", "text": "File"},
    "element": {"type": "file_input", "action_id": "imports.file", "filetypes": ["csv"], "max_files": 1},
}


def workspace(*, reads: bool = True) -> LocalSlack:
    made = manifest(None, socket=True)
    if not reads:
        made["oauth_config"]["scopes"]["bot"].remove("files:read")
    return LocalSlack(
        clock=Clock(MONDAY), manifest=made, signing_secret="s", bot_token="xoxb-local", app_token="xapp-local"
    )


@pytest.mark.parametrize(
    ("token", "reads", "status"),
    [("xoxb-local", True, 200), ("", True, 302), ("xoxb-other", True, 302), ("xoxb-local", False, 302)],
)
async def test_only_the_app_that_may_read_files_gets_one(token: str, status: int, *, reads: bool) -> None:
    async with workspace(reads=reads) as slack, ClientSession() as session:
        chosen = slack.person("ben").choose_file("board.csv", b"pain,Waits")
        headers = {"Authorization": f"Bearer {token}"}
        async with session.get(chosen["url_private_download"], headers=headers, allow_redirects=False) as answer:
            assert answer.status == status
            assert (await answer.read() == b"pain,Waits") is (status == 200)


def test_a_file_field_is_empty_until_a_file_is_chosen() -> None:
    assert limits.block_problems([INPUT], limits.MODAL) == []
    assert initial_state({"blocks": [INPUT]})["file"]["imports.file"] == {"type": "file_input", "files": []}


@pytest.mark.parametrize("change", [{"max_files": 11}, {"max_files": 0}, {"filetypes": [".csv"]}])
def test_a_file_field_that_slack_refuses_is_refused(change: dict[str, Any]) -> None:
    assert limits.block_problems([{**INPUT, "element": {**INPUT["element"], **change}}], limits.MODAL)
