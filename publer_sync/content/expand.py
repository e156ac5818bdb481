"""An entry to its posts: one for each account, or an idea."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from publer_sync.config.project import Project
from publer_sync.content.accounts import IDEAS, EntryAccount, read_takes, targets_of
from publer_sync.content.compose import ComposedPost, compose, infer
from publer_sync.content.entries import ContentEntry
from publer_sync.content.key_reader import EntryContext
from publer_sync.content.layers import Layers, is_broken, of_network, pick
from publer_sync.diagnostics import Diagnostic, error, warning
from publer_sync.model.address import Address
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post

if TYPE_CHECKING:
    # Few posts are articles, and only they need a parser of Markdown.
    from publer_sync.content.article_blocks import Article


@dataclass(frozen=True, slots=True)
class ExpandedPosts:
    """The posts of an entry, and those that have an unusable part."""

    posts: list[Post]
    unfinished: list[Post]


def posts_of(
    name: str | None, entry: ContentEntry, project: Project, results: list[Diagnostic]
) -> ExpandedPosts:
    """The posts of an entry, in the order of its accounts.

    An entry without a name or without accounts has no posts, but its problems are noted as well.
    """
    before = len(results)
    targets = _targets(entry, project, results)
    all_known = len(results) == before
    context = EntryContext(entry.location, entry.layers[-1], project, results)
    if not targets:
        compose(entry.layers, context)
    aliases = [target.account.alias for target in targets]
    takes = read_takes(context.own, aliases, project, results, all_known=all_known)
    expansion = _Expansion(entry, context, takes)
    expanded = ExpandedPosts([], [])
    for target in targets:
        composed = expansion.composed(target)
        if name:
            post, is_complete = expansion.post(name, target, composed)
            (expanded.posts if is_complete else expanded.unfinished).append(post)
    report_unused(context, targets if all_known else ())
    return expanded


@dataclass(frozen=True, slots=True)
class _Expansion:
    """Composes what accounts share only once."""

    entry: ContentEntry
    context: EntryContext
    takes: Mapping[str, str]
    networks: dict[Network, Layers] = field(default_factory=dict)
    by_layers: dict[tuple[int, ...], ComposedPost] = field(default_factory=dict)
    articles: dict[int, Article] = field(default_factory=dict)

    def composed(self, target: EntryAccount) -> ComposedPost:
        network = target.account.network
        if network not in self.networks:
            self.networks[network] = of_network(self.entry.layers, network)
        own: Layers = (*self.networks[network], *target.overrides)
        key = tuple(map(id, own))
        if key not in self.by_layers:
            self.by_layers[key] = compose((*self.entry.layers, *own), self.context)
        return self.by_layers[key]

    def post(self, name: str, target: EntryAccount, composed: ComposedPost) -> tuple[Post, bool]:
        """Return the post of an account, and whether it is complete."""
        alias, source = target.account.alias, composed.post.source
        places = {**source.fields, "accounts": target.place}
        if alias in self.takes:
            places["take"] = self.entry.layers[-1].at("take", alias)
        post = replace(
            composed.post,
            address=Address(name, alias),
            account=target.account,
            take=self.takes.get(alias),
            source=replace(source, fields=places),
        )
        if composed.type is None:
            post = replace(post, type=infer(post))
        if post.type is PostType.ARTICLE and post.network is Network.WORDPRESS:
            return self.article(post, composed)
        return post, composed.is_complete

    def article(self, post: Post, composed: ComposedPost) -> tuple[Post, bool]:
        """Return the post with the blocks of its article, and whether it is complete."""
        if post.slot is None:
            self.context.diagnostics.append(_unfindable(post))
            return post, False
        if composed.source_value is None or not post.text:
            return post, composed.is_complete
        if id(composed) not in self.articles:
            from publer_sync.content.article_blocks import read_article

            root, results = self.context.project.root, self.context.diagnostics
            self.articles[id(composed)] = read_article(
                post.text, composed.source_value, root, results
            )
        article = self.articles[id(composed)]
        source = replace(post.source, fields={**post.source.fields, **article.places})
        post = replace(post, blocks=tuple(article.blocks), source=source)
        return post, composed.is_complete and article.is_complete


def _unfindable(post: Post) -> Diagnostic:
    return error(
        "article-schedule",
        "an article needs a time of its own: Publer does not show its text, so it could not be found again",
        post.source.at("schedule"),
        hint="give `schedule:` a time",
        address=str(post.address),
    )


def _targets(
    entry: ContentEntry, project: Project, results: list[Diagnostic]
) -> list[EntryAccount]:
    idea = pick(entry.layers, "idea")
    if idea is not None and idea.data:
        return [EntryAccount(IDEAS, idea.at())]
    value = pick(entry.layers, "accounts")
    if value is not None:
        return targets_of(value, project, results)
    if not is_broken(entry.layers, "accounts"):
        hint = "add `accounts:`, here or in `_defaults.yaml`"
        message = "the entry names no accounts"
        results.append(error("no-accounts", message, entry.location, hint=hint))
    return []


# What an entry says in vain: for networks that it is not posted to, and hashtags that its text has.


def report_unused(context: EntryContext, targets: Iterable[EntryAccount]) -> None:
    """Warns of what the entry itself says; what it has from defaults need not concern it.

    Without `targets` it is not known where the entry is posted to, and networks are not looked at.
    """
    own: Any = context.own.values.get("networks") or {}
    reached = {target.account.network.value for target in targets}
    for name in own if reached else ():
        if name not in reached:
            document, path = context.own.document, (*context.own.path, "networks", name)
            label = Network(name).label
            message = f"this is for {label}, and the entry is posted to no account there"
            hint = f"add an account of {label} to `accounts`, or leave this out"
            if reached == {Network.IDEAS.value}:
                message = f"this is for {label}, and an idea is for no network"
                hint = "leave it out"
            place = document.key_at(path)
            context.diagnostics.append(warning("unused-network", message, place, hint=hint))
    for place, is_everywhere in context.repeated.items():
        if is_everywhere:
            hint = "leave it out of `hashtags`; it would not be added twice"
            message = "the text has this hashtag already"
            context.diagnostics.append(warning("hashtag-in-text", message, place, hint=hint))
