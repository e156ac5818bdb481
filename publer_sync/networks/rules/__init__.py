"""The rules that posts are checked by: to add one, write its module and name it here."""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.networks.rules import (
    alt_text,
    link_required,
    media_count,
    media_forbidden,
    media_kind,
    media_misnamed,
    media_required,
    media_unreadable,
    slot_taken,
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
    media_unreadable,
    media_misnamed,
    alt_text,
)

TEXT_RULES: Sequence[Rule] = (text_length,)
"""Those that look at nothing but the text, and so can check a post whose other parts are broken."""

RULES_ACROSS_POSTS: Sequence[RuleAcrossPosts] = (slot_taken,)
