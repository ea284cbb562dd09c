"""The `vpd` command. Exit codes: 0 done, 1 could not do it (one sentence on standard error), 2 wrong usage."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar, override

import click
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot import logs
from bot import manifest as manifests
from bot import play as playing
from bot import run as running
from bot.settings import SettingsBroken, database_url, environment, is_web_address, load
from bot.web import CannotListen
from canvas.board import Workshop
from canvas.errors import NoWorkshop
from handlers.exports import record
from handlers.paper.formats import FORMATS, write
from storage.database import Database
from storage.migrate import is_current, migrate
from storage.transaction import Transaction

if sys.platform != "win32":
    from uvloop import run as run_loop
else:
    from asyncio import run as run_loop

T = TypeVar("T")


class Sentences(click.Group):
    """Commands whose foreseeable failures end in one sentence."""

    @override
    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except (SettingsBroken, CannotListen) as problem:
            raise click.ClickException(str(problem)) from problem
        except SlackApiError as problem:
            message = (
                f"Slack refused the connection ({problem.response['error']}):"
                " compare SLACK_BOT_TOKEN and SLACK_APP_TOKEN with your app's page at api.slack.com/apps."
            )
            raise click.ClickException(message) from problem
        except ClientError as problem:
            message = "Slack can't be reached: check the network, and SLACK_API_URL if you have set it."
            raise click.ClickException(message) from problem
        except SQLAlchemyError as problem:
            message = f"The database can't be used ({_first_line(problem)}): check DATABASE_URL."
            raise click.ClickException(message) from problem
