"""How far a proposition has come, in words: the stage, what opens the next one, and what closed one again."""

from slack_sdk.models.blocks import Block as SlackBlock

from canvas.fit import Fit
from canvas.stages import Stage
from handlers.blocks import parts

ORDER = list(Stage)
REACHED = {
    Stage.NONE: "Stage: just begun.",
    Stage.PROBLEM_SOLUTION: "Stage: it answers a problem that customers really have.",
    Stage.PRODUCT_MARKET: "Stage: the market has shown that it wants this.",
    Stage.BUSINESS_MODEL: "Stage: the market wants it, and it pays.",
}
TO_SHOW = {
    Stage.PROBLEM_SOLUTION: "it answers a problem that customers really have",
    Stage.PRODUCT_MARKET: "the market wants it",
    Stage.BUSINESS_MODEL: "it pays",
}


def reached(stage: Stage) -> str:
    """Return a stage in a short sentence."""
    return REACHED[stage]


def standing(found: Fit, then: Fit | None) -> list[SlackBlock]:
    """Return the stage, what was reached before and is not any more, and what would open the next one."""
    if found.paper is None:
        return []
    place = ORDER.index(found.stage)
    lines = [f"*{reached(found.stage)}*"]
    lost = then is not None and ORDER.index(then.stage) > place
    if lost and then is not None:
        lines.append(f"It was further: “{TO_SHOW[then.stage]}” no longer holds.")
    wanted = then.stage if lost and then is not None else None
    gates = [gate for gate in found.gates if ORDER.index(gate.stage) > place and gate.missing]
    gate = next((one for one in gates if one.stage is wanted), None) or next(iter(gates), None)
    if gate:
        lead = "To get there again" if gate.stage is wanted else f"To show that {TO_SHOW[gate.stage]}"
        lines += [f"{lead}:", *(f"• {parts.escaped(one)}" for one in gate.missing)]
    return [parts.section("\n".join(lines))]
