"""What is read at start, and the sentence for each setting that is missing or malformed."""

from pathlib import Path

import pytest

from bot.settings import Mode, SettingsBroken, database_url, environment, load

OVER_HTTP = {"SLACK_BOT_TOKEN": "xoxb-1-abc", "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5"}
BY_SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1-abc", "SLACK_APP_TOKEN": "xapp-1-abc"}


def sentence(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsBroken) as broken:
        load(environ)
    return str(broken.value)


def test_a_token_and_a_secret_are_enough_for_http() -> None:
    settings = load(OVER_HTTP)
    assert settings.mode is Mode.HTTP
    assert (settings.database_url, settings.host, settings.port) == ("sqlite:///vpd.db", "0.0.0.0", 3000)  # noqa: S104 - the documented default
    assert (settings.log_level, settings.log_format, settings.public_url) == ("INFO", "console", "")
    assert settings.slack_api_url == "https://slack.com/api/"


def test_an_app_token_chooses_socket_mode_and_needs_no_secret() -> None:
    settings = load(BY_SOCKET)
    assert settings.mode is Mode.SOCKET
    assert settings.signing_secrets == ()


def test_every_setting_of_the_table_is_read() -> None:
    settings = load(
        {
            **OVER_HTTP,
            **BY_SOCKET,
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "client",
            "VPD_ENCRYPTION_KEYS": "new,old",
            "SLACK_API_URL": "http://127.0.0.1:8400/api",
            "DATABASE_URL": "postgresql://user:pw@db:5432/vpd",
            "HOST": "::1",
            "PORT": "8080",
            "PUBLIC_URL": "https://vpd.example.com/",
            "LOG_LEVEL": "debug",
            "LOG_FORMAT": "JSON",
        }
    )
    assert (settings.slack_client_id, settings.slack_client_secret) == ("1.2", "client")
    assert settings.vpd_encryption_keys == "new,old"
    assert settings.slack_api_url == "http://127.0.0.1:8400/api/"
    assert settings.database_url == "postgresql://user:pw@db:5432/vpd"
    assert (settings.host, settings.port, settings.public_url) == ("::1", 8080, "https://vpd.example.com")
    assert (settings.log_level, settings.log_format) == ("DEBUG", "json")


def test_two_secrets_count_during_a_change() -> None:
    assert load({**OVER_HTTP, "SLACK_SIGNING_SECRET": " new , old "}).signing_secrets == ("new", "old")


def test_no_secret_is_shown_when_settings_are_printed() -> None:
    secrets = {
        "SLACK_BOT_TOKEN": "xoxb-hidden",
        "SLACK_APP_TOKEN": "xapp-hidden",
        "SLACK_SIGNING_SECRET": "hidden",
        "SLACK_CLIENT_SECRET": "hidden",
        "VPD_ENCRYPTION_KEYS": "hidden",
        "DATABASE_URL": "postgresql://user:hidden@db/vpd",
    }
    assert "hidden" not in repr(load(secrets)) + str(load(secrets))


@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_value_counts_as_not_set(empty: str) -> None:
    assert load({**OVER_HTTP, "PORT": empty, "SLACK_APP_TOKEN": empty}).port == 3000
    assert sentence({"SLACK_BOT_TOKEN": empty}).startswith("SLACK_BOT_TOKEN is not set")


def test_a_missing_bot_token_says_where_to_copy_it() -> None:
    said = sentence({})
    assert said.startswith("SLACK_BOT_TOKEN is not set")
    assert "OAuth & Permissions" in said


def test_oauth_settings_alone_are_said_not_to_be_enough() -> None:
    said = sentence({"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "VPD_ENCRYPTION_KEYS": "k"})
    assert said.startswith("SLACK_BOT_TOKEN is not set, and SLACK_CLIENT_ID does not connect a workspace yet")


def test_http_without_a_secret_names_both_ways_on() -> None:
    said = sentence({"SLACK_BOT_TOKEN": "xoxb-1-abc"})
    assert said.startswith("SLACK_SIGNING_SECRET is not set")
    assert "SLACK_APP_TOKEN" in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-1-abc"),
        ("SLACK_BOT_TOKEN", "xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-1 abc"),
        ("SLACK_APP_TOKEN", "xoxb-1-abc"),
        ("SLACK_SIGNING_SECRET", "one,two,three"),
        ("SLACK_SIGNING_SECRET", ","),
        ("SLACK_SIGNING_SECRET", "with space"),
        ("SLACK_API_URL", "slack.com/api"),
        ("SLACK_API_URL", "http://host:port/"),
        ("DATABASE_URL", "vpd.db"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "mysql://user@host/vpd"),
        ("DATABASE_URL", "postgresql://"),
        ("DATABASE_URL", "postgresql://host:many/vpd"),
        ("HOST", "http://0.0.0.0"),
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "３０００"),
        ("PUBLIC_URL", "vpd.example.com"),
        ("PUBLIC_URL", "https://vpd.example.com/?a=b"),
        ("PUBLIC_URL", "https://"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_malformed_setting_is_named_in_one_sentence(name: str, value: str) -> None:
    said = sentence({**OVER_HTTP, name: value})
    assert said.startswith(f"{name} must ")
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DATABASE_URL"])
def test_a_malformed_secret_is_not_repeated(name: str) -> None:
    assert "hush" not in sentence({**OVER_HTTP, name: "hush-hush"})


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# ours\nPORT=1234\nLOG_LEVEL='DEBUG'\nHOST\nexport PUBLIC_URL=https://a.example\n")
    told = environment({"PORT": "99"}, tmp_path)
    assert told == {"PORT": "99", "LOG_LEVEL": "DEBUG", "PUBLIC_URL": "https://a.example"}


def test_no_file_is_needed(tmp_path: Path) -> None:
    assert environment({"PORT": "99"}, tmp_path) == {"PORT": "99"}


def test_the_database_alone_can_be_read_without_tokens() -> None:
    assert database_url({}) == "sqlite:///vpd.db"
    assert database_url({"DATABASE_URL": "sqlite:////var/lib/vpd.db"}) == "sqlite:////var/lib/vpd.db"
    with pytest.raises(SettingsBroken, match="DATABASE_URL must"):
        database_url({"DATABASE_URL": "oracle://x"})
