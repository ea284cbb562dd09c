"""What can be wrong with what somebody asked for. The docstring is what the person reads: it says what to do next."""

from typing import ClassVar


class RuleBroken(Exception):
    """That did not work. Type `/vpd help` to see what you can do."""

    field: ClassVar[str | None] = None  # the form field the sentence belongs to

    def __init__(self, **words: object) -> None:
        """Fill the `{placeholders}` of the docstring with `words`."""
        self.sentence = (self.__doc__ or "").format_map({k: str(v) for k, v in words.items()})
        super().__init__(self.sentence)
