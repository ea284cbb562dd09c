"""People of other organisations, in a channel that both share: let in by who leads, and never lost for words."""

import pytest

from bot.playground.person import Person
from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas.outsider_errors import Outsider
from storage.transaction import Actor, Transaction
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def eve(begun: Conversation) -> Person:
    """Somebody of another organisation."""
    await begun.types("alice", "next")
    found = begun.slack.person("eve", name="Eve", channels=[begun.channel])
    found.user.team = "T0THEIRS"
    return found


def prompt(talk: Conversation) -> Post:
    return next(one for one in talk["ben"].sees(talk.channel) if text_of(one).startswith("Pains: Working"))


@pytest.mark.case(13)
async def test_they_hear_why_nothing_is_kept_and_their_words_are_kept_aside(begun: Conversation, eve: Person) -> None:
    await eve.say(begun.channel, "Waiting on hold", thread=prompt(begun).ts)
    await begun.settled()
    assert (await board_of(begun)).notes == ()
    assert str(Outsider().sentence.split(",")[0]) in "\n".join(text_of(post) for post in eve.dms())
    aside = await begun.program.database.read(begun.slack.team_id, lambda tx: tx.aside.get(1))
    assert aside
    assert (aside.user, aside.text) == (eve.id, "Waiting on hold")
    await eve.press(prompt(begun), "notes.write")
    await begun.settled()
    assert begun.slack.views.get(eve.id, []) == []


@pytest.mark.case(13)
async def test_who_leads_lets_them_in(begun: Conversation, eve: Person) -> None:
    await begun.types("alice", "settings")
    assert await begun["alice"].submit(outsiders="yes") == {}
    await begun.settled()
    ts = await eve.say(begun.channel, "Waiting on hold", thread=prompt(begun).ts)
    await begun.settled()
    await eve.edit(ts, "Waiting on hold for 20 minutes")
    await begun.settled()
    assert [(note.text, note.author) for note in (await board_of(begun)).notes] == [
        ("Waiting on hold for 20 minutes", eve.id)
    ]


@pytest.mark.case(13)
async def test_guests_of_the_own_organisation_take_part_as_anybody(begun: Conversation) -> None:
    await begun.types("alice", "next")
    await begun["chika"].say(begun.channel, "Waiting on hold", thread=prompt(begun).ts)
    await begun.settled()
    assert [note.text for note in (await board_of(begun)).notes] == ["Waiting on hold"]


@pytest.mark.case(13)
@pytest.mark.case(19)
async def test_they_never_read_what_customers_said_in_another_channel(begun: Conversation, eve: Person) -> None:
    await begun.types("alice", "settings")
    assert await begun["alice"].submit(outsiders="yes") == {}
    await begun.settled()
    await begun.types("ben", "add pain Waiting on hold")

    def hear(tx: Transaction) -> None:
        workshop = tx.workshops.current(begun.channel.id)
        (pain,) = tx.workshops.board(workshop.id).notes
        for words, channel in (("I gave up", "C0ELSEWHERE"), ("I called back", begun.channel.id)):
            link = f"https://local.slack.com/archives/{channel}/p1"
            tx.evidence.add(workshop.id, note=pain.id, text=words, source="a nurse", permalink=link)

    actor = Actor(begun.slack.team_id, begun["ben"].id, "heard", begun.slack.clock.now())
    await begun.program.database.write(actor, hear)
    await eve.command(begun.channel, "/vpd evidence P1 “So did I” – a doctor")
    await begun.settled()
    await eve.press(eve.sees(begun.channel)[-1], "sources.show")
    read = str(eve.view.view)
    assert "I gave up" not in read
    assert "(said in another channel)" in read
    assert "I called back" in read
    assert "So did I" in read
    await begun.types("ben", "evidence P1 “So did she” – a cook")
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "sources.show")
    assert "I gave up" in str(begun["ben"].view.view)
