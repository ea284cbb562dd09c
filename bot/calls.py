"""One call of Slack's Web API, with the type that the SDK does not give."""

from collections.abc import Mapping
from typing import Any, cast

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

Json = dict[str, Any]


async def call(slack: AsyncWebClient, method: str, arguments: Mapping[str, Any]) -> Json:
    """Call a method with JSON arguments and return its answer. Raises what the SDK raises."""
    response = await slack.api_call(method, json=dict(arguments))
    return cast("Json", response.data)


async def look_up(slack: AsyncWebClient, method: str, arguments: Mapping[str, Any]) -> Json:
    """Call a reading method, which takes its arguments as a query only. Raises what the SDK raises."""
    response = await slack.api_call(method, params=dict(arguments))
    return cast("Json", response.data)


def refusal(problem: SlackApiError) -> tuple[str, int, Mapping[str, str]]:
    """Return Slack's error word ("" when it sent none), the HTTP status and the headers."""
    response = cast("Any", problem.response)
    data = cast("object", response.data)
    error = str(cast("Json", data).get("error", "")) if isinstance(data, dict) else ""
    return error, int(response.status_code), cast("Mapping[str, str]", response.headers)
