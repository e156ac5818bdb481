"""Posts of one entry that differ in their account only are shown once, each still by its name."""

from __future__ import annotations

from dataclasses import replace

from publer_sync.render.plan.text import plan_text
from tests.support.planning import SHOP_LINKEDIN, ZONE, a_plan, wanted

ALIKE = (
    wanted("apples", text="Apples are in."),
    wanted("apples", text="Apples are in.", account=SHOP_LINKEDIN),
)


def test_alike_posts_share_a_block() -> None:
    text = plan_text(a_plan(ALIKE), zone=ZONE, color=False, width=80)
    assert text.startswith(
        "  + apples@shop-linkedin  create (LinkedIn), new in the files\n"
        "  + apples@shop-x  create (X), new in the files\n"
        "      when    Mon 2036-05-05 09:00 Europe/Rome (07:00 UTC)\n"
        "      text    Apples are in.\n"
        "      file    content/apples.md:1\n\n"
    )


def test_what_differs_is_shown_apart() -> None:
    other = replace(ALIKE[1], text="A word for LinkedIn.")
    text = plan_text(a_plan([ALIKE[0], other]), zone=ZONE, color=False, width=80)
    assert text.count("      when ") == 2
    assert text.index("A word for LinkedIn.") < text.index("apples@shop-x")
