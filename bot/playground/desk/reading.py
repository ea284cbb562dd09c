"""What somebody reads in a conversation or thread, row by row, and what is new to them."""

from dataclasses import dataclass

from bot.playground.desk import dates, messages
from bot.playground.desk.markup import Markup
from bot.playground.desk.messages import Place
from bot.playground.desk.reader import Reader
from bot.playground.person import Person
from bot.playground.world import Channel, Post

TOGETHER = 300  # seconds within which messages of one person share their portrait
NEVER = "0"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a pane. Rows with an equal key are the same line; `print` changes with what it shows."""

    key: str
    print: str
    post: Post | None = None
    place: Place | None = None
    words: str = ""

    def html(self, reader: Reader) -> Markup:
        """Return it as HTML."""
        if self.post is None or self.place is None:
            return messages.divider(self.words, self.key.partition(":")[0])
        if self.post.deleted:
            return messages.tombstone()
        return messages.rendered(self.post, reader, self.place)


def channel_rows(reader: Reader, channel: Channel, new_from: str, most: int) -> list[Row]:
    """Return the latest messages of a conversation, those of threads left out."""
    threads = _threads(channel)
    roots = [post for post in visible(reader, channel, threads) if post.thread in {"", post.ts}][-most:]
    rows: list[Row] = []
    for number, post in enumerate(roots):
        before = roots[number - 1] if number else None
        rows += _dividers(reader, post, before, new_from)
        replies = tuple(threads.get(post.ts, ()))
        new = sum(reply.ts > seen_in(reader, channel, post.ts) and reply.user != reader.user.id for reply in replies)
        rows.append(_row(post, Place(False, _follows(post, before), replies, new)))  # noqa: FBT003 - not in a thread
    return rows


def thread_rows(reader: Reader, channel: Channel, thread: str) -> list[Row]:
    """Return a thread: what it hangs on, then its replies."""
    root = channel.posts.get(thread)
    replies = [post for post in Person(reader.slack, reader.user).sees(channel) if post.thread == thread != post.ts]
    shown = ([root] if root else []) + replies
    return [
        _row(post, Place(in_thread=True, follows=number > 1 and _follows(post, shown[number - 1])))
        for number, post in enumerate(shown)
    ]


def visible(reader: Reader, channel: Channel, threads: dict[str, list[Post]]) -> list[Post]:
    """Return what somebody sees, oldest first; a deleted message is seen as long as its thread goes on."""
    seen = Person(reader.slack, reader.user).sees(channel)
    gone = [channel.posts[ts] for ts in threads if ts in channel.posts and channel.posts[ts].deleted]
    return sorted([*seen, *gone], key=lambda post: post.ts)


def unread(reader: Reader, channel: Channel) -> int:
    """Return how many messages are new to somebody, those of threads left out."""
    seen = reader.user.seen.get(channel.id, NEVER)
    return sum(
        post.ts > seen
        for post in channel.posts.values()
        if not post.deleted
        and post.user != reader.user.id
        and post.only_for in {"", reader.user.id}
        and post.thread in {"", post.ts}
    )


def seen_in(reader: Reader, channel: Channel, thread: str) -> str:
    """Return the ts up to which somebody has read a thread."""
    return reader.user.seen.get(f"{channel.id}:{thread}", NEVER)


def mark_seen(reader: Reader, channel: Channel, thread: str = "") -> None:
    """Remember that somebody has read a conversation, or one thread of it."""
    key = f"{channel.id}:{thread}" if thread else channel.id
    posts = [post.ts for post in channel.posts.values() if not thread or thread in {post.thread, post.ts}]
    reader.user.seen[key] = max(posts, default=NEVER)


def _threads(channel: Channel) -> dict[str, list[Post]]:
    found: dict[str, list[Post]] = {}
    for post in channel.messages:
        if post.thread and post.thread != post.ts:
            found.setdefault(post.thread, []).append(post)
    return found


def _dividers(reader: Reader, post: Post, before: Post | None, new_from: str) -> list[Row]:
    rows: list[Row] = []
    at = reader.local(post.ts)
    if before is None or reader.local(before.ts).date() != at.date():
        words = dates.day(at, reader.now)
        rows.append(Row(f"day:{at.date()}", words, words=words))
    if new_from and post.ts >= new_from and (before is None or before.ts < new_from):
        rows.append(Row("new:", "New", words="New"))
    return rows


def _follows(post: Post, before: Post | None) -> bool:
    if before is None or before.user != post.user or before.deleted or before.only_for or post.only_for or post.bot:
        return False
    return float(post.ts) - float(before.ts) < TOGETHER


def _row(post: Post, place: Place) -> Row:
    replies = [reply.ts for reply in place.replies[-1:]]
    return Row(post.ts, repr((post, place.follows, len(place.replies), replies, place.new_replies)), post, place)
