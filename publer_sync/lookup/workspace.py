"""Read the remote side: accounts, the plan of the workspace, and the posts of the span in question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from publer_sync.api.errors import (
    CredentialsError,
    FirewallError,
    RejectedError,
    WorkspaceAccessError,
)
from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.errors import Hint, InvalidProjectError
from publer_sync.lookup.posts import read_posts
from publer_sync.model.account import Account, RemoteAccount
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.remote import RemoteView
from publer_sync.model.workspace_names import (
    NamedResource,
    NameIndex,
    NameKind,
    NameRef,
    names_used_by,
)
from publer_sync.networks.limits.daily import daily_limit
from publer_sync.planning.read_window import ReadWindow

_WITH_LOCATIONS = {Network.FACEBOOK, Network.INSTAGRAM, Network.THREADS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """Content of Publer, as far as a plan needs it."""

    view: RemoteView
    daily_limits: Mapping[str, int]


def read_remote(
    reader: Reader, project: Project, posts: Sequence[Post], span: ReadWindow | None
) -> Remote:
    """Ask for accounts, workspace and posts, and check that the project's accounts are there."""
    accounts = read_accounts(reader, project)
    used = {post.account.id: post.account for post in posts if post.account.id}
    check_accounts(used.values(), accounts, project)
    if span is None:
        return Remote(view=RemoteView(accounts=accounts), daily_limits={})
    plan = next((w.plan for w in reader.workspaces() if w.id == project.workspace), None)
    view = replace(read_posts(reader, span), accounts=accounts)
    types = {account.id: account.type for account in accounts}
    limits = {
        account.id: daily_limit(account.network, account.type or types.get(account.id), plan)
        for account in used.values()
    }
    known_values = {account_id: limit for account_id, limit in limits.items() if limit is not None}
    return Remote(view=view, daily_limits=known_values)


def read_accounts(reader: Reader, project: Project) -> tuple[RemoteAccount, ...]:
    """The accounts of the workspace; if it is the wrong one, the error names those that are right."""
    try:
        return reader.accounts()
    except WorkspaceAccessError as error:
        workspaces = [f"{workspace.id} ({workspace.name})" for workspace in reader.workspaces()]
        raise WorkspaceAccessError(
            error.what,
            status=error.status,
            location=f"workspace {project.workspace}",
            reason=error.reason,
            hint=f"put one that the key sees into publer-sync.yaml: {', '.join(workspaces) or 'none'}",
        ) from None


def read_names(reader: Reader, workspace: str, posts: Iterable[Post]) -> NameIndex:
    """Read the signatures, watermarks, locations and albums that the posts name.

    One request for all signatures, one for all watermarks and albums, one for each location; none for
    what no one names. A list that the key may not read concerns only the posts that need it.
    """
    networks = {ref: post.network for post in posts for ref in names_used_by(post)}
    offers: dict[NameRef, tuple[NamedResource, ...]] = {}
    refused: dict[NameRef, str] = {}
    for kinds, ask in (
        ((NameKind.SIGNATURE,), _signatures),
        ((NameKind.WATERMARK, NameKind.ALBUM), _media_options),
    ):
        names = [each for each in networks if each.kind in kinds]
        if names:
            try:
                data = ask(reader, workspace, sorted({each.account_id for each in names}))
            except RejectedError as error:
                refused |= dict.fromkeys(names, _closed(error))
                continue
            offers |= {each: data[each.kind].get(each.account_id, ()) for each in names}
    places: dict[tuple[Network, str], list[NameRef]] = {}
    for each, network in networks.items():
        if each.kind is NameKind.LOCATION:
            places.setdefault((network, each.text), []).append(each)
    for (network, words), names in places.items():
        try:
            offers |= dict.fromkeys(names, _locations(reader, network, words))
        except RejectedError as error:
            refused |= dict.fromkeys(names, _closed(error))
    return NameIndex(offers, refused)


def _closed(error: RejectedError) -> str:
    """Return Publer's message about a list that it keeps closed; raise what concerns more than this list.

    Accounts and posts were read with the same key, so a 403 is about the list, whatever it says.
    """
    everything = isinstance(error, CredentialsError | FirewallError)
    if everything or error.status not in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}:
        raise error
    return error.line


_Found = Mapping[NameKind, Mapping[str, tuple[NamedResource, ...]]]


def _signatures(reader: Reader, workspace: str, account_ids: Sequence[str]) -> _Found:
    return {NameKind.SIGNATURE: reader.signatures(workspace, account_ids)}


def _media_options(reader: Reader, workspace: str, account_ids: Sequence[str]) -> _Found:
    return reader.media_options(workspace, account_ids)


def _locations(reader: Reader, network: Network, words: str) -> tuple[NamedResource, ...]:
    return reader.locations(network, words) if network in _WITH_LOCATIONS else ()


def check_accounts(
    used: Iterable[Account], listed: Iterable[RemoteAccount], project: Project
) -> None:
    """Raise InvalidProjectError if an account of the project is not in the workspace, or is of another
    network."""
    by_id = {account.id: account for account in listed}
    for account in used:
        remote = by_id.get(account.id)
        if remote is None:
            raise InvalidProjectError(
                f"The account `{account.alias}` is not in the workspace.",
                location=f"publer-sync.yaml, accounts: {account.alias}: {{id: {account.id}}}",
                reason=f"workspace {project.workspace} has {len(by_id)} accounts, and none has this id",
                hint=Hint("`{}` lists those that are there", (("accounts",),)),
            )
        if remote.provider != account.network.value:
            raise InvalidProjectError(
                f"The account `{account.alias}` is of another network.",
                location=f"publer-sync.yaml, accounts: {account.alias}",
                reason=f"the file says {account.network.value}, Publer says {remote.provider}",
                hint=Hint("`{}` prints a ready `accounts:` block", (("accounts",),)),
            )
