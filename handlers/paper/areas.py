"""The six areas of the canvas as they are drawn: where they lie, how they are called, their colours."""

from dataclasses import dataclass
from typing import Final

from canvas.method import KINDS, Block

LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Hue:
    """Colours of one kind of area: rim and badges, notes, ground, and text on notes."""

    strong: str
    note: str
    tint: str
    text: str


# Dark enough for a projector, as everywhere: every text has at least 4.5 : 1 to what it stands on.
INK, QUIET, PAGE = "#1B2340", "#566084", "#F3F4F9"
BLUE: Final = Hue("#4C63D2", "#D5DDFF", "#F1F4FF", "#1E2A66")
GREEN: Final = Hue("#157F55", "#C6F0DA", "#EDFAF3", "#0B4A31")
CORAL: Final = Hue("#C8443A", "#FFD5CE", "#FFF2EF", "#6B1D17")


@dataclass(frozen=True, slots=True)
class Area:
    """One area. `lean` is where its rows stand: 0 left, 1 right; `hint` what an empty one asks."""

    block: Block
    hue: Hue
    lean: float
    hint: str

    @property
    def label(self) -> str:
        """Its name on the rim."""
        return KINDS[self.block].plural

    @property
    def on_map(self) -> bool:
        """Whether it lies in the square."""
        return KINDS[self.block].serves is not None


AREAS: Final = {
    area.block: area
    for area in (
        Area(Block.PRODUCT, BLUE, LEFT, "What do you offer?"),
        Area(Block.GAIN_CREATOR, GREEN, RIGHT, "How do you create what they hope for?"),
        Area(Block.PAIN_RELIEVER, CORAL, RIGHT, "How do you take away what hurts?"),
        Area(Block.JOB, BLUE, MIDDLE, "What are they trying to get done?"),
        Area(Block.GAIN, GREEN, MIDDLE, "What would delight them?"),
        Area(Block.PAIN, CORAL, MIDDLE, "What annoys, blocks or worries them?"),
    )
}
