"""The canvas as the wall shows it: one JSON object with every open segment, and nobody's name."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from canvas.board import Board, Link, Note, Segment
from canvas.declined import declined
from canvas.defaults import SPLIT
from canvas.evidence import NOTHING, Grounds
from canvas.fit import band, fit, must_serve
from canvas.links import active_links, current
from canvas.method import KINDS, LAST_STEP, STEPS
from canvas.proof import Proof, proof
from canvas.ranking import PROFILE, ranked
from canvas.rounds import Phase, Round
from canvas.spread import is_focus, spread
from canvas.testing import experiment_name, right_if
from canvas.weight import dots, weigh
from handlers.blocks.cards import CARRIES, COLUMNS
from handlers.blocks.stages import reached
from handlers.paper.note_lines import carried

DOING = {Phase.WRITE: "written unseen", Phase.REVEAL: "read and merged", Phase.RATE: "rated unseen"}

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What notes of one segment are drawn from."""

    grounds: Mapping[int, Grounds]
    serves: Mapping[int, Sequence[str]]
    served: Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the wall's clock counts.

    It counts up from when the present step began (None: not known), and down to the end of the prompts that run, which
    are given by segment and block.
    """

    step_since: datetime | None = None
    rounds: Mapping[tuple[int, str], Round] = field(default_factory=dict[tuple[int, str], Round])


def encoded(board: Board, clocks: Clocks, at: datetime) -> bytes:
    """Return the view as compact UTF-8 without line ends."""
    return json.dumps(view(board, clocks, at), ensure_ascii=False, separators=(",", ":")).encode()


def view(board: Board, clocks: Clocks, at: datetime) -> Json:
    """Return the canvas at a moment.

    `segments` are the open ones, by number; notes stand in the order of their weight. `evidence` and fit are rounded.
    Of a note, `must` is what customers cannot do without, `focus` a job worth building for, `split` that people differ.
    """
    workshop, board = board.workshop, current(board)
    known = proof(board, at)
    shown = [segment for segment in board.segments if segment.state == "open"] or list(board.segments)
    return {
        "name": workshop.name,
        "goal": workshop.goal,
        "state": workshop.state,
        "step": {
            "number": workshop.step,
            "last": LAST_STEP,
            "title": STEPS[workshop.step],
            "since": (clocks.step_since or workshop.created).isoformat(),
        },
        "under_way": _under_way(board, known),
        "segments": [
            {**_segment(board, segment, at, known), "prompts": _prompts(clocks, segment)} for segment in shown
        ],
    }


def _segment(board: Board, segment: Segment, at: datetime, known: Proof) -> dict[str, Json]:
    own = board.of_segment(segment.id)
    found, grounds = fit(own, segment.id, at, known), known.notes
    notes = ranked(own, at, known=grounds)
    links = _serving(own, notes)
    codes = {note.id: note.code for note in notes}
    serves: defaultdict[int, list[str]] = defaultdict(list)
    served: defaultdict[int, list[str]] = defaultdict(list)
    for link in links:
        serves[link.source].append(codes[link.target])
        served[link.target].append(codes[link.source])
    drawing = _Drawing(grounds, serves, served)
    return {
        "number": segment.number,
        "name": segment.name,
        "paper": None if found.paper is None else round(found.paper),
        "proven": None if found.proven is None else round(found.proven),
        "notes": [_note(note, drawing) for note in notes],
        "stage": found.stage.value,
        "stage_says": reached(found.stage),
        "band": None if found.band is None else found.band.value,
        "proven_band": None if (proven := band(found.proven, found.workshop)) is None else proven.value,
        "declined": [
            {"code": note.code, "text": note.text, "reason": reason} for note, reason in declined(board, segment.id)
        ],
    }


def _under_way(board: Board, known: Proof) -> Json:
    """Return what the team believes and tests now; nobody is named."""
    codes = {one.id: one.code for one in board.hypotheses}
    return {
        "hypotheses": [
            {"code": one.code, "text": one.text, "carries": CARRIES[known.of_hypothesis(one.id).band].capitalize()}
            for one in board.hypotheses
            if one.state == "kept"
        ],
        "tests": [
            {
                "code": one.code,
                "name": one.name or experiment_name(one),
                "hypothesis": codes[one.hypothesis],
                "doing": COLUMNS[one.column],
                "right_if": right_if(one),
            }
            for one in board.tests
            if not one.void and one.column != "done"
        ],
    }


def _prompts(clocks: Clocks, segment: Segment) -> list[Json]:
    """Return the prompts of a segment that are written or rated now; the one that ends first comes first."""
    of = [(one, KINDS[block]) for block in KINDS if (one := clocks.rounds.get((segment.id, block.value)))]
    return [
        {
            "title": kind.plural,
            "doing": DOING[one.phase],
            "until": one.closes.isoformat(),
            "paused": one.paused.isoformat() if one.paused else None,
        }
        for one, kind in sorted(of, key=lambda found: found[0].closes)
        if one.phase in DOING
    ]


def _serving(board: Board, notes: Sequence[Note]) -> list[Link]:
    """Return the links that serve something, between notes that are on the canvas."""
    here = {note.id for note in notes}
    return [x for x in active_links(board) if x.works > 0 and x.source in here and x.target in here]


def _note(note: Note, drawing: _Drawing) -> Json:
    grounds = drawing.grounds.get(note.id, NOTHING)
    weight = weigh(note)
    served = list(drawing.served.get(note.id, ()))
    return {
        "id": note.id,
        "code": note.code,
        "block": note.block.value,
        "subtype": note.subtype.replace("_", " "),
        "text": note.text,
        "detail": note.detail,
        "measure": note.measure,
        "rating": None if not note.ratings and note.decided is None else round(weight.rating, 1),
        "dots": dots(note),
        "evidence": round(grounds.value, 2),
        "carries": carried(grounds).capitalize(),
        "contested": grounds.contested,
        "serves": list(drawing.serves.get(note.id, ())),
        "served": served,
        "met": bool(served) if note.block in PROFILE else None,
        "frequency": note.frequency,
        "late": note.late,
        "must": must_serve(note),
        "focus": is_focus(note),
        "split": spread(note) >= SPLIT,
    }
