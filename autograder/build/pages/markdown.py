"""Markdown as HTML: formulas as MathML, code in colours, an anchor and an entry for each heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from autograder.course.errors import ReleaseError

FORMAT = HtmlFormatter(nowrap=True)
BEHIND = " · "  # a heading's name stands before the first of these, its marks behind: set smaller
MARKED = re.compile(rf"(<h[1-6][^>]*>.*?){BEHIND}(.*)(</h[1-6]>)")
# What may be wider than a phone scrolls, also with the keyboard.
WIDE = '<div class="{}" tabindex="0" role="group" aria-label="{}">'
# A head without words says nothing to a screen reader, and is against the rules.
EMPTY_HEAD = re.compile(r"<thead>\s*<tr>\s*(?:<th[^>]*></th>\s*)+</tr>\s*</thead>\n")
EMPTY_CELL = re.compile(r"<th[^>]*></th>")


@dataclass(frozen=True)
class PageSection:
    """A heading, and the words below it up to the next one."""

    anchor: str  # "" for what stands before the first heading
    level: int
    heading: str
    words: str


@dataclass(frozen=True)
class Text:
    """A page's text; `html` is without the title."""

    title: str
    html: str
    sections: tuple[PageSection, ...]


@dataclass(frozen=True)
class Places:
    """Where a page's pictures and links lead: addresses in the Markdown → addresses in the HTML."""

    picture: Callable[[str], str]
    link: Callable[[str], str | None]  # None: no such page, so the words stay without a link


def read(text: str, places: Places, part: str = "") -> Text:
    """A page of Markdown; or a `part` of a page, whose title is a heading with this anchor."""
    parser = _parser(f"{part}-" if part else "")
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "inline":
            _lead(token.children or [], places)
    title, tokens = _titled(tokens, part)
    sections = _sections(tokens)
    html = parser.renderer.render(tokens, parser.options, {})
    html = MARKED.sub(r"\1 <small>\2</small>\3", html)
    html = EMPTY_CELL.sub("<td></td>", EMPTY_HEAD.sub("", html))
    return Text(title, html, sections)


def _parser(prefix: str) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"highlight": _code}).enable(["table", "strikethrough"])
    parser.use(anchors_plugin, max_level=3, slug_func=lambda title: prefix + _anchor(title))
    parser.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
        renderer=lambda latex, how: _formula(latex, "block" if how["display_mode"] else "inline"),
    )
    parser.add_render_rule("table_open", lambda *_: WIDE.format("wide", "Table") + "\n<table>\n")
    parser.add_render_rule("table_close", lambda *_: "</table>\n</div>\n")
    parser.add_render_rule(
        "math_block",
        lambda _, tokens, at, *__: (
            WIDE.format("math", "Formula") + _formula(tokens[at].content, "block") + "</div>\n"
        ),
    )
    parser.add_render_rule("code_block", lambda _, tokens, at, *__: _code(tokens[at].content))
    return parser


def _formula(latex: str, display: str) -> str:
    try:
        return str(convert(latex, display=display))
    except Exception as error:
        raise ReleaseError(
            f"the formula {latex.strip()!r} cannot be read ({type(error).__name__}): mend it"
        ) from None


def _anchor(title: str) -> str:
    """`conv_layer` for the heading "4. `conv_layer` · essential"."""
    name = re.sub(r"^\d+\.\s+", "", title.partition(BEHIND)[0]).lower()
    return re.sub(r"[^\w -]", "", name).strip().replace(" ", "-")


def _code(content: str, language: str = "", _: str = "") -> str:
    """A block of code; an example as Python's prompt shows it is told by its first line."""
    if language == "python" and content.startswith(">>>"):
        language = "pycon"
    try:
        lexer = get_lexer_by_name(language or "text", stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    return f'<pre tabindex="0"><code>{highlight(content, lexer, FORMAT)}</code></pre>\n'


def _lead(children: Sequence[Token], places: Places) -> None:
    """Pictures' and links' addresses as the page needs them; a dead link becomes plain words."""
    dead = False
    for child in children:
        if child.type == "image":
            child.attrSet("src", places.picture(unquote(str(child.attrGet("src")))))
        elif child.type == "link_open":
            leads = places.link(str(child.attrGet("href")))
            dead = leads is None
            child.attrs = {**child.attrs, "href": leads} if leads is not None else {}
        if dead and child.type in ("link_open", "link_close"):  # links do not nest
            child.tag = "span"


def _titled(tokens: list[Token], part: str) -> tuple[str, list[Token]]:
    """The title, and the rest; of a `part` everything with its headings a level lower."""
    heads = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    at = next((at for at in heads if tokens[at].tag == "h1"), None)
    title = "" if at is None else _words(tokens[at + 1])
    if at is not None and part:
        tokens[at].attrSet("id", part)
    elif at is not None:
        tokens = tokens[:at] + tokens[at + 3 :]
    for head in heads if part else ():
        for token in (tokens[head], tokens[head + 2]):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    return title, tokens


def _sections(tokens: Sequence[Token]) -> tuple[PageSection, ...]:
    found: list[PageSection] = []
    anchor, level, heading = "", 1, ""
    words: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.attrGet("id"):
            found.append(PageSection(anchor, level, heading, " ".join(words)))
            anchor, level = str(token.attrGet("id")), int(token.tag[1])
            heading, words = _words(tokens[at + 1]).partition(BEHIND)[0], []
        elif token.type == "inline" and tokens[at - 1].type != "heading_open":
            words.append(_words(token))
        elif token.type in ("fence", "code_block"):
            words.append(" ".join(token.content.split()))
    found.append(PageSection(anchor, level, heading, " ".join(words)))
    return tuple(each for each in found if each.anchor or each.words)


def _words(inline: Token) -> str:
    kinds = ("text", "code_inline", "softbreak", "image")
    parts = [c.content or " " for c in inline.children or () if c.type in kinds]
    return "".join(parts).strip()
