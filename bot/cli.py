"""The `vpd` command. Exit codes: 0 done, 1 could not do it (one sentence on standard error), 2 wrong usage."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot import importing, keeping, logs
from bot import manifest as manifests
from bot import play as playing
from bot import run as running
from bot.doctor import State, examine
from bot.listening import CannotListen
from bot.settings import SettingsBroken, database_url, environment, is_web_address, load
from canvas.board import Workshop
from canvas.errors import NoWorkshop, RuleBroken
from handlers.paper.formats import ALL, DRAWN, picture, write
from handlers.paper.press import Press
from handlers.paper.record import Record
from handlers.versions import record
from storage.database import Database
from storage.migrate import is_current
from storage.migrate import migrate as migrate_database
from storage.transaction import Actor, Transaction

if sys.platform == "win32":
    from asyncio import run as run_loop
else:
    from uvloop import run as run_loop

T = TypeVar("T")
IDS = click.IntRange(1, 2**31 - 1)


class Sentences(click.Group):
    """Commands whose foreseeable failures end in one sentence."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except (SettingsBroken, CannotListen, playing.NoDesk, keeping.NotKept) as problem:
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
            reason = logs.masked(str(problem).partition("\n")[0])
            message = f"The database can't be used ({reason}): check DATABASE_URL."
            raise click.ClickException(message) from problem


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vpd")
def main() -> None:
    """Facilitate Value Proposition Design in Slack."""


@main.command()
def run() -> None:
    """Connect to your workspace and work until stopped."""
    settings = load(_environment())
    logs.set_up(settings.log_level, settings.log_format, sys.stderr)
    run_loop(running.run(settings))


@main.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=8400, show_default=True, help="Where the page is.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
@click.option("--fresh", is_flag=True, help="Forget what was played before.")
@click.option("--sample", type=click.IntRange(1, 6), metavar="STEP", help="Begin with a sample workshop at this step.")
def play(*, port: int, browser: bool, fresh: bool, sample: int | None) -> None:
    """Try everything in a Slack of your own, on this machine and without any set-up."""
    logs.set_up("WARNING", "console", sys.stderr)
    run_loop(playing.play(playing.Wish(port, browser=browser, fresh=fresh, sample=sample)))


@main.command()
def migrate() -> None:
    """Bring the database up to date; `vpd run` does this by itself."""
    migrate_database(database_url(_environment()))
    click.echo("The database is up to date.")


@main.command()
def doctor() -> None:
    """Look at settings, database, Slack and fonts, and say what to do."""
    found = run_loop(examine(_environment()))
    for one in found:
        click.echo(f"{one.state:<5} {one.says}")
    if wrong := sum(one.state is State.WRONG for one in found):
        message = f"{wrong} {'thing is' if wrong == 1 else 'things are'} in the way of `vpd run`."
        raise click.ClickException(message)


@main.command()
def workshops() -> None:
    """List all workshops, the oldest first."""
    found = _read("", lambda tx: tx.workshops.listing())
    if not found:
        click.echo("There is no workshop yet. Begin one in a channel with: /vpd start")
        return
    for workshop in found:
        click.echo(_line(workshop))


@main.command()
@click.option("--workshop", "number", type=IDS, required=True, help="Its number in `vpd workshops`.")
@click.option("--format", "kind", type=click.Choice(list(ALL)), required=True)
@click.option("--segment", "number_of_segment", type=int, default=1, help="Whose canvas is drawn, by its number.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file; else it is printed.")
def export(*, number: int, kind: str, number_of_segment: int, out: Path | None) -> None:
    """Take a canvas out."""
    try:
        team = _read("", lambda tx: tx.workshops.get(number)).team
        written = _written(kind, _read(team, lambda tx: record(tx, number, kind)), number_of_segment)
    except NoWorkshop as problem:
        message = f"There is no workshop {number}. All of them are listed by: vpd workshops"
        raise click.ClickException(message) from problem
    if out is None:
        click.echo(written, nl=False)
        return
    try:
        out.write_bytes(written)
    except OSError as problem:
        message = f"{out} can't be written ({problem.strerror}): choose another place."
        raise click.ClickException(message) from problem


def _written(kind: str, record: Record, segment: int) -> bytes:
    if kind not in DRAWN:
        return write(kind, record)
    found = next((one for one in record.board.segments if one.number == segment), None)
    if found is None:
        message = f"There is no segment {segment}: this workshop has {len(record.board.segments)}."
        raise click.ClickException(message)
    return Press().print_now(picture(kind, record, found))


@main.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--team", required=True, help="The id of the Slack team, as `vpd workshops` shows it.")
@click.option("--channel", required=True, help="The id of the channel, such as C0123456789.")
@click.option(
    "--duplicates", is_flag=True, help="Add notes, too, that look like one that is there already, or further up."
)
def bring(*, file: Path, team: str, channel: str, duplicates: bool) -> None:
    """Bring in a workshop (JSON), or a list of notes (CSV, Markdown, text) into the channel's workshop."""
    try:
        content = file.read_bytes()
    except OSError as problem:
        message = f"{file} can't be read ({problem.strerror}): check its name."
        raise click.ClickException(message) from problem
    place = importing.Place(team, channel)
    try:
        said = _use(lambda database: importing.bring_in(database, place, file.name, content, duplicates=duplicates))
    except RuleBroken as problem:
        raise click.ClickException(problem.plain) from problem
    click.echo(said)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Overwrite the file if it is there.")
def backup(*, file: Path, replace: bool) -> None:
    """Write all that is kept to one file; vpd may go on running."""
    url = database_url(_environment())
    click.echo(_use(lambda _: keeping.keep(url, file, replace=replace)))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Give up what the database holds now.")
def restore(*, file: Path, replace: bool) -> None:
    """Put a backup into an empty database, SQLite or PostgreSQL. Stop `vpd run` first."""
    click.echo(keeping.bring_back(database_url(_environment()), file, replace=replace))


@main.command()
@click.option("--team", required=True, help="The id of the Slack team, as `vpd workshops` shows it.")
@click.option("--yes", is_flag=True, help="Do it: nothing of it can be brought back.")
def forget(*, team: str, yes: bool) -> None:
    """Delete all that is kept of a Slack team, for example after it has taken the app out."""
    found = [one for one in _read("", lambda tx: tx.workshops.listing()) if one.team == team]
    count = f"{len(found) or 'no'} workshop{'' if len(found) == 1 else 's'}"
    if not yes:
        message = f"This deletes all of {team}, {count}, for ever. Keep a copy with `vpd backup`, then add --yes."
        raise click.ClickException(message)
    actor = Actor(team, "", "", datetime.now(UTC))
    if not _use(lambda database: database.write_now(actor, lambda tx: tx.forgetting.forget_team())):
        message = f"Nothing is kept of a team {team}. Those with workshops are listed by: vpd workshops"
        raise click.ClickException(message)
    click.echo(f"All of {team} is deleted: {count}.")


@main.command()
@click.option("--url", help="How Slack reaches this app, for example https://vpd.example.com")
@click.option("--socket", is_flag=True, help="For Socket Mode, which needs no address.")
def manifest(*, url: str | None, socket: bool) -> None:
    """Print the app manifest to paste into Slack."""
    if url is None and not socket:
        message = "Say how Slack reaches the app (--url https://vpd.example.com), or choose --socket."
        raise click.UsageError(message)
    if url is not None and not (url.startswith("https://") and is_web_address(url)):
        message = "Slack only talks to addresses like https://vpd.example.com"
        raise click.BadParameter(message, param_hint="--url")
    click.echo(manifests.as_yaml(manifests.manifest(url, socket=socket)), nl=False)


def _environment() -> dict[str, str]:
    return environment(os.environ, Path.cwd())


def _read(team: str, work: Callable[[Transaction], T]) -> T:
    """Look into the database, which must have been migrated."""
    return _use(lambda database: database.read_now(team, work))


def _use(work: Callable[[Database], T]) -> T:
    """Work with the database, which must have been migrated."""
    database = Database(database_url(_environment()))
    try:
        if not database.read_now("", lambda tx: is_current(tx.connection)):
            message = "The database is new or older than this program. Bring it up to date with: vpd migrate"
            raise click.ClickException(message)
        return work(database)
    finally:
        database.close()


def _line(workshop: Workshop) -> str:
    """Describe a workshop in one line, whatever its name holds."""
    name = "".join(character if character.isprintable() else " " for character in workshop.name)
    where = f"team {workshop.team}, channel {workshop.channel}, step {workshop.step}, {workshop.state}"
    return f"{workshop.id:>4}  {name}  ({where})"
