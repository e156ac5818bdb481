"""Who may call: the edge's look at the User-Agent, then the key, then the workspace."""

from flask import Request, Response

from publer_sync.emulator.http.responses import edge_refusal, refusal
from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.seed import API_KEY, WORKSPACE_ID

_WITHOUT_WORKSPACE = ("/api/v1/users/me", "/api/v1/workspaces", "/api/v1/posts/links")
_STATUS = {"live": (403, 401), "documented": (401, 403)}


def check_edge(request: Request, settings: Settings) -> Response | None:
    """The refusal of the edge, which never looks at the key."""
    agent = request.headers.get("User-Agent", "").strip()
    rule = settings["user_agent_required"]
    if rule == "non_empty" and not agent:
        return edge_refusal()
    if rule == "browser" and not agent.startswith("Mozilla/"):
        return edge_refusal()
    return None


def check_key(request: Request, settings: Settings) -> Response | None:
    """The refusal of a key that is missing, misspelt or unknown."""
    if request.headers.get("Authorization") == f"Bearer-API {API_KEY}":
        return None
    status, _ = _STATUS[settings["key_error"]]
    return refusal(status, "Invalid API key or not active for this account.")


def check_workspace(request: Request, settings: Settings) -> Response | None:
    """The refusal of a missing or foreign workspace, where a workspace is needed."""
    if not _needs_workspace(request.path, settings):
        return None
    if request.headers.get("Publer-Workspace-Id") == WORKSPACE_ID:
        return None
    return no_access(settings)


def no_access(settings: Settings) -> Response:
    """The refusal of a workspace that is not the user's."""
    _, status = _STATUS[settings["key_error"]]
    return refusal(status, "You don't have access on this workspace")


def _needs_workspace(path: str, settings: Settings) -> bool:
    if path.startswith("/api/v1/job_status/"):
        return settings.on("job_needs_workspace")
    return path not in _WITHOUT_WORKSPACE and not path.startswith("/api/v1/workspaces/")
