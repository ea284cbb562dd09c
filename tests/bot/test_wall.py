"""The wall over HTTP: its door, its headers and its files."""

import asyncio
import gzip
import re
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot import wall
from tests.conversation import Conversation
from tests.handlers.test_wall import links

GUARDED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def test_every_answer_is_guarded_and_what_is_private_is_not_stored(
    browser: ClientSession, talk: Conversation
) -> None:
    link = links(talk)[0]
    for url in (link, f"{link}/live", f"{link[:-1]}x", f"{link[:-1]}x/live", f"{link}x"):
        async with browser.get(url) as response:
            assert {name: response.headers[name] for name in GUARDED} == GUARDED
            assert response.headers["Cache-Control"].startswith("no-store")
            policy = response.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy


async def test_the_page_is_the_same_for_everybody_and_names_its_files_by_what_they_hold(
    browser: ClientSession, talk: Conversation
) -> None:
    async with browser.get(links(talk)[0]) as response:
        page = await response.text()
    assert "Dinner" not in page
    assert not re.search(r"<script>|<style|style=|\son\w+=", page)
    found = re.findall(r'"(assets/[\w.-]+)"(?: integrity="(sha256-[^"]+)")?', page)
    assert len(found) == 4
    for name, integrity in found:
        async with browser.get(f"{links(talk)[0].rpartition('/')[0]}/{name}") as response:
            assert response.status == 200
            assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert integrity or name.endswith(".svg")


async def test_files_are_packed_for_who_can_unpack_them_and_no_other_file_is_there(
    talk: Conversation,
) -> None:
    place = links(talk)[0].rpartition("/")[0]
    async with ClientSession(auto_decompress=False) as browser:
        async with browser.get(links(talk)[0]) as response:
            (style,) = re.findall(r"assets/wall-\w+\.css", gzip_or_text(await response.read()))
        async with browser.get(f"{place}/{style}", headers={"Accept-Encoding": "gzip"}) as response:
            packed = await response.read()
        async with browser.get(f"{place}/{style}", headers={"Accept-Encoding": "identity"}) as response:
            assert gzip.decompress(packed) == await response.read()
        for name in ("page.html", "wall.css", "..%2fpages.py", "pages.py"):
            async with browser.get(f"{place}/assets/{name}") as response:
                assert response.status == 404


def gzip_or_text(content: bytes) -> str:
    return (gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content).decode()


@pytest.mark.parametrize("end", ["x" * 43, "short", "x" * 500, "%00", "a" * 42 + "%0a"])
async def test_a_link_that_is_not_known_is_not_found_in_a_friendly_way(
    browser: ClientSession, talk: Conversation, end: str
) -> None:
    place = links(talk)[0].rpartition("/")[0]
    for url in (f"{place}/{end}", f"{place}/{end}/live"):
        async with browser.get(url) as response:
            assert response.status == 404
            if response.content_type == "text/html":
                assert "There is nothing to watch at this link" in await response.text()


async def test_guessing_never_keeps_more_than_two_readers_busy(browser: ClientSession, talk: Conversation) -> None:
    place = links(talk)[0].rpartition("/")[0]

    async def guess(number: int) -> int:
        async with browser.get(f"{place}/{number:043}") as response:
            return response.status

    guesses = [asyncio.create_task(guess(number)) for number in range(300)]
    await talk.types("alice", "add pain Nobody knows what to cook")
    assert set(await asyncio.gather(*guesses)) == {404}


def _light(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, as WCAG computes it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_letter_can_be_read_on_its_ground() -> None:
    style = (Path(wall.__file__).parent / "wall.css").read_text(encoding="utf-8")
    hues = re.findall(r"--strong: (#\w{6}); --note: (#\w{6}); --tint: (#\w{6}); --text: (#\w{6})", style)
    assert len(hues) == 4, "offers, gains, jobs and pains"
    for strong, note, tint, text in hues:
        assert min(_contrast(text, ground) for ground in (note, tint, "#ffffff")) >= 7
        assert min(_contrast(strong, ground) for ground in ("#ffffff", tint)) >= 4.4
    (quiet,) = re.findall(r"--quiet: (#\w{6})", style)
    assert min(_contrast(quiet, ground) for ground in ("#f3f4f9", "#ffffff")) >= 4.5
