"""Taking the canvas out: the file in the channel, and what it holds."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest

from bot.playground.reading import text_of
from handlers import paper
from tests.conversation import Conversation

SCHEMA: dict[str, Any] = json.loads((Path(paper.__file__).parent / "vpd-canvas-1.schema.json").read_text())
EVIL = '=HYPERLINK("http://evil","<b>*click*</b>") | # [x](y)'


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    await begun.types("ben", f"add pain {EVIL}")
    await begun.types("ben", "add extreme pain Food goes off")
    await begun.types("ben", "add reliever Warns two days before")
    await begun.types("ben", "add gain Eat together")
    await begun.types("ben", "remove G1")
    await begun.types("ben", "link R1 P2 partly")
    await begun.types("ben", "evidence P2 “Every week” – a nurse")
    await begun.types("ben", "evidence R1-P2 She threw nothing away")
    return begun


def files(talk: Conversation) -> list[bytes]:
    return [file["content"] for file in talk.slack.files.values()]


async def exported(talk: Conversation, kind: str) -> str:
    assert "on its way" in await talk.types("ben", f"export {kind}")
    (content,) = files(talk)
    return content.decode()


def in_order(schema: dict[str, Any], value: Any) -> None:  # noqa: ANN401 - JSON
    """Assert that every object has its keys in the order of the schema."""
    schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, list):
        for one in cast("list[Any]", value):
            in_order(schema["items"], one)
    if isinstance(value, dict):
        tree = cast("dict[str, Any]", value)
        schema = schema["oneOf"][1] if "oneOf" in schema else schema
        if "properties" in schema:
            assert list(tree) == list(schema["properties"])
            assert list(tree)[: len(schema["required"])] == schema["required"], "what came later stands at the end"
            for name, one in tree.items():
                in_order(schema["properties"][name], one)


async def test_json_is_valid_and_holds_everything_in_the_stated_order(talk: Conversation) -> None:
    tree = json.loads(await exported(talk, "json"))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(tree, SCHEMA, cls=jsonschema.Draft202012Validator)
    in_order(SCHEMA, tree)
    assert tree["format"] == "vpd-canvas/1"
    assert [(note["code"], note["state"]) for note in tree["notes"]] == [
        ("P1", "open"),
        ("P2", "open"),
        ("R1", "open"),
        ("G1", "removed"),
    ]
    assert tree["notes"][0]["text"] == EVIL
    assert [(link["from"], link["to"], link["strength"]) for link in tree["links"]] == [("1R1", "1P2", 0.5)]
    assert [one["target"] for one in tree["evidence"]] == ["1P2", "1R1-P2"]
    assert tree["segments"][0]["fit"]["band"] == "weak"
    assert [(one["day"], one["time"], one["state"]) for one in tree["reminders"]] == [("monday", "09:00", "on")]


async def test_the_table_has_a_row_a_note_and_no_formula(talk: Conversation) -> None:
    text = await exported(talk, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert [row["code"] for row in rows] == ["1P1", "1P2", "1R1", "1G1"]
    assert rows[0]["text"] == f"'{EVIL}"
    assert rows[1]["linked to"] == "1R1"


async def test_the_text_shows_peoples_words_and_obeys_none_of_them(talk: Conversation) -> None:
    text = await exported(talk, "md")
    assert text.startswith("# Dinner on autopilot\n")
    assert "&lt;b&gt;\\*click\\*&lt;/b&gt;" in text
    assert "\\[x\\](y)" in text
    assert "**R1** Warns two days before (serves P2 partly)" in text
    assert "Eat together" not in text


async def test_without_a_format_buttons_offer_them(talk: Conversation) -> None:
    await talk.types("ben", "export")
    asked = talk["ben"].sees(talk.channel)[-1]
    await talk["ben"].press(asked, "exports.send:md")
    await talk["ben"].press(asked, "exports.send:md")
    await talk.settled()
    assert files(talk)
    assert any("as it stands now" in text_of(post) for post in talk["ben"].sees(talk.channel))


async def test_a_format_that_is_not_there_yet_is_answered_with_those_that_are(talk: Conversation) -> None:
    assert "png, pdf, svg, json, md, csv" in await talk.types("ben", "export docx")
    assert files(talk) == []


async def test_a_file_goes_into_the_thread_of_the_newest_canvas_else_of_the_card(talk: Conversation) -> None:
    assert "in the thread of the workshop's card" in await talk.types("ben", "export md")
    await talk.types("ben", "canvas")
    assert "in the thread of the canvas" in await talk.types("ben", "export csv")
    posts = list(talk.channel.posts.values())
    card, canvas = (
        next(p for p in posts if p.ts == post.thread) for post in posts if "as it stands now" in text_of(post)
    )
    assert "Dinner on autopilot" in text_of(card)
    assert card.ts != canvas.ts


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<svg")])
async def test_pictures_are_drawn_when_they_are_sent(talk: Conversation, kind: str, begins: bytes) -> None:
    assert "on its way" in await talk.types("ben", f"export {kind}")
    (content,) = files(talk)
    assert content.startswith(begins)


async def test_a_link_that_was_taken_back_stays_for_its_evidence_and_serves_nothing(talk: Conversation) -> None:
    await talk.types("ben", "unlink R1 P2")
    tree = json.loads(await exported(talk, "json"))
    (link,) = tree["links"]
    assert link["strength"] == 0
    assert f"{link['from']}-{link['to']}".replace("-1", "-") in {one["target"] for one in tree["evidence"]}
