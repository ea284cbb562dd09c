"""What changed, who did it and why, as anybody in the channel can ask."""

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation


async def log(talk: Conversation, who: str = "chika") -> Post:
    """Ask for the history and return what its asker reads."""
    await talk.types(who, "history")
    return talk[who].sees(talk.channel)[-1]


async def test_every_act_is_one_line_with_who_did_it(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food <goes> off\nreliever: Warns in time")
    await begun.types("chika", "rate P1 4")
    await begun.types("chika", "vote P1")
    await begun.types("ben", "link R1 P1 partly")
    await begun.types("ben", "evidence P1 “I throw away a third”")
    await begun.types("ben", "edit P1 Food goes off before the weekend")
    await begun.types("ben", "hypothesis We believe at least 6 of 10 parents throw food away")
    lines = text_of(await log(begun)).split("\n")
    ben, chika = f"<@{begun['ben'].id}>", f"<@{begun['chika'].id}>"
    for line in (
        f"{ben} added *P1* Food goes off before the weekend, added *R1* Warns in time",
        f"{chika} rated *P1* 4",
        f"{chika} put a dot on *P1*",
        f"{ben} linked *R1* to *P1* (partly)",
        f"{ben} added evidence for *P1*",
        f"{ben} reworded *P1* Food goes off before the weekend",
        f"{ben} kept *H1*",
    ):
        assert any(line in one for one in lines), line
    assert "began it" in lines[-1] or "began it" in "".join(lines)


async def test_what_was_taken_back_stays_in_the_log(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off")
    await begun.types("ben", "undo")
    shown = text_of(await log(begun))
    assert "added *P1* Food goes off" in shown
    assert "took back that they added *P1* Food goes off" in shown


async def test_reasons_stand_with_what_they_are_for(begun: Conversation) -> None:
    card = next(post for post in begun["alice"].sees(begun.channel) if "steps.forward" in str(post.blocks))
    await begun["alice"].press(card, "steps.forward")
    await begun.settled()
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "steps.reason")
    await begun["alice"].submit(reason="We know each other <well>")
    await begun.settled()
    assert "on going on to step 2, Customer profile: “We know each other &lt;well&gt;”" in text_of(await log(begun))


async def test_it_tells_how_prompts_were_led_on(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await begun.types("alice", "next")
    for _ in range(4):
        await begun.types("alice", "unseen pains")
    told = await begun.types("alice", "history")
    said = (
        "closed rating of the pains",
        "opened rating of the pains",
        "showed all pains",
        "let the pains be written unseen",
    )
    places = [told.index(one) for one in said]
    assert places == sorted(places)
    assert "changed the time" not in told


async def test_it_tells_more_time_from_a_new_phase(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await begun.types("alice", "next")
    for _ in range(2):
        await begun.types("alice", "unseen pains")
    prompt = next(one for one in begun["alice"].sees(begun.channel) if text_of(one).startswith("Pains: Working"))
    await begun["alice"].press(prompt, "rounds.longer")
    await begun.settled()
    told = await begun.types("alice", "history")
    assert told.count("showed all pains") == 1
    assert "changed the time for the pains" in told


async def test_a_long_history_is_read_page_by_page(begun: Conversation) -> None:
    for number in range(45):
        await begun.types("ben", f"add pain {chr(97 + number % 26) * (number // 26 + 5)} {number}")
    first = await log(begun)
    assert " 44\n" in text_of(first)
    assert " 20\n" not in text_of(first)
    await begun["chika"].press(first, "history.earlier")
    await begun.settled()
    second = begun["chika"].sees(begun.channel)[-1]
    assert " 20\n" in text_of(second)
    assert " 44\n" not in text_of(second)


async def test_only_the_asker_reads_it(begun: Conversation) -> None:
    shown = await log(begun)
    assert shown not in begun["ben"].sees(begun.channel)


async def test_what_was_decided_is_one_page(begun: Conversation) -> None:
    assert "Nothing has been decided yet" in await begun.types("ben", "history decisions")
    await begun.types("ben", "add pain Food goes off")
    await begun.types("alice", "next")
    await begun.types("alice", "decline P1 Supermarkets do that well")
    await begun.types("ben", "history")
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "help.again:history")
    await begun.settled()
    told = text_of(begun["ben"].sees(begun.channel)[-1])
    assert "What was decided in Dinner on autopilot" in told
    assert told.index("on not serving") < told.index("on going on to step 2")
    assert "“Supermarkets do that well”" in told
