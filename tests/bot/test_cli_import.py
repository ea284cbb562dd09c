"""`vpd import`: what it brings in, and what it says."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from canvas.board import Board
from storage.database import Database
from storage.transaction import Actor, Transaction

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WHERE = ("--team", "T1", "--channel", "C1")


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def vpd(url: str, *words: str) -> Result:
    return CliRunner().invoke(main, words, env={"DATABASE_URL": url})


def begin(tx: Transaction) -> int:
    workshop = tx.workshops.start(channel="C1", name="Dinner", facilitator="U1", time_zone="Europe/Paris")
    tx.segments.add(workshop.id, "Working parents")
    return workshop.id


def board(url: str, channel: str = "C1") -> Board:
    database = Database(url)
    try:
        return database.read_now("T1", lambda tx: tx.workshops.board(tx.workshops.current(channel).id))
    finally:
        database.close()


@pytest.fixture
def begun(database_url: str) -> str:
    database = Database(database_url)
    database.write_now(Actor("T1", "U1", "g", NOW), begin)
    database.close()
    return database_url


def test_a_list_comes_in_and_again_adds_nothing(begun: str) -> None:
    Path("board.csv").write_text("block,text\npain,Waits\nmonster,Bites\x1b[2J\n")
    first = vpd(begun, "import", "board.csv", *WHERE)
    assert (first.exit_code, first.stderr) == (0, "")
    assert "1 added." in first.stdout
    assert "line 3: Bites" in first.stdout
    assert "\x1b" not in first.stdout
    assert [(note.code, note.text, note.author) for note in board(begun).notes] == [("P1", "Waits", "U1")]
    assert "0 added. Duplicates were left out" in vpd(begun, "import", "board.csv", *WHERE).stdout
    assert "1 added." in vpd(begun, "import", "board.csv", *WHERE, "--duplicates").stdout
    assert len(board(begun).notes) == 2


def test_what_is_twice_in_a_list_and_ratings_that_are_none_are_said(begun: str) -> None:
    Path("board.csv").write_text("block,text,rating\npain,Waiting on hold,9\npain,Waiting on hold!,\n")
    said = vpd(begun, "import", "board.csv", *WHERE).stdout
    assert "board.csv has 2 notes, 1 of them further up in the file." in said
    assert "line 2: the rating 9 is not from 1 to 5, so this note comes without one." in said
    assert "1 added. Duplicates were left out" in said


def test_a_workshop_comes_in_as_it_went_out(begun: str) -> None:
    Path("board.csv").write_text("block,text,rating,votes\npain,Waits,5,2\njob,Feed,,\n")
    vpd(begun, "import", "board.csv", *WHERE)
    vpd(begun, "export", "--workshop", "1", "--format", "json", "--out", "one.json")
    moved = vpd(begun, "import", "one.json", "--team", "T1", "--channel", "C2")
    assert (moved.exit_code, moved.stdout) == (0, "Workshop 2 is there, with all that the file holds.\n")
    vpd(begun, "export", "--workshop", "2", "--format", "json", "--out", "two.json")
    one, two = json.loads(Path("one.json").read_text()), json.loads(Path("two.json").read_text())
    for tree in (one, two):
        del tree["workshop"]["id"], tree["workshop"]["channel"]
    assert one == two


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.csv", None, "missing.csv can't be read"),
        ("empty.csv", b"", "There is nothing in that file"),
        ("board.json", b"{}", "I can't read that JSON as a canvas"),
        ("board.csv", b"colour\nred\n", "I found no notes in that file"),
    ],
)
def test_what_cannot_be_brought_in_is_one_sentence(begun: str, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    result = vpd(begun, "import", name, *WHERE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {said}")
    assert result.stderr.count("\n") == 1


def test_a_channel_without_a_workshop_is_said(begun: str) -> None:
    Path("board.csv").write_text("block,text\npain,Waits\n")
    result = vpd(begun, "import", "board.csv", "--team", "T1", "--channel", "C9")
    assert result.exit_code == 1
    assert "no workshop in this channel" in result.stderr


def test_a_workshop_does_not_push_out_another(begun: str) -> None:
    vpd(begun, "export", "--workshop", "1", "--format", "json", "--out", "one.json")
    result = vpd(begun, "import", "one.json", *WHERE)
    assert result.exit_code == 1
    assert "is open in this channel" in result.stderr
