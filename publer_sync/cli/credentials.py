"""What a command says to Publer who it is: the key, from the environment or from a file that it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publer_sync.cli.global_options import Settings
from publer_sync.config.project import Project
from publer_sync.errors import UsageProblem

if TYPE_CHECKING:
    from publer_sync.api.session import Credentials


def credentials(settings: Settings, project: Project) -> Credentials:
    """Key, workspace and address; raises UsageProblem if there is no key."""
    from publer_sync.api.session import BASE_URL, Credentials

    return Credentials(
        api_key=api_key(settings),
        workspace=project.workspace,
        base_url=settings.environ.get("PUBLER_API_URL") or BASE_URL,
    )


def api_key(settings: Settings) -> str:
    """The key; raises UsageProblem if there is none, or if its file cannot be read."""
    key = settings.environ.get("PUBLER_API_KEY", "").strip()
    file = settings.environ.get("PUBLER_API_KEY_FILE", "").strip()
    if key or not file:
        if not key:
            raise UsageProblem(
                "There is no API key.",
                where="PUBLER_API_KEY",
                hint="make one in Publer under Settings, Access & Login, API Keys, and export it as "
                "PUBLER_API_KEY (or name a file with it in PUBLER_API_KEY_FILE)",
            )
        return key
    try:
        key = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(
            "The file with the API key cannot be read.",
            where="PUBLER_API_KEY_FILE",
            why=str(error),
            hint="check the path and its permissions",
        ) from None
    if not key:
        raise UsageProblem(
            "The file with the API key is empty.",
            where=f"PUBLER_API_KEY_FILE: {file}",
            hint="write the key into it, and nothing else",
        )
    return key
