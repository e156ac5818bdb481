"""Read from Publer. It is given nothing but a way to GET, so it cannot write even by mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from publer_sync.api.decode import media
from publer_sync.api.decode import posts as wire
from publer_sync.api.paging import Get, all_posts
from publer_sync.model.account import RemoteAccount, Workspace
from publer_sync.model.network import Network
from publer_sync.model.remote import RemotePost
from publer_sync.model.workspace_names import NamedResource, NameKind

IDS_PER_REQUEST = 100
DAYS = timedelta(days=2)


class Reader:
    """Requests to Publer that change nothing."""

    def __init__(self, get: Get) -> None:
        self._get = get

    def accounts(self) -> tuple[RemoteAccount, ...]:
        """The accounts of the workspace (`GET /accounts`)."""
        results = wire.objects(self._get("/accounts", ()), "accounts")
        return tuple(wire.account(item) for item in results)

    def workspaces(self) -> tuple[Workspace, ...]:
        """The workspaces that the key's user can see (`GET /workspaces`)."""
        results = wire.objects(self._get("/workspaces", ()), "workspaces")
        return tuple(wire.workspace(item) for item in results)

    def job(self, job_id: str) -> wire.Job:
        """Read a job (`GET /job_status/{id}`); raise ResourceNotFoundError once Publer has dropped it."""
        return wire.job(self._get(f"/job_status/{job_id}", ()))

    def posts(
        self, account_ids: Iterable[str], since: datetime, until: datetime
    ) -> tuple[RemotePost, ...]:
        """All posts of the accounts from `since` to `until` (inclusive), in any state, by time.

        In which zone Publer takes the days of its filter is not known, nor whether the last one
        counts, so two days are added on both sides and the rest is done here. Posts can move between
        pages while they are read; when the total changes meanwhile, everything is read again.
        """
        names = tuple(account_ids)
        first, last = (since - DAYS).date().isoformat(), (until + DAYS).date().isoformat()
        days = [("from", first), ("to", last), ("state[]", "all")]
        query = [*days, *(("account_ids[]", account_id) for account_id in names)]
        existings = all_posts(self._get, query)
        inside = [
            post
            for post in existings
            if post.scheduled_at
            and post.account_id in names
            and since <= post.scheduled_at <= until
        ]
        return tuple(sorted(inside, key=lambda post: (post.scheduled_at, post.id)))

    def in_states(
        self, account_ids: Iterable[str], since: datetime, until: datetime, states: Iterable[str]
    ) -> frozenset[str]:
        """The ids of the posts of the accounts in these states, by Publer's own filter; from two days before
        `since` to two days after `until`. An item shows less of its state than the filters know."""
        first, last = (since - DAYS).date().isoformat(), (until + DAYS).date().isoformat()
        query = [("from", first), ("to", last), *(("state[]", state) for state in states)]
        query += [("account_ids[]", account_id) for account_id in account_ids]
        return frozenset(post.id for post in all_posts(self._get, query))

    def undated_drafts(self, account_ids: Iterable[str]) -> tuple[RemotePost, ...]:
        """The drafts of the accounts that have no time: a query with dates may leave them out."""
        names = tuple(account_ids)
        query = [("state[]", "draft_undated"), *(("account_ids[]", each) for each in names)]
        drafts = all_posts(self._get, query)
        return tuple(post for post in drafts if post.account_id in names and not post.scheduled_at)

    def ideas(self) -> tuple[RemotePost, ...]:
        """The ideas of the workspace, public ones and those of the key's user.

        Ideas stand on no account, so their `account_id` is empty whatever Publer says.
        """
        query = [("state[]", "draft_public"), ("state[]", "draft_private")]
        return tuple(replace(post, account_id="") for post in all_posts(self._get, query))

    def series(self, account_ids: Iterable[str]) -> tuple[RemotePost, ...]:
        """The recurring series of the accounts: one post stands for each, at its next time."""
        names = tuple(account_ids)
        query = [("state[]", "recurring"), *(("account_ids[]", each) for each in names)]
        return tuple(post for post in all_posts(self._get, query) if post.account_id in names)

    def known_media(self, media_ids: Sequence[str]) -> Mapping[str, media.UploadedMedia]:
        """Those of the ids that Publer's library still has, with what it says of them (`GET /media`).

        Documents are in no list of the library.
        """
        known_values: dict[str, media.UploadedMedia] = {}
        for start in range(0, len(media_ids), IDS_PER_REQUEST):
            ids = media_ids[start : start + IDS_PER_REQUEST]
            query = [("ids[]", media_id) for media_id in ids]
            query += [("types[]", kind) for kind in ("photo", "video", "gif")]
            query += [("used[]", flag) for flag in ("true", "false")]
            listed = wire.objects(self._get("/media", query), "media")
            known_values |= {
                uploaded_media.id: uploaded_media
                for item in listed
                if (uploaded_media := media.uploaded(item))
            }
        return known_values

    def signatures(self, workspace: str, account_ids: Iterable[str]) -> media.ByAccount:
        """The signatures of the accounts (`GET /workspaces/{id}/signatures`)."""
        query = [("accounts[]", account_id) for account_id in account_ids]
        body = self._get(f"/workspaces/{workspace}/signatures", query)
        return media.by_account(body, "signatures")

    def media_options(
        self, workspace: str, account_ids: Iterable[str]
    ) -> Mapping[NameKind, media.ByAccount]:
        """The albums or boards, and the watermarks (`GET /workspaces/{id}/media_options`)."""
        query = [("accounts[]", account_id) for account_id in account_ids]
        body = self._get(f"/workspaces/{workspace}/media_options", query)
        return {
            NameKind.ALBUM: media.by_account(body, "albums"),
            NameKind.WATERMARK: media.by_account(body, "watermarks"),
        }

    def locations(self, network: Network, words: str) -> tuple[NamedResource, ...]:
        """The locations that a network finds for some words (`GET /locations/{network}`)."""
        return media.locations(self._get(f"/locations/{network}", [("q", words)]))
