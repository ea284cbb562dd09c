"""Files are fetched from Slack alone, and only with what they need."""

from dataclasses import replace

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.downloads import Downloads, is_slacks
from bot.manifest import manifest
from bot.playground.clock import Clock
from bot.playground.faults import Fault
from bot.playground.slack import LocalSlack
from handlers.gesture import FileProblem
from tests.conversation import MONDAY

API = "https://slack.com/api/"
LOCAL = "http://127.0.0.1:8400/api/"


@pytest.mark.parametrize(
    "address",
    [
        "https://files.slack.com/files-pri/T1-F1/download/board.csv",
        "https://files.slack-gov.com/files-pri/T1-F1/board.csv",
        "https://slack.com/x",
        "https://files.slack.com:443/x",
    ],
)
def test_slacks_own_addresses_are_known(address: str) -> None:
    assert is_slacks(address, API)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://files.slack.com/x",
        "https://files.slack.com.evil.example/x",
        "https://evilslack.com/x",
        "https://files.slack.com@evil.example/x",
        "https://user:word@files.slack.com/x",
        "https://files.slack.com:8443/x",
        "http://127.0.0.1:8401/x",
        "http://127.0.0.1/x",
        "https://[::1",
        "file:///etc/passwd",
        "//files.slack.com/x",
    ],
)
def test_no_other_address_is_asked(address: str) -> None:
    assert not is_slacks(address, API)
    assert not is_slacks(address, LOCAL)


def test_where_the_web_api_is_files_may_be_too() -> None:
    assert is_slacks("http://127.0.0.1:8400/files-pri/F1/a.csv", LOCAL)


def workspace() -> LocalSlack:
    return LocalSlack(
        clock=Clock(MONDAY),
        manifest=manifest(None, socket=True),
        signing_secret="s",
        bot_token="xoxb-local",
        app_token="xapp-local",
    )


def app(slack: LocalSlack, *, ours: bool = True) -> Downloads:
    token = "xoxb-local" if ours else "xoxb-other"
    return Downloads(AsyncWebClient(token=token, base_url=slack.api_url, retry_handlers=[]))


async def test_a_chosen_file_is_fetched_whole() -> None:
    async with workspace() as slack:
        chosen = slack.person("ben").choose_file("Übersicht 1/2.csv", b"a,b\n1,2\n")
        found = await app(slack).fetch(chosen["id"])
        assert (found.name, found.content, found.problem) == ("Übersicht 1/2.csv", b"a,b\n1,2\n", None)


async def test_what_is_too_large_is_not_fetched_whatever_it_claims() -> None:
    async with workspace() as slack:
        chosen = slack.person("ben").choose_file("a.csv", b"a" * 3_000_001)
        assert (await app(slack).fetch(chosen["id"])).problem is FileProblem.TOO_LARGE
        slack.files[chosen["id"]]["size"] = 5
        assert (await app(slack).fetch(chosen["id"])).problem is FileProblem.TOO_LARGE


async def test_what_slack_does_not_hand_over_is_said() -> None:
    async with workspace() as slack:
        chosen = slack.person("ben").choose_file("a.csv", b"a")
        assert (await app(slack).fetch("F404")).problem is FileProblem.AWAY
        assert (await app(slack, ours=False).fetch(chosen["id"])).problem is FileProblem.AWAY
        slack.faults.plan("files-pri", Fault.FAIL_BEFORE)
        found = await app(slack).fetch(chosen["id"])
        assert found == replace(found, content=b"", problem=FileProblem.AWAY)
        slack.files[chosen["id"]]["url_private"] = "https://evil.example/a"
        slack.files[chosen["id"]]["url_private_download"] = "https://evil.example/a"
        assert (await app(slack).fetch(chosen["id"])).problem is FileProblem.AWAY
