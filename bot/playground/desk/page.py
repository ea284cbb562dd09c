"""The page, its pictures, fonts and files, as one application to be mounted."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import FileResponse, PlainTextResponse, Response
from nicegui import ui

from bot.playground.desk.attachments import media_type
from bot.playground.desk.desk import Desk
from bot.playground.desk.tab import Tab
from bot.playground.world import Channel

HERE = Path(__file__).parent
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f4e5f"/>'
    '<rect x="5" y="10" width="11" height="11" rx="2" fill="none" stroke="#f4d58d" stroke-width="2.4"/>'
    '<circle cx="22" cy="15.5" r="5.5" fill="none" stroke="#8fd3c0" stroke-width="2.4"/></svg>'
)
# A file is somebody's: whatever is in it must not run here.
GUARD = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}
ACCENT = "#0b5c73"
EMOJI = "NotoEmoji[wght].ttf"


def pages(desk: Desk) -> FastAPI:
    """Return the application that serves the page for one workspace."""
    app = FastAPI(openapi_url=None)
    _files(app, desk)
    style = (HERE / "page.css").read_text(encoding="utf-8")

    @ui.page("/")
    def page(channel: str = "", thread: str = "", who: Annotated[str, Query(alias="as")] = "") -> None:
        _show(desk, style, (who, channel, thread))

    @ui.page("/archives/{channel}/{message}")
    def linked(channel: str, message: str) -> None:
        _show(desk, style, ("", channel, f"{message[1:-6]}.{message[-6:]}"))

    ui.run_with(app, title="vpd playground", favicon=ICON, tailwind=False, show_welcome_message=False)
    return app


def _show(desk: Desk, style: str, wanted: tuple[str, str, str]) -> None:
    handle, room, thread = wanted
    ui.add_css(style)
    ui.colors(primary=ACCENT)
    people = desk.people()
    user = next((one for one in people if one.handle == handle), people[0])
    channel = desk.slack.channels.get(room)
    if channel is None or user.id not in channel.members:
        channel = desk.first_channel(user)
    Tab(desk, user, channel, _root(channel, thread))


def _root(channel: Channel, ts: str) -> str:
    post = channel.posts.get(ts)
    return (post.thread or post.ts) if post else ""


def _files(app: FastAPI, desk: Desk) -> None:
    async def emoji() -> Response:
        """Serve the font for a machine that has none with emoji."""
        return FileResponse(str(files("manimgx_fonts") / EMOJI), headers={"Cache-Control": "max-age=86400"})

    async def file(name: str) -> Response:
        """Serve a file that somebody has uploaded."""
        known = desk.slack.files.get(name)
        if known is None or known["content"] is None:
            return PlainTextResponse("This file is gone.", status_code=404)
        return Response(known["content"], media_type=media_type(str(known["name"])), headers=GUARD)

    app.get("/desk/emoji.ttf")(emoji)
    app.get("/desk/file/{name}")(file)
