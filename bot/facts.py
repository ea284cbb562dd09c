"""What a listener must know of Slack before it runs: read from our own tables, fetched when missing or too old."""

import asyncio
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.calls import Json, look_up
from bot.decode import plain
from bot.downloads import Downloads
from canvas.text import readable
from handlers.gesture import Facts, Gesture
from handlers.surfaces import Fact, Listener
from storage.database import Database
from storage.people import ChannelFact, Person
from storage.transaction import Actor, Transaction

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
FIVE_MINUTES = timedelta(minutes=5)
AT_MOST = 1.0  # seconds; a trigger lives three
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


class FactFinder:
    """Gathers facts; what Slack does not tell in time is simply not known, and a listener says so or does without."""

    def __init__(self, database: Database, slack: AsyncWebClient, now: Callable[[], datetime]) -> None:
        """Read and keep facts in `database`; ask `slack` for what is missing."""
        self._database = database
        self._slack = slack
        self._now = now
        self._downloads = Downloads(slack)

    async def gather(self, gesture: Gesture, listener: Listener) -> Gesture:
        """Return the gesture with its facts, and its text as people saw it."""
        people = set(_MENTIONED.findall(gesture.text)) if "<@" in gesture.text else set[str]()
        if Fact.PERSON in listener.facts:
            people.add(gesture.user)
        wanted = listener.facts - {Fact.FILE}
        if not gesture.channel or gesture.channel.startswith("D"):
            wanted -= {Fact.CHANNEL, Fact.MEMBERS}  # a direct message tells nothing, and asking is not allowed
        if people or wanted - {Fact.PERSON}:
            facts = await self._known(gesture, people)
            facts = await self._fetched(gesture, facts, people, wanted)
        else:
            facts = gesture.facts
        if Fact.FILE in listener.facts and (chosen := gesture.chosen("file")):
            facts = replace(facts, file=await self._downloads.fetch(chosen[0]))
        text = plain(gesture.text, {user: person.name for user, person in facts.people.items()})
        same = text == gesture.text and facts is gesture.facts
        return gesture if same else replace(gesture, text=text, facts=facts)

    async def _known(self, gesture: Gesture, people: Iterable[str]) -> Facts:
        now = self._now()

        def look_up(tx: Transaction) -> Facts:
            known = {user: person for user in people if (person := tx.people.person(user))}
            channel = tx.people.channel(gesture.channel)
            members = tx.people.members(gesture.channel)
            return Facts(
                people={user: person for user, person in known.items() if now - person.fetched < DAY},
                channel=channel if channel and now - channel.fetched < DAY else None,
                members=members.users if members and now - members.fetched < FIVE_MINUTES else None,
            )

        return await self._database.read(gesture.team, look_up)

    async def _fetched(self, gesture: Gesture, facts: Facts, people: set[str], wanted: frozenset[Fact]) -> Facts:
        missing = [self._person(user) for user in sorted(people - set(facts.people))]
        channel = [self._channel(gesture.channel)] if Fact.CHANNEL in wanted and facts.channel is None else []
        members = [self._members(gesture.channel)] if Fact.MEMBERS in wanted and facts.members is None else []
        if not (missing or channel or members):
            return facts
        found_people, found_channel, found_members = await asyncio.gather(
            asyncio.gather(*missing), asyncio.gather(*channel), asyncio.gather(*members)
        )
        new_people = [person for person in found_people if person]
        new_channel = next(iter(found_channel), None)
        new_members = next(iter(found_members), None)

        def keep(tx: Transaction) -> None:
            for person in new_people:
                tx.people.put_person(person)
            if new_channel:
                tx.people.put_channel(new_channel)
            if new_members is not None:
                tx.people.put_members(gesture.channel, new_members)

        await self._database.write(Actor(gesture.team, gesture.user, gesture.id, gesture.at), keep)
        return Facts(
            people={**facts.people, **{person.user: person for person in new_people}},
            channel=new_channel or facts.channel,
            members=new_members if new_members is not None else facts.members,
        )

    async def _person(self, user: str) -> Person | None:
        answer = await self._ask("users.info", user=user)
        if answer is None:
            return None
        told: Json = answer["user"]
        profile: Json = told.get("profile") or {}
        name = profile.get("display_name") or told.get("real_name") or told.get("name") or user
        return Person(
            user=user,
            name=readable(name),
            zone=told.get("tz") or "",
            is_bot=bool(told.get("is_bot")),
            deleted=bool(told.get("deleted")),
            fetched=self._now(),
        )

    async def _channel(self, channel: str) -> ChannelFact | None:
        answer = await self._ask("conversations.info", channel=channel)
        if answer is None:
            return None
        told: Json = answer["channel"]
        return ChannelFact(
            channel=channel,
            name=readable(told.get("name") or ""),
            private=bool(told.get("is_private") or told.get("is_im")),
            fetched=self._now(),
        )

    async def _members(self, channel: str) -> frozenset[str] | None:
        answer = await self._ask("conversations.members", channel=channel, limit=1000)
        return None if answer is None else frozenset(answer["members"])

    async def _ask(self, method: str, **arguments: object) -> Json | None:
        try:
            async with asyncio.timeout(AT_MOST):
                return await look_up(self._slack, method, arguments)
        except (SlackApiError, SlackClientError, ClientError, TimeoutError) as problem:
            log.warning("Slack did not answer %s: %s", method, problem)
            return None
