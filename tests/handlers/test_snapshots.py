"""Versions of the canvas: kept by hand and by themselves, compared in words, shown as they were."""

import pytest

from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def newest(talk: Conversation, button: str, who: str = "alice") -> None:
    """Press the newest button of an address that somebody sees."""
    for post in reversed(talk[who].sees(talk.channel)):
        if any(e.get("action_id", "").startswith(button) for b in post.blocks for e in b.get("elements", [])):
            await talk[who].press(post, button)
            await talk.settled()
            return
    pytest.fail(f"nobody sees {button}")


async def test_a_version_is_kept_and_compared_in_words(begun: Conversation) -> None:
    await begun.types("alice", "add pain Food goes off")
    assert "Kept as version 1 “Before Paris”" in await begun.types("alice", "snapshot Before Paris")
    await begun.types("ben", "add reliever Warns in time")
    await begun.types("ben", "link R1 P1")
    told = await begun.types("ben", "diff")
    assert "From version 1 “Before Paris” to now" in told
    assert told.count("1 pain reliever added") == 1
    assert "Fit: not yet → 100." in told
    assert "R1 serves P1." in told
    assert "Food goes off" not in told


async def test_two_versions_are_named_in_one_line(begun: Conversation) -> None:
    await begun.types("alice", "add pain Food goes off")
    await begun.types("alice", "snapshot Before Paris")
    await begun.types("alice", "edit P1 Food rots")
    await begun.types("alice", "snapshot After Paris")
    await begun.types("alice", "remove P1")
    for words in ("before paris after paris", "1 2", "version 1 to version 2", "Before Paris..After Paris"):
        told = await begun.types("alice", f"diff {words}")
        assert "From version 1 “Before Paris” to version 2 “After Paris”" in told, words
        assert "P1 reads “Food rots”, it was “Food goes off”." in told
        assert "taken off" not in told
    assert "1 pain taken off" in await begun.types("alice", "diff after paris")


async def test_a_day_is_a_version(begun: Conversation) -> None:
    await begun.types("alice", "add pain Food goes off")
    await begun.pass_time(days=2)
    await begun.types("alice", "edit P1 Food rots")
    await begun.types("alice", "add gain Eat together")
    told = await begun.types("alice", "diff 2026-11-23")
    assert "From Monday 23 November 2026 to now" in told
    assert "P1 reads “Food rots”, it was “Food goes off”." in told
    assert "1 gain added: G1" in told
    assert "nothing changed" in await begun.types("alice", "diff today")


async def test_what_is_no_version_is_answered_with_those_there_are(begun: Conversation) -> None:
    assert "No version has been kept yet" in await begun.types("alice", "diff")
    await begun.types("alice", "snapshot Before Paris")
    for words in ("lisbon", "7", "2027-01-01"):
        told = await begun.types("alice", f"diff {words}")
        assert "I don't know the version" in told
        assert "version 1 “Before Paris”" in told
    assert "at most 60" in await begun.types("alice", f"snapshot {'x' * 61}")


async def test_a_step_that_ends_or_is_reopened_keeps_a_version(begun: Conversation) -> None:
    await begun.types("alice", "next")
    await begun.types("alice", "add pain Food goes off")
    await begun.pass_time(minutes=5)
    await begun.types("alice", "next")
    await begun.types("alice", "back")
    kept = await begun.program.database.read(begun.slack.team_id, lambda tx: tx.snapshots.of(1))
    assert [one.reason for one in kept] == ["step 2 ended", "before going back to step 2"]


async def test_the_canvas_as_it_was_comes_as_a_picture(begun: Conversation) -> None:
    await begun.types("alice", "add pain Food goes off")
    await begun.types("alice", "snapshot Before Paris")
    await begun.types("alice", "edit P1 Food rots")
    await newest(begun, "snapshots.listing")
    await newest(begun, "snapshots.show")
    assert "on its way" in await begun.types("alice", "canvas as of today")
    files = list(begun.slack.files.values())
    assert [("Food goes off" in one["alt_txt"], "Food rots" in one["alt_txt"]) for one in files] == [
        (True, False),
        (False, True),
    ]


async def test_a_canvas_of_no_day_lists_the_versions_to_show(begun: Conversation) -> None:
    assert "No version has been kept yet" in await begun.types("alice", "canvas as of")
    await begun.types("alice", "add pain Food goes off")
    await begun.types("alice", "snapshot Before Paris")
    listed = await begun.types("alice", "canvas as of")
    assert "Before Paris" in listed
    assert "I don't know the version" not in listed
    await newest(begun, "snapshots.show")
    assert "Food goes off" in next(iter(begun.slack.files.values()))["alt_txt"]


@pytest.mark.case(26)
async def test_a_reopened_step_loses_nothing_that_came_later(begun: Conversation) -> None:
    await begun.types("alice", "add pain Food goes off")
    await begun.types("alice", "step 5")
    await begun.types("alice", "hypothesis We believe at least 6 of 10 parents waste food")
    before = await board_of(begun)
    await begun.types("alice", "step 2")
    after = await board_of(begun)
    assert (after.notes, after.hypotheses) == (before.notes, before.hypotheses)
    await newest(begun, "steps.forward")
