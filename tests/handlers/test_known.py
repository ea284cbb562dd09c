"""What a team knows before it begins."""

from bot.playground.reading import text_of
from tests.conversation import Conversation, conversation
from tests.handlers.conftest import board_of


async def test_what_names_a_kind_becomes_a_note_with_evidence(begun: Conversation) -> None:
    said = await begun.types("ben", "known extreme pain: They wait on hold – 8 of 12 interviews")
    assert "*P1* They wait on hold" in said
    board = await board_of(begun)
    (note,), (item,) = board.notes, board.evidence
    assert [rating.value for rating in note.ratings] == [5]
    assert (item.note, item.tier, item.text, item.source) == (note.id, 2, "They wait on hold", "8 of 12 interviews")


async def test_the_form_keeps_the_rest_where_everybody_reads_it(begun: Conversation) -> None:
    await begun.types("ben", "add pain They wait on hold")
    await begun.types("ben", "known")
    text = "Churn doubled in March\npain: They wait on hold\nsocial job: Look competent – a sales call"
    assert await begun["ben"].submit(text=text, source="Interviews in March", tier="3") == {}
    await begun.settled()
    board = await board_of(begun)
    assert [note.code for note in board.notes] == ["P1", "J1"]  # P1 was there already
    kept = [(item.tier, item.source) for item in board.evidence]
    assert kept == [(3, "Interviews in March"), (3, "a sales call")]
    assert board.workshop.known == "Churn doubled in March"
    await begun.types("ben", "known The shop has no parking")
    await begun.pass_time(seconds=5)
    shown = [text_of(post) for post in begun["chika"].sees(begun.channel)]
    assert any("*You know already:*\n• Churn doubled in March\n• The shop has no parking" in one for one in shown)


async def test_nothing_is_lost_when_the_form_cannot_be_read(begun: Conversation) -> None:
    await begun.types("ben", "known")
    assert "text" in await begun["ben"].submit(text="  ", tier="2")
    assert "tier" in await begun["ben"].submit(text="Churn doubled", tier="9")
    assert await begun["ben"].submit(text="Churn doubled", tier="2") == {}
    await begun.settled()
    assert (await board_of(begun)).workshop.known == "Churn doubled"


async def test_without_a_segment_every_line_is_kept_as_it_is(database_url: str) -> None:
    async with conversation(database_url) as talk:
        await talk.types("alice", "start Dinner on autopilot")
        await talk.types("ben", "known pain: They wait on hold")
        board = await board_of(talk)
        assert (board.workshop.known, board.notes) == ("pain: They wait on hold", ())


async def test_all_words_are_kept_also_where_the_note_is_there_and_the_same_words_count_once(
    begun: Conversation,
) -> None:
    await begun.types("ben", "add pain They wait on hold")
    more = "It takes 20 minutes on a Monday and nobody calls back, says the team that answers the phone. " * 4
    for _ in range(2):
        await begun.types("ben", f"known extreme pain: They wait on hold. {more}– interviews in March")
    board = await board_of(begun)
    assert [note.code for note in board.notes] == ["P1"]
    (item,) = board.evidence
    assert "".join(more.split()) in "".join(item.text.split())
    assert item.source == "interviews in March"
    assert [rating.value for note in board.notes for rating in note.ratings] == [5]


async def test_what_is_kept_can_be_changed_and_nobody_overwrites_what_another_has_changed(begun: Conversation) -> None:
    await begun.types("ben", "known Churn doubled in March\nThe shop has no parking")
    await begun.types("ben", "known")
    await begun.types("chika", "known")
    kept = next(block for block in begun["ben"].view.view["blocks"] if block.get("block_id") == "before")
    assert kept["element"]["initial_value"] == "Churn doubled in March\nThe shop has no parking"
    assert await begun["ben"].submit(before="Churn doubled in April", text="They moved in 2019", tier="2") == {}
    await begun.settled()
    assert (await board_of(begun)).workshop.known == "Churn doubled in April\nThey moved in 2019"
    assert "Somebody has changed it" in str(await begun["chika"].submit(before="Nothing", tier="2"))
    assert (await board_of(begun)).workshop.known == "Churn doubled in April\nThey moved in 2019"


async def test_more_than_a_form_can_show_again_is_refused_with_a_way_out(begun: Conversation) -> None:
    await begun.types("ben", f"known {'Churn doubled. ' * 150}")
    said = await begun.types("ben", f"known {'Nobody parks here. ' * 80}")
    assert "more than 3000 characters" in said
    assert len((await board_of(begun)).workshop.known) < 3000
    await begun.types("alice", "settings")
    assert await begun["alice"].submit(goal="Less churn") == {}
