"""`vpd backup` and `vpd restore`: what they say, whether it worked or not."""

from pathlib import Path

from storage.archive import NewerBackup, NoBackup, NotEmpty, back_up, restore


class NotKept(Exception):
    """A backup or restore could not be done. Its text is one sentence that says what to do."""


def keep(url: str, file: Path, *, replace: bool) -> str:
    """Write a backup of the migrated database at `url` and say so. Raises NotKept."""
    if file.exists() and not replace:
        message = f"{file} is there already: choose another name, or overwrite it with --replace."
        raise NotKept(message)
    try:
        back_up(url, file)
    except OSError as problem:
        message = f"{file} can't be written ({problem.strerror}): choose another place."
        raise NotKept(message) from problem
    return f"Everything is in {file}. It holds what people wrote, so keep it where only you can read it."


def bring_back(url: str, file: Path, *, replace: bool) -> str:
    """Put a backup into the database at `url` and say so. Raises NotKept."""
    try:
        count = restore(file, url, replace=replace)
    except OSError as problem:
        message = f"{file} can't be read ({problem.strerror}): check its name."
        raise NotKept(message) from problem
    except NoBackup as problem:
        message = f"{file} is no backup, or is damaged: choose a file that `vpd backup` wrote."
        raise NotKept(message) from problem
    except NewerBackup as problem:
        message = f"{file} comes from a newer vpd: update this one, then restore again."
        raise NotKept(message) from problem
    except NotEmpty as problem:
        message = "The database holds something already: choose an empty one, or give up what it holds with --replace."
        raise NotKept(message) from problem
    return f"The database is as it was in {file}: {count} {'workshop' if count == 1 else 'workshops'}."
