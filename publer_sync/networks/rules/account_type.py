"""Posts of a kind that this sort of account cannot make."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.checks.posts import kind_of
from publer_sync.networks.limits.bounds import LimitSource, sources_of
from publer_sync.networks.limits.types import limits, source_of_types
from publer_sync.networks.rules_data import of_network

ID = "account-type"
PURPOSE = "The account is of a sort that can make such a post."
WHY = "Stories, link carousels and backgrounds of Facebook are for pages; people publish by hand."
FIX = "Leave out the account, or add its `type` to the project file."


def check(post: Post, policy: Policy) -> Findings:
    """An error for the wrong sort, a warning where the project does not say which one it is."""
    network, kind = limits(post.network), kind_of(post.account)
    if kind and kind not in network.account_types:
        name = " or ".join(network.account_types)
        message = (
            f"Publer posts to {name} accounts of {post.network.label},"
            f" {post.account.alias} is a {kind} account ({source_of_types()})"
        )
        hint = "people have to publish such posts by hand; leave out the account"
        yield _finding(post, Severity.WARNING, message, hint)
        return
    allowed = network.types.get(post.type)
    accounts = allowed.accounts if allowed else ()
    if accounts:
        lenient = allowed is not None and allowed.lenient
        source = source_of_types()
        yield from _against(
            post, kind, accounts, post_type_finding(post), lenient=lenient, source=source
        )
    elif post.options and post.options.get("background") is not None:
        values = of_network(post.network)["text"].get("with_background") or {}
        accounts, source = tuple(values.get("accounts", ())), sources_of(values)[0]
        yield from _against(
            post, kind, accounts, "A text on a background", lenient=False, source=source
        )


def _against(
    post: Post,
    kind: str | None,
    accounts: tuple[str, ...],
    what: str,
    *,
    lenient: bool,
    source: LimitSource,
) -> Findings:
    if not accounts or kind in accounts:
        return
    name = " or ".join(accounts)
    alias = post.account.alias
    if kind is None:
        message = f"{what} needs a {name}, and the project does not say what {alias} is"
        yield _finding(
            post, Severity.WARNING, message, f"add the `type:` of {alias} to the project file"
        )
    else:
        severity = Severity.WARNING if lenient else Severity.ERROR
        message = f"{what} needs a {name}, {alias} is a {kind} ({source})"
        yield _finding(post, severity, message, "leave out the account, or post another type there")


def _finding(post: Post, severity: Severity, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=message,
        location=post.source.at("accounts"),
        hint=hint,
        address=str(post.address),
    )
