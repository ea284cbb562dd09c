"""A plugin that counts what was not tested and says why. On CI (`CI=true`) every skip must be one that we allow."""

import os
from collections import Counter
from typing import Final

import pytest

# Reasons that hold on CI too. A missing browser or database is not one: CI installs them.
ALLOWED_ON_CI: Final[frozenset[str]] = frozenset()


class Skips:
    """The skips of one run; with several workers they all come together here."""

    def __init__(self, *, strict: bool) -> None:
        """With `strict`, fail the run for a skip that is not allowed."""
        self.strict = strict
        self.reasons: Counter[str] = Counter()

    @property
    def forbidden(self) -> list[str]:
        """Reasons that fail this run, sorted."""
        return sorted(self.reasons.keys() - ALLOWED_ON_CI) if self.strict else []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a skipped test; one that is expected to fail has run."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self._count(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Count a module that skips itself."""
        if report.skipped:
            self._count(report)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail the run for what is forbidden."""
        if self.forbidden and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print how many were skipped for which reason."""
        if not self.reasons:
            return
        terminalreporter.section("not tested")
        for reason, number in sorted(self.reasons.items()):
            mark = " (not allowed on CI)" if reason in self.forbidden else ""
            terminalreporter.line(f"{number} skipped: {reason}{mark}", red=bool(mark), yellow=not mark)

    def _count(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        self.reasons[reason.removeprefix("Skipped: ")] += 1


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that reports; workers send their reports there."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Skips(strict=os.environ.get("CI") == "true"), "vpd-skips")
