"""Help: every word with an example, and the nearest ones for a word that is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from handlers.answer import Message
from handlers.blocks import again
from handlers.blocks.parts import actions, context, escaped, section

A_SECTION = 2800  # characters
SHOWN = 300  # characters of what was typed
THREADS = (
    "In threads write `@vpd WORD …`: Slack runs no slash commands there. Most notes need no word: answer a prompt."
)

# What belongs together, in the order people need it; words that are in no group come last.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Begin and go on": ("", "start", "next", "back", "step", "take over", "finish", "workshops"),
    "People": ("join", "team", "known", "settings", "settings numbers", "privacy"),
    "Customers": ("segment", "segment split", "segment merge", "segment roles"),
    "Notes": ("add", "edit", "move", "copy", "remove", "merge", "unmerge", "undo", "restore"),
    "What matters": ("rate", "vote", "order", "unseen", "differ", "decide", "why", "worth"),
    "Fit": ("canvas", "fit", "fit round", "fit traits", "fit across", "check", "link", "unlink"),
    "The offer": ("pitch", "alternative", "variant", "decline"),
    "Proof": ("hypothesis", "hypothesis map", "test", "learn", "evidence", "wrong"),
    "Keep it alive": ("remind", "history", "snapshot", "diff", "canvas as", "pivot"),
    "In and out": ("wall", "export", "import", "help"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One word as help shows it."""

    word: str
    usage: str
    says: str

    @property
    def typed(self) -> str:
        """What to type."""
        return f"/vpd {self.usage}".strip()


def overview(entries: Sequence[Entry]) -> Message:
    """Return all words, grouped."""
    left = {entry.word: entry for entry in entries}
    blocks: list[Block] = []
    for title, words in GROUPS.items():
        here = [left.pop(word) for word in words if word in left]
        blocks.extend(_group(title, here))
    blocks.extend(_group("More", list(left.values())))
    return Message(text="What you can type after /vpd", blocks=[*blocks, context(THREADS)])


def _group(title: str, entries: Sequence[Entry]) -> list[Block]:
    if not entries:
        return []
    lines = [f"`{entry.typed}` {entry.says}" for entry in entries]
    return [section("\n".join([f"*{title}*", *lines])[:A_SECTION])]


def one(entry: Entry) -> Message:
    """Return what is known of one word."""
    says = f"`{entry.typed}`\n{entry.says[:1].upper()}{entry.says[1:]}."
    do = [again.button("Do it now", entry.word)] if entry.word != "help" else []
    return Message(text=says, blocks=[section(says), actions(*do, again.button("All words", "help"))])


def forgot_add(text: str) -> Message:
    """Ask whether words that begin like a note are to be kept as one; nothing typed is lost."""
    says = f"Did you mean `/vpd add {escaped(text, SHOWN)}`?"
    keep = again.button("Keep it", "add", text, style="primary")
    return Message(text=says, blocks=[section(says), actions(keep, again.button("All words", "help"))])


def unknown(word: str, near: Sequence[Entry]) -> Message:
    """Return the nearest words and one example for a word that is not known."""
    if not near:
        says = f"I don't know “{escaped(word, 60)}”. For example: `/vpd add pain Waiting on hold`."
        return Message(text=says, blocks=[section(says), actions(again.button("All words", "help"))])
    names = " or ".join(f"`{entry.word}`" for entry in near)
    says = f"I don't know “{escaped(word, 60)}”. Did you mean {names}? For example: `{near[0].typed}`."
    return Message(text=says, blocks=[section(says), actions(again.button("All words", "help"))])
