"""The soft gates: what is still open at the end of a step, each with a button. Going on is always one click."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from canvas.board import Board, Note, NoteState, Segment
from canvas.defaults import (
    CUSTOMER_TIER,
    MUST_SERVE,
    PROFILE_SIZE,
    SERVED_TOP_PAINS,
    SUBTYPES_NEEDED,
    SUBTYPES_WANTED,
    TEAM_FUNCTIONS,
    TEAM_SIZE,
    TOP_RATED,
)
from canvas.fit import fit
from canvas.focus import focus
from canvas.lack import Lack
from canvas.last_gates import hypotheses, next_best, proving
from canvas.links import ANSWERS, COUNTED, active_links, current, orphans
from canvas.method import KINDS, Block
from canvas.numbers import number
from canvas.proof import proof
from canvas.ranking import PROFILE, VALUE_MAP, open_notes, ranked
from canvas.team import assemble, lacking

SEVERAL = 2
NUMBERS = MappingProxyType({5: "Five", 7: "Seven"})


def still_open(board: Board, step: int, at: datetime) -> list[Lack]:
    """Return what is still open at the end of a step, the most useful first; empty when all is well.

    With several open segments each sentence about one begins with its name.
    """
    segments = [segment for segment in board.segments if segment.state == "open"]
    found = list(WHOLE[step](board, at)) if step in WHOLE else []
    for segment in segments if step in PER_SEGMENT else []:
        label = f"{segment.name}: " if len(segments) >= SEVERAL else ""
        own = PER_SEGMENT[step](board, segment, at)
        found += [replace(one, says=_after(label, one.says), segment=segment.id) for one in own]
    return found


def _after(label: str, sentence: str) -> str:
    """Return a sentence behind a name; one that begins with a code keeps its capital."""
    inside = f"{sentence[0].lower()}{sentence[1:]}" if label and sentence[1].islower() else sentence
    return f"{label}{inside}"


def _team(board: Board, _: datetime) -> Iterable[Lack]:
    team = assemble(board.members)
    least, most = TEAM_SIZE
    here = ("Who is here", "team")
    if len(team.members) < least:
        counted = _count(len(team.members), "person is", "people are")
        yield Lack(f"Only {counted} in. {least} or more see more.", *here)
    if len(team.members) > most:
        says = f"{len(team.members)} people are in. Groups of 4 to 6 work best, for example one a segment."
        yield Lack(says, *here)
    for lens in team.missing:
        yield Lack(f"{lacking([lens])} Invite somebody from there.", *here)
    if len(team.functions) < TEAM_FUNCTIONS or team.score < number(board.workshop, "team_advice"):
        yield Lack("The team sees the customer from few sides. Invite people with other functions.", *here)
    if not team.meets_customers:
        says = "Nobody here meets customers every week. Invite somebody from sales, support or research."
        yield Lack(says, *here)
    if not board.workshop.stand_in:
        says = "There is no stand-in yet, so the workshop waits while the one who leads is away."
        yield Lack(says, "Settings", "settings")
    if not any(segment.state == "open" for segment in board.segments):
        yield Lack("There is no customer segment yet. Who is it for?", "Name a segment", "segment add")
    if not board.workshop.decision:
        yield Lack("Nobody has said yet what decision this should help with.", "Settings", "settings")


def _profile(board: Board, segment: Segment, at: datetime) -> Iterable[Lack]:
    own = board.of_segment(segment.id)
    here = f"--segment {segment.number}"
    for block in PROFILE_SIZE:
        least = int(number(board.workshop, KINDS[block].prompt))
        notes = open_notes(own, blocks=(block,))
        if len(notes) < least:
            counted = _count(len(notes), KINDS[block].title.lower(), KINDS[block].plural.lower())
            enough = f"{NUMBERS.get(least, str(least))} or more are good to see a pattern."
            yield _add(f"{counted} so far. {enough}", block)
    known = proof(own, at)
    profile = ranked(own, at, blocks=PROFILE, known=known.notes)
    unrated = [note for note in profile[:TOP_RATED] if _is_unrated(note, own)]
    if unrated:
        block = unrated[0].block
        says = f"{_unrated(unrated, own.here)}. Ask everybody for a number from 1 to 5."
        yield Lack(says, "Rate", "rate", f"{KINDS[block].prompt} {here}", block=block.value)
    carried = [note for note in profile if known.of_note(note.id).tier >= CUSTOMER_TIER]
    if profile and len(carried) < number(board.workshop, "with_evidence") * len(profile):
        rest = "rests" if len(carried) == 1 else "rest"
        says = f"{len(carried)} of {len(profile)} notes {rest} on what customers said. What have you heard?"
        yield Lack(says, "Add evidence", "evidence", here)
    yield from _variety(own)


def _variety(own: Board) -> Iterable[Lack]:
    """Ask for the subtypes that a block needs, and for others where there are too few of them."""
    for block, wanted in SUBTYPES_WANTED.items():
        notes = open_notes(own, blocks=(block,))
        there = {note.subtype for note in notes if note.subtype}
        needed = [one for one in SUBTYPES_NEEDED.get(block, ()) if one not in there]
        more = wanted - len(there) - len(needed)
        others = [one for one in KINDS[block].subtypes if one not in there and one not in needed] if more > 0 else []
        if not notes or not (needed or others):
            continue
        named = [" or ".join(map(_words, some)) for some in (needed, others[:SEVERAL]) if some]
        asks = " What could they not do without?" if MUST_SERVE.get(block) in needed else ""
        yield _add(f"No {KINDS[block].title.lower()} is marked {', nor '.join(named)} yet.{asks}", block)


def _is_unrated(note: Note, board: Board) -> bool:
    return _raters(note, board.here) < number(board.workshop, "rated_by") * len(board.here)


def _raters(note: Note, here: Collection[str]) -> int:
    return sum(rating.user in here for rating in note.ratings)


def _unrated(notes: Iterable[Note], here: Collection[str]) -> str:
    """Say which notes nobody has rated, and which few have."""
    told: dict[str, list[str]] = {}
    for note in notes:
        told.setdefault("few" if _raters(note, here) else "nobody", []).append(note.code)
    nobody, few = (", ".join(told.get(one, ())) for one in ("nobody", "few"))
    if not nobody:
        return f"Few have rated {few}"
    return f"Nobody has rated {nobody} yet{f', and few {few}' if few else ''}"


def _value_map(board: Board, segment: Segment, at: datetime) -> Iterable[Lack]:
    own = current(board.of_segment(segment.id))
    offers = open_notes(own, blocks=VALUE_MAP)
    here = f"--segment {segment.number}"
    if not offers:
        yield _nothing_offered(board)
        return
    links = active_links(own)
    served = {link.target for link in links if link.works > 0}
    musts = [note for note in open_notes(own, blocks=MUST_SERVE) if note.subtype == MUST_SERVE[note.block]]
    unserved = [note.code for note in (*_top_pains(own, at), *musts) if note.id not in served]
    if unserved:
        says = f"Nothing serves {', '.join(unserved)} yet. Link something, or choose not to serve it."
        yield Lack(says, f"Link {unserved[0]}", "link", f"{segment.number}{unserved[0]}")
    answers = [note for note in offers if note.block in ANSWERS]
    unlinked = [note.code for note in orphans(own)]
    if len(unlinked) > number(board.workshop, "orphans") * len(answers):
        says = f"Not linked to a pain or gain yet: {', '.join(unlinked)}. Which one is each of them for?"
        yield Lack(says, "Match one by one", "link", here)
    if len(answers) > number(board.workshop, "focus"):
        yield from (Lack(says, "Look at fit", "fit", here) for says in focus(board, segment.id))


def _top_pains(own: Board, at: datetime) -> list[Note]:
    """Return those of the worst pains that nobody has chosen not to serve: such a choice answers for its pain."""
    counted = replace(
        own, notes=tuple(replace(note, state=NoteState.OPEN) for note in own.notes if note.state in COUNTED)
    )
    open_ones = {note.id for note in open_notes(own)}
    return [note for note in ranked(counted, at, blocks=(Block.PAIN,))[:SERVED_TOP_PAINS] if note.id in open_ones]


def _fit(board: Board, segment: Segment, at: datetime) -> Iterable[Lack]:
    found = fit(board, segment.id, at)
    own = current(board.of_segment(segment.id))
    if not open_notes(own, blocks=VALUE_MAP):
        yield _nothing_offered(board)
    elif found.paper is None:
        says = "There is nothing to compare yet. Say which offer serves which pain or gain."
        yield Lack(says, "Match one by one", "link", f"--segment {segment.number}")
    for cap in found.caps:
        code = cap.notes[0].code
        says = f"{cap.reason[0].upper()}{cap.reason[1:]}."
        yield Lack(says, f"Link {code}", "link", f"{segment.number}{code}")


def _nothing_offered(board: Board) -> Lack:
    several = sum(one.state == "open" for one in board.segments) >= SEVERAL
    way = "Add what you would offer them, or archive this segment." if several else "Start with the worst pain."
    return _add(f"Nothing is offered yet. {way}", Block.PAIN_RELIEVER)


def _add(says: str, block: Block) -> Lack:
    return Lack(says, f"Add a {KINDS[block].title.lower()}", "add", block=block.value)


WHOLE: MappingProxyType[int, Callable[[Board, datetime], Iterable[Lack]]] = MappingProxyType(
    {1: _team, 5: hypotheses, 6: proving}
)
PER_SEGMENT: MappingProxyType[int, Callable[[Board, Segment, datetime], Iterable[Lack]]] = MappingProxyType(
    {2: _profile, 3: _value_map, 4: _fit, 6: next_best}
)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _words(subtype: str) -> str:
    return subtype.replace("_", " ")
