"""How the picture reads: what stands on a note, which lines are drawn, and whether all of it can be seen."""

import random
import re
from dataclasses import replace
from itertools import combinations, pairwise
from math import dist

import pytest

from canvas.board import Rating, Vote
from canvas.method import Block
from handlers.paper.areas import AREAS, INK, PAGE, QUIET, Area, Hue
from handlers.paper.press import TEMPLATE
from handlers.paper.scene import scene
from tests.canvas.boards import NOW, Table
from tests.paper.test_pictures import AT, SEGMENT, WORDS, board


def test_a_note_says_what_people_think_of_it_and_how_far_customers_carry_it() -> None:
    made = Table(replace(SEGMENT, id=10))
    rated = made.note(Block.PAIN, text="Rated", ratings=(Rating("alice", 4), Rating("ben", 5)))
    made.note(Block.PAIN, text="Voted", votes=(Vote("ben", 2),))
    made.note(Block.PAIN, text="A guess")
    said = made.note(Block.GAIN, text="Must", subtype="required")
    made.back(rated, (5,) * 9)
    made.back(said, (2,))
    made.back(made.note(Block.JOB, text="Heard of"), (1,))
    made.back(made.note(Block.JOB, text="Denied"), (3, 3), direction="against")
    found = {note.text: note for note in scene(made.board(), made.segments[0], NOW).notes}
    assert [(found[name].rating, found[name].pill) for name in ("Rated", "Voted", "A guess")] == [
        ("4.5", "top"), ("", "top"), ("", "guess"),
    ]  # fmt: skip
    assert [found[name].steps for name in ("Rated", "Must", "Heard of", "A guess", "Denied")] == [5, 2, 1, 0, 0]
    assert (found["Must"].code, found["Rated"].code) == ("G1 !", "P1")


@pytest.mark.parametrize("start", range(0, 120, 40))
def test_no_line_runs_behind_a_note_that_it_is_not_about(start: int) -> None:
    lines = 0
    for seed in range(start, start + 40):
        chance = random.Random(seed)
        texts = [(chance.choice(list(Block)), " ".join(chance.choices(WORDS, k=5))) for _ in range(20)]
        found = scene(board(texts, seed, links=8), SEGMENT, AT)
        for one, other in combinations(found.tree["curves"], 2):
            (top, bottom), (start, end) = ((line["points"][0][1], line["points"][-1][1]) for line in (one, other))
            assert one["area"] != other["area"] or (top - start) * (bottom - end) >= 0, "neither crosses the other"
        for line in found.tree["curves"]:
            lines += 1
            (sx, sy), *_, (ex, ey) = line["points"]
            for note in found.notes:
                inside = [
                    note.x < x < note.x + note.w and note.y < y < note.y + note.h for x, y in along(line["points"])
                ]
                mine = (abs(note.x + note.w - sx) < 0.1 and note.y < sy < note.y + note.h) or (
                    abs(note.x - ex) < 0.1 and note.y < ey < note.y + note.h
                )
                assert mine or not any(inside)
    assert lines > 10


def along(points: list[list[float]]) -> list[tuple[float, float]]:
    """Return places on a curve, found by halving it again and again."""
    if dist(points[0], points[-1]) < 20:
        return [(points[0][0], points[0][1])]
    middle = [[[(p[0] + q[0]) / 2, (p[1] + q[1]) / 2] for p, q in pairwise(points)]]
    while len(middle[-1]) > 1:
        middle.append([[(p[0] + q[0]) / 2, (p[1] + q[1]) / 2] for p, q in pairwise(middle[-1])])
    first = [points[0], *(row[0] for row in middle)]
    last = [*(row[-1] for row in reversed(middle)), points[-1]]
    return [*along(first), *along(last)]


def brightness(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("area", AREAS.values(), ids=lambda area: area.label)
def test_every_text_is_dark_enough_for_a_projector(area: Area) -> None:
    hue, white = area.hue, "#FFFFFF"
    pairs = [(white, hue.strong), *((hue.text, ground) for ground in (hue.note, hue.tint, white, mixed(hue)))]
    pairs += [(text, ground) for text in (INK, QUIET) for ground in (PAGE, white)]
    assert min(contrast(*pair) for pair in pairs) >= 4.5
    # No text is made lighter than that in the template.
    texts = re.findall(r"text\([^{}\n]*?fill: ([^,)]*)", TEMPLATE.read_text(encoding="utf-8"))
    assert texts
    assert not [fill for fill in texts if "lighten" in fill or "transparentize" in fill]


def mixed(hue: Hue) -> str:
    """Return the ground of the code of a note that was rated: the strong colour, thin, on the note's."""
    both = [(int(hue.strong[n : n + 2], 16), int(hue.note[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(0.22 * strong + 0.78 * note):02X}" for strong, note in both)


@pytest.mark.parametrize("seed", range(5))
def test_a_canvas_of_150_notes_shows_them_all(seed: int) -> None:
    chance = random.Random(seed)
    blocks = [list(Block)[number % 6] for number in range(150)]
    texts = [(block, " ".join(chance.choices(WORDS, k=chance.randint(6, 16)))) for block in blocks]
    found = scene(board(texts, seed, links=40), SEGMENT, AT)
    assert (len(found.notes), found.hidden) == (150, {})
