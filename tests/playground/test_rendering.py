"""What the playground's page makes of Slack's texts and blocks, as HTML."""

import asyncio
from collections.abc import Generator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.manifest import manifest
from bot.playground.clock import Clock
from bot.playground.desk import attachments, blocks, dates, emoji, mrkdwn, reading
from bot.playground.desk.markup import safe, tag
from bot.playground.desk.reader import Reader
from bot.playground.slack import LocalSlack
from bot.playground.world import BOT_USER, Json, Post

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader() -> Generator[Reader]:
    slack = LocalSlack(
        clock=Clock(NOON), manifest=manifest(None, socket=True), signing_secret="s", bot_token="t", app_token="a"
    )
    room = slack.channel("general")
    alice = slack.person("alice", name="Alice <Moreau>", tz="Europe/Paris", channels=[room])
    yield Reader(slack, alice.user)
    asyncio.run(slack.__aexit__())  # it has never listened, but keeps its port


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*bold* and _slanted_ and ~gone~", "<b>bold</b> and <i>slanted</i> and <s>gone</s>"),
        ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name"),
        ("`*not bold*` &amp; more", "<code>*not bold*</code> &amp; more"),
        ("```a\n&lt;b&gt;```", "<pre>a\n&lt;b&gt;</pre>"),
        ("&gt; said\nplain", "<blockquote>said</blockquote>plain"),
        (":tada: :no_such_emoji:", "🎉 :no_such_emoji:"),
        ("<!here> <!subteam^S1|@team>", '<span class="mention">@here</span> <span class="mention">@team</span>'),
        ("<javascript:alert(1)|label>", "label"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("<mailto:a@b.c|a@b.c>", '<a href="mailto:a@b.c" target="_blank" rel="noopener noreferrer">a@b.c</a>'),
        ("<!date^1795435200^{date_short_pretty} at {time}|then>", '<time title="then">today at 13:00</time>'),
        ("<!date^soon^{time}|then>", '<time title="then">then</time>'),
    ],
)
def test_mark_up_is_shown_as_slack_shows_it(reader: Reader, typed: str, shown: str) -> None:
    assert mrkdwn.rendered(typed, reader) == shown


def test_people_are_mentioned_by_name_which_is_nobodys_html(reader: Reader) -> None:
    shown = mrkdwn.rendered(f"<@{reader.user.id}>", reader)
    assert shown == '<span class="mention me">@Alice &lt;Moreau&gt;</span>'


@given(st.text(alphabet="<>&`*_~|!@#:^\"' \nab\ue000\ue001123", max_size=60))
def test_no_text_makes_an_element_of_its_own(reader: Reader, text: str) -> None:
    for shown in (mrkdwn.rendered(text, reader), safe(text), mrkdwn.plain(text)):
        bare = shown
        for name in ("b", "i", "s", "code", "pre", "blockquote", "span", "a", "time", "button"):
            bare = bare.replace(f"</{name}>", "")
        opened = [part.partition(">")[0].partition(" ")[0] for part in bare.split("<")[1:]]
        assert set(opened) <= {"b", "i", "s", "code", "pre", "blockquote", "span", "a", "time", "button"}
        assert 'href="javascript' not in shown


def test_attributes_are_escaped_and_empty_ones_left_out() -> None:
    assert tag("a", "<x>", href='"><script>', title=None) == '<a href="&quot;&gt;&lt;script&gt;">&lt;x&gt;</a>'
    assert tag("input", type="radio", checked=True, disabled=False) == '<input type="radio" checked>'


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("{date_num}", "2026-11-21"),
        ("{date}", "November 21, 2026"),
        ("{date_long}", "Saturday, November 21, 2026"),
        ("{date_slash}", "11/21/2026"),
        ("{time_secs}", "13:00:00"),
        ("{ago}", "2 days ago"),
        ("{whatever}", "{whatever}"),
    ],
)
def test_date_tokens_take_slacks_forms(reader: Reader, form: str, words: str) -> None:
    moment = int((NOON - timedelta(days=2)).timestamp())
    assert dates.token(f"!date^{moment}^{form}|then", reader) == (words, "")


def test_monday_is_always_the_next_one() -> None:
    assert dates.next_monday(NOON) == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert dates.next_monday(NOON - timedelta(days=1)) == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_every_offered_emoji_has_a_picture() -> None:
    assert [name for name in (*emoji.OFFERED, *emoji.QUICK) if emoji.character(name).startswith(":")] == []


def test_a_block_that_nobody_knows_is_named(reader: Reader) -> None:
    shown = blocks.rendered([{"type": "video"}], {}, reader)
    assert "(video)" in shown


def test_files_show_their_first_lines_or_themselves(reader: Reader) -> None:
    files: list[Json] = [
        {"id": "F1", "name": "notes.csv", "content": b"<b>,1\n" * 20},
        {"id": "F2", "name": "canvas.png", "content": b"..."},
        {"id": "F3", "name": "gone.pdf", "content": None},
    ]
    reader.slack.files.update({file["id"]: file for file in files})
    shown = attachments.rendered(files, reader)
    assert "&lt;b&gt;,1" in shown
    assert '<img src="/desk/file/F2"' in shown
    assert "this file is gone" in shown


def test_a_deleted_message_stays_as_a_stone_while_its_thread_goes_on(reader: Reader) -> None:
    room = reader.slack.channel("stones")
    room.members.append(reader.user.id)
    for number in range(2):
        reader.slack.keep(Post(f"{number}.0", room.id, BOT_USER, f"Root {number}", deleted=True))
    reader.slack.keep(Post("3.0", room.id, BOT_USER, "A reply", thread="1.0"))
    rows = [row for row in reading.channel_rows(reader, room, "", 10) if row.post]
    assert [row.key for row in rows] == ["1.0"]
    assert "was deleted" in rows[0].html(reader)
