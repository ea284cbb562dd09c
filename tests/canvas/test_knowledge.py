"""What a team knows before it begins."""

from canvas.knowledge import read_known
from canvas.method import Block


def test_lines_that_name_a_kind_are_facts_with_their_source_and_the_rest_stays_as_it_is() -> None:
    facts, lines = read_known(
        "• pain: They wait on hold – 8 of 12 interviews\n"
        "required gain: Works offline\n"
        "Pain in the neck is what they call it\n"
        "Churn doubled in March\n"
        "pain:\n"
        "---\n"
    )
    told = [(fact.draft.block, fact.draft.subtype, fact.draft.text, fact.source) for fact in facts]
    assert told == [
        (Block.PAIN, "", "They wait on hold", "8 of 12 interviews"),
        (Block.GAIN, "required", "Works offline", ""),
    ]
    assert facts[0].words == "They wait on hold"
    assert lines == ["Pain in the neck is what they call it", "Churn doubled in March", "pain:"]
