"""Every weight, cap and threshold of the method. Our own defaults, in one place.

Shares and scores without a unit run from 0 to 1; fit runs from 0 to 100; ages are in days.
"""

from types import MappingProxyType
from typing import Final

from canvas.method import Block

# Notes.
NOTE_LENGTH: Final = 300  # characters
NAME_LENGTH: Final = 80  # characters, of a workshop or a segment

# Likeness of two texts.
DUPLICATE: Final = 0.7  # asked about before it is added
MAYBE_DUPLICATE: Final = 0.55
SMALL_EDIT: Final = 0.8  # a note that is at least as like as this to what it said still means the same
SAME_LINE: Final = 0.4  # an edited line still counts as the line it was

# Weight of a note.
FREQUENCIES: Final = MappingProxyType({"rare": 0.6, "monthly": 0.8, "weekly": 0.9, "daily": 1.0})  # of a pain
UNRATED: Final = 3.0  # counts as this until somebody rates it
TOP_RATING: Final = 5
LOW_WEIGHT: Final = 0.2  # a link to less than this overserves

# Fit.
BLOCK_WEIGHTS: Final = MappingProxyType({Block.PAIN: 0.40, Block.GAIN: 0.35, Block.JOB: 0.25})
OUTCOMES: Final = (Block.PAIN, Block.GAIN)  # without any of these there is no fit to speak of
MUST_SERVE: Final = MappingProxyType({Block.GAIN: "required"})  # block -> subtype that must be served
MUST_SERVE_COVERAGE: Final = 0.5
MUST_SERVE_CAP: Final = 49.0
EXTREME_BLOCKS: Final = (Block.PAIN, Block.JOB)
EXTREME_RATING: Final = 4.5
EXTREME_CAP: Final = 69.0
PARTIAL: Final = 40.0  # below: weak
STRONG: Final = 70.0
STAGE_TOP_NOTES: Final = 5
STAGE_EVIDENCE: Final = 0.30
STAGE_PROVEN: Final = 60.0
STAGE_LINKS: Final = 3
STAGE_TIER: Final = 4
TOP_LINKS: Final = 5

# Evidence: tier -> most it can carry, and the number of sources that carries half of that.
TIER_CAPS: Final = MappingProxyType({0: 0.0, 1: 0.10, 2: 0.35, 3: 0.60, 4: 0.85, 5: 1.0})
TIER_HALF_POINTS: Final = MappingProxyType({0: 1.0, 1: 2.0, 2: 5.0, 3: 20.0, 4: 3.0, 5: 3.0})
HALF_LIFE: Final = 270.0  # days
HALF_LIVES: Final = MappingProxyType({"usability": 120.0, "market": 180.0})  # topic -> days, where it is not 270
CONTESTED: Final = 0.10
CUSTOMER_TIER: Final = 2  # from here on a customer said or did it

# Votes: up to so many notes -> dots for each person.
DOTS: Final = ((12, 3), (24, 5))
DOTS_BEYOND: Final = 7
DOTS_A_NOTE: Final = 2

SPLIT: Final = 1.2  # standard deviation of ratings from which people are asked why they differ
ALL_TOP: Final = 0.6  # share of a block rated 5 beyond which an order is asked for
ORDERED: Final = 10  # notes to put in order
ATTRACTIVE: Final = 15.0  # opportunity, of 20

# Focus.
FOCUS: Final = 5  # relievers, and creators
LOW_LINKS: Final = 0.4  # share of links to what hardly matters

# The soft gates.
TEAM_SIZE: Final = (3, 10)
TEAM_FUNCTIONS: Final = 3
TEAM_FULL_FUNCTIONS: Final = 4
TEAM_WEIGHTS: Final = (0.4, 0.4, 0.2)  # functions, lenses, somebody who meets customers
TEAM_ADVICE: Final = 0.7
TEAM_TABLE: Final = 7  # people who can still talk together
TEAM_GROUP: Final = 5  # of a team that is larger
PROFILE_SIZE: Final = MappingProxyType({Block.JOB: 5, Block.PAIN: 7, Block.GAIN: 7})
SUBTYPES_WANTED: Final = MappingProxyType({Block.JOB: 3, Block.PAIN: 2, Block.GAIN: 3})
SUBTYPES_NEEDED: Final = MappingProxyType({Block.JOB: ("functional", "social", "emotional"), Block.GAIN: ("required",)})
TOP_RATED: Final = 5
RATED_BY: Final = 0.6  # of the active members
WITH_EVIDENCE: Final = 0.2  # of the profile's notes
SERVED_TOP_PAINS: Final = 3
ORPHANS: Final = 0.2  # of the relievers and creators

# Facilitation.
TAKE_OVER_HOURS: Final = 24

# Hypotheses.
HYPOTHESIS_NOTES: Final = 5
HYPOTHESIS_LINKS: Final = 3
HYPOTHESIS_OFFERS: Final = 2
HYPOTHESIS_NUMBER: Final = "6 of 10"
IMPORTANT: Final = 4.0
ENOUGH_EVIDENCE: Final = 0.30
BARE: Final = 0.10  # below, a claim rests on nothing
ORDER: Final = MappingProxyType({"circle": 1.0, "square": 0.8, "rectangle": 0.6})  # while what comes before is open

# Tests.
STUCK: Final = 1.5  # times the planned days
TESTS_AT_ONCE: Final = 3
INTERVIEWS: Final = 15
TEST_DAYS: Final = 7
CHANGE_WITHIN_DAYS: Final = 7
ALMOST_ALL: Final = 0.8  # of a segment asked: there is nobody new left to ask

# The review.
ATTENTION_DAYS: Final = 28.0
ATTENTION: Final = 0.25
ATTENTION_OWNER_GONE: Final = 0.3
ATTENTION_CONTESTED: Final = 0.2
ATTENTION_OVERDUE: Final = 0.2
ATTENTION_UNTESTED: Final = 0.3  # what is important and nobody tests, in full after
ATTENTION_WEEK: Final = 7.0  # days
ASKED_TWICE: Final = 2  # without an answer: then the facilitator is asked, once
SILENCE_DAYS: Final = 28.0  # after that, or without anything to ask
DOUBTFUL_NOTES: Final = 3
ALIVE_HALF_LIFE: Final = 28.0  # days
SLEEPING: Final = 40.0
DEAD: Final = 15.0

# The weekly reminder.
REVIEW_DAY: Final = 0  # Monday
REVIEW_TIME: Final = "09:00"
LATE_HOURS: Final = 12
DAYTIME: Final = (9, 17)  # local hours
SNOOZE_WEEKS: Final = 12  # at most

# The coach.
FINDINGS: Final = 3  # at a time
QUIET_DAYS: Final = 28.0  # before the same is asked of the same person again without being asked for
FEW: Final = 5  # notes or links below which a share says nothing yet
FEW_PRODUCTS: Final = 3  # the same of products, of which there are never many
FEW_JOBS: Final = 4
FUNCTIONAL_SHARE: Final = 0.7
MIXED_SPREAD: Final = 1.5
MIXED_RATINGS: Final = 0.3  # of the notes
FEWEST_WORDS: Final = 4
TOP_JOBS: Final = 3
FEATURE: Final = 0.6  # likeness to a product from which a reliever only repeats it
UNUSED_PRODUCTS: Final = 0.3
ALL_SERVED: Final = 5  # notes from which serving every one is worth a question
SILENT_DAYS: Final = 21.0
LEARNING_DAYS: Final = 30.0
ONE_SITTING: Final = 0.9
MANY_VERDICTS: Final = 8
LOUD_SHARE: Final = 0.5
LOUD_TIMES: Final = 1.5  # what one person would write if all wrote alike: of two people one always has half
LOUD_TOP: Final = 10
LOUD_TOP_SHARE: Final = 0.6

# Pace.
QUORUM: Final = 0.6
EXTENSION_HOURS: Final = 24
NUDGE: Final = 0.5
PHASE_MINUTES: Final = MappingProxyType({"write": 5, "reveal": 5, "rate": 3})
PHASE_DAYS: Final = MappingProxyType({"write": 1, "reveal": 1, "rate": 1})

# The agenda: how long a step usually takes. The last one goes on week by week.
STEP_MINUTES: Final = MappingProxyType({1: 10, 2: 50, 3: 25, 4: 15, 5: 30, 6: 10})
STEP_DAYS: Final = MappingProxyType({1: 1, 2: 3, 3: 2, 4: 1, 5: 1})  # working days
BREAK_AFTER: Final = 3  # a step, live: the rest may come another day
BREAK_MINUTES: Final = 10
