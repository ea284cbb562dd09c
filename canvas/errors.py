"""What can be wrong with what somebody asked for. The docstring is what the person reads: it says what to do next."""


class RuleBroken(Exception):
    """That did not work. Type `/vpd help` to see what you can do."""

    field: str | None = None  # the form field the sentence belongs to
    click: tuple[str, str] | None = None  # a button below it: its label, and the command it stands for

    def __init__(self, **words: object) -> None:
        """Fill the `{placeholders}` of the docstring with `words`."""
        self.sentence = (self.__doc__ or "").format_map({k: str(v) for k, v in words.items()})
        self.plain = self.sentence.replace("`", "")  # where no markup is read: in a form, in a terminal
        super().__init__(self.sentence)


# The workshop.


class NoWorkshop(RuleBroken):
    """There is no workshop in this channel yet. Begin one with `/vpd start`."""


class WorkshopFinished(RuleBroken):
    """“{name}” is finished, so it takes no more changes. Begin the next one with `/vpd start`."""


class ChannelOnly(RuleBroken):
    """A workshop needs a channel. Open one and type `/vpd start` there."""


class NoName(RuleBroken):
    """Give it a name first, for example: `/vpd start Dinner on autopilot for Working parents`."""

    field = "name"


class NameTooLong(RuleBroken):
    """That name is a little long. Please use at most {most} characters."""

    field = "name"


# Words.


class UnknownKind(RuleBroken):
    """Start with the kind of note: {kinds}. For example: `/vpd add pain Waiting on hold`."""

    field = "kind"


class NoText(RuleBroken):
    """There is nothing to keep yet. Add a few words, for example: `/vpd add pain Waiting on hold`."""

    field = "text"


class UnknownFunction(RuleBroken):
    """I don't know the function “{word}”. Did you mean {nearest}? For example: `/vpd join {example}`."""

    field = "function"


# Notes.


class NoCode(RuleBroken):
    """Say which note you mean by its code, for example: `/vpd {example}`. `/vpd canvas` shows all codes."""


class UnknownCode(RuleBroken):
    """I can't find {code} here. `/vpd canvas` shows every note with its code."""


class OneAtATime(RuleBroken):
    """One at a time, please, for example: `/vpd {example}`."""


class NoteGone(RuleBroken):
    """{code} is no longer on the canvas. Anybody can bring it back: `/vpd restore {code}`."""


class NotYourNote(RuleBroken):
    """{code} is somebody else's note. Its author or the facilitator can take it off the canvas."""


class SameKind(RuleBroken):
    """{code} is a {kind} already, so there is nothing to move."""


class WrongSubtype(RuleBroken):
    """A {kind} can be {choices}. Choose one of these, or leave it empty."""

    field = "subtype"


class WhichNote(RuleBroken):
    """Choose the note that this is about."""

    field = "note"


class OtherWorkshop(RuleBroken):
    """That button is from a finished workshop. Type `/vpd` to see what is going on here now."""


class SettledAlready(RuleBroken):
    """That question is settled already, so there is nothing more to do."""


# Ratings and votes.


class UnknownRating(RuleBroken):
    """A rating is a number from 1 ({low}) to 5 ({high}), for example: `/vpd rate {code} 4`."""

    field = "rating"


class NoDotsLeft(RuleBroken):
    """Your {dots} dots here are all placed. Take one back by voting for that note again, then place it anew."""


# Segments.


class UnknownSegment(RuleBroken):
    """I don't know the segment “{name}”. You have {names}. Add another with `/vpd segment NAME`."""

    field = "segment"


class SegmentExists(RuleBroken):
    """There is already a segment called “{name}”. Choose it with `/vpd segment use {name}`."""

    field = "segment"


class LastSegment(RuleBroken):
    """“{name}” is the only open segment. Add another with `/vpd segment NAME` before you archive it."""


class NoSegment(RuleBroken):
    """Name the group of customers, for example: `/vpd segment Working parents`."""

    field = "segment"


# Links and evidence.


class WrongLink(RuleBroken):
    """{source} can't serve {target}: a {source_kind} serves a {wanted}. For example: `/vpd link {example}`."""


class LinkNeedsTwo(RuleBroken):
    """Name what you offer and what it serves, for example: `/vpd link R1 P2 fully`."""


class LinkAcrossSegments(RuleBroken):
    """{source} and {target} belong to different segments. Take one along with `/vpd copy {fix}`, then link it there."""


class UnknownLink(RuleBroken):
    """{source} and {target} are not linked. `/vpd fit` shows what is."""


class UnknownStrength(RuleBroken):
    """How well does it help: no, partly or fully? For example: `/vpd link R1 P2 partly`."""

    field = "strength"


class NoQuote(RuleBroken):
    """Add what a customer said or did, for example: `/vpd evidence P1 “I gave up” – interview with a nurse`."""

    field = "text"


class EvidenceGone(RuleBroken):
    """That evidence has been taken back. Add it again with `/vpd evidence {code} …` if it still holds."""


class WhichTarget(RuleBroken):
    """Choose the note or link that this is about."""

    field = "target"


class UnknownTier(RuleBroken):
    """Choose how strong it is, from an opinion (0) to a customer who paid (5)."""

    field = "tier"


class UnknownDirection(RuleBroken):
    """Choose whether it speaks for the note or against it."""

    field = "direction"


class NoHypothesis(RuleBroken):
    """Write what must be true, for example: `/vpd hypothesis We believe at least 6 of 10 parents cook on weekdays`."""

    field = "text"


class NothingToMatch(RuleBroken):
    """There is nothing to match yet. Add what you offer (`/vpd add reliever …`) and what it should ease (`/vpd add pain …`)."""  # noqa: E501 - one sentence, as the person reads it


# Steps.


class NotFacilitator(RuleBroken):
    """That is for who leads: {leaders}. Ask them, or use `/vpd take over` once they have been quiet for a day."""


class FacilitatorActive(RuleBroken):
    """The facilitator was here not long ago. You can take over in {hours} hours if it stays quiet."""


class AlreadyFacilitator(RuleBroken):
    """You are the facilitator already. `/vpd next` moves the workshop on."""


class SameStandIn(RuleBroken):
    """The stand-in acts when the facilitator is away, so choose somebody else."""

    field = "stand_in"


class UnknownStep(RuleBroken):
    """The workshop has steps 1 to {last}. For example: `/vpd step 2`."""


class NoStepAfter(RuleBroken):
    """You are at the last step. Keep the canvas alive here, or close the workshop with `/vpd finish`."""


class NoStepBefore(RuleBroken):
    """You are at the first step. `/vpd next` goes on."""


# History.


class NothingToUndo(RuleBroken):
    """There is no change of yours to take back."""


class ChangedSince(RuleBroken):
    """{user} has changed this since, so I left it alone. Talk to them, or change it by hand."""


class Stale(RuleBroken):
    """Somebody has changed it meanwhile, or you clicked twice. Look again, then choose."""


class HypothesisGone(RuleBroken):
    """{code} has been dropped. Write it again with `/vpd hypothesis` if it still matters."""


# Exports.


class UnknownFormat(RuleBroken):
    """I can't write “{word}” yet. Today I write {formats}, for example: `/vpd export md`."""


# Reminders.


class UnknownReminder(RuleBroken):
    """Say when, for example: `/vpd remind weekly monday 09:00 Europe/Paris`. Or `off`, `now`, `snooze 1w`, `status`."""


class UnknownDay(RuleBroken):
    """I don't know the day “{word}”. Use a weekday, for example: `/vpd remind weekly {nearest} 09:00`."""

    field = "day"


class UnknownTime(RuleBroken):
    """I can't read the time “{word}”. Use hours and minutes, for example: `/vpd remind weekly monday 09:00`."""

    field = "time"


class UnknownZone(RuleBroken):
    """I don't know the time zone “{word}”. Did you mean {nearest}? For example: `/vpd remind weekly monday 09:00 {example}`."""  # noqa: E501 - one sentence, as the person reads it

    field = "zone"


class NoReminder(RuleBroken):
    """There is no weekly review set up here. Switch it on with `/vpd remind weekly monday 09:00`."""
