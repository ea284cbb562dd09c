"""The shell around every listener: gesture, one transaction, commit, acknowledge, courier.

What Slack has been told is on disk. Listeners never talk to Slack, never commit, never acknowledge, never catch.
"""

import json
import logging
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.calls import call, refusal
from bot.decode import quoted
from bot.facts import FactFinder
from bot.spoken import acknowledgement, deliveries, is_urgent, through_url
from canvas.errors import RuleBroken
from canvas.outsider_errors import Outsider
from handlers.answer import Answer, FormAct, Message
from handlers.blocks import again
from handlers.channel import tell
from handlers.gesture import Gesture, Payload, Surface
from handlers.payload import read
from handlers.place import admits
from handlers.surfaces import Listener, Surfaces
from storage.database import Database
from storage.transaction import Actor, Transaction

log = logging.getLogger(__name__)

_WORDS = tuple(field.name for field in fields(Gesture) if field.type is str)
LATE = 2.5  # seconds; an acknowledgement that is older might not be shown
LAST_TRY = 3  # Slack sends an event again three times
WENT_WRONG = "Something went wrong on our side (ref {reference}). Nothing you typed before is lost; please try again."


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the shell needs from the rest of the program. `wake` tells the courier that there is something to send.

    `changed` is told after every write of a gesture.
    """

    surfaces: Surfaces
    database: Database
    slack: AsyncWebClient
    wake: Callable[[], None]
    now: Callable[[], datetime]
    changed: Callable[[], None]


class Shell:
    """Does, once and for every listener, all that a listener never does."""

    def __init__(self, wiring: Wiring) -> None:
        """Answer gestures with what is registered in `wiring.surfaces`."""
        self._surfaces = wiring.surfaces
        self._database = wiring.database
        self._slack = wiring.slack
        self._wake = wiring.wake
        self._now = wiring.now
        self._changed = wiring.changed
        self._facts = FactFinder(wiring.database, wiring.slack, wiring.now)
        self.counts: Counter[str] = Counter()

    def bolt(self) -> AsyncApp:
        """Return a Bolt app for Socket Mode; over HTTP the guard does what Bolt would do."""
        app = AsyncApp(
            client=self._slack,
            process_before_response=True,
            request_verification_enabled=False,
        )
        app.middleware(self._middleware)
        return app

    async def _middleware(self, req: AsyncBoltRequest) -> BoltResponse:
        """Answer as Bolt's last middleware: no listener of Bolt's own runs after it."""
        attempt = int((req.headers.get("x-slack-retry-num") or ["0"])[0])
        return await self.answer(req.body, attempt)

    async def answer(self, body: dict[str, Any], attempt: int = 0) -> BoltResponse:
        """Answer one payload; `attempt` counts how often Slack has sent this event again."""
        try:
            gesture = _read(body, self._now())
        except (KeyError, IndexError, TypeError, AttributeError, ValueError):
            log.warning("a payload lacks what every one of its kind has", exc_info=True)
            return BoltResponse(status=400)
        if gesture is None:
            return _response(None)
        if gesture.surface in {Surface.COMMAND, Surface.MENTION}:
            word, rest = self._surfaces.split(gesture.text)
            gesture = replace(gesture, address=word, text=rest)
        listener = self._surfaces.listener(gesture)
        if listener is None:
            return _response(None)
        self.counts[gesture.surface] += 1
        try:
            return await self._handle(gesture, listener)
        except Exception:  # whatever breaks, its person is told and Slack is answered: nothing above does either
            reference = secrets.token_hex(2)
            log.exception("ref %s: %s %s failed", reference, gesture.surface, gesture.address)
            return await self._failed(gesture, attempt, reference)

    async def _handle(self, gesture: Gesture, listener: Listener) -> BoltResponse:
        started = monotonic()
        if listener.concerns and not await self._database.read(gesture.team, partial(listener.concerns, gesture)):
            return _response(None)
        gesture = await self._facts.gather(gesture, listener)
        try:
            if gesture.foreign and not await self._database.read(gesture.team, partial(admits, gesture)):
                raise Outsider
            answer = await self._act(gesture, listener)
        except RuleBroken as broken:
            answer = await self._told(gesture, broken)
        if answer.form and answer.form.act is not FormAct.UPDATE:
            await self._open(gesture, answer)
        if is_urgent(gesture, answer):
            self._wake()
        if gesture.surface is Surface.COMMAND and answer.says and monotonic() - started > LATE:
            await self._database.write(_actor(gesture), partial(_say_late, gesture, answer.says))
            self._wake()
            return _response(None)
        return _response(acknowledgement(gesture, answer))

    async def _act(self, gesture: Gesture, listener: Listener) -> Answer:
        if listener.writes:
            answer = await self._database.write(_actor(gesture), partial(_once, gesture, listener))
            self._changed()
            return answer
        answer = await self._database.read(gesture.team, partial(listener.run, gesture))
        spoken = deliveries(gesture, answer)
        if spoken:
            await self._database.write(_actor(gesture), partial(_keep_said, gesture, spoken))
        return answer

    async def _told(self, gesture: Gesture, broken: RuleBroken) -> Answer:
        """Tell the sentence of a broken rule; for a reply its text is kept aside, so that nothing typed vanishes."""
        if gesture.surface is Surface.SEARCH:
            return Answer()
        if gesture.surface is Surface.FORM and gesture.fields:
            # The same form is sent again once it is mended, with the same id: nothing is kept of this try.
            block = broken.field if broken.field and broken.field in gesture.fields else next(iter(gesture.fields))
            return Answer(errors={block: broken.plain})
        answer = Answer(says=again.refused(quoted(broken.sentence), broken.click, gesture.channel))
        return await self._database.write(_actor(gesture), partial(_refused, gesture, answer))

    async def _open(self, gesture: Gesture, answer: Answer) -> None:
        if not answer.form or not gesture.trigger or gesture.surface is Surface.FORM:
            return  # a form's answer carries its next form in the acknowledgement; a mention gets a button
        method = "views.push" if answer.form.act is FormAct.PUSH else "views.open"
        try:
            await call(self._slack, method, {"trigger_id": gesture.trigger, "view": answer.form.view.to_dict()})
        except SlackApiError as problem:
            if refusal(problem)[0] not in {"expired_trigger_id", "exchanged_trigger_id"}:
                raise
            log.info("the form came too late for its trigger")

    async def _failed(self, gesture: Gesture, attempt: int, reference: str) -> BoltResponse:
        sentence = Message(text=WENT_WRONG.format(reference=reference))
        answer = Answer(says=sentence)
        if gesture.surface is Surface.COMMAND:
            return _response(acknowledgement(gesture, answer))
        if gesture.surface in {Surface.EVENT, Surface.MENTION} and attempt < LAST_TRY:
            return BoltResponse(status=500)
        if gesture.surface is Surface.FORM and gesture.fields:
            return _response({"response_action": "errors", "errors": {next(iter(gesture.fields)): sentence.text}})
        if gesture.surface is not Surface.SEARCH:
            await self._database.write(_actor(gesture), partial(_refused, gesture, answer))
            self._wake()
        return _response(None)


def _read(body: Payload, at: datetime) -> Gesture | None:
    gesture = read(body, at)
    if gesture is not None and not all(isinstance(getattr(gesture, name), str) for name in _WORDS):
        raise TypeError(gesture.surface)
    return gesture


def _actor(gesture: Gesture) -> Actor:
    return Actor(gesture.team, gesture.user, gesture.id, gesture.at)


def _once(gesture: Gesture, listener: Listener, tx: Transaction) -> Answer:
    """Run the listener, unless this gesture has been answered before."""
    if not tx.gestures.insert(gesture.id):
        return Answer()
    answer = listener.run(gesture, tx)
    tx.outbox.add(deliveries(gesture, answer))
    return answer


def _keep_said(gesture: Gesture, spoken: tuple[Any, ...], tx: Transaction) -> None:
    if tx.gestures.insert(gesture.id):
        tx.outbox.add(spoken)


def _refused(gesture: Gesture, answer: Answer, tx: Transaction) -> Answer:
    """Keep the gesture's id and what its person is told; a reply's words are kept aside."""
    if not tx.gestures.insert(gesture.id):
        return Answer()
    if gesture.surface is Surface.EVENT and gesture.text:
        tx.aside.keep("broken", gesture.user, gesture.text, channel=gesture.channel, ts=gesture.ts)
    if gesture.user:
        tx.outbox.add(deliveries(gesture, answer))
    return answer


def _say_late(gesture: Gesture, message: Message, tx: Transaction) -> None:
    url = bool(gesture.response_url)
    tx.outbox.add([through_url(gesture, message) if url else tell(gesture.team, gesture.user, message)])


def _response(body: dict[str, Any] | None) -> BoltResponse:
    if body is None:
        return BoltResponse(status=200, body="")
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": "application/json"})
