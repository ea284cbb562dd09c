"""Learning cards: what came out of one or more tests, and what the team does about it."""

from canvas.board import Board, Hypothesis
from canvas.cards import Learning, Test
from canvas.errors import Stale
from canvas.learning_errors import NoLesson, UnknownHypothesis, UnknownLearning, UnknownTest, WhichLesson
from canvas.orders import read_decision, read_lesson
from canvas.plans import read_due
from canvas.priorities import placed
from canvas.testing import experiment_name, moved
from canvas.text import clean
from handlers import advice, channel
from handlers.answer import Answer, Form
from handlers.blocks import learnings as blocks
from handlers.blocks.picker import MOST_OPTIONS
from handlers.gesture import Gesture
from handlers.place import workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

Meant = tuple[Hypothesis, list[Test]]  # what a learning is about


def register(surfaces: Surfaces) -> None:
    """Listen to the word, the buttons and the form."""
    says = "keep what a test taught you, and what follows: persevere, pivot, continue or retire"
    surfaces.word("learn", learn, usage="learn H1 pivot They only cook on weekends", says=says)
    surfaces.button("learnings.write", write, writes=False)
    surfaces.button("learnings.edit", edit, writes=False)
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
        return Answer(form=Form(_form(board, gesture.user, one, tests)))
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


def _form(board: Board, user: str, one: Hypothesis, chosen: list[Test]) -> blocks.View:
    draft = blocks.Draft(
        workshop=board.workshop,
        user=user,
        hypothesis=one,
        tests=[test for test in board.tests if test.hypothesis == one.id and not test.void],
        chosen=[test.id for test in chosen],
        observed=blocks.observed(chosen),
    )
    return blocks.form(draft)


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form for what a test taught."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    drawn = next((test for test in board.tests if test.id == gesture.subject.get("test")), None)
    if drawn is None:
        raise Stale
    one, tests = _meant(board, (drawn.code,))
    return Answer(form=Form(_form(board, gesture.user, one, tests)))


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


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep a new learning, or what has changed in one."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    fields: dict[str, object] = {
        name: clean(gesture.words(name)) for name in ("observed", "learned", "action", "owner")
    }
    fields["decision"] = read_decision(gesture.words("decision")) or "continue_testing"
    fields["due"] = read_due(gesture.words("due"), workshop.time_zone)
    if not fields["learned"]:
        raise NoLesson
    chosen = set(gesture.chosen("tests"))
    if gesture.subject.get("learning"):
        known = next((one for one in board.learnings if one.id == gesture.subject["learning"]), None)
        if known is None or blocks.digest(known) != gesture.subject.get("was"):
            raise Stale
        tests = tuple(test.id for test in board.tests if str(test.id) in chosen)
        wanted = {**fields, "tests": tests}
        changes = {name: value for name, value in wanted.items() if getattr(known, name) != value}
        kept = tx.learnings.change(workshop.id, known, **changes) if changes else known
        return Answer(says=blocks.card(_shown(board, kept)))
    one, tests_of = _chosen(board, gesture)
    own = [test for test in board.tests if str(test.id) in chosen and test.hypothesis == one.id]
    summed_up = own or ([] if gesture.subject.get("hypothesis") else tests_of)
    return _kept(tx, board, (one, summed_up), fields)


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


def _kept(tx: Transaction, board: Board, about: Meant, fields: dict[str, object]) -> Answer:
    """Keep a learning, finish its tests, and tell the channel."""
    workshop, (one, tests) = board.workshop, about
    advice.watch(tx, workshop)
    new = tx.learnings.add(workshop.id, hypothesis=one.id, tests=[test.id for test in tests], **fields)
    for test in tests:
        if test.verdict and test.column != "done":
            after = moved(test, "done", tx.at)
            tx.tests.change(workshop.id, test, column=after.column, moved=after.moved)
    tx.workshops.decide(workshop.id, "learning", one.code, new.decision, new.learned)
    shown = _shown(board, new)
    said = channel.say(workshop, blocks.card(shown))
    return Answer(says=blocks.kept(shown), posts=(said, *channel.changed(tx, workshop, 0, [""])))


def _shown(board: Board, one: Learning) -> blocks.Shown:
    return blocks.Shown(
        learning=one,
        hypothesis=next(known for known in board.hypotheses if known.id == one.hypothesis),
        tests=[test for test in board.tests if test.id in one.tests],
        workshop=board.workshop,
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
