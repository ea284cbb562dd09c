"""What follows when something turns out to be wrong, all of it, worked out before anything is changed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from canvas.board import Board, Hypothesis, Link, Note, NoteState
from canvas.cards import Test
from canvas.codes import Codes
from canvas.fit import fit
from canvas.links import active_links, orphans
from canvas.method import KINDS, STEPS
from canvas.pitch import stale
from canvas.proof import Claim, Of, subjects_of
from canvas.stages import Stage

STEP_OF_LINKS = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a segment: its fit on paper (None where there is none) and its stage, before and after."""

    segment: str
    before: float | None
    after: float | None
    stage_before: Stage
    stage_after: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """All that follows. `after` is the board with it done; the rest is what differs, as it was before.

    `slots` are (Segment.id, blank of the pitch) that rest on it; `step` is the step worth going back to, if any.
    """

    cause: str  # code
    words: str  # what the note or hypothesis says; a link has none
    after: Board
    notes: tuple[Note, ...]
    links: tuple[Link, ...]
    hypotheses: tuple[Hypothesis, ...]
    tests: tuple[Test, ...]
    orphans: tuple[Note, ...]
    slots: tuple[tuple[int, str], ...]
    effects: tuple[Effect, ...]
    step: int | None

    @property
    def says(self) -> list[str]:
        """The effects in sentences."""
        said = [f"{self.cause} turned out wrong. It is kept, but counts no more."]
        links = [link_code(self.after, link) for link in self.links]
        said += _listed("No longer linked: {}.", [one for one in links if one != self.cause])
        said += _listed("Closed with it: {}.", [one.code for one in self.hypotheses if one.code != self.cause])
        said += _listed("Tests that can stop: {}.", [test.code for test in self.tests])
        codes = codes_of(self.after)
        said += _listed("Serves nothing any more: {}.", [codes[note.id] for note in self.orphans])
        said += _listed("The pitch needs new words for: {}.", list(dict.fromkeys(name for _, name in self.slots)))
        for effect in self.effects:
            said += _moved(effect)
            if effect.stage_before is not effect.stage_after:
                said.append(f"{effect.segment}: the stage goes back from {_name(effect.stage_before)}"
                            f" to {_name(effect.stage_after)}.")  # fmt: skip
        if self.step:
            said.append(f"Worth another look: step {self.step}, {STEPS[self.step].lower()}.")
        return said


def invalidate(board: Board, claim: Claim, at: datetime) -> Cascade:
    """Return what follows when a note, a link or a hypothesis turns out to be wrong."""
    subjects = subjects_of(board)
    subject = subjects.get(claim.id, claim) if claim.of is Of.HYPOTHESIS else claim
    notes = [note for note in board.notes if subject == Claim(Of.NOTE, note.id)]
    gone = {note.id for note in notes}
    links = [
        link
        for link in active_links(board)
        if subject == Claim(Of.LINK, link.id) or link.source in gone or link.target in gone
    ]
    fallen = {claim, subject, *(Claim(Of.LINK, link.id) for link in links)}
    hypotheses = [
        one
        for one in board.hypotheses
        if one.state in {"draft", "kept"} and fallen & {Claim(Of.HYPOTHESIS, one.id), subjects.get(one.id)}
    ]
    after = _after(board, gone, {link.id for link in links}, {one.id for one in hypotheses})
    return Cascade(
        cause=_code(board, claim),
        words=_words(board, claim),
        after=after,
        notes=tuple(notes),
        links=tuple(links),
        hypotheses=tuple(hypotheses),
        tests=tuple(_running(board, {one.id for one in hypotheses})),
        orphans=tuple(note for note in orphans(after) if note.id not in {one.id for one in orphans(board)}),
        slots=tuple(_slots(board, after)),
        effects=tuple(_effects(board, after, at)),
        step=_step(board, notes, links),
    )


def _after(board: Board, notes: Collection[int], links: Collection[int], hypotheses: Collection[int]) -> Board:
    return replace(
        board,
        notes=tuple(replace(n, state=NoteState.INVALIDATED) if n.id in notes else n for n in board.notes),
        links=tuple(replace(x, state="inactive") if x.id in links else x for x in board.links),
        hypotheses=tuple(replace(h, state="closed") if h.id in hypotheses else h for h in board.hypotheses),
    )


def _running(board: Board, hypotheses: Collection[int]) -> Iterable[Test]:
    return (t for t in board.tests if t.hypothesis in hypotheses and not t.verdict and not t.void)


def _slots(board: Board, after: Board) -> Iterable[tuple[int, str]]:
    for pitch in board.pitches:
        before = {one.slot for one in stale(pitch, board)}
        yield from ((pitch.segment, one.slot) for one in stale(pitch, after) if one.slot not in before)


def _effects(board: Board, after: Board, at: datetime) -> Iterable[Effect]:
    for segment in board.segments:
        then, now = fit(board, segment.id, at), fit(after, segment.id, at)
        if segment.state == "open" and (then.paper, then.stage) != (now.paper, now.stage):
            yield Effect(segment.name, then.paper, now.paper, then.stage, now.stage)


def _step(board: Board, notes: Iterable[Note], links: Iterable[Link]) -> int | None:
    """Return the first step to look at again: the profile for a want, the value map for an offer or a link."""
    steps = [KINDS[note.block].step for note in notes] or [STEP_OF_LINKS for _ in links]
    step = min(steps, default=board.workshop.step)
    return step if step < board.workshop.step else None


def codes_of(board: Board) -> dict[int, str]:
    """Return Note.id -> its code as people write it: with the number of its segment where there are several."""
    codes = Codes(board.segments)
    return {note.id: codes.read(note) for note in board.notes}


def link_code(board: Board, link: Link) -> str:
    """Return a link by its ends; the number of the segment, where there are several, stands once."""
    ends = {note.id: note.code for note in board.notes}
    return f"{codes_of(board)[link.source]}-{ends[link.target]}"


def _code(board: Board, claim: Claim) -> str:
    if claim.of is Of.NOTE:
        return codes_of(board)[claim.id]
    if claim.of is Of.HYPOTHESIS:
        return next(one.code for one in board.hypotheses if one.id == claim.id)
    return next(link_code(board, link) for link in board.links if link.id == claim.id)


def _words(board: Board, claim: Claim) -> str:
    found = {Of.NOTE: board.notes, Of.HYPOTHESIS: board.hypotheses}.get(claim.of, ())
    return next((one.text for one in found if one.id == claim.id), "")


def _listed(sentence: str, names: list[str]) -> list[str]:
    return [sentence.format(", ".join(names))] if names else []


def _moved(effect: Effect) -> list[str]:
    if effect.before is None or effect.before == effect.after:
        return []
    if effect.after is None:
        return [f"{effect.segment}: there is no fit any more, as nothing is linked."]
    return [f"{effect.segment}: fit on paper goes from {effect.before:.0f} to {effect.after:.0f}."]


def _name(stage: Stage) -> str:
    return {Stage.NONE: "none"}.get(stage, stage.value.replace("_", "-") + " fit")
