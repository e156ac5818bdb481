"""The rules that posts are checked by: to add one, write its module and name it here, below its subject.

A rule is asked only about posts that have its subject. NOTE: a rule that finds something missing needs a
subject that such posts have: `NEEDS`, not the thing that they lack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publer_sync.networks.checks.rule import Rule, RuleAcrossPosts, RuleSubject
from publer_sync.networks.rules import (
    account_type,
    alt_text,
    alt_text_length,
    appended_text,
    article_alt_text,
    aspect_ratio,
    background_conflict,
    board_required,
    cashtag_count,
    comment_length,
    comments_unsupported,
    daily_limit,
    duplicate_drafts,
    duplicate_text,
    event_length,
    event_required,
    field_not_displayed,
    file_size,
    follow_up_ignored,
    forbidden_characters,
    frame_count,
    frame_rate,
    hashtag_count,
    invisible_characters,
    link_card_length,
    link_cards,
    link_count,
    link_length,
    link_required,
    link_without_scheme,
    literal_escape,
    media_count,
    media_dimensions,
    media_duration,
    media_forbidden,
    media_format,
    media_kind,
    media_misnamed,
    media_mix,
    media_required,
    media_unreadable,
    mention_count,
    multiple_accounts,
    option_ignored,
    page_count,
    phone_number,
    poll_conflict,
    poll_duration,
    poll_options,
    poll_question,
    posts_too_close,
    privacy_conflict,
    privacy_required,
    recurring_unsupported,
    recycling_unsupported,
    share_unsupported,
    signature_unsupported,
    slot_taken,
    tags_length,
    template_marker,
    text_length,
    text_required,
    thread_count,
    thread_unsupported,
    title_length,
    title_required,
    type_not_allowed,
    watermark_ignored,
    watermark_unsupported,
    wrong_encoding,
)

RULES: Mapping[RuleSubject, Sequence[Rule]] = {
    RuleSubject.ANY: (type_not_allowed, account_type, text_required, text_length),
    RuleSubject.TEXT: (
        forbidden_characters,
        phone_number,
        title_length,
        template_marker,
        literal_escape,
        invisible_characters,
        link_without_scheme,
        wrong_encoding,
    ),
    RuleSubject.TAGS: (hashtag_count, mention_count, cashtag_count),
    RuleSubject.LINK: (link_count, link_length, link_card_length),
    RuleSubject.NEEDS: (
        title_required,
        link_required,
        link_cards,
        media_required,
        board_required,
        privacy_required,
        event_required,
    ),
    RuleSubject.MEDIA: (
        media_forbidden,
        media_kind,
        media_mix,
        media_count,
        media_unreadable,
        media_misnamed,
        alt_text,
        alt_text_length,
        article_alt_text,
    ),
    RuleSubject.FILE_FACTS: (
        media_format,
        file_size,
        media_dimensions,
        aspect_ratio,
        media_duration,
        frame_rate,
        frame_count,
        page_count,
    ),
    RuleSubject.OPTIONS: (
        option_ignored,
        background_conflict,
        privacy_conflict,
        event_length,
        tags_length,
    ),
    RuleSubject.POLL: (poll_conflict, poll_options, poll_duration, poll_question),
    RuleSubject.ADDITIONS: (appended_text, signature_unsupported, watermark_unsupported),
    RuleSubject.FOLLOW_UPS: (
        comment_length,
        comments_unsupported,
        thread_unsupported,
        thread_count,
        share_unsupported,
        follow_up_ignored,
    ),
    RuleSubject.REPETITION: (recycling_unsupported, recurring_unsupported),
}

TEXT_RULES: Sequence[Rule] = (
    text_length,
    template_marker,
    literal_escape,
    invisible_characters,
    link_without_scheme,
    wrong_encoding,
)
"""Those that look at nothing but texts, and so can check a post whose other parts are broken."""

RULES_BETWEEN_POSTS: Sequence[RuleAcrossPosts] = (
    slot_taken,
    posts_too_close,
    daily_limit,
    duplicate_text,
    duplicate_drafts,
    multiple_accounts,
)
"""Those about what one post is to another: a post alone breaks none of them."""

RULES_BY_PLACE: Sequence[RuleAcrossPosts] = (field_not_displayed, watermark_ignored)
"""Those about what is written once for several posts, and may be of use to some of them only."""

EVERY_RULE: Sequence[Rule | RuleAcrossPosts] = (
    *(rule for rules in RULES.values() for rule in rules),
    *RULES_BETWEEN_POSTS,
    *RULES_BY_PLACE,
)
"""All rules about posts."""
