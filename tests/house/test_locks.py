"""What is installed: everything to work on vpd, and the part of it that runs."""

from tests.house.tree import ROOT


def test_what_runs_is_locked_to_the_very_files_that_are_tested() -> None:
    whole, runs = (
        set((ROOT / name).read_text().splitlines()) for name in ("requirements.lock", "requirements-run.lock")
    )
    assert runs < whole
    assert not any(line.startswith(("nicegui", "pytest")) for line in runs)
