"""What people read when a file can't be brought in."""

import inspect

from canvas import import_errors
from canvas.errors import RuleBroken


def test_every_sentence_says_what_is_wrong_and_ends() -> None:
    members = inspect.getmembers(import_errors, inspect.isclass)
    own = [one for _, one in members if one.__module__ == import_errors.__name__]
    assert own
    for error in own:
        assert issubclass(error, RuleBroken)
        assert len(inspect.cleandoc(error.__doc__ or "").split()) >= 4
        assert inspect.cleandoc(error.__doc__ or "")[-1] in ".`?"
