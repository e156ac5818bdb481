"""An entry to its posts: one for each account, or an idea."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from publer_sync.config.project import Project
from publer_sync.content.accounts import Target, targets_of
from publer_sync.content.article_blocks import Article, read_article
from publer_sync.content.compose import Said, compose
from publer_sync.content.entries import Entry
from publer_sync.content.key_reader import Scene
from publer_sync.content.layers import Layers, is_broken, of_network, pick
from publer_sync.content.post_type import infer
from publer_sync.content.takes import read_takes
from publer_sync.diagnostics import Diagnostic, error, warning
from publer_sync.model.account import Account
from publer_sync.model.address import Address
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post, Source

IDEAS = Account("ideas", "", Network.IDEAS)
"""What an idea has in the place of an account."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """The posts of an entry, and those that have an unusable part."""

    posts: list[Post]
    unfinished: list[Post]


def posts_of(name: str | None, entry: Entry, project: Project, found: list[Diagnostic]) -> Expanded:
    """The posts of an entry, in the order of its accounts.

    An entry without a name or without accounts has no posts, but its problems are noted as well.
    """
    before = len(found)
    targets = _targets(entry, project, found)
    all_known = len(found) == before
    scene = Scene(entry.location, entry.layers[-1], project, found)
    if not targets:
        compose(entry.layers, scene)
    aliases = [target.account.alias for target in targets]
    takes = read_takes(scene.own, aliases, project, found, all_known=all_known)
    expansion = _Expansion(entry, scene)
    expanded = Expanded([], [])
    for target in targets:
        said = expansion.said(target)
        if name:
            post, is_complete = expansion.article(_post(name, entry, target, said, takes), said)
            fitting = expanded.posts if said.is_complete and is_complete else expanded.unfinished
            fitting.append(post)
    report_unused(scene, targets if all_known else ())
    return expanded


class _Expansion:
    """Composes what accounts share only once."""

    def __init__(self, entry: Entry, scene: Scene) -> None:
        self.entry = entry
        self.scene = scene
        self.networks: dict[Network, Layers] = {}
        self.composed: dict[tuple[int, ...], Said] = {}
        self.articles: dict[int, Article] = {}

    def said(self, target: Target) -> Said:
        network = target.account.network
        if network not in self.networks:
            self.networks[network] = of_network(self.entry.layers, network)
        own: Layers = (*self.networks[network], *target.overrides)
        key = tuple(map(id, own))
        if key not in self.composed:
            self.composed[key] = compose((*self.entry.layers, *own), self.scene)
        return self.composed[key]

    def article(self, post: Post, said: Said) -> tuple[Post, bool]:
        """The post with the blocks of its article, if it is one, and whether they are complete."""
        is_article = post.type is PostType.ARTICLE and post.network is Network.WORDPRESS
        if is_article and post.slot is None:
            self.scene.found.append(_unfindable(post))
            return post, False
        if not is_article or said.written is None or not said.text:
            return post, True
        if id(said) not in self.articles:
            root, found = self.scene.project.root, self.scene.found
            self.articles[id(said)] = read_article(said.text, said.written, root, found)
        article = self.articles[id(said)]
        fields = {**post.source.fields, **article.places}
        source = replace(post.source, fields=fields)
        return replace(post, blocks=tuple(article.blocks), source=source), article.is_complete


def _unfindable(post: Post) -> Diagnostic:
    return error(
        "article-schedule",
        "an article needs a time of its own: Publer does not show its text, so it could not be found again",
        post.source.at("schedule"),
        hint="give `schedule:` a time",
        address=str(post.address),
    )


def _targets(entry: Entry, project: Project, found: list[Diagnostic]) -> list[Target]:
    idea = pick(entry.layers, "idea")
    if idea is not None and idea.data:
        return [Target(IDEAS, idea.at())]
    value = pick(entry.layers, "accounts")
    if value is not None:
        return targets_of(value, project, found)
    if not is_broken(entry.layers, "accounts"):
        hint = "add `accounts:`, here or in `_defaults.yaml`"
        message = "the entry names no accounts"
        found.append(error("no-accounts", message, entry.location, hint=hint))
    return []


def _post(name: str, entry: Entry, target: Target, said: Said, takes: Mapping[str, str]) -> Post:
    network, alias = target.account.network, target.account.alias
    places = {**said.places, "accounts": target.place}
    if alias in takes:
        places["take"] = entry.layers[-1].at("take", alias)
    return Post(
        address=Address(name, alias),
        account=target.account,
        type=said.type
        or infer(
            said.media,
            said.link,
            network=network,
            poll=said.poll,
            sublinks=said.sublinks,
            options=said.options,
        ),
        schedule=said.schedule,
        standing=said.standing,
        text=said.text,
        title=said.title,
        media=said.media,
        link=said.link,
        sublinks=said.sublinks,
        poll=said.poll,
        labels=said.labels,
        options=said.options,
        names=said.names,
        thread=said.thread,
        comments=said.comments,
        share=said.share,
        delete=said.delete,
        protect=said.protect,
        off=said.off,
        off_by_entry=said.off_by_entry,
        take=takes.get(alias),
        source=Source(location=entry.location, fields=places),
    )


# What an entry says in vain: for networks that it is not posted to, and hashtags that its text has.


def report_unused(scene: Scene, targets: Iterable[Target]) -> None:
    """Warns of what the entry itself says; what it has from defaults need not concern it.

    Without `targets` it is not known where the entry is posted to, and networks are not looked at.
    """
    _networks(scene, targets)
    for place, everywhere in scene.repeated.items():
        if everywhere:
            hint = "leave it out of `hashtags`; it would not be added twice"
            message = "the text has this hashtag already"
            scene.found.append(warning("hashtag-in-text", message, place, hint=hint))


def _networks(scene: Scene, targets: Iterable[Target]) -> None:
    own: Any = scene.own.values.get("networks") or {}
    reached = {target.account.network.value for target in targets}
    if not reached:
        return
    for name in own:
        if name not in reached:
            document, path = scene.own.document, (*scene.own.path, "networks", name)
            label = Network(name).label
            message = f"this is for {label}, and the entry is posted to no account there"
            hint = f"add an account of {label} to `accounts`, or leave this out"
            if reached == {Network.IDEAS.value}:
                message = f"this is for {label}, and an idea is for no network"
                hint = "leave it out"
            place = document.key_at(path)
            scene.found.append(warning("unused-network", message, place, hint=hint))
