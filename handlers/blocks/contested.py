"""What customers disagree about: both sides of it, next to each other."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import SectionBlock
from slack_sdk.models.blocks.basic_components import MarkdownTextObject

from canvas.board import Evidence
from canvas.contested import Contested
from handlers.blocks import parts

CLAIMS = 2
QUOTE = 100  # characters
ASK = "No number settles that. Ask a few more customers what makes the difference."


def disagreements(claims: Sequence[Contested]) -> list[SlackBlock]:
    """Return both sides of the first claims, and what to do about it; nothing where customers agree."""
    blocks: list[SlackBlock] = []
    for claim in claims[:CLAIMS]:
        blocks.append(parts.section(f"*Customers disagree about {claim.code}* {parts.escaped(claim.text, QUOTE)}"))
        sides = (("For", claim.for_), ("Against", claim.against))
        blocks.append(
            SectionBlock(fields=[MarkdownTextObject(text=f"*{name}*\n{_quote(item)}") for name, item in sides])
        )
    left = len(claims) - CLAIMS
    more = f"About {left} more they disagree too. " if left > 0 else ""
    return [*blocks, parts.context(f"{more}{ASK}")] if blocks else []


def _quote(item: Evidence) -> str:
    source = f"\n– {parts.escaped(item.source, 40)}" if item.source else ""
    return f"“{parts.escaped(item.text, QUOTE)}”{source}"
