"""`/vpd wall`: who gets a link, where it is shown, and how it ends."""

import re

from aiohttp import ClientSession

from bot.playground.reading import text_of
from bot.playground.world import Post
from handlers.wall import MESSAGE
from storage.transaction import Transaction
from tests.conversation import Conversation

LINK = re.compile(r"<(http://127\.0\.0\.1:\d+/wall/[A-Za-z0-9_-]{43})\|")


def posts(talk: Conversation) -> list[Post]:
    """Return the posts about links, oldest first."""
    seen = talk["ben"].sees(talk.channel)
    return [post for post in seen if "watch" in text_of(post) and not post.only_for]


def links(talk: Conversation) -> list[str]:
    return [found[1] for post in posts(talk) if (found := LINK.search(text_of(post)))]


async def status(url: str) -> int:
    async with ClientSession() as http, http.get(url) as response:
        return response.status


async def test_a_member_puts_a_link_into_the_channel(begun: Conversation) -> None:
    assert "on its way into this channel" in await begun.types("alice", "wall")
    (post,) = posts(begun)
    assert "Watch the canvas of Dinner on autopilot live" in text_of(post)
    assert "Anyone with the link can watch until" in text_of(post)
    assert f"<@{begun['alice'].id}> made it" in text_of(post)
    assert await status(links(begun)[0]) == 200


async def test_without_a_public_address_the_word_says_what_to_set(begun: Conversation) -> None:
    begun.program.surfaces.public_url = ""
    assert "`PUBLIC_URL=https://vpd.example.com`" in await begun.types("alice", "wall")
    assert posts(begun) == []


async def test_somebody_who_does_not_take_part_gets_no_link(begun: Conversation) -> None:
    assert "Join with `/vpd join`" in await begun.types("ben", "wall")
    assert posts(begun) == []
    await begun.types("ben", "join sales")
    await begun.types("ben", "wall")
    assert len(links(begun)) == 1


async def test_somebody_who_has_left_the_channel_gets_no_link_and_ends_none(begun: Conversation) -> None:
    await begun.types("ben", "join sales")
    await begun.types("alice", "wall")
    post = posts(begun)[0]
    await begun["ben"].leave(begun.channel)
    await begun.pass_time(minutes=6)
    assert "Join with" in await begun.types("ben", "wall")
    await begun["ben"].press(post, "wall.revoke")
    await begun.settled()
    assert await status(links(begun)[0]) == 200


async def test_a_link_is_only_made_in_the_workshops_channel(begun: Conversation) -> None:
    dm = begun.slack.dm(begun["alice"].id)
    shown = await begun["alice"].command(dm, "/vpd wall")
    assert "in the channel of the workshop" in shown.text
    assert posts(begun) == []


async def test_where_no_workshop_is_nothing_can_be_watched(begun: Conversation) -> None:
    other = begun.slack.channel("random")
    other.members.append(begun["alice"].id)
    assert "no workshop in this channel" in (await begun["alice"].command(other, "/vpd wall")).text
    begun.slack.refusals.clear()


async def test_a_mention_makes_a_link_too_and_says_where_it_is(begun: Conversation) -> None:
    await begun["alice"].say(begun.channel, "@vpd wall")
    await begun.settled()
    assert len(links(begun)) == 1
    assert any("The link is on its way" in text_of(post) for post in begun.channel.posts.values())


async def test_a_second_link_works_beside_the_first(begun: Conversation) -> None:
    await begun.types("alice", "wall")
    await begun.types("alice", "wall 3 days")
    first, second = links(begun)
    assert first != second
    assert [await status(first), await status(second)] == [200, 200]


async def test_the_button_ends_one_link_and_the_post_says_so(begun: Conversation) -> None:
    await begun.types("alice", "wall")
    await begun.types("alice", "wall")
    first, second = links(begun)
    await begun["alice"].press(posts(begun)[0], "wall.revoke")
    await begun.settled()
    assert "has been switched off" in text_of(posts(begun)[0])
    assert [await status(first), await status(second)] == [404, 200]
    assert links(begun) == [second]


async def test_a_link_can_be_ended_after_the_workshop_is_finished(begun: Conversation) -> None:
    await begun.types("alice", "wall")
    (link,) = links(begun)
    await begun.types("alice", "finish")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "ending.close")
    await begun.settled()
    await begun["alice"].press(posts(begun)[0], "wall.revoke")
    await begun.settled()
    assert await status(link) == 404


async def test_off_ends_every_link_and_the_button_makes_a_new_one(begun: Conversation) -> None:
    assert "No link is open" in await begun.types("alice", "wall off")
    await begun.types("alice", "wall")
    await begun.types("alice", "wall")
    both = links(begun)
    assert "All 2 links are switched off" in await begun.types("alice", "wall OFF")
    assert [await status(link) for link in both] == [404, 404]
    await begun["alice"].press(posts(begun)[0], "help.again:wall")
    await begun.settled()
    assert [await status(link) for link in links(begun)] == [200]


async def test_a_link_ends_after_twelve_hours_and_the_post_says_so(begun: Conversation) -> None:
    await begun.types("alice", "wall")
    (link,) = links(begun)
    await begun.pass_time(hours=11, minutes=50)
    assert await status(link) == 200
    await begun.pass_time(minutes=15)
    assert await status(link) == 404
    assert "has run out" in text_of(posts(begun)[0])


async def test_a_shorter_life_can_be_asked_for(begun: Conversation) -> None:
    assert "at most 7 days" in await begun.types("alice", "wall for ever")
    await begun.types("alice", "wall 30 minutes")
    (link,) = links(begun)
    await begun.pass_time(minutes=31)
    assert await status(link) == 404


async def test_there_are_at_most_five_links_at_a_time(begun: Conversation) -> None:
    for _ in range(5):
        await begun.types("alice", "wall")
    assert "5 open links already" in await begun.types("alice", "wall")
    assert len(links(begun)) == 5


async def test_the_history_tells_who_made_and_ended_links(begun: Conversation) -> None:
    await begun.types("alice", "wall")
    await begun.types("alice", "wall off")
    told = await begun.types("alice", "history")
    assert "ended a link to the wall" in told
    assert "made a link to the wall" in told


async def test_the_database_does_not_hold_what_opens_the_wall(begun: Conversation) -> None:
    await begun.types("alice", "wall")
    token = links(begun)[0].rpartition("/")[2]

    def everything(tx: Transaction) -> str:
        tables = ("walls", "outbox", "messages", "changes", "gestures")
        return " ".join(str(row) for name in tables for row in tx.connection.exec_driver_sql(f"SELECT * FROM {name}"))  # noqa: S608 - our own names

    kept = await begun.program.database.read("", everything)
    assert MESSAGE in kept
    assert token not in kept


async def test_after_a_change_of_secrets_an_open_link_still_works(begun: Conversation) -> None:
    await begun.types("alice", "wall")
    (link,) = links(begun)
    begun.program.surfaces.secret = b"another"
    assert await status(link) == 200
