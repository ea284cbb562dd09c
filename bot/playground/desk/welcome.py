"""What stands in a conversation in which nobody has written yet: the two ways to begin."""

from bot.playground.desk.markup import Markup, tag
from bot.playground.world import Channel

EXAMPLE = "/vpd start Dinner on autopilot for Working parents"
SAMPLE = 4  # the step in which there is something of everything


def rendered(channel: Channel) -> Markup:
    """Return it as HTML; with the bot alone there is no channel to work in."""
    if channel.kind == "im":
        return _box("This is where vpd writes to you alone", "Nothing yet. Workshops happen in channels.")
    begin = _button("Start a workshop", "button primary", data_do="type", data_words=EXAMPLE)
    sample = _button("Load a sample workshop", "button", data_do="load", data_step=str(SAMPLE))
    row = tag("div", begin, sample, class_="bk actions")
    return _box(
        "Nobody has written here yet", "Begin with a workshop of your own, or look at one that is under way.", row
    )


def _box(title: str, words: str, *more: Markup) -> Markup:
    return tag("div", tag("h2", title), tag("p", words), *more, class_="welcome")


def _button(label: str, kind: str, **data: str) -> Markup:
    return tag("button", label, type="button", class_=kind, **data)
