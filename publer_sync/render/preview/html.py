"""The page as HTML: templates that escape everything, and a policy under which nothing is loaded or run.

The policy names the page's own styles by their hashes. Only a page that is served while its files are
edited has a script, which asks whether there is a newer one.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from publer_sync.render.preview.model import PreviewPage

_PACKAGE = "publer_sync.render.preview"
_CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'"


def preview_html(page: PreviewPage, *, version: str | None = None) -> str:
    """The whole document. With a `version` it asks the server that it came from for another one."""
    return _document("page.html.j2", [_part("style.css"), page.styles], version, page=page)


def notice_html(text: str, *, version: str) -> str:
    """Render the page that a server shows while there is no preview."""
    return _document("notice.html.j2", [_part("style.css")], version, text=text)


def _document(template: str, styles: list[str], version: str | None, **value: object) -> str:
    script = _part("reload.js") if version else ""
    html = _templates().get_template(template).render(
        policy=_policy(styles, script),
        styles=[Markup(style) for style in styles],  # ours to the last byte: no word of a post is in it
        script=Markup(script),
        version=version,
        **value,
    )  # fmt: skip
    return html + "\n"


def _policy(styles: list[str], script: str) -> str:
    allowed = f"style-src {' '.join(map(_hash, styles))}; img-src data:"
    asking = f"; script-src {_hash(script)}; connect-src 'self'" if script else ""
    return f"{_CLOSED}; {allowed}{asking}"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _part(name: str) -> str:
    return (files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
