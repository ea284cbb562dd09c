"""The same canvas is drawn the same, everywhere and always.

What is meant to change is written anew with `python -m tests.paper.test_golden`, and looked at.
"""

import json
from hashlib import sha256
from pathlib import Path

from canvas.method import Block
from handlers.paper.press import Order, Press
from handlers.paper.scene import scene
from tests.paper.test_pictures import AT, SEGMENT, board

FOLDER = Path(__file__).parent.parent / "data" / "pictures"
DINNER = [
    (Block.PRODUCT, "Weekly meal plan built from what is in the fridge"),
    (Block.PRODUCT, "Leftover scanner (photo → recipe)"),
    (Block.GAIN_CREATOR, "Plans in 30 seconds, no typing 🚀"),
    (Block.GAIN_CREATOR, "Shows euros saved each month"),
    (Block.PAIN_RELIEVER, "Warns two days before food goes off"),
    (Block.PAIN_RELIEVER, "Filters allergens out of every recipe ⚠️"),
    (Block.JOB, "Feed the family a healthy dinner every weekday"),
    (Block.JOB, "Look like a parent who has it together"),
    (Block.GAIN, "A calm half hour in the evening"),
    (Block.GAIN, "Compliments at the table ❤️"),
    (Block.PAIN, "Standing in front of the fridge at 18:10 with no idea"),
    (Block.PAIN, "إعداد التقارير الأسبوعية يستغرق وقتًا طويلاً"),
    (Block.PAIN, "Freigabeprozesse dauern wochenlang"),
]
BOARDS = {
    "nothing": board([]),
    "dinner": board(DINNER, seed=3, links=5),
    "full": board([(block, f"{number} {text}") for number in range(12) for block, text in DINNER][:150], 5, links=60),
}


def drawn() -> dict[str, dict[str, object]]:
    """Return what every board comes to: its scene, and the digest of its picture with the packaged fonts alone."""
    press = Press(system=())
    scenes = {name: scene(one, SEGMENT, AT) for name, one in BOARDS.items()}
    return {
        name: {"svg": sha256(press.print_now(Order(one, "svg"))).hexdigest(), "scene": one.tree}
        for name, one in scenes.items()
    }


def test_the_same_canvas_is_drawn_the_same() -> None:
    for name, told in drawn().items():
        assert json.loads(json.dumps(told)) == json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    for board_name, now in drawn().items():
        told_now = json.dumps(now, ensure_ascii=False, indent=1)
        (FOLDER / f"{board_name}.json").write_text(f"{told_now}\n", encoding="utf-8")
