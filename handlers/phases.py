"""How a prompt's round goes on to its next phase, whoever or whatever leads it on."""

from collections import Counter
from dataclasses import replace

from slack_sdk.models.blocks import ButtonElement

from canvas.board import Board, NoteState, Workshop
from canvas.links import current
from canvas.method import Block
from canvas.ranking import open_notes, ranked
from canvas.rounds import Phase, following
from canvas.situation import Moment
from handlers import advice, channel, pace
from handlers.answer import Delivery
from handlers.blocks import check as check_blocks
from handlers.blocks import last_word
from handlers.blocks import rounds as blocks
from handlers.blocks.ranking import ways
from handlers.place import board_for_all
from storage.rounds import Running
from storage.transaction import Transaction

NAMED = 2  # people of a function from whom on it may be named: with one it would be that person
UNNAMED = 3  # people from whom on they may be counted


def redrawn(tx: Transaction, workshop: Workshop, running: Running) -> tuple[Delivery, ...]:
    """Redraw what shows a round."""
    return channel.changed(tx, workshop, running.segment, [running.block])


def about(tx: Transaction, running: Running) -> blocks.About:
    """Return a round with the name of its segment."""
    return blocks.about(running, {one.id: one for one in tx.segments.of(running.workshop)})


def on(tx: Transaction, workshop: Workshop, running: Running) -> tuple[Delivery, ...]:
    """Go on to the next phase: one person needs no rating, and who leads learns how many have not written."""
    alone = len(pace.people_here(tx, workshop)) <= 1
    one = following(running.round, tx.at, zone=workshop.time_zone, workshop=workshop)
    if alone and running.round.phase is not Phase.RATE:
        one = replace(one, phase=Phase.CLOSE)
    pace.again(tx, running, one)
    named = about(tx, replace(running, round=one))
    posts = redrawn(tx, workshop, running)
    if running.round.phase is Phase.WRITE and (silent := _silent(tx, workshop, running)):
        posts = (
            *posts,
            channel.tell(workshop.team, workshop.facilitator, blocks.silent(named, silent), workshop.channel),
        )
    whole = tx.workshops.board(workshop.id)
    if one.phase is Phase.REVEAL:
        posts = (*posts, *_balance(tx, whole, running))
    board = current(whole)
    if one.phase is not Phase.CLOSE:
        return (*posts, *_announced(board, named))
    found = ranked(board, tx.at, segment=running.segment, blocks=(Block(running.block),))
    order = [note for note in found if (note.ratings or note.votes) and note.state is NoteState.OPEN]
    then = [*ways(board, running.segment, Block(running.block), tx.at, one), *_last_word(workshop, running)]
    asked = channel.differed(tx, workshop, order)
    return (*posts, *asked, channel.say(workshop, blocks.closed(named, order, then, alone=alone)))


def _last_word(workshop: Workshop, running: Running) -> list[ButtonElement]:
    about = {"segment": running.segment, "block": running.block}
    return last_word.button(workshop, "Have the last word", "deciding.choose", **about)


def _announced(board: Board, named: blocks.About) -> tuple[Delivery, ...]:
    """Tell the channel that all is shown, in words; and over days also that rating is open, as nobody says it."""
    running = named.running
    if running.round.phase is Phase.REVEAL:
        shown = open_notes(board, segment=running.segment, blocks=(Block(running.block),))
        return (channel.say(board.workshop, blocks.revealed(named, shown)),)
    return () if running.round.pace == "live" else (channel.say(board.workshop, blocks.votes_open(named)),)


def _balance(tx: Transaction, board: Board, running: Running) -> tuple[Delivery, ...]:
    """Ask who leads, and nobody else, whose voice is missing among the notes that are shown now."""
    workshop = board.workshop
    about = advice.About(segment=running.segment, block=Block(running.block))
    found = advice.asked(tx, board_for_all(tx, board), Moment.PHASE, to=workshop.facilitator, about=about)
    asks = check_blocks.asks(workshop, found, alone=True)
    return (channel.tell(workshop.team, workshop.facilitator, asks),) if found else ()


def _silent(tx: Transaction, workshop: Workshop, running: Running) -> blocks.Silent | None:
    """Return who has not written as who leads may know it: no function of one person, nor the reader's own."""
    here = [one for one in tx.members.of(workshop.id) if one.is_here]
    quiet = [one for one in here if one.user not in running.round.wrote]
    several = {name for name, people in Counter(one.function for one in here).items() if name and people >= NAMED}
    own = {one.function for one in here if one.user == workshop.facilitator}
    spoke = {one.function for one in here if one.user in running.round.wrote}
    functions = sorted(several - own - spoke)
    if not quiet or (not functions and len(here) < UNNAMED):
        return None
    return blocks.Silent(functions, len(quiet), len(here))
