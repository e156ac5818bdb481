"""The whole mutation pass: `python -m tests.mutations` says how many variants ended how.

It stops at the first variant that ends in a traceback or in a finding that cannot be used, and says how to
see it again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.mutations.trial import Trial
from tests.mutations.variants import KINDS, Variant, named, variants

COUNT = 22_000


def main() -> int:
    """0 if every variant ended well."""
    options = _options()
    chosen = [named(options.only)] if options.only else variants(options.seed, options.count)
    print(f"seed {options.seed}, {options.count} variants or a few more")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "caches")
        trial = Trial(
            Path(folder) / "shop", publish_every=1 if options.only else options.publish_every
        )
        if options.only:
            _show(next(iter(chosen)))
        return _run(trial, chosen, keep_going=options.keep_going)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument(
        "--seed", type=int, default=1, help="another seed, other variants (default 1)"
    )
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many (default {COUNT})")
    parser.add_argument(
        "--publish-every", type=int, default=25, help="which of the valid ones are applied"
    )
    parser.add_argument("--only", metavar="SEED/KIND/NUMBER", help="show this one and try it")
    parser.add_argument(
        "--keep-going", action="store_true", help="do not stop at the first failure"
    )
    return parser.parse_args()


def _run(trial: Trial, chosen: Iterable[Variant], *, keep_going: bool) -> int:
    begun, ends, failed = time.process_time(), Counter[str](), 0
    first: dict[str, str] = {}
    for variant in chosen:
        try:
            end = trial.of(variant)
            ends[end] += 1
            first.setdefault(end, variant.name)
        except Exception:
            failed += 1
            print(
                f"\n{traceback.format_exc()}\nagain: python -m tests.mutations --only {variant.name}"
            )
            if not keep_going:
                return 1
    print(f"{sum(ends.values())} variants of {len(KINDS)} kinds, {failed} failed:")
    print(
        "".join(
            f"  {number:6} {end} (first: {first[end]})\n" for end, number in ends.most_common()
        ),
        end="",
    )
    print(f"{time.process_time() - begun:.0f} s of this process")
    return 1 if failed else 0


def _show(variant: Variant) -> None:
    for file, content in variant.files().items():
        print(f"--- {file!r}")
        print(
            "(gone)"
            if content is None
            else repr(content[:200])
            if b"\0" in content
            else content[:6_000].decode("utf-8", "backslashreplace")
        )


if __name__ == "__main__":
    sys.exit(main())
