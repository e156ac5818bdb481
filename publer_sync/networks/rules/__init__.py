"""The rules that posts are checked by: to add one, write its module and name it here."""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.networks.rules import (
    alt_text,
    link_required,
    link_without_scheme,
    literal_escape,
    mangled_text,
    media_count,
    media_forbidden,
    media_kind,
    media_required,
    slot_taken,
    stray_characters,
    template_marker,
    text_length,
    text_required,
    title_required,
    type_not_allowed,
)
from publer_sync.networks.rules.rule import Rule, RuleAcrossPosts

RULES: Sequence[Rule] = (
    type_not_allowed,
    text_required,
    text_length,
    title_required,
    link_required,
    media_required,
    media_forbidden,
    media_kind,
    media_count,
    alt_text,
    template_marker,
    literal_escape,
    stray_characters,
    link_without_scheme,
    mangled_text,
)

TEXT_RULES: Sequence[Rule] = (
    text_length,
    template_marker,
    literal_escape,
    stray_characters,
    link_without_scheme,
    mangled_text,
)
"""Those that look at nothing but texts, and so can check a post whose other parts are broken."""

RULES_ACROSS_POSTS: Sequence[RuleAcrossPosts] = (slot_taken,)

EVERY_RULE: Sequence[Rule | RuleAcrossPosts] = (*RULES, *RULES_ACROSS_POSTS)
