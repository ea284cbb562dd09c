"""The wall: links to watch the canvas live in a browser."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from canvas.board import Workshop
from canvas.errors import OtherWorkshop
from canvas.wall import MOST, OFF, read_life
from canvas.wall_errors import NoPublicUrl, TooManyWalls, WallForMembers, WallInChannel
from handlers import channel
from handlers.answer import Answer, Delivery, Message
from handlers.blocks import wall as blocks
from handlers.gesture import Gesture
from handlers.place import workshop_here
from handlers.surfaces import Fact, Surfaces
from storage.transaction import Transaction
from storage.walls import Wall, digest_of

MESSAGE = "wall"  # kind of living message


def register(surfaces: Surfaces) -> None:
    """Make links, end them, and show them in the channel."""
    says = "watch the canvas live in a browser; wall 2h: for so long, wall off: ends it"
    surfaces.word("wall", partial(wall, surfaces), usage="wall", says=says, facts=[Fact.MEMBERS])
    surfaces.button("wall.revoke", revoke)
    surfaces.drawing("wall.post", partial(post, surfaces))


def wall(surfaces: Surfaces, gesture: Gesture, tx: Transaction) -> Answer:
    """Put a new link into the channel; with `off`, end all links of the workshop."""
    workshop = workshop_here(gesture, tx)
    _takes_part(gesture, tx, workshop)
    if gesture.text.strip().lower() in OFF:
        return _off(tx, workshop)
    if not surfaces.public_url:
        raise NoPublicUrl
    life = read_life(gesture.text)
    if len(tx.walls.open_of(workshop.id)) >= MOST:
        raise TooManyWalls(number=MOST)
    seed = secrets.token_hex(32)
    made = tx.walls.add(workshop.id, seed, digest_of(_token(surfaces.secret, seed)), life)
    return Answer(says=blocks.coming(), posts=(_shown(tx, workshop, made), _shown_when_over(tx, workshop, made)))


def _takes_part(gesture: Gesture, tx: Transaction, workshop: Workshop) -> None:
    """Raise WallInChannel or WallForMembers, unless this person takes part and is in the workshop's channel."""
    if gesture.channel != workshop.channel:
        raise WallInChannel
    present = gesture.facts.members
    members = {member.user for member in tx.members.of(workshop.id) if member.is_here}
    if gesture.user not in members or (present is not None and gesture.user not in present):
        raise WallForMembers


def _off(tx: Transaction, workshop: Workshop) -> Answer:
    ended = [tx.walls.revoke(one) for one in tx.walls.open_of(workshop.id)]
    return Answer(says=blocks.ended(len(ended)), posts=tuple(_shown(tx, workshop, one) for one in ended))


def revoke(gesture: Gesture, tx: Transaction) -> Answer:
    """End one link, also when its workshop is finished."""
    found = tx.walls.get(int(gesture.subject.get("wall", 0)))
    if found is None:
        raise OtherWorkshop
    workshop = tx.workshops.get(found.workshop)
    _takes_part(gesture, tx, workshop)
    return Answer(says=blocks.ended(1), posts=(_shown(tx, workshop, tx.walls.revoke(found)),))


def post(surfaces: Surfaces, tx: Transaction, subject: Mapping[str, Any]) -> Message | None:
    """Draw a link as it stands: open, ended or run out."""
    message = tx.messages.get(subject["message"])
    found = tx.walls.get(int(message.subject)) if message else None
    if found is None:
        return None
    workshop = tx.workshops.get(found.workshop)
    if not found.works(tx.at):
        # Nobody misses a link that has ended and whose post somebody has deleted.
        return blocks.over(workshop, revoked=found.revoked is not None) if message and message.ts else None
    token = _token(surfaces.secret, found.seed)
    # After a change of secrets the link that was posted still works, but cannot be made again.
    known = hmac.compare_digest(digest_of(token), found.digest)
    return blocks.link(workshop, found, f"{surfaces.public_url}/wall/{token}" if known else "")


def _token(secret: bytes, seed: str) -> str:
    """Return the token of a link, 32 bytes: whoever reads the database alone cannot make it."""
    made = hmac.digest(secret, f"vpd wall {seed}".encode(), "sha256")
    return urlsafe_b64encode(made).decode().rstrip("=")


def _shown(tx: Transaction, workshop: Workshop, found: Wall) -> Delivery:
    message, _ = tx.messages.put(workshop.id, workshop.channel, MESSAGE, subject=str(found.id))
    return channel.show(tx.team, message, "wall.post", tx=tx)


def _shown_when_over(tx: Transaction, workshop: Workshop, found: Wall) -> Delivery:
    """Redraw the link when it has run out; with a key of its own, it does not stand in the way of its first post."""
    return replace(_shown(tx, workshop, found), key=f"wall:{found.id}", not_before=found.expires)
