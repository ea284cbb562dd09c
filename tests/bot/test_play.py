"""`vpd play` from the command line."""

import sys

import pytest
from click.testing import CliRunner

from bot.cli import main


def test_without_nicegui_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nicegui", None)
    result = CliRunner().invoke(main, ["play", "--no-browser"])
    assert result.exit_code == 1
    assert "pip install '.[play]'" in result.output
