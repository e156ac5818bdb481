"""What an entry says in vain: for networks that it is not posted to, and hashtags that its text has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publer_sync.content.accounts import Target
from publer_sync.content.keys import Scene
from publer_sync.diagnostics import warning
from publer_sync.model.network import Network


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
