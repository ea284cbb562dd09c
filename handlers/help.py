"""Help, and the button that does what a word does."""

from dataclasses import replace
from functools import partial

from canvas.errors import UnknownKind
from canvas.words import read_kind
from handlers.answer import Answer
from handlers.blocks import help as blocks
from handlers.gesture import Gesture
from handlers.surfaces import Fact, Surfaces
from storage.transaction import Transaction

MOST = 3  # words that may have been meant


def register(surfaces: Surfaces) -> None:
    """Answer `help`, every word that nobody knows, and buttons that stand for a word."""
    surfaces.word("help", partial(words, surfaces), usage="help add", says="all words, or one", writes=False)
    # A button may stand for any word, so it gathers what any word needs to know.
    surfaces.button("help.again", partial(again, surfaces), facts=[Fact.PERSON])


def words(surfaces: Surfaces, gesture: Gesture, _: Transaction) -> Answer:
    """Show all words, one word, or the words nearest to what was typed."""
    known = {word: blocks.Entry(word, found.usage, found.says) for word, found in surfaces.words().items()}
    asked = " ".join(gesture.text.lower().split()).removeprefix("/vpd").strip()
    if not asked:
        return Answer(says=blocks.overview(list(known.values())))
    if asked in known:
        return Answer(says=blocks.one(known[asked]))
    first = asked.split()[0]
    if first in known:
        return Answer(says=blocks.one(known[first]))
    if _is_note(gesture.text):
        return Answer(says=blocks.forgot_add(gesture.text.strip()))
    return Answer(says=blocks.unknown(gesture.text, [known[word] for word in _near(surfaces, asked, first)]))


def _is_note(text: str) -> bool:
    """Tell whether somebody typed a note and forgot `add`: the kind of a note, and words."""
    kind, _, words = text.strip().partition(" ")
    try:
        return bool(words.strip()) and bool(read_kind(kind.rstrip(":")))
    except UnknownKind:
        return False


def _near(surfaces: Surfaces, asked: str, first: str) -> list[str]:
    """Return what may have been meant: what follows the first word is rarely part of it."""
    whole = surfaces.like(asked)
    two_words = [word for word in whole if " " in word]
    return list(dict.fromkeys((*two_words, *(surfaces.like(first) or whole))))[:MOST]


def again(surfaces: Surfaces, gesture: Gesture, tx: Transaction) -> Answer:
    """Do what typing the button's word would do, for the one who clicked."""
    word, text = str(gesture.subject.get("word", "")), str(gesture.subject.get("text", ""))
    listener = surfaces.words().get(word)
    where = str(gesture.subject.get("channel") or gesture.channel)
    typed = replace(gesture, address=word, text=text, channel=where, subject={}, value="")
    return listener.run(typed, tx) if listener else words(surfaces, replace(typed, text=word), tx)
