"""Who takes part: what who joins reads, what the team list says, and the groups of a large team."""

from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of

NINE = ("ben", "chika", "dana", "emil", "fatou", "gita", "hugo", "ines")
JOBS = ("design", "engineering", "sales", "finance")


async def gather(begun: Conversation) -> None:
    await begun.types("alice", "join product")
    for number, name in enumerate(NINE):
        await begun.types(name, f"join {JOBS[number % 4]}")


def groups_in(begun: Conversation) -> Post:
    return next(post for post in begun["ben"].sees(begun.channel) if "smaller groups" in post.text)


async def test_who_joins_reads_only_that_and_the_card_says_who_is_missing(begun: Conversation) -> None:
    assert await begun.types("alice", "join engineering") == "You are in as *engineering*.\nWho is here"
    await begun.pass_time(seconds=10)
    card = str(begun["ben"].sees(begun.channel)[0].blocks)
    assert "whether customers want it (design, research, marketing …)" in card
    assert "desirability" not in card


async def test_the_team_list_counts_points_of_view_and_who_leads_has_more_to_click(begun: Conversation) -> None:
    await begun.types("alice", "join engineering")
    shown = await begun["ben"].command(begun.channel, "/vpd team")
    assert "So far 1 point of view." in str(shown.blocks)
    assert "Only 1 here" in str(shown.blocks)
    assert "help.again:settings" not in str(shown.blocks)
    shown = await begun["alice"].command(begun.channel, "/vpd team")
    assert "help.again:settings" in str(shown.blocks)
    assert "team.suggest" not in str(shown.blocks)


async def test_everybody_chooses_their_own_group(begun: Conversation) -> None:
    await gather(begun)
    await begun["alice"].command(begun.channel, "/vpd team")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "team.suggest")
    await begun.settled()
    assert all(one.working_group == "" for one in (await board_of(begun)).members)
    options = str(groups_in(begun).blocks)
    assert "Group A: Jobs of Working parents and Gains of Working parents" in options
    await begun["ben"].press(groups_in(begun), "team.pick", option(groups_in(begun), "Group B"))
    await begun.settled()
    mine = {one.user: one.working_group for one in (await board_of(begun)).members}
    assert mine[begun["ben"].id] == "Group B"
    assert [group for user, group in mine.items() if user != begun["ben"].id and group] == []
    assert f"In it: <@{begun['ben'].id}>" in str(groups_in(begun).blocks)
    assert ", Group B" in await begun.types("chika", "team") + str(begun["chika"].sees(begun.channel)[-1].blocks)
    await begun["ben"].press(groups_in(begun), "team.pick", option(groups_in(begun), "No group"))
    await begun.settled()
    assert "In it:" not in str(groups_in(begun).blocks)
    assert "chose no group" in await begun.types("alice", "history")


async def test_who_picks_a_group_takes_part(begun: Conversation) -> None:
    await gather(begun)
    await begun["alice"].command(begun.channel, "/vpd team")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "team.suggest")
    await begun.settled()
    await begun["zoe"].press(groups_in(begun), "team.pick", option(groups_in(begun), "Group A"))
    await begun.pass_time(seconds=10)
    assert begun["zoe"].id in (await board_of(begun)).here
    assert begun["zoe"].id in str(begun["ben"].sees(begun.channel)[0].blocks)


async def test_a_small_team_needs_no_groups_any_more(begun: Conversation) -> None:
    await gather(begun)
    shown = await begun["alice"].command(begun.channel, "/vpd team")
    assert "team.suggest" in str(shown.blocks)
    asked = begun["alice"].sees(begun.channel)[-1]
    for name in NINE[:4]:
        await begun[name].leave(begun.channel)
    await begun.settled()
    await begun["alice"].press(asked, "team.suggest")
    await begun.settled()
    assert "you need no groups" in begun["alice"].sees(begun.channel)[-1].text


def option(post: Post, label: str) -> str:
    select = next(one for block in post.blocks for one in block.get("elements", ()) if "options" in one)
    return next(one["value"] for one in select["options"] if one["text"]["text"].startswith(label))
