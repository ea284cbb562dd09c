"""The soft gates: what is still thin at the end of a step. Thin, not wrong; going on is always one click."""

from collections.abc import Callable, Iterable
from datetime import datetime
from types import MappingProxyType

from canvas.board import Board, Note, Segment
from canvas.defaults import (
    CUSTOMER_TIER,
    MUST_SERVE,
    PROFILE_SIZE,
    SERVED_TOP_PAINS,
    SUBTYPES_WANTED,
    TEAM_FUNCTIONS,
    TEAM_SIZE,
    TOP_RATED,
)
from canvas.fit import fit
from canvas.focus import focus
from canvas.links import ANSWERS, active_links, orphans
from canvas.method import KINDS, Block
from canvas.numbers import number
from canvas.proof import proof
from canvas.ranking import PROFILE, VALUE_MAP, open_notes, ranked
from canvas.team import assemble

SEVERAL = 2


def thin(board: Board, step: int, at: datetime) -> list[str]:
    """Return what is thin at the end of a step, in short sentences, the most useful first; empty when all is well.

    With several open segments each sentence about one begins with its name.
    """
    segments = [segment for segment in board.segments if segment.state == "open"]
    found = list(WHOLE[step](board, at)) if step in WHOLE else []
    for segment in segments if step in PER_SEGMENT else []:
        label = f"{segment.name}: " if len(segments) >= SEVERAL else ""
        found += [f"{label}{sentence}" for sentence in PER_SEGMENT[step](board, segment, at)]
    return found


def _team(board: Board, _: datetime) -> Iterable[str]:
    team = assemble(board.members)
    least, most = TEAM_SIZE
    if len(team.members) < least:
        yield f"Only {_count(len(team.members), 'person is', 'people are')} in. {least} or more see more."
    if len(team.members) > most:
        yield f"{len(team.members)} people are in. Groups of 4 to 6 work best, for example one a segment."
    for lens, owners in team.missing.items():
        yield f"Nobody looks at {lens}. Invite somebody from {owners[0]} or {owners[1]}."
    if len(team.functions) < TEAM_FUNCTIONS or team.score < number(board.workshop, "team_advice"):
        yield "The team sees the customer from few sides. Invite people with other functions."
    if not team.meets_customers:
        yield "Nobody here meets customers every week. Invite somebody from sales, support or research."
    if not board.workshop.stand_in:
        yield "There is no stand-in yet, so the workshop waits whenever the facilitator is away."
    if not any(segment.state == "open" for segment in board.segments):
        yield "There is no customer segment yet. Name one with `/vpd segment NAME`."
    if not board.workshop.decision:
        yield "Nobody has said yet what decision this should help with."


def _profile(board: Board, segment: Segment, at: datetime) -> Iterable[str]:
    own = board.of_segment(segment.id)
    for block in PROFILE_SIZE:
        least = int(number(board.workshop, KINDS[block].prompt))
        notes = open_notes(own, blocks=(block,))
        if len(notes) < least:
            counted = _count(len(notes), KINDS[block].title.lower(), KINDS[block].plural.lower())
            yield f"{counted} so far. {least} or more show the pattern."
    known = proof(own, at)
    profile = ranked(own, at, blocks=PROFILE, known=known.notes)
    unrated = [note.code for note in profile[:TOP_RATED] if _is_unrated(note, own)]
    if unrated:
        yield f"Few have rated {', '.join(unrated)}. Ask everybody for a number from 1 to 5."
    carried = [note for note in profile if known.of_note(note.id).tier >= CUSTOMER_TIER]
    if profile and len(carried) < number(board.workshop, "with_evidence") * len(profile):
        rest = "rests" if len(carried) == 1 else "rest"
        yield f"{len(carried)} of {len(profile)} notes {rest} on what customers said. Add more with `/vpd evidence`."
    yield from _variety(own)


def _variety(board: Board) -> Iterable[str]:
    for block, wanted in SUBTYPES_WANTED.items():
        notes = open_notes(board, blocks=(block,))
        there = {note.subtype for note in notes if note.subtype}
        missing = [_words(subtype) for subtype in KINDS[block].subtypes if subtype not in there]
        must = MUST_SERVE.get(block)
        if notes and must and must not in there:
            yield f"No {KINDS[block].title.lower()} is marked {_words(must)}. What could they not do without?"
        elif notes and len(there) < wanted:
            yield f"No {KINDS[block].title.lower()} is marked {' or '.join(missing[:SEVERAL])} yet."


def _is_unrated(note: Note, board: Board) -> bool:
    rated = sum(rating.user in board.here for rating in note.ratings)
    return rated < number(board.workshop, "rated_by") * len(board.here)


def _value_map(board: Board, segment: Segment, at: datetime) -> Iterable[str]:
    own = board.of_segment(segment.id)
    offers = open_notes(own, blocks=VALUE_MAP)
    if not offers:
        yield "There is nothing on offer yet. Start with the worst pain."
        return
    links = active_links(own)
    served = {link.target for link in links if link.strength > 0}
    pains = ranked(own, at, blocks=(Block.PAIN,))[:SERVED_TOP_PAINS]
    musts = [note for note in open_notes(own, blocks=MUST_SERVE) if note.subtype == MUST_SERVE[note.block]]
    unserved = [note.code for note in (*pains, *musts) if note.id not in served]
    if unserved:
        yield f"Nothing serves {', '.join(unserved)} yet. Link something, or leave them alone on purpose."
    answers = [note for note in offers if note.block in ANSWERS]
    unlinked = [note.code for note in orphans(own)]
    if len(unlinked) > number(board.workshop, "orphans") * len(answers):
        yield f"Not linked to a pain or gain yet: {', '.join(unlinked)}. Which one is each of them for?"
    if len(answers) > number(board.workshop, "focus"):
        yield from focus(board, segment.id)


def _fit(board: Board, segment: Segment, at: datetime) -> Iterable[str]:
    found = fit(board, segment.id, at)
    if found.paper is None:
        yield "There is nothing to compare yet. Link what you offer to what it serves: `/vpd link R1 P2`."
        return
    yield from (f"{cap.reason[0].upper()}{cap.reason[1:]}." for cap in found.caps)


def _hypotheses(board: Board, _: datetime) -> Iterable[str]:
    if not any(hypothesis.state == "kept" for hypothesis in board.hypotheses):
        yield "No hypothesis is kept yet. Keep at least the one that would sink the idea if it were wrong."
    waiting = [test.code for test in board.tests if test.column == "learn" and not test.void]
    if waiting:
        yield f"What did you learn from {', '.join(waiting)}? `/vpd learn {waiting[0]}` keeps it."
    asked = [e for e in board.evidence if e.state == "active" and e.tier >= CUSTOMER_TIER]
    if not asked:
        yield "No customer has been heard yet. One talk is a good start: `/vpd evidence P1 “I gave up” – a nurse`."


WHOLE: MappingProxyType[int, Callable[[Board, datetime], Iterable[str]]] = MappingProxyType({1: _team, 5: _hypotheses})
PER_SEGMENT: MappingProxyType[int, Callable[[Board, Segment, datetime], Iterable[str]]] = MappingProxyType(
    {2: _profile, 3: _value_map, 4: _fit}
)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _words(subtype: str) -> str:
    return subtype.replace("_", " ")
