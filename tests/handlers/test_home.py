"""The app's home: what waits for the one who looks, and how far the tests of their workshops are."""

from bot.playground.world import OpenView
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def home(talk: Conversation, who: str) -> OpenView:
    talk[who].open_home()
    await talk.settled()
    shown = talk[who].home
    assert shown is not None
    return shown


async def test_who_takes_part_in_nothing_reads_how_to_begin(begun: Conversation) -> None:
    assert "/vpd join" in str((await home(begun, "ben")).view["blocks"])


async def test_who_opens_the_messages_beside_it_has_not_opened_it(begun: Conversation) -> None:
    begun["ben"].open_home("messages")
    await begun.settled()
    assert begun["ben"].home is None


async def test_it_shows_each_workshop_with_what_waits(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await begun.types("alice", "next")
    await begun.types("alice", "unseen pains")
    await begun.types("alice", "add pain A secret so far")
    shown = str((await home(begun, "ben")).view["blocks"])
    assert "*Dinner on autopilot*" in shown
    assert "Step 2 of 6" in shown
    assert "Waiting for you" in shown
    assert "A secret so far" not in shown
    await begun.types("ben", "add pain Food goes off")
    assert "Waiting for you" not in str((await home(begun, "ben")).view["blocks"])


async def test_it_is_the_board_of_tests(begun: Conversation) -> None:
    await begun.types("alice", "hypothesis We believe at least 6 of 10 parents throw food away")
    await begun.types("alice", "test H1 customer interview at least 6 of 10 do")
    assert "*Tests*: To do 1" in str((await home(begun, "alice")).view["blocks"])
    await begun.types("alice", "test T1 measure")
    shown = str((await home(begun, "alice")).view["blocks"])
    assert "*Tests*: Measuring 1" in shown
    assert "*T1* Customer interview" in shown


async def test_what_its_buttons_answer_comes_as_a_message_and_forms_open(begun: Conversation) -> None:
    shown = await home(begun, "alice")
    await begun["alice"].press(shown, "help.again:status")
    await begun.settled()
    assert "Step 1 of 6" in str(begun["alice"].dms()[-1].blocks)
    await begun["alice"].press(shown, "notes.write")
    assert await begun["alice"].submit(kind="pain", text="Food goes off") == {}
    assert [note.text for note in (await board_of(begun)).notes] == ["Food goes off"]


async def test_in_a_direct_message_a_button_is_about_the_workshop_it_was_drawn_for(begun: Conversation) -> None:
    await begun.types("alice", "hypothesis We believe at least 6 of 10 parents throw food away")
    await begun.types("alice", "test H1 customer interview at least 6 of 10 do")
    await begun["alice"].press(await home(begun, "alice"), "help.again:test")
    other = begun.slack.channel("other")
    await begun["alice"].join(other)
    await begun["alice"].command(other, "/vpd start Another one")
    await begun.settled()
    listed = next(post for post in begun["alice"].dms() if "T1" in str(post.blocks))
    await begun["alice"].press(listed, "experiments.share")
    await begun.settled()
    assert "T1" in str(begun["ben"].sees(begun.channel)[-1].blocks)
