"""Logs for people and for machines, without secrets in them."""

import io
import json
import logging

import pytest

from bot.logs import masked, set_up

SECRET = {
    "a bot token": "token xoxb-12-34-abcDEF here",
    "a rotated token": "token xoxe.xoxb-1-MTIz_abcDEF here",
    "an app token": "xapp-1-A0-9-abcDEF",
    "a command's address": "posting to https://hooks.slack.com/commands/T1/2/abcDEF",
    "a sign-in code": "GET /slack/oauth_redirect?code=12.34.abcDEF&state=x",
    "a link to a wall": "GET /wall/abcDEFghijklmnopqrstuvwxyz0123456789-_ABCDEF/live",
    "a database's password": "postgresql://user:abcDEF@host/vpd",
}


@pytest.mark.parametrize("text", SECRET.values(), ids=SECRET)
def test_a_secret_is_masked(text: str) -> None:
    assert "abcDEF" not in masked(text)
    assert "…" in masked(text)


@pytest.mark.parametrize("text", ["status_code=404", "https://example.com:80/a@b", "xoxo, Alice", "P1 at 10:30"])
def test_what_is_no_secret_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.usefixtures("restored_logs")
def test_a_person_reads_lines_and_a_masked_trace() -> None:
    stream = io.StringIO()
    set_up("INFO", "console", stream)
    try:
        message = "refused xoxb-1-secret"
        raise ValueError(message)  # noqa: TRY301 - the trace is what is looked at
    except ValueError:
        logging.getLogger("bot").exception("ref %s", "7f3a")
    said = stream.getvalue()
    assert "ERROR   bot: ref 7f3a" in said
    assert "ValueError: refused xoxb-…" in said
    assert "xoxb-1-secret" not in said


@pytest.mark.usefixtures("restored_logs")
def test_a_machine_reads_one_object_a_line() -> None:
    stream = io.StringIO()
    set_up("INFO", "json", stream)
    logging.getLogger("bot").warning("two\nlines with “%s”", "xoxb-1-secret")
    try:
        int("none")
    except ValueError:
        logging.getLogger("bot").exception("broken")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["level"], first["logger"], first["message"]) == ("WARNING", "bot", "two\nlines with “xoxb-…”")
    assert first["time"].endswith("+00:00")
    assert "invalid literal" in second["trace"]


@pytest.mark.usefixtures("restored_logs")
def test_slacks_libraries_never_write_whole_requests() -> None:
    stream = io.StringIO()
    set_up("DEBUG", "console", stream)
    logging.getLogger("slack_sdk.web.async_client").debug("a request with what people wrote")
    logging.getLogger("slack_bolt.AsyncApp").debug("the same")
    logging.getLogger("apscheduler.scheduler").info("tick")
    logging.getLogger("apscheduler.scheduler").warning("tick skipped")
    logging.getLogger("bot").debug("ours")
    assert "ours" in stream.getvalue()
    assert stream.getvalue().count("\n") == 1


@pytest.mark.usefixtures("restored_logs")
def test_a_higher_level_holds_for_slacks_libraries_too() -> None:
    stream = io.StringIO()
    set_up("ERROR", "console", stream)
    logging.getLogger("slack_sdk").warning("not now")
    assert stream.getvalue() == ""
