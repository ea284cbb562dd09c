"""Learning cards: what came out of one or more tests, and what the team does about it."""

from typing import Any

from canvas.board import Board, Hypothesis
from canvas.cards import Learning, Test
from canvas.consequences import TURNED, affected, behind, progress
from canvas.errors import Stale
from canvas.learning_errors import NoLesson, UnknownHypothesis, UnknownLearning, UnknownTest, WhichLesson
from canvas.orders import read_decision, read_lesson
from canvas.plans import read_due
from canvas.priorities import STANDING, placed
from canvas.proof import Claim, Of
from canvas.testing import experiment_name, moved
from canvas.text import clean
from handlers import advice, channel, versions
from handlers.answer import Answer, Form
from handlers.blocks import learnings as blocks
from handlers.blocks.picker import MOST_OPTIONS
from handlers.gesture import Gesture
from handlers.place import workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

Meant = tuple[Hypothesis, list[Test]]  # what a learning is about
Fields = dict[str, Any]  # of a Learning; or `deciders` and `dissent` of the Decision that it is


def register(surfaces: Surfaces) -> None:
    """Listen to the word, the buttons and the form."""
    says = "keep what a test taught you, and what follows: persevere, pivot, continue or retire"
    surfaces.word("learn", learn, usage="learn H1 pivot They only cook on weekends", says=says)
    surfaces.button("learnings.write", write, writes=False)
    surfaces.button("learnings.edit", edit, writes=False)
    surfaces.button("learnings.done", done)
    surfaces.form("learnings.save", save)
    surfaces.search("learnings.find", find)


def learn(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed after the codes; without words open the form, or show the learning of a code."""
    workshop = workshop_here(gesture, tx)
    lesson = read_lesson(gesture.text)
    if not lesson.codes:
        return Answer(form=Form(blocks.form(blocks.Draft(workshop=workshop, user=gesture.user))))
    board = tx.workshops.board(workshop.id)
    if lesson.codes[0].startswith("L"):
        return Answer(says=blocks.card(_shown(board, _learning(board, lesson.codes[0]))))
    one, tests = _meant(board, lesson.codes)
    if not lesson.words:
        return Answer(form=Form(_form(board, gesture.user, (one, tests), lesson.decision)))
    fields = {"learned": lesson.words, "decision": lesson.decision or "continue_testing"}
    return _kept(tx, board, (one, tests), {**fields, "observed": blocks.observed(tests)})


def _learning(board: Board, code: str) -> Learning:
    found = next((one for one in board.learnings if one.code == code), None)
    if found is None:
        raise UnknownLearning(code=code)
    return found


def _meant(board: Board, codes: tuple[str, ...]) -> Meant:
    """Return the hypothesis and tests of codes; a hypothesis alone means those of its tests that wait for it."""
    newest = {test.code: test for test in board.tests if not test.void}
    unknown = next((code for code in codes if code.startswith("T") and code not in newest), None)
    if unknown:
        raise UnknownTest(code=unknown)
    tests = [newest[code] for code in codes if code in newest]
    named = next((code for code in codes if code.startswith("H")), "")
    about = [one for one in board.hypotheses if one.code == named or (tests and one.id == tests[0].hypothesis)]
    one = next((one for one in about if not named or one.code == named), None)
    if one is None or one.state == "removed":
        raise UnknownHypothesis(code=named or codes[0])
    return one, tests or [test for test in newest.values() if test.hypothesis == one.id and test.column == "learn"]


def _form(board: Board, user: str, about: Meant, decision: str = "") -> blocks.View:
    one, chosen = about
    draft = blocks.Draft(
        workshop=board.workshop,
        user=user,
        hypothesis=one,
        tests=[test for test in board.tests if test.hypothesis == one.id and not test.void],
        chosen=[test.id for test in chosen],
        observed=blocks.observed(chosen),
        decision=decision,
    )
    return blocks.form(draft)


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form for what a test taught."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    drawn = next((test for test in board.tests if test.id == gesture.subject.get("test")), None)
    if drawn is None:
        raise Stale
    return Answer(form=Form(_form(board, gesture.user, _meant(board, (drawn.code,)))))


def edit(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to change a learning."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    known = next((one for one in board.learnings if one.id == gesture.subject.get("learning")), None)
    one = next((one for one in board.hypotheses if known and one.id == known.hypothesis), None)
    if known is None or one is None:
        raise Stale
    tests = [test for test in board.tests if test.hypothesis == one.id and (not test.void or test.id in known.tests)]
    draft = blocks.Draft(
        workshop=workshop, user=gesture.user, hypothesis=one, tests=tests, chosen=known.tests, learning=known
    )
    return Answer(form=Form(blocks.form(draft)))


def done(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that what a learning led to is done: it is asked about no more."""
    workshop = workshop_drawn_for(gesture, tx)
    known = next((one for one in tx.learnings.of(workshop.id) if one.id == gesture.subject.get("learning")), None)
    if known is None:
        raise Stale
    if known.due is None or known.due.isoformat() != gesture.subject.get("due"):
        return Answer(says=blocks.done_before(known))
    return Answer(says=blocks.done(tx.learnings.change(workshop.id, known, due=None)))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep a new learning, or what has changed in one."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    fields: Fields = {name: clean(gesture.words(name)) for name in ("observed", "learned", "action", "owner")}
    fields["decision"] = read_decision(gesture.words("decision")) or "continue_testing"
    fields["due"] = read_due(gesture.words("due"), workshop.time_zone)
    fields["confidence"] = int(gesture.words("confidence")) if gesture.words("confidence") in blocks.SURE else 0
    if not fields["learned"]:
        raise NoLesson
    how: Fields = {"deciders": gesture.chosen("deciders"), "dissent": clean(gesture.words("dissent"))}
    chosen = set(gesture.chosen("tests"))
    if gesture.subject.get("learning"):
        tests = tuple(test.id for test in board.tests if str(test.id) in chosen)
        return _changed(gesture, tx, board, {**fields, "tests": tests}, how)
    one, tests_of = _chosen(board, gesture)
    own = [test for test in board.tests if str(test.id) in chosen and test.hypothesis == one.id]
    summed_up = own or ([] if gesture.subject.get("hypothesis") else tests_of)
    return _kept(tx, board, (one, summed_up), fields, how)


def _changed(gesture: Gesture, tx: Transaction, board: Board, wanted: Fields, how: Fields) -> Answer:
    """Keep what has changed in a learning, unless somebody else was faster."""
    known = next((one for one in board.learnings if one.id == gesture.subject["learning"]), None)
    if known is None or blocks.digest(known) != gesture.subject.get("was"):
        raise Stale
    changes = {name: value for name, value in wanted.items() if getattr(known, name) != value}
    kept = tx.learnings.change(board.workshop.id, known, **changes) if changes else known
    if "decision" in changes or any(how.values()):
        _follow(tx, board.workshop.id, kept, how, was=known.decision)
    now = tx.workshops.board(board.workshop.id)
    posts = channel.changed(tx, board.workshop, 0, [""]) if "decision" in changes else ()
    return Answer(says=blocks.card(_shown(now, kept)), posts=posts)


def _chosen(board: Board, gesture: Gesture) -> Meant:
    """Return the hypothesis that the form is about, or that was chosen in it by itself or by a test."""
    if known := gesture.subject.get("hypothesis"):
        one = next((one for one in board.hypotheses if one.id == known), None)
        codes = (one.code,) if one else ()
    else:
        wanted = gesture.words("subject")
        named = {f"h{one.id}": one.code for one in board.hypotheses} | {f"t{one.id}": one.code for one in board.tests}
        codes = (named[wanted],) if wanted in named else ()
    if not codes:
        raise WhichLesson
    return _meant(board, codes)


def _kept(tx: Transaction, board: Board, about: Meant, fields: Fields, how: Fields | None = None) -> Answer:
    """Keep a learning, finish its tests, do what follows, and tell the channel."""
    workshop, (one, tests) = board.workshop, about
    advice.watch(tx, workshop)
    label = blocks.label(fields["decision"])
    before = (
        versions.keep(tx, workshop.id, reason=f"before {one.code}: {label}") if fields["decision"] in TURNED else None
    )
    new = tx.learnings.add(workshop.id, hypothesis=one.id, tests=[test.id for test in tests], **fields)
    for test in tests:
        if test.verdict and test.column != "done":
            after = moved(test, "done", tx.at)
            tx.tests.change(workshop.id, test, column=after.column, moved=after.moved)
    _follow(tx, workshop.id, new, {**(how or {}), "before": before and before.at})
    shown = _shown(tx.workshops.board(workshop.id), new)
    said = channel.say(workshop, blocks.card(shown))
    return Answer(says=blocks.kept(shown), posts=(said, *channel.changed(tx, workshop, 0, [""])))


def _follow(tx: Transaction, workshop: int, learning: Learning, how: Fields, was: str = "") -> None:
    """Do what a decision says: close what is dropped, ask what must change, and keep it with all that it rests on.

    A decision to drop that is taken back opens the hypothesis again.
    """
    one = next(known for known in tx.hypotheses.of(workshop) if known.id == learning.hypothesis)
    dropped = learning.decision == "retire"
    if dropped and one.state in STANDING:
        tx.hypotheses.change(workshop, one, state="closed")
    if was == "retire" and not dropped and one.state == "closed":
        tx.hypotheses.change(workshop, one, state="kept")
    board = tx.workshops.board(workshop)
    tx.consequences.ask(workshop, learning, affected(board, learning, tx.at))
    rests = {"evidence": behind(board, [Claim(Of.HYPOTHESIS, one.id)], tx.at), **how}
    if how.get("before"):
        kept = versions.keep_after(tx, workshop, f"after {one.code}: {blocks.label(learning.decision)}")
        rests["after"] = kept.at
    tx.workshops.decide(workshop, "learning", one.code, learning.decision, learning.learned, **rests)


def _shown(board: Board, one: Learning) -> blocks.Shown:
    return blocks.Shown(
        learning=one,
        hypothesis=next(known for known in board.hypotheses if known.id == one.hypothesis),
        tests=[test for test in board.tests if test.id in one.tests],
        workshop=board.workshop,
        progress=progress(board, one),
    )


def find(gesture: Gesture, tx: Transaction) -> Answer:
    """Find tests and hypotheses by code or words: results that wait for a learning come first."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    wanted = gesture.text.strip().casefold()
    tests = sorted((test for test in board.tests if not test.void), key=lambda test: test.column != "learn")
    claims = [one.hypothesis for one in placed(board, tx.at)]
    named = [(f"{test.code} {test.name} {experiment_name(test)}", test) for test in tests]
    found = [*named, *((f"{one.code} {one.text}", one) for one in claims)]
    hits = [blocks.choice(one) for words, one in found if wanted in words.casefold()]
    return Answer(options=hits[:MOST_OPTIONS])
