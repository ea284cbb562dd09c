"""One message, as HTML: who, when, what, its files, reactions, thread, and what can be done with it."""

from dataclasses import dataclass

from bot.playground.desk import attachments, blocks, dates, emoji, mrkdwn
from bot.playground.desk.markup import Markup, joined, safe, tag
from bot.playground.desk.reader import Reader, colour, initials
from bot.playground.world import BOT_USER, Json, Post, User


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message is shown: in a channel or a thread, under one by the same person, with replies below it."""

    in_thread: bool = False
    follows: bool = False
    replies: tuple[Post, ...] = ()
    new_replies: int = 0


def rendered(post: Post, reader: Reader, place: Place) -> Markup:
    """Return a message as HTML."""
    author = reader.slack.users.get(post.user) or User(post.user, post.user, post.user)
    kind = " ".join(
        word for word, holds in (("message", True), ("only", post.only_for), ("follows", place.follows)) if holds
    )
    follows = place.follows and not post.only_for
    left = Markup() if follows else portrait(author)
    body = [_only(post), Markup() if follows else _head(post, author, reader), _said(post, reader)]
    body += [attachments.rendered(post.files, reader), _reactions(post, reader), _thread(place, reader)]
    return tag(
        "article",
        tag("div", left, class_="left"),
        tag("div", *body, class_="body"),
        _tools(post, reader, place),
        class_=kind,
        data_ts=post.ts,
        data_channel=post.channel,
    )


def portrait(user: User) -> Markup:
    """Return somebody's portrait: their letters on their colour."""
    letters = "v" if user.id == BOT_USER else initials(user)
    return tag("span", letters, class_="portrait", style=f"background:{colour(user)}", aria_hidden="true")


def tombstone() -> Markup:
    """Return what stands where a message was whose thread goes on."""
    return tag("article", tag("div", "This message was deleted.", class_="body gone"), class_="message")


def _only(post: Post) -> Markup:
    if not post.only_for:
        return Markup()
    away = tag("button", "Dismiss", type="button", data_do="dismiss")
    return tag("div", "👁 Only visible to you · ", away, class_="only-you")


def _head(post: Post, author: User, reader: Reader) -> Markup:
    app = tag("span", "APP", class_="app") if post.bot else Markup()
    at = reader.local(post.ts)
    when = tag("time", f"{at:%H:%M}", title=f"{dates.day(at, reader.now)} {at:%H:%M}")
    return tag("div", tag("b", author.name), app, when, class_="head")


def _said(post: Post, reader: Reader) -> Markup:
    shown = blocks.rendered(post.blocks, {}, reader) if post.blocks else _words(post, reader)
    edited = tag("small", "(edited)", class_="edited") if post.edited else Markup()
    return tag("div", shown, edited, class_="said-all")


def _words(post: Post, reader: Reader) -> Markup:
    return tag("div", mrkdwn.rendered(post.text, reader), class_="text") if post.text else Markup()


def _reactions(post: Post, reader: Reader) -> Markup:
    chips = [_chip(name, users, reader) for name, users in post.reactions.items() if users]
    return tag("div", *chips, class_="reactions") if chips else Markup()


def _chip(name: str, users: list[str], reader: Reader) -> Markup:
    who = ", ".join(reader.name(user) for user in users)
    return tag(
        "button",
        emoji.character(name),
        " ",
        str(len(users)),
        type="button",
        class_="chip mine" if reader.user.id in users else "chip",
        title=f"{who} reacted with :{name}:",
        data_do="react",
        data_name=name,
    )


def _thread(place: Place, reader: Reader) -> Markup:
    if place.in_thread or not place.replies:
        return Markup()
    number = len(place.replies)
    people = list(dict.fromkeys(post.user for post in place.replies))[:4]
    faces = joined(portrait(reader.slack.users[user]) for user in people if user in reader.slack.users)
    last = dates.ago((reader.now - reader.local(place.replies[-1].ts)).total_seconds() // 3600 * 3600)
    new = tag("span", f"{place.new_replies} new", class_="badge") if place.new_replies else Markup()
    label = f"{number} {'reply' if number == 1 else 'replies'}"
    when = tag("small", f"Last reply {last}" if last != "just now" else "Last reply within the hour")
    return tag("button", faces, tag("b", label), new, when, type="button", class_="thread-link", data_do="thread")


def _tools(post: Post, reader: Reader, place: Place) -> Markup:
    if post.only_for:
        return Markup()
    parts = [_quick(name) for name in emoji.QUICK]
    parts.append(_tool("☺", "Add a reaction", "emoji"))
    if not place.in_thread:
        parts.append(_tool("↩", "Reply in thread", "thread"))
    parts.append(_popup("⋯", "More actions", _menu(post, reader)))
    return tag("div", *parts, class_="tools")


def _menu(post: Post, reader: Reader) -> list[Markup]:
    shortcuts: list[Json] = reader.slack.manifest["features"].get("shortcuts") or []
    items = [
        tag("button", str(one["name"]), type="button", data_do="shortcut", data_callback=str(one["callback_id"]))
        for one in shortcuts
        if one["type"] == "message"
    ]
    if post.user == reader.user.id:
        items += [_item("Edit message", "edit"), _item("Delete message", "delete")]
    return [*items, _item("Mark unread from here", "unread"), _item("Copy link", "copy")]


def _item(label: str, what: str) -> Markup:
    return tag("button", label, type="button", data_do=what)


def _quick(name: str) -> Markup:
    return tag("button", emoji.character(name), type="button", title=f":{name}:", data_do="react", data_name=name)


def _tool(sign: str, label: str, what: str) -> Markup:
    return tag("button", sign, type="button", title=label, aria_label=label, data_do=what)


def _popup(sign: str, label: str, items: list[Markup]) -> Markup:
    head = tag("summary", sign, title=label, aria_label=label, role="button")
    return tag("details", head, tag("div", *items, class_="popup"), class_="overflow")


def divider(words: str, kind: str) -> Markup:
    """Return a line between messages: a day, or where what is new begins."""
    return tag("div", tag("span", safe(words)), class_=f"divider-line {kind}", role="separator")
