"""The vocabulary of Value Proposition Design, as data.

A new kind of note, subtype, weighing word, function or lens is one entry here and no condition anywhere else.
"""

from dataclasses import dataclass
from enum import StrEnum


class Block(StrEnum):
    """The six blocks of the canvas: circle (what we observe) and square (what we design)."""

    JOB = "job"
    PAIN = "pain"
    GAIN = "gain"
    PRODUCT = "product"
    PAIN_RELIEVER = "pain_reliever"
    GAIN_CREATOR = "gain_creator"


class Side(StrEnum):
    """The customer profile (circle) and the value map (square)."""

    PROFILE = "profile"
    VALUE_MAP = "value_map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One block as people write and read it."""

    block: Block
    side: Side
    letter: str  # first letter of its note codes
    title: str  # Job
    plural: str  # Jobs
    prompt: str  # the word for its prompt in commands and exports: jobs, pains, ...
    aliases: tuple[str, ...]  # what people type, lower case
    subtypes: dict[str, tuple[str, ...]]  # subtype -> words that mean it
    scale: tuple[str, str]  # the names of ratings 1 and 5
    serves: Block | None = None  # the block its links point to
    step: int  # the step that collects it


KINDS: dict[Block, Kind] = {
    kind.block: kind
    for kind in (
        Kind(
            block=Block.JOB,
            side=Side.PROFILE,
            letter="J",
            title="Job",
            plural="Jobs",
            prompt="jobs",
            aliases=("job", "jobs", "task", "customer job"),
            subtypes={
                "functional": ("functional",),
                "social": ("social",),
                "emotional": ("emotional", "personal"),
                "supporting": ("supporting",),
            },
            scale=("insignificant", "important"),
            step=2,
        ),
        Kind(
            block=Block.PAIN,
            side=Side.PROFILE,
            letter="P",
            title="Pain",
            plural="Pains",
            prompt="pains",
            aliases=("pain", "pains"),
            subtypes={
                "undesired_outcome": ("undesired outcome", "undesired", "outcome"),
                "obstacle": ("obstacle",),
                "risk": ("risk",),
            },
            scale=("moderate", "extreme"),
            step=2,
        ),
        Kind(
            block=Block.GAIN,
            side=Side.PROFILE,
            letter="G",
            title="Gain",
            plural="Gains",
            prompt="gains",
            aliases=("gain", "gains"),
            subtypes={
                "required": ("required",),
                "expected": ("expected",),
                "desired": ("desired",),
                "unexpected": ("unexpected",),
            },
            scale=("nice to have", "essential"),
            step=2,
        ),
        Kind(
            block=Block.PRODUCT,
            side=Side.VALUE_MAP,
            letter="S",
            title="Product or service",
            plural="Products and services",
            prompt="products",
            aliases=("product", "products", "service", "services", "feature", "features", "product or service"),
            subtypes={
                "physical": ("physical",),
                "intangible": ("intangible",),
                "digital": ("digital",),
                "financial": ("financial",),
            },
            scale=("nice to have", "essential"),
            serves=Block.JOB,
            step=3,
        ),
        Kind(
            block=Block.PAIN_RELIEVER,
            side=Side.VALUE_MAP,
            letter="R",
            title="Pain reliever",
            plural="Pain relievers",
            prompt="relievers",
            aliases=("pain reliever", "pain relievers", "reliever", "relievers", "relief", "pain relief"),
            subtypes={},
            scale=("nice to have", "essential"),
            serves=Block.PAIN,
            step=3,
        ),
        Kind(
            block=Block.GAIN_CREATOR,
            side=Side.VALUE_MAP,
            letter="C",
            title="Gain creator",
            plural="Gain creators",
            prompt="creators",
            aliases=("gain creator", "gain creators", "creator", "creators"),
            subtypes={},
            scale=("nice to have", "essential"),
            serves=Block.GAIN,
            step=3,
        ),
    )
}

LETTERS: dict[str, Block] = {kind.letter: block for block, kind in KINDS.items()}

# Words that weigh are the writer's own rating.
WEIGHTS: dict[str, int] = {
    "extreme": 5,
    "essential": 5,
    "important": 5,
    "moderate": 1,
    "nice to have": 1,
    "nice-to-have": 1,
    "insignificant": 1,
}

FUNCTIONS: tuple[str, ...] = (
    "product",
    "design",
    "research",
    "engineering",
    "sales",
    "marketing",
    "support",
    "finance",
    "legal",
    "data",
    "operations",
    "leadership",
    "other",
)

LENSES: dict[str, tuple[str, ...]] = {
    "desirability": ("product", "design", "research", "marketing", "sales", "support"),
    "feasibility": ("engineering", "data", "operations", "legal"),
    "viability": ("product", "finance", "sales", "leadership", "operations"),
}

LENS_WORDS: dict[str, str] = {
    "desirability": "whether customers want it",
    "feasibility": "whether we can build it",
    "viability": "whether it pays",
}

CUSTOMER_FACING: tuple[str, ...] = ("sales", "support", "research")

STEPS: dict[int, str] = {
    1: "Assemble the team",
    2: "Customer profile",
    3: "Value map",
    4: "Assess fit",
    5: "Hypotheses and tests",
    6: "Iterate and refine",
}
LAST_STEP = max(STEPS)

# How much a piece of evidence costs the customer: tier -> (what it is, examples).
TIERS: dict[int, tuple[str, str]] = {
    0: ("Our own opinion", "we think so"),
    1: ("Second hand", "an expert, a forum post, desk research"),
    2: ("A customer said it", "interview, survey, complaint"),
    3: ("A customer did it, at no cost", "a click, a sign-up, usage data"),
    4: ("A customer did it, at a cost", "pre-order, pilot, referral"),
    5: ("A customer paid or stayed", "payment, renewal, repeat use"),
}
DIRECTIONS: tuple[str, ...] = ("for", "against")

STRENGTHS: dict[str, float] = {"no": 0.0, "partly": 0.5, "fully": 1.0}

# What makes a job worth building for: tick -> the question that asks for it.
TICKS: dict[str, str] = {
    "important": "Does a lot depend on it for them?",
    "tangible": "Do they feel it when it goes well or badly?",
    "unsatisfied": "Is what they use today not good enough?",
    "lucrative": "Are there many who want it, or a few who would pay a lot?",
}

# What an undesired outcome is about: flavour -> what it says.
FLAVOURS: dict[str, str] = {
    "functional": "It does not work, or not well",
    "social": "It makes them look bad",
    "emotional": "It makes them feel bad",
    "ancillary": "It gets in the way of something else",
}

# When something hurts, seen from the job: moment -> in words.
MOMENTS: dict[str, str] = {"before": "before the job", "during": "during the job", "after": "after the job"}

# What a supporting job supports: role -> what they do then.
SUPPORTING_ROLES: dict[str, str] = {
    "buyer": "Choosing and buying it",
    "co_creator": "Helping to shape it",
    "transferrer": "Ending it: throwing away, selling on, handing over",
}

# Who is who at a business customer: role -> the question that finds it.
ROLES: dict[str, str] = {
    "end_user": "Who uses it every day?",
    "economic_buyer": "Whose budget pays for it?",
    "decision_maker": "Who says yes in the end?",
    "recommender": "Who compares and proposes?",
    "influencer": "Whose opinion do the others listen to?",
    "saboteur": "Who could stop it, and would rather not have it?",
    "intermediary": "Who stands between us and them?",
    "platform_side": "Who is on the other side of the platform?",
}

# Why a team does this now.
REASONS: tuple[str, ...] = (
    "new product",
    "improving one",
    "new market or segment",
    "team not aligned",
    "failing to gain traction",
)

VARIANTS: tuple[str, ...] = ("A", "B", "C")
ALTERNATIVES: dict[str, str] = {"competitor": "Competitor", "workaround": "Workaround", "nothing": "Doing nothing"}
