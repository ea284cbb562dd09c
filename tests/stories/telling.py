"""A story is a Markdown file: items are what people do, quotes below them are what everybody saw of it.

    - Ben lives in Europe/London
    - Alice: /vpd start Dinner for Working parents
    - Ben in jobs: Feed the family ⏎ social: Look competent
    - Ben in jobs of Grandparents: Cook for the little ones
    - Chika presses “Go on” twice
    - Chika chooses “Research” in “Your function”
    - Dana sends: Goal = Know what to build; Decision = Whether to build it
    - until Tuesday 09:00 in Asia/Tokyo

`⏎` begins a new line, `presses “…” of P3` a button in or below the line that names P3, `presses “…” in jobs` one of
that prompt. Who has not said where they live lives in Paris. What one person reads alone has their own times; what a
channel reads, and times without a place, are in UTC. What is left out is marked: a thread's lines that somebody read
in a thread before, and several messages that say the same anew. Everything else is told to the reader.
`python -m tests.stories` writes the quotes anew.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.playground.forms import Shown
from bot.playground.person import Person
from bot.playground.reading import controls
from bot.playground.world import Json, OpenView, Post
from tests.conversation import Conversation
from tests.playback import prompt_in
from tests.stories.seeing import Seen, everything, form, names_of, reader

FOLDER = Path(__file__).parent
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
CLICKS = 5  # buttons that `/vpd` alone shows at most
PROMPT = r"\w+(?: of [^:]+?)?"
ACT = re.compile(
    rf"- (?:(?P<who>\w+)(?:: (?P<command>/vpd.*)| in (?P<prompt>{PROMPT}): (?P<reply>.+)| presses “(?P<button>[^”]+)”"
    rf"(?: in (?P<on>{PROMPT}))?(?: of (?P<of>.+?))?(?P<twice> twice)?| chooses “(?P<option>[^”]+)” in “(?P<select>"
    r"[^”]+)”| sends(?P<values>:.*)?| lives in (?P<zone>\S+)| (?P<comes>joins the channel|leaves the channel))"
    r"|until (?P<day>\w+) (?P<time>[\d:]+)(?: in (?P<place>\S+))?)"
)


class Stuck(AssertionError):
    """Somebody could not go on."""


@dataclass
class Story:
    """A story being lived; `told` are its lines with what was seen."""

    talk: Conversation
    told: list[str] = field(default_factory=list[str])
    known: dict[tuple[str, str], Seen] = field(default_factory=dict[tuple[str, str], Seen])
    opened: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    read: set[str] = field(default_factory=set[str])  # lines quoted from threads
    came: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])  # with which line of the story

    async def live(self, script: str) -> str:
        """Do everything that a script says, and return it with what everybody saw."""
        for line in without_quotes(script):
            self.told.append(line)
            act = ACT.fullmatch(line)
            if act:
                await self._act(act)
                self.told += [f"  > {seen}" for seen in self._news()]
                for who in dict(self.talk.people):
                    await self._nobody_is_stuck(who, acted=who == (act["who"] or "").lower())
                self.known = everything(self.talk.slack)
                for key in self.known:
                    self.came.setdefault(key, len(self.told))
        return "\n".join(self.told).rstrip() + "\n"

    async def _act(self, act: re.Match[str]) -> None:
        if act["day"]:
            await self._wait(act)
            return
        who = self._person(act["who"], act["zone"] or "Europe/Paris")
        channel = self.talk.channel
        if act["command"]:
            self._shown(who.id, await who.command(channel, act["command"].replace(" ⏎ ", "\n")))
        elif act["reply"]:
            await who.say(channel, act["reply"].replace(" ⏎ ", "\n"), thread=await self._prompt(act["prompt"]))
        elif act["button"]:
            on = await self._prompt(act["on"]) if act["on"] else ""
            where, control = self._find(who.id, act["button"], act["of"] or "", on)
            for _ in range(2 if act["twice"] else 1):
                self._shown(who.id, await who.press(where, control["action_id"]))
        elif act["option"]:
            where, control = self._find(who.id, act["select"])
            self._shown(who.id, await who.press(where, control["action_id"], _value(control, act["option"])))
        elif act["comes"]:
            await (who.join if act["comes"].startswith("joins") else who.leave)(channel)
        elif not act["zone"]:
            await self._send(act["who"], act["values"] or "")
        await self.talk.settled()

    async def _wait(self, act: re.Match[str]) -> None:
        """Let time pass, hour by hour, until a day of the week and a time in a place."""
        talk, zone = self.talk, ZoneInfo(act["place"] or "UTC")
        now = talk.slack.clock.now().astimezone(zone)
        hour, minute = map(int, act["time"].split(":"))
        days = (DAYS.index(act["day"]) - now.weekday()) % 7
        then = (now + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)
        then += timedelta(days=7) if then <= now else timedelta(0)
        while talk.slack.clock.now() < then:
            step = min(timedelta(hours=1), then - talk.slack.clock.now())
            await talk.pass_time(seconds=step.total_seconds())

    async def _prompt(self, told: str) -> str:
        name, _, segment = told.partition(" of ")
        return await prompt_in(self.talk.program.database, self.talk.channel, name, segment)

    def _person(self, name: str, zone: str = "Europe/Paris") -> Person:
        if name.lower() not in self.talk.people:
            person = self.talk.slack.person(name.lower(), name=name, tz=zone, channels=[self.talk.channel])
            self.talk.people[name.lower()] = person
        return self.talk.people[name.lower()]

    async def _send(self, name: str, values: str) -> None:
        person = self._person(name)
        fields: dict[str, object] = {}
        for pair in filter(None, (part.strip() for part in values.removeprefix(":").split(";"))):
            label, _, value = pair.partition(" = ")
            blocks = [b for b in person.view.view["blocks"] if b["type"] == "input" and b["label"]["text"] == label]
            if len(blocks) != 1:
                there = [b["label"]["text"] for b in person.view.view["blocks"] if b["type"] == "input"]
                message = f"no one field “{label}”; there are {there}"
                raise Stuck(message)
            fields[blocks[0]["block_id"]] = self._typed(blocks[0]["element"], value)
        errors = await person.submit(**fields)
        self.told += [f"  > the form says: {error}" for error in errors.values()]

    def _typed(self, element: Json, value: str) -> object:
        if "options" in element or "option_groups" in element:
            chosen = [_value(element, one) for one in value.split(" + ")]
            return chosen if element["type"] in {"checkboxes", "multi_static_select"} else chosen[0]
        if element["type"].endswith("users_select"):
            ids = [self._person(one).id for one in value.split(" + ")]
            return ids if element["type"].startswith("multi") else ids[0]
        return value.replace(" ⏎ ", "\n")

    def _find(self, user: str, label: str, of: str = "", on: str = "") -> tuple[Post | OpenView, Json]:
        """Return the newest place where somebody sees a control (`on`: that message), and the control."""
        stack = self.talk.slack.views.get(user, [])
        channels = [c for c in self.talk.slack.channels.values() if user in c.members or c.name]
        posts = [post for channel in channels for post in channel.posts.values() if not post.deleted]
        mine = sorted((p for p in posts if p.only_for in {"", user}), key=self._age, reverse=True)
        places: list[Post | OpenView] = [post for post in mine if post.ts == on] if on else [*reversed(stack), *mine]
        for place in places:
            blocks = place.blocks if isinstance(place, Post) else place.view["blocks"]
            for block, element in controls(blocks):
                above = blocks[max(0, blocks.index(block) - 1)] if block["type"] == "actions" else block
                words: Json = element.get("text") or element.get("placeholder") or block.get("label") or {}
                if words.get("text") == label and re.search(rf"\b{re.escape(of)}\b", f"{above} {block}"):
                    return replace(place, blocks=[block]) if isinstance(place, Post) else place, element
        message = f"nobody can press “{label}”"
        raise Stuck(message)

    def _age(self, post: Post) -> tuple[int, bool, str]:
        """Return what grows with newer posts; of those that came together, a direct message is the newest."""
        named = bool(self.talk.slack.channels[post.channel].name)
        return self.came.get((post.channel, post.ts), len(self.told)), not named, post.ts

    def _shown(self, user: str, shown: Shown) -> None:
        if shown.error:
            message = f"{names_of(self.talk.slack)[user]} read: {shown.error}"
            raise Stuck(message)

    def _news(self) -> Iterable[str]:
        """Return what everybody sees now that nobody saw before."""
        now = everything(self.talk.slack)
        channels = list(dict.fromkeys(channel for channel, _ in now))

        def order(item: tuple[tuple[str, str], Seen]) -> tuple[int, bool]:
            # An answer to one person and a message to all go out side by side: which is first, is chance.
            key, seen = item
            return channels.index(key[0]), key not in self.known and not seen.only_for

        redrawn: Counter[tuple[str, ...]] = Counter()  # what several messages say anew is quoted once
        for key, seen in sorted(now.items(), key=order):
            old = self.known.get(key)
            if seen.bot and (old is None or old.lines != seen.lines):
                fresh = self._unread(seen) if old is None else _changed(old, seen)
                whom = f"only {seen.only_for}" if seen.only_for else seen.place
                if fresh and (old is None or not redrawn[fresh]):
                    yield f"**{whom}**{'' if old is None else ' (now)'}: {fresh[0]}"
                    yield from fresh[1:]
                redrawn[fresh] += old is not None
            marks = [name for name in seen.reactions if old is None or name not in old.reactions]
            if marks:
                yield f"**{seen.place}**: :{': :'.join(marks)}: on “{(seen.lines or ('',))[0]}”"
        self.known = now
        for fresh, times in redrawn.items():
            if fresh and times > 1:
                yield f"_(and {times - 1} more say anew: {fresh[0]})_"
        names = names_of(self.talk.slack)
        for user, stack in self.talk.slack.views.items():
            told = form(stack[-1].view, reader(self.talk.slack, user)) if stack else []
            if told and told != self.opened.get(user):
                yield f"**{names[user]}** has a {told[0]}"
                yield from told[1:]
            self.opened[user] = told

    def _unread(self, seen: Seen) -> tuple[str, ...]:
        """Return the lines of a new message; in a thread those that somebody has read there are left out."""
        if not seen.place.endswith("thread"):
            return seen.lines
        fresh = tuple(line for line in seen.lines if line not in self.read)
        self.read.update(fresh)
        left = len(seen.lines) - len(fresh)
        return (*fresh, f"_(and {left} lines that were read in a thread before)_") if fresh and left else fresh

    async def _nobody_is_stuck(self, who: str, *, acted: bool) -> None:
        """Assert that `/vpd` alone offers a button that does the first thing it advises, at whatever moment.

        Who has not acted does not look again: what they were shown for this is taken away.
        """
        person = self._person(who)
        if person.id not in self.talk.channel.members:
            return
        shown = await person.command(self.talk.channel, "/vpd")
        found = [element for _, element in controls(shown.blocks) if element["type"] == "button"]
        advised = [block for block in shown.blocks if block.get("text", {}).get("text", "").startswith("•")]
        first = advised[0].get("accessory") if advised else found[0] if found else None
        if first is None or first["type"] != "button" or first.get("style") != "primary" or len(found) > CLICKS:
            message = f"{who} asked where we are, and read: {shown.text}{shown.error}"
            raise Stuck(message)
        for post in () if acted else self.talk.channel.posts.values():
            post.deleted = post.deleted or (post.only_for == person.id and post.blocks == shown.blocks)


def _changed(old: Seen, new: Seen) -> tuple[str, ...]:
    """Return the lines that a message did not have; what a picture says in words is only said to have changed."""
    fresh = [line for line in new.lines if line not in old.lines]
    told = [line for line in fresh if not line.startswith("picture: ")]
    return (*told, *(["_(its picture, too)_"] if told and len(fresh) > len(told) else []))


def _value(element: Json, label: str) -> str:
    options = [o for group in element.get("option_groups", [element]) for o in group.get("options", [])]
    found = [option["value"] for option in options if option["text"]["text"] == label]
    if not found:
        message = f"no option “{label}” among {[option['text']['text'] for option in options]}"
        raise Stuck(message)
    return found[0]


def without_quotes(story: str) -> list[str]:
    """Return the lines of a story that somebody wrote: what was seen is left out."""
    return [line for line in story.splitlines() if not line.startswith("  > ")]
