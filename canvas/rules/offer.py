"""What the coach watches in the value map."""

from collections.abc import Iterable
from typing import Final

from canvas.board import Board, Note, NoteState, Segment
from canvas.defaults import ALL_SERVED, FEATURE, FEW, FEW_PRODUCTS, UNUSED_PRODUCTS
from canvas.focus import low_links
from canvas.likeness import shape
from canvas.links import ANSWERS, active_links, orphans
from canvas.method import Block
from canvas.ranking import PROFILE, VALUE_MAP, open_notes
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation
from canvas.targets import of_note, of_segment


def features_as_benefits(now: Situation) -> Iterable[Finding]:
    """Ask what a feature does for customers."""
    for segment in now.segments:
        own = now.board.of_segment(segment.id)
        products = open_notes(own, blocks=(Block.PRODUCT,))
        for note in now.notes(*ANSWERS):
            same = next((p for p in products if shape(p.text).like(shape(note.text)) >= FEATURE), None)
            if note.segment == segment.id and same:
                code = now.code(note)
                question = f"{code} repeats {now.code(same)}. What can customers do with it that they could not before?"
                yield Finding("L4", of_note(note), Severity.NOTABLE, question, Fix("Change it", f"edit {code}"))
        if now.note is not None and now.note in orphans(own):
            code = now.code(now.note)
            question = f"Which pain or gain is {code} for?"
            yield Finding("L4", of_note(now.note), Severity.SMALL, question, Fix("Link it", f"link {code}"))
        several = len(products) >= FEW_PRODUCTS
        if several and len(products) > len(open_notes(own, blocks=ANSWERS)) and now.note is None:
            question = (
                f"{segment.name}: there are more products than relievers and creators. What does each do for customers?"
            )
            fix = Fix("Add a reliever", "add reliever")
            yield Finding("L4", of_segment(segment), Severity.NOTABLE, question, fix)


def everything_for_everybody(now: Situation) -> Iterable[Finding]:
    """Ask what to leave out."""
    for segment in now.segments:
        own = now.board.of_segment(segment.id)
        if len(open_notes(own, blocks=VALUE_MAP)) < FEW:
            continue
        yield from _unused(now, own, segment)
        weak = low_links(own)
        if weak:
            code = now.code(weak[0])
            question = (
                f"{segment.name}: much of the offer serves what hardly matters. What would you drop, {code} first?"
            )
            fix = Fix("Drop it", f"remove {code}")
            yield Finding("L11", of_segment(segment, "low"), Severity.NOTABLE, question, fix)
        if _serves_all(own):
            question = f"{segment.name}: every single note is served. Which could you leave to others?"
            fix = Fix("Look at the fit", "fit")
            yield Finding("L11", of_segment(segment, "all"), Severity.NOTABLE, question, fix)


def _unused(now: Situation, own: Board, segment: Segment) -> Iterable[Finding]:
    products = open_notes(own, blocks=(Block.PRODUCT,))
    linked = {link.source for link in active_links(own)}
    unused = [note for note in products if note.id not in linked]
    if len(products) >= FEW_PRODUCTS and len(unused) > UNUSED_PRODUCTS * len(products):
        codes = ", ".join(now.code(note) for note in unused)
        question = f"{segment.name}: {codes} help with no job yet. Do they belong here?"
        fix = Fix("Link it", f"link {now.code(unused[0])}")
        yield Finding("L11", of_segment(segment, "unused"), Severity.SMALL, question, fix)


def _serves_all(own: Board) -> bool:
    served = {link.target for link in active_links(own) if link.works > 0}
    profile = [
        note for note in own.notes if note.block in PROFILE and note.state in {NoteState.OPEN, NoteState.DECLINED}
    ]
    return len(profile) >= ALL_SERVED and all(note.id in served for note in profile)


def unlinked(now: Situation) -> Iterable[Finding]:
    """Ask what relievers and creators without a link are for."""
    for note in _own(orphans(now.board), now.segments):
        code = now.code(note)
        kind = "pain does it end" if note.block is Block.PAIN_RELIEVER else "gain does it bring"
        yield Finding("L12", of_note(note), Severity.NOTABLE, f"{code}: which {kind}?", Fix("Link it", f"link {code}"))


def _own(notes: Iterable[Note], segments: Iterable[Segment]) -> list[Note]:
    ids = {segment.id for segment in segments}
    return [note for note in notes if note.segment in ids]


GATE: Final = frozenset((Moment.GATE,))
OFFER: Final = (3, 4)  # the steps in which the offer is made and matched
RULES: Final = (
    Rule(
        key="L4",
        name="Features as benefits",
        moments=frozenset((Moment.ADD, Moment.GATE)),
        gates=OFFER,
        check=features_as_benefits,
    ),
    Rule(key="L11", name="Everything for everybody", moments=GATE, gates=OFFER, check=everything_for_everybody),
    Rule(key="L12", name="Answer without a question", moments=GATE, gates=OFFER, thin=True, check=unlinked),
)
