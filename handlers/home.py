"""The app's home: what waits for the one who looks, where their workshops stand, and how far their tests are."""

from canvas.board import Board
from canvas.cards import Test
from canvas.fit_rounds import ROUND
from handlers.answer import Answer, Delivery
from handlers.blocks import home as blocks
from handlers.blocks import rounds
from handlers.blocks.workshop import open_segments
from handlers.gesture import Gesture
from handlers.place import board_seen_by
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

MOST = 6  # workshops that are looked at


def register(surfaces: Surfaces) -> None:
    """Listen to who opens the home."""
    surfaces.event("app_home_opened", opened, concerns=at_home)


def at_home(gesture: Gesture, _: Transaction) -> bool:
    """Tell whether it is the home that was opened: Slack tells of the direct messages beside it in the same way."""
    return gesture.home


def opened(gesture: Gesture, tx: Transaction) -> Answer:
    """Draw the home as it is now, for the one who looks at it."""
    mine = tx.workshops.of_person(gesture.user)
    shown = [_one(tx, tx.workshops.board(workshop.id), gesture.user) for workshop in mine[:MOST]]
    view = blocks.view(shown, left_out=len(mine) - len(shown), at=tx.at)
    home = Delivery(
        team=tx.team,
        lane=gesture.user,
        method="views.publish",
        payload={"user_id": gesture.user, "view": view.to_dict()},
        key=f"home:{gesture.user}",
    )
    return Answer(posts=(home,))


def _one(tx: Transaction, whole: Board, user: str) -> blocks.Mine:
    board = board_seen_by(tx, user, whole)
    return blocks.Mine(
        board=board,
        waits=_waits(tx, board, user),
        tests=[test for test in board.tests if not test.void and not _is_idle(board, test)],
        actions=[one for one in board.learnings if one.owner == user and one.action and one.due],
    )


def _waits(tx: Transaction, board: Board, user: str) -> list[str]:
    """Return what a workshop asks of somebody now: prompts to write or rate, links to judge."""
    segments = {one.id: one for one in open_segments(board)}
    running = [one for one in tx.rounds.of(board.workshop.id) if one.segment in segments]
    asked = [one for one in running if user not in one.round.wrote | one.round.done]
    said = [rounds.waits(rounds.about(one, segments)) for one in asked if one.block != ROUND]
    if any(one.block == ROUND for one in asked):
        said.append("Everybody is being asked how well the links work, you too.")
    return [one for one in said if one]


def _is_idle(board: Board, test: Test) -> bool:
    """Tell whether nobody cares about a test any more: what it was about is gone."""
    about = next((one for one in board.hypotheses if one.id == test.hypothesis), None)
    return about is None or about.state in {"closed", "removed"}
