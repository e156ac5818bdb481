"""Preview and follow-up of `state migrate`, in words."""

from __future__ import annotations

from shlex import quote

from publer_sync.model.state_migration import Migration, MigrationStep
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.units import count

_INDENT, _COLUMN = 2, 10


def migrate_question(migration: Migration, *, color: bool, width: int) -> str:
    """Both places, the state, and what is in the new one."""
    page = TextPage(color=color, width=width)
    page.row("from", [migration.source], indent=_INDENT, column=_COLUMN)
    page.row("to", [migration.target], indent=_INDENT, column=_COLUMN)
    page.row("state", [_counted(migration)], indent=_INDENT, column=_COLUMN)
    if migration.older is not None:
        older = f"a copy with serial {migration.older}; it is kept in a file of the project"
        page.row("replaces", [older], indent=_INDENT, column=_COLUMN)
    page.gap()
    if migration.step is MigrationStep.FINISH:
        page.line("It was moved before, and only the last step is left.")
    page.line(
        "Afterwards it lives there alone. Whoever has a publer-sync.yaml that still names the old place is "
        "told so by every command, until they have the new one."
    )
    return page.text()


def migrated_text(migration: Migration, *, color: bool, width: int) -> str:
    """Render where the state lives, and the lines that the project file needs."""
    page = TextPage(color=color, width=width)
    if migration.declined:
        page.line("Nothing was changed.")
        return page.text()
    existing = " already" if migration.step is MigrationStep.NOTHING else ""
    page.line(f"The state has moved{existing} to {migration.target}: {_counted(migration)}.")
    if migration.backup:
        page.line(f"The older copy that stood there is kept in {migration.backup}.")
    _say_heirs(page, migration)
    page.gap()
    page.line("Say so in publer-sync.yaml, and commit that; until then every command stops:")
    page.gap()
    for line in lines_to_write(migration):
        page.unbroken(Piece(line, Style.GREEN))
    return page.text()


def lines_to_write(migration: Migration) -> tuple[str, ...]:
    """Return the lines for the project file, with the lines around them."""
    line = f"state: {migration.words}"
    if migration.environment is None:
        return (line,)
    return ("environments:", f"  {migration.environment}:", f"    {line}")


def _say_heirs(page: TextPage, migration: Migration) -> None:
    if not migration.heirs:
        return
    page.gap()
    names = ", ".join(migration.heirs)
    page.line(
        Piece("But first: ", Style.YELLOW),
        f"environments without a `state:` of their own follow that line ({names}), and their states have "
        "not moved. Where there is one, move it too before you change the line:",
    )
    for name in migration.heirs:
        page.unbroken(f"  publer-sync --env {name} state migrate --to {quote(migration.words)}")


def _counted(migration: Migration) -> str:
    state = migration.state
    writes = f", {count(len(state.intents), 'open write')}" if state.intents else ""
    return f"serial {state.serial}, {count(len(state.records), 'post')}{writes}"


# What came of `state migrate` as the JSON that machines read.

FORMAT_VERSION = 1


def state_migrate_json(migration: Migration) -> str:
    """`state` is what `state:` has to say from now on, in the environment if there is one; `heirs` are the
    environments that follow that line although their states have not moved."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "migrated": not migration.declined and migration.step is not MigrationStep.NOTHING,
            "declined": migration.declined,
            "from": migration.source,
            "to": migration.target,
            "state": migration.words,
            "environment": migration.environment,
            "heirs": list(migration.heirs),
            "lineage": migration.state.lineage,
            "serial": migration.state.serial,
            "posts": len(migration.state.records),
            "kept": str(migration.backup) if migration.backup else None,
        }
    )
