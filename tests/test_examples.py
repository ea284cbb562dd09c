"""What the README and the help show as examples works as it stands there."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.program import register_all
from handlers.surfaces import Surfaces
from tests.conversation import Conversation, conversation

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
INTERFACE = (ROOT / "docs" / "interface.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
# What an answer says that could not be done as typed.
TROUBLE = re.compile(r"on our side|did not respond|Did you mean|I don't know|I can't find|for example: `/vpd")


def words() -> list[str]:
    """Return the example of every registered word."""
    surfaces = Surfaces()
    register_all(surfaces)
    return [listener.usage for listener in surfaces.words().values()]


def typed_in_readme() -> list[str]:
    """Return what the README types after `/vpd`, in its order; `…` stands for any words."""
    return [words for words in re.findall(r"`/vpd ?([^`]*)`", README) if "…" not in words]


async def ready(talk: Conversation) -> None:
    """Prepare a workshop in which the notes of every example exist."""
    for words in (
        "start Dinner on autopilot for Working parents",
        "add pain Waiting on hold",
        "add pain Food goes bad\nThe fridge is empty\nNobody cooks",
        "add gain Warm meals",
        "add job Feed the family",
        "add product Meal box",
        "add reliever Calls you back",
        "add creator Recipes by hour",
        "link R1 P1",
        "segment Students",
        "segment use 1",
        "hypothesis Parents pay for time",
    ):
        assert not TROUBLE.search(await talk.types("alice", words)), words
    talk["ben"]


@pytest.mark.parametrize("database_kind", ["sqlite"])  # how words are read does not depend on it
@pytest.mark.parametrize("example", words())
async def test_the_example_of_every_word_in_help_is_taken(example: str, database_url: str) -> None:
    async with conversation(database_url) as talk:
        if not example.startswith("start"):
            await ready(talk)
        if example == "take over":
            await talk.pass_time(hours=25)
        before = len(talk.channel.messages)
        who = "ben" if example == "take over" else "alice"
        shown = await talk[who].command(talk.channel, f"/vpd {example}".strip())
        await talk.settled()
        assert not TROUBLE.search(shown.text + shown.error), shown.text
        assert shown.text or talk[who].forms or len(talk.channel.messages) > before
        assert talk.slack.refusals == []


async def test_what_the_readme_types_is_answered_in_its_order(database_url: str) -> None:
    typed = typed_in_readme()
    assert len(typed) > 4
    async with conversation(database_url) as talk:
        await talk.types("alice", "start Dinner on autopilot for Working parents")
        await talk.types("alice", "segment Students")
        await talk.types("alice", "segment use 1")
        for words in typed:
            shown = await talk["alice"].command(talk.channel, f"/vpd {words}".strip())
            await talk.settled()
            assert shown.text or talk["alice"].forms, words
            assert not TROUBLE.search(shown.text + shown.error), shown.text
        assert talk.slack.refusals == []


@pytest.mark.parametrize("line", sorted(set(re.findall(r"(?:\.venv/bin/|`)(vpd [a-z][^`\n]*)`", README))))
def test_every_vpd_command_of_the_readme_exists_with_its_options(line: str) -> None:
    _, command, *options = shlex.split(line)
    shown = CliRunner().invoke(main, [command, "--help"])
    assert shown.exit_code == 0, line
    assert all(option in shown.stdout for option in options if option.startswith("--"))


def test_the_interface_page_names_every_command_with_options_that_exist() -> None:
    rows = re.findall(r"^\| (`vpd [^|]+) \| ([^|]+) \|$", INTERFACE, re.MULTILINE)
    told = {command for row, _ in rows for command in re.findall(r"`vpd (\w+)`", row)}
    assert told == set(main.commands)
    for row, does in rows:
        for command in re.findall(r"`vpd (\w+)`", row):
            shown = CliRunner().invoke(main, [command, "--help"]).stdout
            assert all(option in shown for option in re.findall(r"--[\w-]+", does)), command


def test_the_manifest_of_the_readme_is_printed() -> None:
    line = re.search(r"`vpd (manifest [^`]*)`", README)
    assert line
    assert CliRunner().invoke(main, shlex.split(line[1])).exit_code == 0


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w+)|`make (\w+)`", README, re.MULTILINE))))
def test_every_make_target_of_the_readme_exists(target: tuple[str, str]) -> None:
    assert re.search(rf"^{''.join(target)}:", MAKEFILE, re.MULTILINE)


def test_every_setting_of_the_readme_is_one_that_is_read() -> None:
    rows = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", README, re.MULTILINE)
    shown = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    known = (ROOT / "bot" / "settings.py").read_text()
    assert shown
    assert all(f'"{name}"' in known for name in shown)


def test_every_file_of_the_readmes_map_exists() -> None:
    plan = README.partition("## A map of the house")[2].split("```")[1]
    for room, lines in re.findall(r"^(\w+)/(.*?)(?=^\w+/|\Z)", plan, re.MULTILINE | re.DOTALL):
        for name in re.findall(r"\b(\w+\.py)\b", lines):
            assert (ROOT / room / name).exists(), name
