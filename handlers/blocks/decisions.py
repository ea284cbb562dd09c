"""What was decided on the way, as people read it."""

from collections.abc import Callable, Sequence

from slack_sdk.models.blocks import InputBlock, UserMultiSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject

from canvas.board import Decision, Workshop
from canvas.method import STEPS
from handlers.answer import Message
from handlers.blocks import parts
from handlers.blocks.cards import DECISIONS

SHOWN = 40  # decisions on a page
WORDS = 60  # characters of what was decided about


def asked(feature: str) -> list[InputBlock]:
    """Return the fields of a form that keep who decided, and who saw it differently; `feature` listens to it."""
    people = UserMultiSelectElement(
        action_id=f"{feature}.deciders", placeholder=PlainTextObject(text="Everybody who decided")
    )
    differently = parts.line(f"{feature}.dissent", placeholder="Chika: the nurses told us the opposite")
    return [
        parts.field("deciders", "Who decided?", people, optional=True),
        parts.field("dissent", "Who saw it differently, and why?", differently, optional=True),
    ]


def decision(one: Decision) -> str:
    """Return who decided what, when and why, as one line."""
    why = f": “{parts.escaped(one.reason, 150)}”" if one.reason else ""
    what = about(one, parts.person, lambda words: parts.escaped(words, WORDS))
    return f"• {parts.moment(one.at)} {parts.person(one.user)} on {what}{why}"


def record(one: Decision) -> str:
    """Return a decision with all that is kept of it: who decided, who saw it differently, what it rests on."""
    return " · ".join([decision(one), *more(one)])


def more(one: Decision) -> list[str]:
    """Return what is kept of a decision beside its line, in a few words each; nothing that nobody said."""
    who = parts.listed([parts.person(user) for user in one.deciders]) if one.deciders else ""
    count = len(one.evidence)
    versions = [name for name, at in (("before", one.before), ("after", one.after)) if at]
    found = (
        f"decided by {who}" if who else "",
        f"seen differently: “{parts.escaped(one.dissent, 150)}”" if one.dissent else "",
        f"rests on {count} {'piece' if count == 1 else 'pieces'} of evidence" if count else "",
        f"versions kept {' and '.join(versions)} it" if versions else "",
    )
    return [told for told in found if told]


def about(one: Decision, name: Callable[[str], str], read: Callable[[str], str]) -> str:
    """Return what was decided, in words that go on a sentence.

    `name` says what somebody is called, `read` how words that somebody wrote or a file brought are shown.
    """
    origin, target = read(one.origin), read(one.target)
    kind, _, detail = read(one.kind).replace("_", " ").partition(": ")
    step = STEPS.get(int(one.target), "") if one.target.isdecimal() else ""
    return {
        "step": f"going on to step {target}{f', {step}' if step else ''}",
        "overrule": f"the last word: {origin}{f', decided {target}' if target else ' counts again'}",
        "decline": f"not serving {origin}",
        "learning": f"{origin}: {DECISIONS.get(one.target, target).lower()}",
        "take over": "leading from now on",
        "give back": f"giving the lead back to {name(one.target)}",
        "hand over": f"handing the lead to {name(one.target)}",
        "split": f"making {target} a segment of its own, out of {origin}",
        "merge": f"making {origin} a part of {target}",
        "finish": "finishing it",
        "round": f"beginning {target}",
        "wrong": f"{origin}: it turned out wrong",
        "wrong after all": f"{origin}: it did not turn out wrong after all",
        "pivot": f"a change of course ({detail}): from {origin}{f' to {target}' if target else ''}",
        "accepted": f"leaving as it is: {detail}{f' ({origin})' if origin else ''}",
    }.get(kind, f"{kind}: {' to '.join(words for words in (origin, target) if words)}")


def decided(workshop: Workshop, found: Sequence[Decision]) -> Message:
    """Return all that was decided, newest first."""
    name = parts.cut(workshop.name, 100)
    if not found:
        says = f"Nothing has been decided yet in {parts.escaped(name)}."
        return Message(text=f"{says} Going on early, declining and pivots are kept here.")
    lines = [record(one) for one in reversed(found)][:SHOWN]
    left = [parts.context(f"And {len(found) - SHOWN} more: `/vpd export pdf` has all.")] if len(found) > SHOWN else []
    title = f"What was decided in {name}"
    return Message(text=parts.escaped(title), blocks=[parts.header(title), *parts.sections(lines), *left])
