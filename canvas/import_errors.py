"""What can be wrong with a file that somebody brings in, as `canvas.errors` says it."""

from canvas.errors import RuleBroken


class NoFile(RuleBroken):
    """Choose the file to bring in: JSON that I wrote, or a list as CSV, Markdown or plain text."""

    field = "file"


class FileTooLarge(RuleBroken):
    """That file is too large for me: {most} at most. Export only the notes, or bring it in piece by piece."""

    field = "file"


class FileNotReached(RuleBroken):
    """I could not fetch that file from Slack just now. Please send the form once more."""

    field = "file"


class FileEmpty(RuleBroken):
    """There is nothing in that file. Choose another, or export it again."""

    field = "file"


class NotText(RuleBroken):
    """I can't read that file: it is {kind}. Bring a text, CSV, Markdown or JSON file; a spreadsheet can be saved as CSV."""  # noqa: E501 - one sentence, as the person reads it

    field = "file"


class NothingReadable(RuleBroken):
    """I found no notes in that file. A list needs a column or headings such as job, pain, gain: choose below what its lines are."""  # noqa: E501 - one sentence, as the person reads it

    field = "file"


class TooManyNotes(RuleBroken):
    """That file has {count} notes, and a canvas takes {most} at once. Bring in the important ones, or in parts."""

    field = "file"


class NotACanvas(RuleBroken):
    """I can't read that JSON as a canvas: {where}. Bring in a file that `/vpd export json` wrote."""

    field = "file"


class WorkshopInTheWay(RuleBroken):
    """“{name}” is open in this channel, and that file is a whole workshop. Bring it in from a channel of its own, or close this one with `/vpd finish`."""  # noqa: E501 - one sentence, as the person reads it

    field = "file"
