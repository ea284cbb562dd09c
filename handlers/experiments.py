"""Tests on their way: planned by command, moved over the board, measured against a bar that no longer moves."""

from collections.abc import Sequence
from dataclasses import replace

from canvas.board import Hypothesis, Workshop
from canvas.cards import Test
from canvas.errors import OtherWorkshop, Stale
from canvas.hypotheses import about_note, keeping
from canvas.learning_errors import WrongPopulation
from canvas.orders import Act, Order, read_test
from canvas.plans import read_people
from canvas.priorities import STANDING, placed
from canvas.proof import proof
from canvas.running import GONE, left_over, live, ordered
from canvas.situation import Finding, Moment
from canvas.testing import (
    COLUMNS,
    RUNNING,
    edited,
    interviews,
    measured,
    moved,
    next_experiment,
    read_bar,
    read_result,
    too_many,
    variant_of,
)
from handlers import advice, channel, versions
from handlers.answer import Answer, Form
from handlers.blocks import experiments as blocks
from handlers.blocks import plans
from handlers.gesture import Gesture, Surface
from handlers.place import (
    hypothesis_called,
    note_called,
    still_there,
    test_called,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to the word, the buttons of cards and board, and the form for a result."""
    usage = "test H1 customer interview at least 6 of 10 bring it up"
    surfaces.word("test", test, usage=usage, says="plan a test, move it, enter its result, see all tests")
    surfaces.button("experiments.look", look, writes=False)
    surfaces.search("experiments.look", look)
    surfaces.button("experiments.move", move)
    surfaces.button("experiments.observe", observe, writes=False)
    surfaces.button("experiments.share", share)
    surfaces.form("experiments.measure", measure)


def test(gesture: Gesture, tx: Transaction) -> Answer:
    """Do what was typed; with nothing typed show all tests."""
    workshop = workshop_here(gesture, tx)
    order = read_test(gesture.text)
    if order.act is Act.BOARD:
        return Answer(says=blocks.board(_all(tx, workshop)))
    if order.act is Act.PLAN:
        return _planned(tx, workshop, _claimed(gesture, tx, workshop, order.code), order)
    return _done(tx, workshop, test_called(tx, workshop, order.code), order)


def _claimed(gesture: Gesture, tx: Transaction, workshop: Workshop, code: str) -> Hypothesis:
    """Return the hypothesis of a code; of a job, pain or gain what must be true of it, drafted if nobody has."""
    if code.startswith("H"):
        return hypothesis_called(tx, workshop, code)
    note = still_there(note_called(gesture, tx, workshop, code))
    segment = next(one for one in tx.segments.of(workshop.id) if one.id == note.segment)
    draft = about_note(note, segment)
    known = (one for one in tx.hypotheses.of(workshop.id) if one.about == draft.about and one.state in STANDING)
    if found := next(known, None):
        return found
    return tx.hypotheses.add(
        workshop.id, draft.text, state="draft", area=draft.area, about=draft.about, segment=segment.id
    )


def _done(tx: Transaction, workshop: Workshop, found: Test, order: Order) -> Answer:
    """Do with a test what was typed after its code."""
    if order.act is Act.MOVE:
        return _moved(tx, workshop, found, order.column)
    if order.act is Act.BAR:
        return _barred(tx, workshop, found, order.text)
    if order.act is Act.DROP:
        tx.tests.drop(workshop.id, found)
        return Answer(says=blocks.dropped(found), posts=channel.changed(tx, workshop, 0, [""]))
    if order.act is Act.SHOW:
        return Answer(says=blocks.card(_shown(tx, workshop, found)))
    if not order.text:
        return Answer(form=Form(blocks.result_form(_shown(tx, workshop, found))))
    return _measured(tx, workshop, found, order.text)


def _planned(tx: Transaction, workshop: Workshop, one: Hypothesis, order: Order) -> Answer:
    board = tx.workshops.board(workshop.id)
    idea = next_experiment(one, board.tests, proof(board, tx.at).of_hypothesis(one.id))
    if not order.experiment and not order.text:
        return Answer(form=Form(plans.form(plans.Plan(workshop=workshop, user=tx.user, hypothesis=one, idea=idea))))
    fields: dict[str, object] = {"experiment": order.experiment or (idea.key if idea else ""), "owner": tx.user}
    if order.text:
        bar = read_bar(order.text)
        fields |= {name: getattr(bar, name) for name in ("operator", "threshold", "unit", "metric", "min_sample")}
    open_ones = (test for test in live(board) if not test.verdict)
    same = (known for known in open_ones if all(getattr(known, name) == fields[name] for name in fields))
    if known := next((known for known in same if known.hypothesis == one.id), None):
        return Answer(says=blocks.already(known))
    new = tx.tests.add(workshop.id, hypothesis=one.id, variant=variant_of(one, board.segments), **fields)
    if one.state == "draft":
        tx.hypotheses.change(workshop.id, one, **keeping(one, tx.user))
    return _told(tx, workshop, new, f"Planned as *{new.code}*.", *blocks.bar_advice(new))


def _all(tx: Transaction, workshop: Workshop) -> blocks.Wall:
    board = tx.workshops.board(workshop.id)
    known = proof(board, tx.at)
    order = [one.hypothesis for one in placed(board, tx.at, known)]
    counting = live(board)
    running = {test.hypothesis for test in counting if test.column != "done"}
    segments = [segment for segment in board.segments if segment.state == "open"]
    return blocks.Wall(
        workshop=workshop,
        tests=ordered(counting, [one.id for one in order]),
        left=left_over(board),
        claims={one.id: one for one in board.hypotheses},
        interviews={segment.name: interviews(board, segment.id, known) for segment in segments},
        first=next((one for one in order if one.id not in running), None),
        advice=too_many(board),
        at=tx.at,
    )


def share(gesture: Gesture, tx: Transaction) -> Answer:
    """Show all tests to the channel."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(posts=(channel.say(workshop, blocks.board(_all(tx, workshop), shared=True)),))


def look(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the card of the test that was chosen; while somebody types, find tests by code or name."""
    if gesture.surface is Surface.SEARCH:
        workshop = workshop_here(gesture, tx)
        board = tx.workshops.board(workshop.id)
        return Answer(options=blocks.choices((*live(board), *left_over(board)), workshop, gesture.text))
    workshop, found = _drawn_for(gesture, tx)
    return Answer(says=blocks.card(_shown(tx, workshop, found)))


def _drawn_for(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Test]:
    """Return the newest version of the test that a button or form is about. Raises OtherWorkshop, Stale."""
    workshop = workshop_drawn_for(gesture, tx)
    known = next((one for one in tx.tests.of(workshop.id) if one.id == gesture.subject.get("test")), None)
    found = known and tx.tests.find(workshop.id, known.code)
    if found is None:
        raise Stale
    return workshop, found


def _shown(tx: Transaction, workshop: Workshop, found: Test, lead: str = "", *more: str) -> blocks.Shown:
    one = next((one for one in tx.hypotheses.of(workshop.id) if one.id == found.hypothesis), None)
    if one is None:
        raise OtherWorkshop
    gone = [f"{one.code} is {GONE[one.state]}, so nobody has to finish this."] if one.state in GONE else []
    advice = [*more, *([] if found.verdict else gone)]
    return blocks.Shown(test=found, hypothesis=one, workshop=workshop, at=tx.at, lead=lead, advice=advice)


def _told(
    tx: Transaction, workshop: Workshop, found: Test, lead: str, *more: str, asks: Sequence[Finding] = ()
) -> Answer:
    says = blocks.card(replace(_shown(tx, workshop, found, lead, *more), asks=asks))
    return Answer(says=says, posts=channel.changed(tx, workshop, 0, [""]))


def move(gesture: Gesture, tx: Transaction) -> Answer:
    """Move a test to the column of the button; one that has moved since is shown as it is."""
    workshop, found = _drawn_for(gesture, tx)
    to = str(gesture.subject.get("to", ""))
    if found.column != gesture.subject.get("column") or to not in COLUMNS:
        return Answer(says=blocks.card(_shown(tx, workshop, found, f"*{found.code}* has been moved meanwhile.")))
    return _moved(tx, workshop, found, to, asked=bool(gesture.subject.get("anyway")))


def _moved(tx: Transaction, workshop: Workshop, found: Test, column: str, *, asked: bool = False) -> Answer:
    if found.column == column:
        return Answer(says=blocks.card(_shown(tx, workshop, found, f"*{found.code}* is there already.")))
    if column == "measure" and found.threshold is None and not asked:
        return Answer(says=blocks.ask_bar(_shown(tx, workshop, found)))
    after = moved(found, column, tx.at)
    changes = {name: getattr(after, name) for name in ("column", "moved", "measuring", "verdict", "closed")}
    kept = tx.tests.change(workshop.id, found, **changes)
    if column not in RUNNING or found.column in RUNNING:
        return _told(tx, workshop, kept, blocks.moved(kept))
    return _started(tx, workshop, kept)


def _started(tx: Transaction, workshop: Workshop, kept: Test) -> Answer:
    """Tell who started a test where it stands, and what is worth a thought: too many at once, others that come first.

    From now on it is looked at once a day.
    """
    advice.watch(tx, workshop)
    board = tx.workshops.board(workshop.id)
    asks = advice.asked(tx, board, Moment.START, to=tx.user, about=advice.About(test=kept))
    return _told(tx, workshop, kept, blocks.moved(kept), *filter(None, [too_many(board)]), asks=asks)


def _barred(tx: Transaction, workshop: Workshop, found: Test, words: str) -> Answer:
    bar = read_bar(words)
    fields: dict[str, object] = {name: getattr(bar, name) for name in ("operator", "threshold", "unit")}
    fields |= {"min_sample": bar.min_sample or found.min_sample, "metric": bar.metric or found.metric}
    new, void = edited(found, tx.at, fields)
    if void is not None:
        kept = tx.tests.renew(workshop.id, found, new)
        asks = advice.asked(
            tx, tx.workshops.board(workshop.id), Moment.EVENT, to=tx.user, about=advice.About(test=kept)
        )
        return _told(tx, workshop, kept, blocks.renewed(kept), asks=asks)
    kept = tx.tests.change(workshop.id, found, **fields)
    return _told(tx, workshop, kept, f"I keep what makes *{kept.code}* right.", *blocks.bar_advice(kept))


def observe(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form for what was measured."""
    workshop, found = _drawn_for(gesture, tx)
    return Answer(form=Form(blocks.result_form(_shown(tx, workshop, found))))


def measure(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the result of the form and say what it means."""
    workshop, found = _drawn_for(gesture, tx)
    if gesture.subject.get("version") != found.version:
        raise Stale
    known = {
        "outsiders": gesture.words("outsiders") == "yes",
        "population": read_people(gesture.words("population"), WrongPopulation) or None,
    }
    return _measured(tx, workshop, tx.tests.change(workshop.id, found, **known), gesture.words("observed"))


def _measured(tx: Transaction, workshop: Workshop, found: Test, words: str) -> Answer:
    """Compare a result with the bar; the channel reads what came out."""
    observed, sample = read_result(words, found.unit)
    after = measured(found, observed, sample, tx.at)
    names = ("column", "moved", "measuring", "observed", "sample", "verdict", "closed")
    kept = tx.tests.change(workshop.id, found, **{name: getattr(after, name) for name in names})
    versions.keep(tx, workshop.id, reason=f"{kept.code} measured")
    board = tx.workshops.board(workshop.id)
    asks = advice.asked(tx, board, Moment.VERDICT, about=advice.About(test=kept))
    shown = replace(_shown(tx, workshop, kept), asks=asks)
    said = channel.say(workshop, blocks.measured(shown))
    return Answer(says=blocks.told(shown), posts=(said, *channel.changed(tx, workshop, 0, [""])))
