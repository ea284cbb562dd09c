"""What the program writes about itself, on standard error: for people or for machines, never with a secret in it."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Final, TextIO

_MASKS: Final = (
    (re.compile(r"\b((?:xoxe\.)?xox[a-z]|xapp)-[\w-]+"), r"\1-…"),
    (re.compile(r"(hooks\.slack\.com)(?::\d+)?/[^\s\"'\\>)]+"), r"\1/…"),
    (re.compile(r"(/wall/)[\w-]{40,}"), r"\1…"),
    (re.compile(r"\b((?:code|client_secret)=)[^&\s\"'\\]+"), r"\1…"),
    (re.compile(r"(://[^:/\s@]+:)[^@/\s]+@"), r"\1…@"),  # the password in a database's address
)
# At DEBUG the first two write whole requests. The scheduler writes two lines at every tick, and warns of each that it
# leaves out because the one before still runs, which is as it should be.
_QUIET: Final = {"slack_sdk": logging.INFO, "slack_bolt": logging.INFO, "apscheduler": logging.ERROR}


def masked(text: str) -> str:
    """Return `text` without the tokens, hook addresses, codes and passwords in it."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


class Console(logging.Formatter):
    """One line for a person, with the trace below it when something broke."""

    def __init__(self) -> None:
        """Write time, level, source and message."""
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """Mask the whole line, the trace too: a filter would not see that."""
        return masked(super().format(record))


class Json(logging.Formatter):
    """One JSON object a line: time (ISO 8601, UTC), level, logger, message, and trace when something broke."""

    def format(self, record: logging.LogRecord) -> str:
        """Mask each text before it is encoded."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def set_up(level: str, form: str, stream: TextIO) -> None:
    """Send all logs of `level` (DEBUG to ERROR) and above to `stream`, in the form "console" or "json"."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Json() if form == "json" else Console())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(root.level, least))
