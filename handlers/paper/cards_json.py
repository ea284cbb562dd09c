"""Tests, learnings and findings in `vpd-canvas/1`, and what its later versions say of notes, links and segments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from canvas.board import Board, Decision, Evidence, Hypothesis, Link, Note, Segment, Workshop
from canvas.cards import Pitch, Test
from canvas.coach import is_for_facilitator
from canvas.targets import reference
from storage.findings import KeptFinding

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None

MORE_OF_TESTS = ("name", "unit", "tier", "duration", "critical", "cost", "reliability", "time", "observed", "sample",
                 "population", "outsiders", "version", "void", "variant", "description")  # fmt: skip
MOMENTS_OF_TESTS = ("moved", "measuring", "closed")


def moment(at: datetime | None) -> str | None:
    """Return a moment as the file has it."""
    return None if at is None else at.isoformat()


def tests(board: Board) -> Json:
    """Return the tests, every version of each."""
    codes = _codes(board.hypotheses)
    return [
        {
            "code": one.code,
            "hypothesis": codes[one.hypothesis],
            "experiment": one.experiment,
            "metric": one.metric,
            "operator": one.operator,
            "threshold": one.threshold,
            "min_sample": one.min_sample,
            "owner": one.owner,
            "due": moment(one.due),
            "column": one.column,
            "verdict": one.verdict or None,
            **{name: getattr(one, name) for name in MORE_OF_TESTS},
            **{name: moment(getattr(one, name)) for name in MOMENTS_OF_TESTS},
        }
        for one in board.tests
    ]


def learnings(board: Board, notes: Mapping[int, str], links: Mapping[int, str]) -> Json:
    """Return the learnings; `notes` and `links` are id -> reference."""
    codes, of_tests = _codes(board.hypotheses), _codes(board.tests)
    targets = {"note": notes, "link": links, "hypothesis": codes}
    return [
        {
            "code": one.code,
            "hypothesis": codes[one.hypothesis],
            "tests": [of_tests[test] for test in one.tests if test in of_tests],
            "observed": one.observed,
            "learned": one.learned,
            "decision": one.decision,
            "action": one.action,
            "owner": one.owner,
            "due": moment(one.due),
            "recorder": one.recorder,
            "at": moment(one.at),
            "confidence": one.confidence,
            "consequences": [
                {
                    "target": targets[each.of][each.target],
                    "state": each.state,
                    "reason": each.reason,
                    "owner": each.owner,
                }
                for each in board.consequences
                if each.learning == one.id
            ],
        }
        for one in board.learnings
    ]


def findings(board: Board, kept: Iterable[KeptFinding]) -> Json:
    """Return what the coach found; what only who leads is shown goes out only once the team chose to live with it."""
    named = [(one, reference(board, one.target)) for one in kept]
    return [
        {
            "rule": one.rule,
            "target": name,
            "state": one.state,
            "reason": one.reason,
            "by": one.user,
            "first_seen": moment(one.first_seen),
            "version": one.version,
        }
        for one, name in named
        if name is not None and (one.state == "accepted" or not is_for_facilitator(one.rule))
    ]


def more_of_decision(board: Board, one: Decision) -> dict[str, Json]:
    """Return what later versions say of a decision; evidence is named by its place in the file, from 1."""
    told = [item for item in board.evidence if item.state == "active"]
    return {
        "deciders": list(one.deciders),
        "dissent": one.dissent,
        "evidence": [number for number, item in enumerate(told, 1) if item.id in one.evidence],
        "before": moment(one.before),
        "after": moment(one.after),
    }


def more_of_workshop(workshop: Workshop) -> dict[str, Json]:
    """Return what later versions say of a workshop."""
    return {
        "why_now": workshop.why_now,
        "decider": workshop.decider,
        "known": workshop.known,
        "silent": workshop.silent,
        "off": list(workshop.off),
        "outsiders": workshop.outsiders,
        "numbers": dict(workshop.numbers),
    }


def more_of_segment(board: Board, segment: Segment) -> dict[str, Json]:
    """Return what later versions say of a segment."""
    numbers = {one.id: one.number for one in board.segments}
    return {
        "role": segment.role,
        "parent": None if segment.parent is None else numbers.get(segment.parent),
        "variant": segment.variant,
        "answers": dict(segment.answers),
        "alternatives": [
            {"name": one.name, "kind": one.kind} for one in board.alternatives if one.segment == segment.id
        ],
        "pitches": [_pitch(board, one) for one in board.pitches if one.segment == segment.id],
    }


def _pitch(board: Board, pitch: Pitch) -> Json:
    codes = references(board)
    return {
        "at": moment(pitch.at),
        "slots": [
            {
                "name": slot.name,
                "text": slot.text,
                "notes": [{"note": codes[one.note], "text": one.text} for one in slot.notes if one.note in codes],
            }
            for slot in pitch.slots
        ],
    }


def more_of_note(note: Note, codes: Mapping[int, str]) -> dict[str, Json]:
    """Return what later versions say of a note; `codes` is Note.id -> reference."""
    return {
        "recheck": note.recheck,
        "satisfaction": note.satisfaction,
        "ticks": {tick.name: tick.holds for tick in note.ticks},
        "frequency": note.frequency,
        "parent": codes.get(note.parent or 0),
        "merged_into": codes.get(note.merged_into or 0),
        "shared": note.shared,
        "variant": note.variant,
        "late": note.late,
        "early": note.early,
        "flavour": note.flavour,
        "moment": note.moment,
        "context": note.context,
        "supporting_role": note.supporting_role,
        "decided": note.decided,
    }


def more_of_link(link: Link) -> dict[str, Json]:
    """Return what later versions say of a link; of one that was taken back, no last word makes it serve."""
    opinions = [{"user": one.user, "strength": one.strength} for one in link.opinions]
    return {"opinions": opinions, "decided": link.decided if link.state == "active" else None}


def more_of_evidence(item: Evidence) -> dict[str, Json]:
    """Return what later versions say of a piece of evidence."""
    return {"experiment": item.experiment, "topic": item.topic, "people": item.people, "channel": item.channel}


def more_of_hypothesis(board: Board, one: Hypothesis) -> dict[str, Json]:
    """Return what later versions say of a hypothesis."""
    numbers = {segment.id: segment.number for segment in board.segments}
    return {
        "aspect": one.aspect,
        "segment": None if one.segment is None else numbers.get(one.segment),
        "owner": one.owner,
        "ratings": [{"user": rating.user, "value": rating.value} for rating in one.ratings],
        "updated": moment(one.updated),
    }


def references(board: Board) -> dict[int, str]:
    """Return Note.id -> segment number and code, `1R1`."""
    numbers = {segment.id: segment.number for segment in board.segments}
    return {note.id: f"{numbers[note.segment]}{note.code}" for note in board.notes}


def _codes(cards: Iterable[Hypothesis] | Iterable[Test]) -> dict[int, str]:
    return {card.id: card.code for card in cards}
