"""GET of the user, workspaces, accounts, media options, signatures and locations."""

from flask import Blueprint, Response, request

from publer_sync.emulator.http.request_checks import no_access
from publer_sync.emulator.http.responses import answer, refusal
from publer_sync.emulator.store import workspace
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.records import JsonObject
from publer_sync.emulator.store.seed import ACCOUNTS, USER, WORKSPACE_ID

NO_ACCOUNTS = "param is missing or the value is empty: accounts"


def routes(world: World) -> Blueprint:
    """The routes about who and where."""
    blueprint = Blueprint("accounts", __name__)

    @blueprint.get("/users/me")
    def me() -> Response:
        return answer(USER)

    @blueprint.get("/workspaces")
    def workspaces() -> Response:
        return answer([workspace.workspace_json(world.settings["plan"])])

    @blueprint.get("/accounts")
    def accounts() -> Response:
        vocabulary = world.settings["account_type"]
        return answer([workspace.account_json(account, vocabulary) for account in ACCOUNTS])

    @blueprint.get("/workspaces/<workspace_id>/media_options")
    def media_options(workspace_id: str) -> Response:
        return _per_account(world, workspace_id, _media_options)

    @blueprint.get("/workspaces/<workspace_id>/signatures")
    def signatures(workspace_id: str) -> Response:
        return _per_account(world, workspace_id, _signatures)

    @blueprint.get("/locations/<network>")
    def locations(network: str) -> Response:
        return _locations(world, network)

    return blueprint


def _per_account(world: World, workspace_id: str, view: workspace.AccountView) -> Response:
    if workspace_id != WORKSPACE_ID:
        return no_access(world.settings)
    names = request.args.getlist("accounts[]")
    if not names:
        return refusal(400, NO_ACCOUNTS)
    known_names = {account.id for account in ACCOUNTS}
    return answer([view(account_id) for account_id in names if account_id in known_names])


def _media_options(account_id: str) -> JsonObject:
    albums = workspace.ALBUMS.get(account_id, [])
    return {"id": account_id, "albums": albums, "watermarks": list(workspace.WATERMARKS)}


def _signatures(account_id: str) -> JsonObject:
    return {"account_id": account_id, "signatures": workspace.SIGNATURES.get(account_id, [])}


def _locations(world: World, network: str) -> Response:
    if network not in workspace.LOCATION_NETWORKS:
        return refusal(404, "Resource does not exist")
    words = request.args.get("q", "").casefold()
    results = [place for place in workspace.LOCATIONS if words in place["info"].casefold()]
    wrapped = world.settings["locations_envelope"] == "wrapped"
    return answer({"locations": results} if wrapped else results)
