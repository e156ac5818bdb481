"""What came of `state migrate` as the JSON that machines read."""

from __future__ import annotations

from publer_sync.model.state_migration import Migration, Step
from publer_sync.render.json_text import json_text

FORMAT_VERSION = 1


def state_migrate_json(migration: Migration) -> str:
    """`state` is what `state:` has to say from now on, in the environment if there is one; `heirs` are the
    environments that follow that line although their states have not moved."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "migrated": not migration.declined and migration.step is not Step.NOTHING,
            "declined": migration.declined,
            "from": migration.source,
            "to": migration.target,
            "state": migration.words,
            "environment": migration.environment,
            "heirs": list(migration.heirs),
            "lineage": migration.state.lineage,
            "serial": migration.state.serial,
            "posts": len(migration.state.records),
            "kept": str(migration.kept) if migration.kept else None,
        }
    )
