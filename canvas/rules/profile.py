"""What the coach watches in the customer profile."""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from types import MappingProxyType
from typing import Final

from canvas.board import Board, Note, Segment
from canvas.defaults import (
    DUPLICATE,
    FEW,
    FEW_JOBS,
    FEWEST_WORDS,
    FUNCTIONAL_SHARE,
    MIXED_RATINGS,
    MIXED_SPREAD,
    PROFILE_SIZE,
    TOP_JOBS,
)
from canvas.english import OUTCOMES, has_measure, has_verb, is_bare_verb, mirrored, vague_word, words
from canvas.likeness import shape
from canvas.method import KINDS, Block
from canvas.numbers import number
from canvas.ranking import PROFILE, open_notes, ranked
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation
from canvas.spread import spread
from canvas.targets import of_note, of_segment

MIXED: Final = re.compile(r"\band\b|,|/|\ball\b|\beveryone\b|\busers\b|&", re.IGNORECASE)
OURS: Final = frozenset(("our", "ours"))
THE_APP: Final = re.compile(r"\bthe app\b", re.IGNORECASE)
PLAIN: Final = ("functional", "")
DEEPER: Final = ("social", "emotional")
SPLIT: Final = Fix("Split it", "segment split")
CLEARER: Final = MappingProxyType({
    Block.JOB: "When does it come up, and for what?",
    Block.PAIN: "When does it happen, and how much does it cost them?",
    Block.GAIN: "How much of it would be enough?",
})  # fmt: skip


def functional_only(now: Situation) -> Iterable[Finding]:
    """Ask for how people want to feel and to be seen, once there are some jobs."""
    for segment in now.segments:
        jobs = now.jobs(segment)
        total, counts = sum(jobs.values()), {subtype: jobs.get(subtype, 0) for subtype in DEEPER}
        plain = sum(jobs.get(subtype, 0) for subtype in PLAIN)
        missing = min(DEEPER, key=lambda subtype: counts[subtype])
        if total < FEW_JOBS or (counts[missing] and plain <= FUNCTIONAL_SHARE * total):
            continue
        asks = {"social": "who do they want to look good to", "emotional": "how do they want to feel"}[missing]
        question = f"{segment.name}: most jobs are about getting things done. When they do, {asks}?"
        fix = Fix(f"Add one {missing} job", f"add {missing} job")
        yield Finding("L3", of_segment(segment), Severity.NOTABLE, question, fix)


def mixed_segments(now: Situation) -> Iterable[Finding]:
    """Ask whether one segment is several."""
    for segment in now.segments:
        if now.note is None and MIXED.search(segment.name):
            question = f"“{segment.name}” sounds like several groups. Do they all have the same jobs and pains?"
            yield Finding("L5", of_segment(segment, "name"), Severity.NOTABLE, question, SPLIT)
        others = [one for one in now.board.segments if one.id != segment.id and one.state == "open"]
        for note in now.notes(*PROFILE):
            named = next((one for one in others if _names(one, note)), None)
            if note.segment == segment.id and named:
                question = f"{now.code(note)} speaks of {named.name}. Does it belong to them?"
                yield Finding("L5", of_note(note), Severity.SMALL, question, _reword(now, note))
        yield from _torn(now, segment)


def _torn(now: Situation, segment: Segment) -> Iterable[Finding]:
    rated = [n for n in open_notes(now.board, segment=segment.id, blocks=PROFILE) if len(n.ratings) > 1]
    torn = [note for note in rated if spread(note) >= MIXED_SPREAD]
    if len(rated) >= FEW and len(torn) >= MIXED_RATINGS * len(rated):
        question = f"You see much of {segment.name} differently. Do you have different customers in mind?"
        yield Finding("L5", of_segment(segment, "ratings"), Severity.NOTABLE, question, SPLIT)


def _names(segment: Segment, note: Note) -> bool:
    return shape(segment.name).words <= shape(note.text).words


def jobs_as_outcomes(now: Situation) -> Iterable[Finding]:
    """Ask about jobs that are outcomes, and gains that are jobs."""
    for note in now.english(Block.JOB):
        if not OUTCOMES.isdisjoint(words(note.text)[:1]):
            question = f"{now.code(note)} sounds like a result. What are they doing when they want that?"
            yield _about(now, note, Severity.NOTABLE, question, "gain")
        elif not has_verb(note.text):
            question = f"{now.code(note)}: what do they do? A job is easiest to check as a verb and what it is about."
            yield _about(now, note, Severity.SMALL, question)
    for note in now.english(Block.GAIN):
        first, *rest = words(note.text) or ("",)
        if rest and is_bare_verb(first):
            question = f"{now.code(note)} sounds like something they do. Is it a job? If not, what do they get from it?"
            yield _about(now, note, Severity.SMALL, question, "job")


def _about(now: Situation, note: Note, severity: Severity, question: str, kind: str = "") -> Finding:
    fix = Fix(f"Make it a {kind}", f"move {now.code(note)} {kind}") if kind else _reword(now, note)
    return Finding("L6", of_note(note), severity, question, fix)


def _reword(now: Situation, note: Note) -> Fix:
    return Fix("Change it", f"edit {now.code(note)}")


def own_offer_in_mind(now: Situation) -> Iterable[Finding]:
    """Ask about profile notes that speak of the offer, or came after it without a customer behind them."""
    names = [shape(note.text).words for note in open_notes(now.board, blocks=(Block.PRODUCT,))]
    english = {note.id for note in now.english(*PROFILE)}
    begun = now.entered.get(KINDS[Block.PRODUCT].step)
    for note in now.notes(*PROFILE):
        code = now.code(note)
        if any(name <= shape(note.text).words for name in names) or (note.id in english and _is_ours(note.text)):
            question = f"{code} speaks of what we offer. What would they say if they had never heard of us?"
            yield Finding("L7", of_note(note), Severity.NOTABLE, question, _reword(now, note))
        elif begun and note.created > begun and not now.known.of_note(note.id).tier:
            question = f"{code} came after the offer. Which customer said or did it?"
            yield Finding("L7", of_note(note), Severity.SMALL, question, Fix("Add evidence", f"evidence {code}"))


def _is_ours(text: str) -> bool:
    return not OURS.isdisjoint(words(text)) or ("app" in words(text) and THE_APP.search(text) is not None)


def too_few(now: Situation) -> Iterable[Finding]:
    """Ask for more where a profile is thin, and for the reason behind the jobs that matter most."""
    for segment in now.segments:
        for block in PROFILE_SIZE:
            least = int(number(now.board.workshop, KINDS[block].prompt))
            count = len(open_notes(now.board, segment=segment.id, blocks=(block,)))
            if count < least and now.board.workshop.step >= KINDS[block].step:
                kind = KINDS[block]
                name = (kind.title if count == 1 else kind.plural).lower()
                question = f"{segment.name}: {count} {name} so far. What would a customer add to get to {least}?"
                fix = Fix(f"Add a {kind.title.lower()}", f"add {kind.aliases[0]}")
                yield Finding("L8", of_segment(segment, block), Severity.NOTABLE, question, fix)
        yield from _shallow(now, now.board, segment)


def _shallow(now: Situation, board: Board, segment: Segment) -> Iterable[Finding]:
    top = ranked(board, now.at, segment=segment.id, blocks=(Block.JOB,), known=now.known.notes)[:TOP_JOBS]
    behind = {note.id for note in open_notes(board) if note.parent is not None}
    if len(top) == TOP_JOBS and not any(job.parent is not None or job.id in behind for job in top):
        code = now.code(top[0])
        question = f"Why do they want to get {code} done? Ask why a few times: what is behind it may matter more."
        yield Finding("L8", of_segment(segment, "why"), Severity.SMALL, question, Fix("Ask why", f"why {code}"))


def vague(now: Situation) -> Iterable[Finding]:
    """Ask for a number where a note says little."""
    for note in now.english(*PROFILE):
        if note.measure or has_measure(note.text):
            continue
        word, code = vague_word(note.text), now.code(note)
        if word:
            question = f"{code} says “{word}”. How much is that, in minutes, money or times a week?"
        elif len(words(note.text)) < FEWEST_WORDS:
            question = f"{code} is short. {CLEARER[note.block]}"
        else:
            continue
        yield Finding("L9", of_note(note), Severity.SMALL, question, Fix("Make it clearer", f"edit {code}"))


def mirrors(now: Situation) -> Iterable[Finding]:
    """Ask about pains that are only the other side of a gain."""
    all_of_it = Situation(board=now.board, at=now.at, known=now.known, segment=now.segment)
    for pain, gain in _pairs(all_of_it.english(Block.PAIN), all_of_it.english(Block.GAIN)):
        if now.note is not None and now.note.id not in {pain.id, gain.id}:
            continue
        if shape(mirrored(pain.text)).like(shape(mirrored(gain.text))) >= DUPLICATE:
            question = (
                f"{now.code(pain)} is the other side of {now.code(gain)}. What gets in their way, or could go wrong?"
            )
            yield Finding("L10", of_note(pain), Severity.SMALL, question, _reword(now, pain))


def _pairs(pains: Sequence[Note], gains: Sequence[Note]) -> Iterable[tuple[Note, Note]]:
    return ((pain, gain) for pain, gain in product(pains, gains) if pain.segment == gain.segment)


LISTENED: Final = (2,)  # the step whose end closes the profile
ADD_AND_GATE: Final = frozenset((Moment.ADD, Moment.GATE))
RULES: Final = (
    Rule(key="L3", name="Only functional jobs", moments=ADD_AND_GATE, gates=LISTENED, check=functional_only),
    Rule(key="L5", name="Mixed segments", moments=ADD_AND_GATE, gates=LISTENED, check=mixed_segments, text=True),
    Rule(
        key="L6",
        name="Jobs mixed with results",
        moments=ADD_AND_GATE,
        gates=LISTENED,
        check=jobs_as_outcomes,
        text=True,
    ),
    Rule(key="L7", name="Own offer in mind", moments=ADD_AND_GATE, gates=LISTENED, check=own_offer_in_mind, text=True),
    Rule(key="L8", name="Too few notes", moments=frozenset((Moment.GATE,)), gates=LISTENED, thin=True, check=too_few),
    Rule(key="L9", name="Hard to picture", moments=ADD_AND_GATE, gates=LISTENED, check=vague, text=True),
    Rule(key="L10", name="Pain mirrors gain", moments=ADD_AND_GATE, gates=LISTENED, check=mirrors, text=True),
)
