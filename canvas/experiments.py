"""The library of experiments, as one table, and which one comes next. A new experiment is one entry here."""

from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from canvas.defaults import TIER_CAPS
from canvas.proof_errors import TierTooHigh, UnknownExperiment
from canvas.words import nearest

D, F, V = "desirability", "feasibility", "viability"


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """One way to learn: what it is called, what one does, how much its results carry, for which lenses, at what cost.

    `tier` is 1 to 5 (`method.TIERS`), `cost` 1 (hours) to 3 (weeks), `topic` one of `defaults.HALF_LIVES` where its
    results age by that. `counts` tells whether a result can be so many of so many customers.
    """

    key: str
    name: str
    does: str
    tier: int
    lenses: tuple[str, ...]
    cost: int
    topic: str = ""
    counts: bool = True


def _one(
    key: str, does: str, tier: int, lenses: tuple[str, ...], cost: int, *, topic: str = "", counts: bool = True
) -> Experiment:
    name = key.replace("_", " ").capitalize()
    return Experiment(key=key, name=name, does=does, tier=tier, lenses=lenses, cost=cost, topic=topic, counts=counts)


ALL: Final = {
    one.key: one
    for one in (
        _one("customer_interview", "Ask customers how they did it last time, and listen.", 2, (D,), 1),
        _one("expert_interview", "Ask somebody who has seen many such customers.", 1, (D, F, V), 1, counts=False),
        _one("partner_interview", "Ask a partner what they could do, and at what price.", 1, (F,), 1, counts=False),
        _one("day_in_the_life", "Spend a day beside a customer and note what they do.", 3, (D,), 2),
        _one("discovery_survey", "Send open questions to many customers.", 2, (D,), 1),
        _one("search_trends", "Look up how often people search for it.", 3, (D,), 1, counts=False),
        _one("forum_mining", "Read what people complain about in forums and reviews.", 1, (D,), 1, counts=False),
        _one("support_ticket_analysis", "Count what customers write to support about.", 2, (D,), 1),
        _one(
            "sales_feedback", "Ask sales which wishes and objections come up again and again.", 1, (D,), 1, counts=False
        ),
        _one("data_mining", "Look at what customers already do in the data you have.", 3, (D,), 2),
        _one("card_sorting", "Let customers sort jobs, pains and gains by what matters to them.", 2, (D,), 1),
        _one("buy_a_feature", "Give customers play money and see what they buy.", 2, (D,), 2, topic="market"),
        _one("product_box", "Let customers design the box they would buy.", 2, (D,), 2),
        _one("speed_boat", "Let customers say what holds them back, and how much.", 2, (D,), 1),
        _one("storyboard", "Show the story in a few pictures and ask what they make of it.", 2, (D,), 1),
        _one("paper_prototype", "Let customers use screens drawn on paper.", 2, (D,), 1, topic="usability"),
        _one("explainer_video", "Show a short film and count who signs up after it.", 3, (D,), 2),
        _one("ad_campaign", "Run a small ad and count who clicks.", 3, (D,), 2),
        _one("email_campaign", "Write to customers and count who acts on it.", 3, (D,), 1),
        _one("landing_page", "Put the promise on one page and count who signs up.", 3, (D,), 2),
        _one("fake_door", "Offer a button for what does not exist yet, and count who presses it.", 3, (D,), 1),
        _one("split_test", "Show two versions and compare what people do.", 3, (D,), 2),
        _one(
            "clickable_prototype",
            "Let customers try a prototype and watch where they get stuck.",
            3,
            (D, F),
            2,
            topic="usability",
        ),
        _one("concierge", "Do it by hand for a few customers, and openly.", 4, (D, F), 2),
        _one("wizard_of_oz", "Let it look automatic while people do the work behind it.", 4, (D, F), 3),
        _one("single_feature_mvp", "Build the one thing that matters and see who keeps using it.", 4, (D, F), 3),
        _one(
            "mock_sale",
            "Let customers go all the way to the pay button, and tell them then.",
            4,
            (D, V),
            2,
            topic="market",
        ),
        _one("letter_of_intent", "Ask customers to sign that they will buy.", 4, (D, V), 1, topic="market"),
        _one(
            "presale", "Sell it before it exists, with the money back if it does not come.", 5, (V,), 2, topic="market"
        ),
        _one("crowdfunding", "Let many pay a little in advance.", 5, (V,), 3, topic="market"),
        _one("pilot", "Run it with a few customers who give their time for it.", 4, (D, F, V), 3),
        _one(
            "technical_spike",
            "Build the riskiest part roughly, to see whether it can be done.",
            3,
            (F,),
            2,
            counts=False,
        ),
    )
}
EXPERIMENTS: Final = MappingProxyType(ALL)

# What a hypothesis is about -> the lens it is tested through.
LENS_OF: Final = MappingProxyType({"circle": D, "square": D, "rectangle": V, "price": V, "cost": F})
INTERVIEW: Final = "customer_interview"


def suggest(tier: int, lens: str = D, done: Collection[str] = (), *, counting: bool = False) -> Experiment | None:
    """Return the cheapest experiment one tier above what a claim rests on now (0 to 5), for one lens.

    Where nothing is left on that tier the next one up is taken, at the top the top itself; `done` are keys of
    experiments that have been run. None when all that fit have been run. What is claimed of so many of so many
    customers (`counting`) is only tested by what can count them.
    """
    floor = min(tier + 1, max(TIER_CAPS))
    fitting = [one for one in EXPERIMENTS.values() if lens in one.lenses and one.key not in done]
    fitting = [one for one in fitting if one.counts or not counting]
    above = sorted((one for one in fitting if one.tier >= floor), key=lambda one: (one.tier, one.cost))
    return above[0] if above else None


def read_experiment(word: str) -> Experiment:
    """Read an experiment by its name, key or a beginning that only it has. Raises UnknownExperiment."""
    low = " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
    names = {one.name.casefold(): one for one in EXPERIMENTS.values()}
    begun = [one for name, one in names.items() if low and name.startswith(low)]
    if low in names:
        return names[low]
    if len(begun) == 1:
        return begun[0]
    near = nearest(low, names) or ["customer interview", "landing page", "pilot"]
    raise UnknownExperiment(word=word.strip(), nearest=", ".join(near), example=near[0])


def lowered(experiment: str, tier: int | None) -> int:
    """Return the tier that counts: the experiment's own, or a lower one that the team chose. Raises TierTooHigh."""
    own = EXPERIMENTS[experiment].tier if experiment in EXPERIMENTS else max(TIER_CAPS)
    if tier is None:
        return EXPERIMENTS[experiment].tier if experiment in EXPERIMENTS else 1
    if tier > own:
        name = EXPERIMENTS[experiment].name.lower() if experiment in EXPERIMENTS else "result"
        raise TierTooHigh(name=name, most=own)
    return max(tier, 0)


def topic_of(experiment: str) -> str:
    """Return how fast what an experiment shows grows old: one of `defaults.HALF_LIVES`, or "" as most things do."""
    return EXPERIMENTS[experiment].topic if experiment in EXPERIMENTS else ""
