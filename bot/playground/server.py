"""The local Slack's address on the loopback interface: Web API, uploads, answering addresses, sockets, the page."""

import json
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from bot.listening import Listener, listen
from bot.playground import api, limits
from bot.playground.faults import Fault
from bot.playground.files import handed_over
from bot.playground.socket import Socket
from bot.playground.traffic import Way
from bot.playground.world import BOT_USER, Json, Post, Refusal

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

HOST = "127.0.0.1"


class _Lost(Response):
    """An answer on whose way the connection drops: begun, never ended."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Promise a body and send none."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})


# What is answered instead when the call has been done.
_SPOILT = {Fault.LOSE_ANSWER: _Lost, Fault.FAIL_AFTER: partial(PlainTextResponse, "", status_code=500)}


class Server:
    """Serves one workspace."""

    def __init__(self, slack: "LocalSlack", port: int = 0) -> None:
        """Serve on a port, 0 for any free one."""
        self._slack = slack
        self._socket = listen(HOST, port, instead="choose another port with --port")
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        self._listener: Listener | None = None

    async def start(self) -> None:
        """Begin to listen."""
        routes: list[BaseRoute] = [
            Route("/api/{method}", self._api, methods=["POST", "GET"]),
            Route("/upload/{file}", self._upload, methods=["POST"]),
            Route("/files-pri/{file}/{name:path}", self._private, methods=["GET"]),
            Route("/response/{token}", self._response, methods=["POST"]),
            WebSocketRoute("/socket", self._connected),
        ]
        if pages := self._slack.pages:
            app = Starlette(routes=[*routes, Mount("/", app=pages)], lifespan=pages.router.lifespan_context)
        else:
            app = Starlette(routes=routes)
        config = uvicorn.Config(
            app,
            log_level="critical",
            ws="wsproto",
            lifespan="on" if pages else "off",
            timeout_graceful_shutdown=1,
        )
        self._listener = Listener(config)
        await self._listener.begin(self._socket)

    async def stop(self) -> None:
        """Listen no more."""
        if self._listener:
            await self._listener.end()
        self._socket.close()

    async def _api(self, request: Request) -> Response:
        method = request.path_params["method"]
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        arguments = await _arguments(request)
        exchange = self._slack.traffic.begin(self._slack.clock.now(), Way.TO_SLACK, method, arguments)
        response = await self._called(method, token, arguments)
        exchange.end(response.status_code, bytes(response.body))
        return response

    async def _called(self, method: str, token: str, arguments: Json) -> Response:
        fault = self._slack.faults.next(method)
        if fault is Fault.FAIL_BEFORE:
            return PlainTextResponse("", status_code=500)
        if fault is Fault.TOO_MANY:
            return _too_many(1)
        try:
            answer = api.call(self._slack, method, token, arguments)
        except Refusal as refusal:
            self._slack.refuse(method, refusal.error, refusal.more)
            if refusal.error == "ratelimited":
                return _too_many(int(str(refusal.more["retry_after"])))
            return JSONResponse({"ok": False, "error": refusal.error, **refusal.more})
        await self._slack.faults.held(method)
        if fault is not None and fault in _SPOILT:
            return _SPOILT[fault]()
        self._slack.stepped()
        granted = ",".join(self._slack.manifest["oauth_config"]["scopes"]["bot"])
        return JSONResponse({"ok": True, **answer}, headers={"x-oauth-scopes": granted})

    async def _upload(self, request: Request) -> Response:
        file = self._slack.files.get(request.path_params["file"])
        if file is None:
            return PlainTextResponse("no such file", status_code=404)
        file["content"] = await request.body()
        return PlainTextResponse(f"OK - {len(file['content'])}")

    async def _private(self, request: Request) -> Response:
        if self._slack.faults.next("files-pri") is Fault.FAIL_BEFORE:
            return PlainTextResponse("", status_code=500)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        content = handed_over(self._slack, request.path_params["file"], token)
        if content is None:
            return RedirectResponse(f"{self._slack.url}/?redir=files-pri", status_code=302)
        return Response(content, media_type="application/octet-stream")

    async def _response(self, request: Request) -> Response:
        body: Json = json.loads(await request.body())
        exchange = self._slack.traffic.begin(self._slack.clock.now(), Way.TO_SLACK, "response_url", body)
        response = self._responded(request.path_params["token"], body)
        exchange.end(response.status_code, bytes(response.body))
        return response

    def _responded(self, token: str, body: Json) -> Response:
        try:
            known = self._slack.use_url(token)
        except Refusal as refusal:
            self._slack.refuse("response_url", refusal.error)
            return PlainTextResponse(refusal.error, status_code=404)
        word, problems = limits.message_refusal(body.get("blocks") or [])
        if word:
            self._slack.refuse("response_url", word, problems)
            return PlainTextResponse(word, status_code=400)
        self.answer(known, body)
        return PlainTextResponse("ok")

    def answer(self, known: Json, body: Json) -> Post | None:
        """Show what was sent to an answering address."""
        channel = self._slack.channels[known["channel"]]
        old = channel.posts.get(known["ts"])
        if body.get("delete_original") and old:
            old.deleted = True
            self._slack.changed.set()
            return None
        text, blocks = body.get("text", ""), body.get("blocks") or []
        if body.get("replace_original") and old:
            old.text, old.blocks = text, blocks
            self._slack.changed.set()
            return old
        only_for = "" if body.get("response_type") == "in_channel" else known["user"]
        thread = body.get("thread_ts", "")
        post = Post(self._slack.new_ts(), channel.id, BOT_USER, text, blocks, thread, bot=True, only_for=only_for)
        return self._slack.keep(post)

    async def _connected(self, websocket: WebSocket) -> None:
        await websocket.accept()
        connected = Socket(websocket)
        self._slack.delivery.sockets.append(connected)
        self._slack.delivery.connected.set()
        try:
            await connected.listen()
        finally:
            with suppress(ValueError):
                self._slack.delivery.sockets.remove(connected)


def _too_many(seconds: int) -> Response:
    return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers={"Retry-After": str(seconds)})


async def _arguments(request: Request) -> Json:
    """Return the arguments of a call, however the SDK has sent them."""
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        return json.loads(body or b"{}")
    found: Json = dict(request.query_params)
    found.update(parse_qsl(body.decode(), keep_blank_values=True))
    return {name: _decoded(value) for name, value in found.items()}


def _decoded(value: str) -> object:
    return json.loads(value) if value[:1] in {"{", "["} else value
