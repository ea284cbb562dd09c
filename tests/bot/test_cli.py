"""The `vpd` command: what it prints, where, and how it exits."""

import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.cli import main
from bot.manifest import manifest
from canvas.board import Workshop
from storage.database import Database
from storage.migrate import migrate
from storage.transaction import Actor, Transaction

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1-abc", "SLACK_SIGNING_SECRET": "secret"}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, restored_logs: None) -> None:  # noqa: ARG001 - `run` sets up logs
    """Run in an empty folder, with no settings of this machine."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "SLACK_APP_TOKEN", "SLACK_CLIENT_ID", *TOKENS):
        monkeypatch.delenv(name, raising=False)


def vpd(*words: str, **environ: str) -> Result:
    return CliRunner().invoke(main, words, env=environ)


def start(url: str, name: str, team: str = "T1") -> Workshop:
    """Begin a workshop in a migrated database."""

    def work(tx: Transaction) -> Workshop:
        return tx.workshops.start(channel="C1", name=name, facilitator="U1", time_zone="Europe/Paris")

    database = Database(url, lambda: NOW)
    try:
        return database.write_now(Actor(team, "U1", "gesture", NOW), work)
    finally:
        database.close()


def fails(result: Result) -> str:
    """Return the sentence of a command that could not do it."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("Error: ").strip()


def test_help_lists_what_there_is() -> None:
    result = vpd("--help")
    assert result.exit_code == 0
    for word in ("run", "play", "migrate", "doctor", "workshops", "export", "import", "backup", "restore", "manifest"):
        assert f"\n  {word} " in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["sing"],
        ["export"],
        ["export", "--workshop", "one", "--format", "md"],
        ["export", "--workshop", "1", "--format", "docx"],
        ["import", "board.csv"],
        ["import", "board.csv", "--team", "T1"],
        ["play", "--port", "70000"],
        ["manifest"],
        ["manifest", "--url", "http://vpd.example.com"],
        ["manifest", "--url", "vpd.example.com"],
    ],
)
def test_wrong_usage_exits_with_2(words: list[str]) -> None:
    result = vpd(*words)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr
    assert result.stdout == ""


def test_run_without_settings_says_what_to_set() -> None:
    assert fails(vpd("run")).startswith("SLACK_BOT_TOKEN is not set")


def test_run_reads_the_file_beside_it() -> None:
    Path(".env").write_text("SLACK_BOT_TOKEN=xoxb-1-abc\n")
    assert fails(vpd("run")).startswith("SLACK_SIGNING_SECRET is not set")


@pytest.mark.parametrize("word", ["migrate", "workshops"])
def test_a_database_that_is_away_is_said_without_its_password(word: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = fails(vpd(word, DATABASE_URL=f"postgresql://user:hush@127.0.0.1:{port}/vpd"))
    assert said.startswith("The database can't be used (")
    assert said.endswith("check DATABASE_URL.")
    assert "hush" not in said


def test_migrating_again_changes_nothing(empty_database_url: str) -> None:
    for _ in range(2):
        result = vpd("migrate", DATABASE_URL=empty_database_url)
        assert (result.exit_code, result.stdout) == (0, "The database is up to date.\n")


def test_a_new_database_is_to_be_migrated_first(empty_database_url: str) -> None:
    assert fails(vpd("workshops", DATABASE_URL=empty_database_url)).endswith("with: vpd migrate")


def test_without_workshops_it_is_said_how_to_begin_one(database_url: str) -> None:
    result = vpd("workshops", DATABASE_URL=database_url)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "/vpd start" in result.stdout


def test_every_workshop_is_one_line_whatever_its_name_holds(database_url: str) -> None:
    one = start(database_url, "Dinner\x1b[2J\non autopilot")
    result = vpd("workshops", DATABASE_URL=database_url)
    assert result.exit_code == 0
    assert result.stdout == f"{one.id:>4}  Dinner [2J on autopilot  (team T1, channel C1, step 1, open)\n"


@pytest.mark.parametrize("kind", ["json", "csv", "md"])
def test_a_canvas_is_written_to_a_file_or_printed(database_url: str, kind: str) -> None:
    one = start(database_url, "Dinner – on autopilot")
    words = ["export", "--workshop", str(one.id), "--format", kind]
    printed = vpd(*words, DATABASE_URL=database_url)
    assert printed.exit_code == 0
    written = vpd(*words, "--out", "canvas.out", DATABASE_URL=database_url)
    assert (written.exit_code, written.stdout) == (0, "")
    assert Path("canvas.out").read_bytes() == printed.stdout_bytes
    if kind == "json":
        assert json.loads(printed.stdout)["workshop"]["name"] == "Dinner – on autopilot"


def test_a_workshop_that_does_not_exist_is_said(database_url: str) -> None:
    said = fails(vpd("export", "--workshop", "77", "--format", "md", DATABASE_URL=database_url))
    assert said == "There is no workshop 77. All of them are listed by: vpd workshops"


def test_a_file_that_cannot_be_written_is_said(database_url: str) -> None:
    one = start(database_url, "Dinner")
    words = ["export", "--workshop", str(one.id), "--format", "md", "--out", "missing/canvas.md"]
    assert fails(vpd(*words, DATABASE_URL=database_url)).startswith("missing/canvas.md can't be written")


@pytest.mark.parametrize(
    ("words", "url", "by_socket"),
    [
        (["--socket"], None, True),
        (["--url", "https://vpd.example.com"], "https://vpd.example.com", False),
        (["--url", "https://vpd.example.com", "--socket"], None, True),
    ],
)
def test_a_manifest_is_printed_for_a_host_or_for_socket_mode(
    words: list[str], url: str | None, *, by_socket: bool
) -> None:
    result = vpd("manifest", *words)
    assert result.exit_code == 0
    assert yaml.safe_load(result.stdout) == manifest(url, socket=by_socket)


def test_a_port_that_is_taken_stops_the_start() -> None:
    migrate("sqlite:///vpd.db")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = fails(vpd("run", HOST="127.0.0.1", PORT=port, LOG_LEVEL="ERROR", **TOKENS))
        Path("playground.db").touch()
        played = fails(vpd("play", "--no-browser", "--fresh", "--port", port))
    assert said.startswith(
        f"Can't listen on 127.0.0.1, port {port} (Address already in use): stop what uses it, or set"
    )
    assert played.endswith("stop what uses it, or choose another port with --port.")
    assert Path("playground.db").exists()


def test_a_team_that_has_left_is_deleted_and_no_other(database_url: str) -> None:
    one, other = start(database_url, "Dinner"), start(database_url, "Lunch", team="T2")
    nothing = fails(vpd("forget", "--team", "T9", "--yes", DATABASE_URL=database_url))
    assert nothing.startswith("Nothing is kept of a team T9.")
    asked = fails(vpd("forget", "--team", "T1", DATABASE_URL=database_url))
    assert asked.startswith("This deletes all of T1, 1 workshop, for ever.")
    assert str(one.id) in vpd("workshops", DATABASE_URL=database_url).stdout
    done = vpd("forget", "--team", "T1", "--yes", DATABASE_URL=database_url)
    assert (done.exit_code, done.stdout) == (0, "All of T1 is deleted: 1 workshop.\n")
    listed = vpd("workshops", DATABASE_URL=database_url).stdout
    assert ("Dinner" in listed, f"{other.id:>4}  Lunch" in listed) == (False, True)
