"""`publer-sync explain`."""

from __future__ import annotations

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings


@click.command()
@click.argument("rule", required=False)
@format_option
@pass_settings
def explain(settings: Settings, *, rule: str | None, format_: str) -> None:
    """Say what a rule checks and why, with the limits of each network and their sources.

    Without RULE, list all rules.
    """
    from publer_sync.networks import explain as explained
    from publer_sync.render.explain import explain_json, explain_text, rules_json, rules_text

    color, width = settings.colored(), settings.width
    if rule is None:
        every = [known for name in explained.known_rules() if (known := explained.explain(name))]
        settings.data(
            rules_json(every) if format_ == "json" else rules_text(every, color=color, width=width)
        )
        return
    known = explained.explain(rule)
    if known is None:
        raise _unknown(rule, explained.known_rules())
    settings.data(
        explain_json(known) if format_ == "json" else explain_text(known, color=color, width=width)
    )


def _unknown(rule: str, known: tuple[str, ...]) -> Exception:
    from publer_sync.errors import InvalidUsageError
    from publer_sync.source.suggest import suggest

    guess = suggest(rule, known)
    return InvalidUsageError(
        "There is no such rule.",
        where=rule,
        hint=f"did you mean `{guess}`?" if guess else "`publer-sync explain` lists all rules",
    )
