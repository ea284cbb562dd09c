"""The canvas as JSON, `vpd-canvas/1`: one object whose keys keep their order."""

import json

from canvas.board import Link, Note, Segment, Source
from canvas.fit import fit
from canvas.merging import united
from handlers.paper import cards_json
from handlers.paper.cards_json import Json, moment
from handlers.paper.record import Record

FORMAT = "vpd-canvas/1"


def written(record: Record) -> bytes:
    """Return the export as UTF-8 text."""
    return f"{json.dumps(tree(record), ensure_ascii=False, indent=2)}\n".encode()


def tree(record: Record) -> dict[str, Json]:
    """Return the export of a workshop as it was kept, as plain values; shares have four decimals, fits one."""
    board = record.board
    return {
        "format": FORMAT,
        "workshop": _workshop(record),
        "members": [
            {
                "user": one.user,
                "function": one.function,
                "joined": moment(one.joined),
                "left": moment(one.left),
                "working_group": one.working_group,
            }
            for one in board.members
        ],
        "segments": [_segment(record, one) for one in board.segments],
        "notes": [_note(record, one) for one in board.notes],
        "links": _links(record),
        "evidence": _evidence(record),
        "hypotheses": _hypotheses(record),
        "tests": cards_json.tests(board),
        "learnings": cards_json.learnings(board, record.codes, record.links),
        "decisions": [
            {
                "type": one.kind,
                "from": one.origin,
                "to": one.target,
                "reason": one.reason,
                "by": one.user,
                "at": moment(one.at),
                **cards_json.more_of_decision(board, one),
            }
            for one in board.decisions
        ],
        "snapshots": [
            {"name": one.name, "at": moment(one.at), "reason": one.reason, "by": one.user} for one in record.snapshots
        ],
        "reminders": _reminders(record),
        "findings": cards_json.findings(board, record.findings),
    }


def _workshop(record: Record) -> Json:
    of = record.board.workshop
    return {
        "id": of.id,
        "team": of.team,
        "channel": of.channel,
        "name": of.name,
        "goal": of.goal,
        "decision": of.decision,
        "step": of.step,
        "state": of.state,
        "pace": of.pace,
        "time_zone": of.time_zone,
        "facilitator": of.facilitator,
        "stand_in": of.stand_in,
        "created": moment(of.created),
        **cards_json.more_of_workshop(of),
    }


def _segment(record: Record, segment: Segment) -> Json:
    found = fit(united(record.board), segment.id, record.at)
    scores: Json = {
        "paper": None if found.paper is None else round(found.paper, 1),
        "proven": None if found.proven is None else round(found.proven, 1),
        "stage": found.stage.value,
        "band": None if found.band is None else found.band.value,
    }
    told: dict[str, Json] = {"number": segment.number, "name": segment.name, "state": segment.state, "fit": scores}
    return {**told, **cards_json.more_of_segment(record.board, segment)}


def _note(record: Record, note: Note) -> Json:
    numbers = {segment.id: segment.number for segment in record.board.segments}
    return {
        "code": note.code,
        "segment": numbers[note.segment],
        "block": note.block.value,
        "subtype": note.subtype,
        "text": note.text,
        "detail": note.detail,
        "measure": note.measure,
        "state": note.state.value,
        "author": note.author,
        "created": moment(note.created),
        "updated": moment(note.updated),
        "ratings": [{"user": one.user, "value": one.value} for one in note.ratings],
        "votes": [{"user": one.user, "dots": one.dots} for one in note.votes],
        "evidence": round(record.of_note(note).value, 4),
        "source": _source(note.source),
        **cards_json.more_of_note(note, record.codes),
    }


def _source(source: Source | None) -> Json:
    return None if source is None else {"channel": source.channel, "ts": source.ts, "line": source.line}


def _links(record: Record) -> Json:
    """Return the links; one that was taken back, but is spoken of elsewhere, stays as one that does not serve."""
    spoken_of = {one.link for one in record.board.evidence if one.state == "active"}
    spoken_of |= {one.target for one in record.board.consequences if one.of == "link"}
    return [_link(record, one) for one in record.board.links if one.state == "active" or one.id in spoken_of]


def _link(record: Record, link: Link) -> Json:
    return {
        "from": record.codes[link.source],
        "to": record.codes[link.target],
        "strength": link.strength if link.state == "active" else 0,
        "evidence": round(record.of_link(link).value, 4),
        **cards_json.more_of_link(link),
    }


def _evidence(record: Record) -> Json:
    return [
        {
            "target": record.target(one),
            "direction": one.direction,
            "tier": one.tier,
            "text": one.text,
            "source": one.source,
            "permalink": one.permalink,
            "added_by": one.added_by,
            "at": moment(one.at),
            **cards_json.more_of_evidence(one),
        }
        for one in record.board.evidence
        if one.state == "active"
    ]


def _hypotheses(record: Record) -> Json:
    return [
        {
            "code": one.code,
            "area": one.area,
            "text": one.text,
            "importance": one.importance,
            "evidence": round(record.proof.of_hypothesis(one.id).value, 4),
            "state": one.state,
            "about": one.about,
            **cards_json.more_of_hypothesis(record.board, one),
        }
        for one in record.board.hypotheses
    ]


def _reminders(record: Record) -> Json:
    one = record.reminder
    if one is None:
        return []
    return [
        {
            "day": one.day,
            "time": one.time,
            "time_zone": one.time_zone,
            "next": moment(one.next_run),
            "state": one.state,
        }
    ]
