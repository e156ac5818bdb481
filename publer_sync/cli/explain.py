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
        every = [
            explanation
            for name in explained.known_rules()
            if (explanation := explained.explain(name))
        ]
        settings.data(
            rules_json(every) if format_ == "json" else rules_text(every, color=color, width=width)
        )
        return
    explanation = explained.explain(rule)
    if explanation is None:
        raise _unknown(rule, explained.known_rules())
    settings.data(
        explain_json(explanation)
        if format_ == "json"
        else explain_text(explanation, color=color, width=width)
    )


def _unknown(rule: str, previous: tuple[str, ...]) -> Exception:
    from publer_sync.errors import InvalidUsageError
    from publer_sync.source.suggest import suggest

    guess = suggest(rule, previous)
    return InvalidUsageError(
        "There is no such rule.",
        location=rule,
        hint=f"did you mean `{guess}`?" if guess else "`publer-sync explain` lists all rules",
    )
