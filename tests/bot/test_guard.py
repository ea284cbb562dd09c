"""Who did not sign, or sent what cannot be read, gets no further, and nothing they send is an error of ours."""

import json
from collections.abc import AsyncIterator
from io import BytesIO
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp, Message, Scope

from bot.guard import MOST_BYTES, Guard
from bot.web import Endpoint, serving, web
from tests.bot.knocking import COMMAND, EVENT, FORM, JSON, SECRET, Listening, changed, now, signed

MIB = 1024 * 1024


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def everything() -> Listening:
    return Listening()


@pytest.fixture
def listening(everything: Listening) -> Listening:
    everything.let_in.clear()
    return everything


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def url(everything: Listening) -> AsyncIterator[str]:
    async def counts() -> dict[str, int]:
        return {}

    pages = web(Endpoint(answer=everything, secrets=(SECRET, "the-old-secret"), now=now), checks={}, counts=counts)
    async with serving(pages, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}/slack/events"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def status(http: ClientSession, url: str, body: bytes, headers: dict[str, str]) -> int:
    async with http.post(url, data=BytesIO(body), headers=headers) as response:
        await response.read()
        return response.status


async def test_a_signed_command_is_answered(http: ClientSession, url: str, listening: Listening) -> None:
    async with http.post(url, data=COMMAND, headers=signed(COMMAND)) as response:
        assert response.status == 200
        assert response.content_type == JSON
        assert await response.json() == {"text": "kept – danke"}
    assert listening.let_in == [({"command": "/vpd", "text": "add pain Waiting on hold", "team_id": "T1"}, 0)]


async def test_a_form_is_read_from_its_payload(http: ClientSession, url: str, listening: Listening) -> None:
    body = urlencode({"payload": json.dumps({"type": "block_actions", "name": "José 💡"})}).encode()
    assert await status(http, url, body, signed(body)) == 200
    assert listening.let_in == [({"type": "block_actions", "name": "José 💡"}, 0)]


async def test_an_event_tells_how_often_it_was_sent_again(http: ClientSession, url: str, listening: Listening) -> None:
    headers = signed(EVENT, "application/json; charset=utf-8")
    assert await status(http, url, EVENT, {**headers, "X-Slack-Retry-Num": "2"}) == 200
    assert await status(http, url, EVENT, {**headers, "X-Slack-Retry-Num": "-1"}) == 200
    assert [attempt for _, attempt in listening.let_in] == [2, 0]
    assert listening.let_in[0][0]["event"]["text"] == "Zeit 💡"


async def test_slack_can_verify_the_address(http: ClientSession, url: str, listening: Listening) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
    async with http.post(url, data=body, headers=signed(body, JSON)) as response:
        assert await response.json() == {"challenge": "3eZbrw1a"}
    assert listening.let_in == []


async def test_both_secrets_count_during_a_change(http: ClientSession, url: str) -> None:
    assert await status(http, url, COMMAND, signed(COMMAND, secret="the-old-secret")) == 200
    assert await status(http, url, COMMAND, signed(COMMAND, secret="another-secret")) == 401


@pytest.mark.parametrize(("age", "expected"), [(300, 200), (-300, 200), (301, 401), (-301, 401)])
async def test_a_signature_counts_for_five_minutes(http: ClientSession, url: str, age: int, expected: int) -> None:
    assert await status(http, url, COMMAND, signed(COMMAND, age=age)) == expected


GOOD = signed(COMMAND)
STRANGERS = {
    "no signature": changed(GOOD, X_Slack_Signature=None),
    "no timestamp": changed(GOOD, X_Slack_Request_Timestamp=None),
    "an empty timestamp": changed(GOOD, X_Slack_Request_Timestamp=""),
    "a word for a timestamp": changed(GOOD, X_Slack_Request_Timestamp="abc"),
    "a timestamp with a fraction": changed(GOOD, X_Slack_Request_Timestamp="1.5"),
    "a negative timestamp": changed(GOOD, X_Slack_Request_Timestamp="-1"),
    "a timestamp of 5 000 digits": changed(GOOD, X_Slack_Request_Timestamp="9" * 5000),
    "a timestamp in other digits": changed(GOOD, X_Slack_Request_Timestamp="١٢٣"),
    "a signature of another body": changed(GOOD, X_Slack_Signature=signed(b"other")["X-Slack-Signature"]),
    "a signature in another alphabet": changed(GOOD, X_Slack_Signature="v0=дом"),
    "a signature without its version": changed(GOOD, X_Slack_Signature=GOOD["X-Slack-Signature"][3:]),
    "an empty signature": changed(GOOD, X_Slack_Signature=""),
    "nothing signed and nothing readable": {"Content-Type": JSON},
}


@pytest.mark.parametrize("headers", STRANGERS.values(), ids=STRANGERS)
async def test_a_stranger_is_refused(
    http: ClientSession, url: str, listening: Listening, headers: dict[str, str]
) -> None:
    assert await status(http, url, COMMAND, headers) == 401
    assert listening.let_in == []


ODD = {
    "nothing": (b"", FORM),
    "no JSON": (b"{", JSON),
    "a list": (b"[1, 2]", JSON),
    "null": (b"null", JSON),
    "a number": (b"1", JSON),
    "a number of 10 000 digits": (b'{"a": ' + b"1" * 10_000 + b"}", JSON),
    "an empty object": (b"{}", JSON),
    "100 000 open lists": (b"[" * 100_000, JSON),
    "100 000 open objects": (b'{"a":' * 100_000, JSON),
    "no UTF-8": (b'{"a": "\xff"}', JSON),
    "half a character": (b'{"a": "\\ud83d"}', JSON),
    "no UTF-8 in a form": (b"text=\xff", FORM),
    "no UTF-8 behind percent signs": (b"text=%ff", FORM),
    "half a character behind percent signs": (b"text=%ed%a0%bd", FORM),
    "a form without fields": (b"just words", FORM),
    "a payload that is no JSON": (b"payload=%7B", FORM),
    "a payload that is null": (b"payload=null", FORM),
    "a payload that is a list": (b"payload=%5B%5D", FORM),
    "an empty payload": (b"payload=", FORM),
    "a payload of 100 000 open lists": (b"payload=" + b"[" * 100_000, FORM),
    "a payload with half a character": (urlencode({"payload": '{"a": "\\uDC00"}'}).encode(), FORM),
    "100 000 fields": (b"a=1&" * 100_000, FORM),
}


@pytest.mark.parametrize(("body", "content_type"), ODD.values(), ids=ODD)
async def test_what_cannot_be_read_is_refused_though_it_is_signed(
    http: ClientSession, url: str, listening: Listening, body: bytes, content_type: str
) -> None:
    assert await status(http, url, body, signed(body, content_type)) == 400
    assert listening.let_in == []


async def test_one_mebibyte_is_read_and_one_byte_more_is_not(
    http: ClientSession, url: str, listening: Listening
) -> None:
    most = b"text=" + b"a" * (MIB - 5)
    assert await status(http, url, most, signed(most)) == 200
    assert len(listening.let_in) == 1
    assert await status(http, url, most + b"a", signed(most + b"a")) == 413


async def test_a_body_that_does_not_tell_its_length_is_cut_off(http: ClientSession, url: str) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(2 * MOST_BYTES // 4096):
            yield b"a" * 4096

    async with http.post(url, data=endless(), headers=signed(b"")) as response:
        assert response.status == 413


async def test_only_posts_are_let_in(http: ClientSession, url: str) -> None:
    async with http.get(url) as response:
        assert response.status == 405


async def answer_of(app: ASGIApp, headers: list[tuple[bytes, bytes]], messages: list[Message]) -> list[Message]:
    """Return what the application sends for a request that arrives in these messages."""
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "POST", "path": "/slack/events", "headers": headers}
    await app(scope, receive, send)
    return sent


def guard(listening: Listening) -> Guard:
    return Guard(nobody, listening, [SECRET], now)


async def nobody(scope: Scope, *_: object) -> None:
    raise AssertionError(scope)


def raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


async def test_a_body_in_many_pieces_is_one_body(listening: Listening) -> None:
    pieces: list[Message] = [{"type": "http.request", "body": bytes([b]), "more_body": True} for b in COMMAND]
    sent = await answer_of(guard(listening), raw(signed(COMMAND)), [*pieces, {"type": "http.request"}])
    assert sent[0]["status"] == 200
    assert len(listening.let_in) == 1


async def test_whoever_hangs_up_gets_no_answer(listening: Listening) -> None:
    begun: list[Message] = [
        {"type": "http.request", "body": b"text=", "more_body": True},
        {"type": "http.disconnect"},
    ]
    assert await answer_of(guard(listening), raw(signed(COMMAND)), begun) == []
    assert listening.let_in == []


@pytest.mark.parametrize(("told", "expected"), [(b"many", 400), (b"-1", 400), (b"1048577", 413), (b"9" * 5000, 413)])
async def test_an_odd_length_is_refused_before_anything_is_read(
    listening: Listening, told: bytes, expected: int
) -> None:
    sent = await answer_of(guard(listening), [(b"content-length", told)], [])
    assert sent[0]["status"] == expected


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10)


@given(
    body=st.binary() | VALUES.map(lambda value: json.dumps(value).encode()), content_type=st.sampled_from([JSON, FORM])
)
async def test_no_body_at_all_is_an_error_of_ours(body: bytes, content_type: str) -> None:
    listening = Listening()
    sent = await answer_of(guard(listening), raw(signed(body, content_type)), [{"type": "http.request", "body": body}])
    assert sent[0]["status"] in {200, 400}
    for let_in, _ in listening.let_in:
        json.dumps(let_in, ensure_ascii=False).encode()
