"""The library of experiments, and which one comes next."""

from types import MappingProxyType

import pytest

from canvas import experiments
from canvas.defaults import HALF_LIVES
from canvas.experiments import EXPERIMENTS, LENS_OF, Experiment, lowered, read_experiment, suggest, topic_of
from canvas.method import LENSES, TIERS
from canvas.proof_errors import TierTooHigh, UnknownExperiment


def test_the_table_holds_together() -> None:
    assert len(EXPERIMENTS) == 32
    for key, one in EXPERIMENTS.items():
        assert one.key == key
        assert one.tier in TIERS
        assert set(one.lenses) <= set(LENSES)
        assert one.cost in {1, 2, 3}
        assert one.does.endswith(".")


@pytest.mark.parametrize(
    ("tier", "lens", "expected"),
    [
        (0, "desirability", "expert_interview"),
        (1, "desirability", "customer_interview"),
        (2, "desirability", "search_trends"),
        (3, "desirability", "letter_of_intent"),
        (4, "viability", "presale"),
        (5, "viability", "presale"),
        (1, "feasibility", "clickable_prototype"),
        (0, "viability", "expert_interview"),
        (1, "viability", "letter_of_intent"),
    ],
)
def test_the_next_experiment_is_one_tier_up_at_the_lowest_cost(tier: int, lens: str, expected: str) -> None:
    found = suggest(tier, lens)
    assert found is not None
    assert found.key == expected


def test_what_has_been_run_is_not_proposed_again() -> None:
    assert suggest(1, done=("customer_interview",)) == EXPERIMENTS["discovery_survey"]
    assert suggest(5, "viability", ("presale", "crowdfunding")) is None


def test_what_is_said_of_so_many_customers_is_only_tested_by_what_can_count_them() -> None:
    assert suggest(0, counting=True) == EXPERIMENTS["customer_interview"]
    assert suggest(2, counting=True) == EXPERIMENTS["email_campaign"]
    assert suggest(0) == EXPERIMENTS["expert_interview"]


def test_a_result_grows_old_by_what_it_shows() -> None:
    assert [topic_of(one) for one in ("presale", "mock_sale", "clickable_prototype", "pilot", "our own")] == [
        "market", "market", "usability", "", "",
    ]  # fmt: skip
    assert {one.topic for one in EXPERIMENTS.values()} <= {"", *HALF_LIVES}


def test_every_area_has_a_lens_and_a_first_experiment() -> None:
    assert all(suggest(0, lens) for lens in LENS_OF.values())


def test_an_experiment_is_read_by_name_or_beginning() -> None:
    assert read_experiment("Landing-Page") == EXPERIMENTS["landing_page"]
    assert read_experiment("fake") == EXPERIMENTS["fake_door"]
    with pytest.raises(UnknownExperiment, match="landing page"):
        read_experiment("lending page")
    with pytest.raises(UnknownExperiment, match="customer interview"):
        read_experiment("")


def test_a_tier_is_only_ever_lowered() -> None:
    assert lowered("presale", None) == 5
    assert lowered("presale", 3) == 3
    with pytest.raises(TierTooHigh, match="tier 2 at most"):
        lowered("customer_interview", 4)
    with pytest.raises(TierTooHigh, match="A result carries tier 5"):
        lowered("our own", 6)
    assert (lowered("our own", None), lowered("our own", 4)) == (1, 4)


def test_a_new_experiment_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Experiment(key="shadow", name="Shadow", does="Follow.", tier=3, lenses=("desirability",), cost=1)
    table = MappingProxyType({"shadow": own, **EXPERIMENTS})
    monkeypatch.setattr(experiments, "EXPERIMENTS", table)
    assert suggest(2) == own
    assert read_experiment("shad") == own
