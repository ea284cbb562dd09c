"""The wall's addresses: the page behind a link, its live line, and the files that both need."""

import base64
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.wall.stream import EventStream
from bot.wall.viewers import MOST, Viewers

HERE: Final = Path(__file__).parent
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
VERSION: Final = re.compile(r"[0-9a-f]{1,64}")
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
GUARDED: Final = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), fullscreen=(self), screen-wake-lock=(self)",
}
PRIVATE: Final = GUARDED | {"cache-control": "no-store"}
LINE: Final = GUARDED | {
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    "vary": "accept-encoding",
}
FOR_EVER: Final = GUARDED | {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
KINDS: Final = {
    "wall.css": "text/css; charset=utf-8",
    "canvas.js": "text/javascript; charset=utf-8",
    "wall.js": "text/javascript; charset=utf-8",
}
ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="1" y="7" width="16" height="18" rx="2"'
    ' fill="#4C63D2"/><circle cx="23" cy="16" r="8" fill="#C8443A" stroke="#fff" stroke-width="2"/></svg>'
)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that pages refer to by an address with its own digest in it: it never changes there."""

    name: str
    kind: str
    content: bytes
    packed: bytes

    @property
    def integrity(self) -> str:
        return f"sha256-{base64.b64encode(sha256(self.content).digest()).decode()}"


def routes(viewers: Viewers) -> list[Route]:
    """Return the wall's addresses. A link that is unknown, has run out or was revoked is not found, all alike."""
    files = {file.name: file for file in _files()}
    page, missing = _page("page.html", files), _page("missing.html", files)

    async def show(request: Request) -> Response:
        let_in = TOKEN.fullmatch(request.path_params["token"]) and await viewers.knock(request.path_params["token"])
        return Response(page if let_in else missing, 200 if let_in else 404, PRIVATE, "text/html")

    async def line(request: Request) -> Response:
        token = request.path_params["token"]
        wall = await viewers.knock(token) if TOKEN.fullmatch(token) else None
        if wall is None:
            return Response(missing, 404, PRIVATE, "text/html")
        if viewers.count >= MOST:
            return Response(
                "So many people watch that there is no room for more.\n", 503, PRIVATE | {"retry-after": "30"}
            )
        frames = viewers.watch(wall, _last(request))
        return EventStream(frames, LINE, packed=_takes_gzip(request))

    async def asset(request: Request) -> Response:
        file = files.get(request.path_params["name"])
        if file is None:
            return Response(missing, 404, PRIVATE, "text/html")
        packed = _takes_gzip(request)
        headers = FOR_EVER | {"content-type": file.kind} | ({"content-encoding": "gzip"} if packed else {})
        return Response(file.packed if packed else file.content, headers=headers)

    return [
        Route("/wall/assets/{name}", asset),
        Route("/wall/{token}", show),
        Route("/wall/{token}/live", line),
    ]


def _last(request: Request) -> str:
    """Return the version that a viewer who comes back has, "" when there is none."""
    told = request.headers.get("last-event-id") or request.query_params.get("last", "")
    return told if VERSION.fullmatch(told) else ""


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _files() -> list[_File]:
    found = [_file(name, kind, (HERE / name).read_bytes()) for name, kind in KINDS.items()]
    return [*found, _file("icon.svg", "image/svg+xml", ICON.encode())]


def _file(name: str, kind: str, content: bytes) -> _File:
    stem, _, ending = name.rpartition(".")
    return _File(f"{stem}-{sha256(content).hexdigest()[:12]}.{ending}", kind, content, gzip.compress(content, mtime=0))


def _page(name: str, files: Mapping[str, _File]) -> str:
    """Fill in where the files of a page are, and what they must be."""
    text = (HERE / name).read_text(encoding="utf-8")
    for file in files.values():
        sealed = f' integrity="{file.integrity}"' if file.name.endswith(("js", "css")) else ""
        stem, _, rest = file.name.rpartition("-")
        plain = f"{stem}.{rest.rpartition('.')[2]}"
        text = text.replace(f'"assets/{plain}"', f'"assets/{file.name}"{sealed}')
    return text
