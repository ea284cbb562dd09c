"""The agenda: told when a workshop begins, in how it works, and at the step that is open."""

from tests.conversation import Conversation, conversation


async def test_who_starts_reads_the_agenda_and_the_open_step_says_until_when(database_url: str) -> None:
    async with conversation(database_url) as talk:
        shown = await talk["alice"].command(talk.channel, "/vpd start Dinner on autopilot for Working parents")
        await talk.settled()
        assert "2. Customer profile" in str(shown.blocks)
        assert "A good place to stop for today" in str(shown.blocks)
        # 09:30 in UTC is 10:30 in the workshop's zone, and the first step takes ten minutes.
        assert "Usually 10 minutes, until 10:40." in str(talk["ben"].sees(talk.channel)[0].blocks)
        await talk.types("alice", "next")
        pages = [str(post.blocks) for post in talk["ben"].sees(talk.channel)]
        assert sum("Usually 50 minutes, until" in page for page in pages) == 2  # the card, and the first prompt
        assert talk.slack.refusals == []


async def test_how_it_works_shows_the_agenda_of_a_workshop_over_days(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    await begun["alice"].submit(pace="async")
    await begun.settled()
    await begun["ben"].press(begun["ben"].sees(begun.channel)[0], "steps.explain")
    await begun.settled()
    assert "and then every week: 6. Iterate and refine" in begun["ben"].sees(begun.channel)[-1].text
