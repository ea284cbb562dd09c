"""What the team chose not to serve, and why."""

from canvas.board import Board, Note, NoteState


def declined(board: Board, segment: int) -> list[tuple[Note, str]]:
    """Return the notes of a segment (a Segment.id) that are not served by choice, each with its reason or ""."""
    number = next((one.number for one in board.segments if one.id == segment), 0)
    why = {one.origin: one.reason for one in board.decisions if one.kind == "decline"}
    own = (note for note in board.notes if note.segment == segment and note.state is NoteState.DECLINED)
    # With one segment a decision names P3, with several 2P3.
    return [(note, why.get(f"{number}{note.code}", why.get(note.code, ""))) for note in own]
