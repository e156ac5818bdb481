"""Values that files should not hold, by what they are hostile to."""

from __future__ import annotations

from tests.mutations.trees import Pairs

LONG = "x" * 70_000

TIMES = [
    "2036-03-30 02:30", "2036-10-26 02:30", "0000-01-01 00:00", "0001-01-01 00:00",
    "9999-12-31 23:59", "2036-02-30 09:00", "2036-05-05 24:00", "2036-05-05 09:60", "2036-05-05",
    "09:00", "now", "auto", "draft", "2036-05-05 09:00+99:99", "2036-05-05T09:00-14:00",
    "2036-05-05T09:00+14:00", "2036-05-05T09:00Z", "1970-01-01T00:00:00Z", "2036-05-05 09:00:30",
    "2036-05-05 09:00:00.000001", "２０３６-05-05 09:00", " ", "2036-W19-1 09:00", "tomorrow",
    "2000-01-01 00:00+14:00", "2100-12-31 23:59-14:00", "99999-01-01 00:00", "2036-05-05\t09:00",
    "2036-05-05 09:00 Europe/Rome", "-2036-05-05 09:00",
]  # fmt: skip
PATHS = [
    "../../../../etc/passwd", "/etc/passwd", "~/.ssh/id_rsa", "C:\\Windows\\win.ini", "..", ".",
    "", "/", "../../media", "../../media/", "../../media/nothing.png", "file:///etc/passwd",
    "https://example.com/a.png", "\\\\server\\share\\a.png", "../../media/basket.png\0.txt",
    "../../media/basket.PNG", "a" * 5000 + ".png", "../../media/./basket.png",
    "../../media/../media/basket.png", "../../publer-sync.yaml", "con.png",
    "../../media/\udcff.png", "../../media/basket.png ", "../../media/*.png", "media\nfile.png",
    "a/" * 2000, "../../.publer-sync/state.json", "../../.git/config", "\u202egnp.exe",
]  # fmt: skip
TEXTS = [
    "", " ", "\n", "\0", "\x1b[31mred\x1b[0m", "\ud800", "\udfff", "a\udc80b", "\u202eabc\u202c",
    "\ufeff", "\u200b" * 50, "\u2028", "\x85", LONG, "é" * 3000, "e\u0301" * 300, "👩‍👩‍👧‍👦" * 100,
    "🇮🇹" * 150, "#" * 300, "@" * 300, "$A " * 100, "https://" * 40, "http://[::1", "http://a" * 50,
    "https://example.com/" + "a" * 3000, "{{ name }}", "%s%d{0}{x!r}", "<!-- publer: twitter -->",
    "-->", "~" * 5000, "＃tag", "．com", "xn--", "a.b." * 200, "1" * 400, "*" * 2000, "[" * 2000,
    "(" * 2000, "`" * 2000, "> " * 300, "- " * 300, "_" * 2000, "![](" * 300, "<" * 2000,
    "&#x110000;", "&amp;" * 100, "|-" * 500, "\\" * 500, "#️⃣" * 40, "\u0600" * 100, "ﷺ" * 100,
]  # fmt: skip
SCALARS = [
    None, True, False, 0, -1, 1, 3, 2**31, 2**63, 10**30, -(10**30), 1.5, 1e300, float("inf"),
    float("nan"), "null", "~", "yes", "1e5", "0x1F", "1_000", "012", "2036-05-05", "12:30", "=",
    "<<", "*a", "&a", "!x", "%", "@", "`", "twitter", "facebook", "off", "none", "everybody",
    "public", "0s", "1h", "99999999999d", "-1h", "1.5h",
]  # fmt: skip
NESTED = [
    [], Pairs(), [[]], [None], [""], [Pairs()], Pairs([("", "")]), Pairs([(None, None)]),
    Pairs([("id", 1)]), [[[[[[]]]]]], ["a"] * 300, Pairs([(f"k{n}", n) for n in range(60)]),
    [True, 1, "x", None], Pairs([("<<", Pairs())]), Pairs([(1, 2), (True, False)]),
    Pairs([("file", None)]), Pairs([("account", [])]), Pairs([("at", "x")]),
]  # fmt: skip
KEYS = [
    "",
    " ",
    "\0",
    "\ud800",
    "\u202e",
    "x" * 3000,
    "<<",
    "?",
    "a b",
    "__proto__",
    "a.b",
    "[0]",
    "é",
    "#",
    "Text",
    "\n",
]

NAMES = [
    "ideas", "twitter", "no one", "short-notes", "shop-x", "shop-x ", "SHOP-X", "*", "", "@",
    "a/b", "..",
]  # fmt: skip
BODIES = [
    "> " * 400 + "x", "\n".join(" " * 2 * n + "- x" for n in range(150)),
    "\n".join(f"{n}. x" for n in range(400)),
    "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n|" + "b|" * 300, "| a |\n|--|\n" * 200,
    "```\n" * 201, "~~~~\n```\n~~~\n", "# " * 50, "#######  x", "![a](b.png)" * 100,
    "![a](../../../../etc/passwd)", "[a]: b\n[a]: c\n[a][a]", "<div>" * 500, "<!--", "-->",
    "<!-- publer: -->", "<!-- publer: no one -->\nx", "<!-- publer: twitter -->\n" * 3,
    "<!-- publer: x\n-->", "<!-- publer: twitter, -->\nx", "a <!-- publer: twitter --> b",
    "<!---->", "<!-->", "<!-- -- -->", "*" * 3000 + "x", "_a" * 2000, "[" * 3000, "[a](" * 1000,
    "![" * 2000, "`" * 999, "&#0;", "&#xD800;", "\\\n" * 300, "---\n" * 50,
    "    code\n\tcode\n" * 100, "- a\n\n  > b\n  > - c\n  >   ```\n  >   d",
    "<!-- publer: mastodon -->\n\n\n", "1) a\n2) b", "<table><tr><td>" * 200, "- [ ] a\n- [x] b",
    "***", "===", "a\n===", "a\n---", "[^1]\n\n[^1]: x", "<https://example.com>",
    "![alt](<a b.png> \"t\")", "![](jar.png){width=1}", "a  \nb\\\nc", "&" * 3000, "\u2028x\u2029",
    "\u202e\u2066x",
]  # fmt: skip
