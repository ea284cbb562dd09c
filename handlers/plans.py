"""Planning a test: which hypothesis, which experiment of the library, and from which result on it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.board import Hypothesis, Workshop
from canvas.cards import Test
from canvas.errors import HypothesisGone, Stale
from canvas.hypotheses import keeping
from canvas.learning_errors import WhichHypothesis
from canvas.plans import read_plan
from canvas.priorities import placed
from canvas.proof import proof
from canvas.situation import Finding, Moment
from canvas.testing import edited, next_experiment, variant_of
from handlers import advice, channel
from handlers.answer import Answer, Form
from handlers.blocks import experiments as shown
from handlers.blocks import plans as blocks
from handlers.blocks.picker import MOST_OPTIONS
from handlers.gesture import Gesture
from handlers.place import workshop_drawn_for
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

FIELDS = (
    "experiment", "threshold", "min_sample", "owner", "due", "duration", "description",
    "name", "tier", "critical", "cost", "reliability", "time",
)  # fmt: skip


def register(surfaces: Surfaces) -> None:
    """Listen to the buttons that open the form, and to the form."""
    surfaces.button("plans.design", design, writes=False)
    surfaces.button("plans.change", change, writes=False)
    surfaces.form("plans.save", save)
    surfaces.search("plans.find", find)


def design(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to plan a test, with the cheapest experiment that carries a step further."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    one = next((one for one in board.hypotheses if one.id == gesture.subject.get("hypothesis")), None)
    if one and one.state == "removed":
        raise HypothesisGone(code=one.code)
    idea = next_experiment(one, board.tests, proof(board, tx.at).of_hypothesis(one.id)) if one else None
    return Answer(form=Form(blocks.form(blocks.Plan(workshop=workshop, user=gesture.user, hypothesis=one, idea=idea))))


def change(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to change a test."""
    workshop = workshop_drawn_for(gesture, tx)
    test, one = _drawn_for(gesture, tx, workshop)
    return Answer(form=Form(blocks.form(blocks.Plan(workshop=workshop, user=gesture.user, hypothesis=one, test=test))))


def _drawn_for(gesture: Gesture, tx: Transaction, workshop: Workshop) -> tuple[Test, Hypothesis]:
    """Return the newest version of the test that a button or form is about, and its hypothesis. Raises Stale."""
    drawn = tx.tests.get(int(gesture.subject.get("test", 0)))
    test = drawn and tx.tests.find(workshop.id, drawn.code)
    claims = {one.id: one for one in tx.hypotheses.of(workshop.id)}
    if test is None or test.hypothesis not in claims:
        raise Stale
    return test, claims[test.hypothesis]


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep a new test, or what has changed in one."""
    workshop = workshop_drawn_for(gesture, tx)
    answers = {name: gesture.words(name) for name in FIELDS if name in gesture.fields}
    fields = read_plan(answers, workshop.time_zone)
    if gesture.subject.get("test"):
        return _changed(gesture, tx, workshop, fields)
    wanted = gesture.subject.get("hypothesis") or gesture.words("hypothesis")
    one = next((one for one in tx.hypotheses.of(workshop.id) if str(one.id) == str(wanted)), None)
    if one is None:
        raise WhichHypothesis
    variant = variant_of(one, tx.segments.of(workshop.id))
    test = tx.tests.add(workshop.id, hypothesis=one.id, variant=variant, **fields)
    if one.state == "draft":
        tx.hypotheses.change(workshop.id, one, **keeping(one, tx.user))
    return _told(tx, workshop, test, one, Said(f"Planned as *{test.code}*."))


def _changed(gesture: Gesture, tx: Transaction, workshop: Workshop, fields: dict[str, object]) -> Answer:
    """Keep what differs; a bar that was frozen makes a new version, and says so."""
    test, one = _drawn_for(gesture, tx, workshop)
    if gesture.subject.get("version") != test.version:
        raise Stale
    new, void = edited(test, tx.at, fields)
    if void is not None:
        renewed = tx.tests.renew(workshop.id, test, new)
        board = tx.workshops.board(workshop.id)
        asks = advice.asked(tx, board, Moment.EVENT, to=tx.user, about=advice.About(test=renewed))
        return _told(tx, workshop, renewed, one, Said(shown.renewed(renewed), asks))
    changes = {name: value for name, value in fields.items() if getattr(test, name) != value}
    kept = tx.tests.change(workshop.id, test, **changes) if changes else test
    lead = f"*{test.code}* is changed." if changes else f"*{test.code}* is as it was."
    return _told(tx, workshop, kept, one, Said(lead))


@dataclass(frozen=True, slots=True)
class Said:
    """What is said first about a test, and what the coach asks."""

    lead: str
    asks: Sequence[Finding] = ()


def _told(tx: Transaction, workshop: Workshop, test: Test, one: Hypothesis, said: Said) -> Answer:
    card = shown.Shown(
        test=test,
        hypothesis=one,
        workshop=workshop,
        at=tx.at,
        lead=said.lead,
        advice=shown.bar_advice(test),
        asks=said.asks,
    )
    return Answer(says=shown.card(card), posts=channel.changed(tx, workshop, 0, [""]))


def find(gesture: Gesture, tx: Transaction) -> Answer:
    """Find hypotheses by code or words, the one to test first in front."""
    workshop = workshop_drawn_for(gesture, tx)
    wanted = gesture.text.strip().casefold()
    order = [one.hypothesis for one in placed(tx.workshops.board(workshop.id), tx.at)]
    hits = [one for one in order if wanted in f"{one.code} {one.text}".casefold()]
    return Answer(options=[blocks.choice(one) for one in hits[:MOST_OPTIONS]])
