"""A plan as HTML: in a terminal, and as a comment between others on GitHub. For pictures only."""

from __future__ import annotations

import io

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.support.on_github import html_of

_THEME = TerminalTheme(
    (24, 26, 31),
    (214, 219, 226),
    [(60, 64, 72), (240, 113, 120), (126, 203, 133), (229, 192, 103), (97, 175, 239),
     (205, 143, 222), (94, 199, 207), (214, 219, 226)],
)  # fmt: skip

_TERMINAL = """<!doctype html><meta charset="utf-8"><style>{stylesheet}
body {{ margin: 0; background: #e6e8ec; }}
main {{ margin: 22px; border-radius: 9px; overflow: hidden; box-shadow: 0 6px 20px #0005;
  background: {background}; width: max-content; }}
header {{ background: #2a2d34; color: #9aa2ad; font: 13px system-ui, sans-serif; padding: 8px 14px; }}
pre {{ margin: 0; padding: 14px 18px; color: {foreground};
  font: 14px/1.42 "DejaVu Sans Mono", monospace; }}
</style><main><header>publer-sync plan</header><pre>{code}</pre></main>"""

_GITHUB = """
body { margin: 0; background: #f6f8fa; font: 14px/1.5 system-ui, "Noto Sans", "Noto Color Emoji", sans-serif;
  color: #1f2328; }
article { margin: 20px; background: #fff; border: 1px solid #d1d9e0; border-radius: 6px; width: 872px; }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px;
  color: #59636e; } header b { color: #1f2328; }
section { padding: 16px; } section > :first-child { margin-top: 0; }
section > :last-child { margin-bottom: 0; }
h3 { font-size: 17.5px; } h4 { font-size: 14px; } h3, h4 { margin: 24px 0 16px; }
p, ul, table, details, pre, .markdown-alert { margin: 0 0 16px; } ul { padding-left: 28px; }
li + li { margin-top: 3.5px; } a { color: #0969da; }
code { background: #818b981f; border-radius: 6px; padding: 2.8px 5.6px; }
code, pre { font-family: "DejaVu Sans Mono", monospace; font-size: 11.9px; }
pre { background: #f6f8fa; border-radius: 6px; padding: 16px; overflow: auto; line-height: 1.45; }
pre code { background: none; padding: 0; }
table { border-collapse: collapse; display: block; overflow: auto; width: max-content;
  max-width: 100%; }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left; } th { font-weight: 600; }
tr:nth-child(2n) td { background: #f6f8fa; } summary { cursor: pointer; }
.markdown-alert { padding: 7px 14px; border-left: 3.5px solid #cf222e; }
.markdown-alert > :last-child { margin: 0; } .markdown-alert-title { color: #cf222e; margin-bottom: 8px; }
"""


def in_a_terminal(text: str) -> str:
    """The page of a terminal that shows this text, colours and all."""
    console = Console(
        record=True, file=io.StringIO(), width=82, color_system="truecolor", force_terminal=True
    )
    console.print(Text.from_ansi(text), soft_wrap=True)
    return console.export_html(theme=_THEME, code_format=_TERMINAL)


def on_github(comment: str) -> str:
    """The page of a pull request with this comment, in colours and sizes like GitHub's."""
    head = f'<!doctype html><meta charset="utf-8"><style>{_GITHUB}</style>'
    who = "<header><b>publer-sync</b> commented now</header>"
    return f"{head}<article>{who}<section>{html_of(comment)}</section></article>"
