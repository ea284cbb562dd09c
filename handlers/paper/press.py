"""Pictures out of scenes, by Typst: PNG, SVG, PDF. One worker draws one at a time; what was drawn is kept a while."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Final, Literal
from weakref import finalize
from xml.sax.saxutils import quoteattr

import fontpkg_inter  # pyright: ignore[reportMissingTypeStubs] - it only holds fonts
import manimgx_fonts  # pyright: ignore[reportMissingTypeStubs] - the same
import typst

from handlers.paper.scene import Scene

Json = dict[str, Any]
Format = Literal["png", "svg", "pdf"]

PIXELS: Final = 2
POINTS_AN_INCH: Final = 72
KEPT: Final = 64  # pictures
TEMPLATE: Final = Path(__file__).with_name("canvas.typ")
PACKAGED: Final = tuple(Path(str(package.__file__)).parent for package in (fontpkg_inter, manimgx_fonts))
SYSTEM: Final = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))
COLOUR, LINE = "Noto Color Emoji", "Noto Emoji"
OF_SYSTEM: Final = {"CJK": "NotoSansCJK*", COLOUR: "NotoColorEmoji*"}
_SIZE: Final = ' width="1600pt" height="1000pt"'


@dataclass(frozen=True, slots=True)
class Order:
    """What to draw: a scene, `png`, `svg` or `pdf`, what it says in words, and the pages that a PDF has besides.

    pixels: of a PNG for each of the scene.
    """

    scene: Scene
    format: Format
    alt: str = ""
    pages: Sequence[Json] = ()
    pixels: int = PIXELS

    @property
    def name(self) -> str:
        """A name that equal pictures share, in every process."""
        told = [self.scene.tree, self.format, self.alt, list(self.pages), self.pixels]
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def fonts_of_system(folders: Iterable[Path] = SYSTEM) -> dict[str, Path]:
    """Return the folders in which CJK and colour emoji were found, by OF_SYSTEM's names."""
    found = ((name, file) for name, glob in OF_SYSTEM.items() for folder in folders for file in folder.rglob(glob))
    return {name: file.parent for name, file in found}


class Press:
    """Draws in a thread of its own, never within a transaction."""

    def __init__(self, system: Sequence[Path] = SYSTEM) -> None:
        """Prepare nothing yet: fonts are read with the first picture, the packaged ones and those of `system`."""
        self._system = system
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="vpd-press")
        self._kept = OrderedDict[str, bytes]()
        self._compiler: typst.Compiler | None = None
        self._emoji = LINE

    async def print(self, order: Callable[[], Order]) -> bytes:
        """Lay out and draw what `order` returns; the event loop goes on meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, lambda: self._printed(order()))

    def print_now(self, order: Order) -> bytes:
        """Draw where there is no event loop."""
        return self._worker.submit(self._printed, order).result()

    def _printed(self, order: Order) -> bytes:
        if order.name in self._kept:
            self._kept.move_to_end(order.name)
            return self._kept[order.name]
        drawn = self._drawn(order)
        picture = _for_a_page(drawn, order.alt) if order.format == "svg" else drawn
        self._kept[order.name] = picture
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return picture

    def _drawn(self, order: Order) -> bytes:
        compiler = self._compiler = self._compiler or self._ready()
        setting = {"scene": json.dumps(order.scene.tree), "emoji": self._emoji}
        if order.pages:
            setting["pages"] = json.dumps(list(order.pages))
        drawn = compiler.compile(
            input=TEMPLATE.read_bytes(), format=order.format, ppi=POINTS_AN_INCH * order.pixels, sys_inputs=setting
        )
        return drawn if isinstance(drawn, bytes) else b"".join(drawn or [])

    def _ready(self) -> typst.Compiler:
        """Return what draws: it can read nothing but fonts, as its root is an empty folder and it knows no packages."""
        system = fonts_of_system(self._system)
        self._emoji = COLOUR if COLOUR in system else LINE
        paths = [str(path) for path in (*PACKAGED, *system.values())]
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
        empty = mkdtemp(prefix="vpd-")
        finalize(self, rmtree, empty, ignore_errors=True)
        return typst.Compiler(
            root=empty, font_paths=fonts, ignore_system_fonts=True, package_path=empty, package_cache_path=empty
        )


def _for_a_page(svg: bytes, alt: str) -> bytes:
    """Let the picture scale with its place, and say in words what it shows: it holds no text, only outlines."""
    return svg.decode().replace(_SIZE, f' role="img" aria-label={quoteattr(alt)}', 1).encode()
