"""What was not tested is said, and fails the run where nothing may be missing."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
WITH_SKIPS = {
    "test_one": """
        import pytest
        def test_passes(): pass
        @pytest.mark.skip(reason="Chromium is not installed")
        def test_skips(): pass
        @pytest.mark.xfail(reason="known")
        def test_is_expected_to_fail(): raise ValueError
    """,
    "test_two": """
        import pytest
        pytest.skip("no PostgreSQL here", allow_module_level=True)
    """,
}
both = pytest.mark.parametrize("workers", [("-p", "no:xdist"), ("-n", "2")], ids=["alone", "by two workers"])


@pytest.fixture
def with_skips(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("CI", raising=False)
    pytester.makepyfile(**WITH_SKIPS)
    return pytester


@both
def test_a_skip_is_printed_with_its_reason(with_skips: pytest.Pytester, workers: tuple[str, str]) -> None:
    result = with_skips.runpytest_subprocess("-p", "tests.house.skips", *workers)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(
        ["*not tested*", "1 skipped: Chromium is not installed", "1 skipped: no PostgreSQL here"]
    )
    result.stdout.no_fnmatch_line("*skipped: known*")


@both
def test_a_skip_fails_the_run_on_ci(
    with_skips: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: tuple[str, str]
) -> None:
    monkeypatch.setenv("CI", "true")
    result = with_skips.runpytest_subprocess("-p", "tests.house.skips", *workers)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["1 skipped: Chromium is not installed (not allowed on CI)"])


def test_a_run_without_skips_passes_on_ci(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("CI", "true")
    pytester.makepyfile("def test_passes(): pass")
    result = pytester.runpytest_subprocess("-p", "tests.house.skips")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.no_fnmatch_line("*not tested*")
