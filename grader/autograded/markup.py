"""Markup from strangers made harmless: HTML, SVG, and the text of Markdown cells.

nbconvert shows HTML as it is: what a student writes or prints would run in formgrader, with the
instructor's rights. Nothing here loads anything from anywhere either.
"""

import re
from collections.abc import Collection
from typing import Any
from xml.etree import ElementTree

from grader.autograded.images import clean_data_url

# The time to parse grows with the square of the depth and of the attributes of a tag: 80 s for
# 1 MB of <div>, 0.1 s for this many. A table of 60 rows and 20 columns has 2,600 tags.
MOST_TAGS = 6_000
MOST_WORDS = 15_000
SVG_DEPTH = 100


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _words(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub "
    "summary sup table tbody td tfoot th thead tr tt u ul var"
)
_WITH_CONTENT = _words(
    "audio canvas embed form iframe math noembed noframes noscript object script select style svg "
    "template textarea title video xmp"
)
# Neither id nor class: formgrader's own buttons and boxes are found by them.
_ATTRIBUTES = {
    "*": {"style", "title", "align"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "table": {"border"},
    "ol": {"start"},
    "details": {"open"},
}
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "border", "start"})
_NUMBER = re.compile(r"\d{1,4}")
_STYLE = re.compile(
    r"\s*(color|background-color|text-align|vertical-align|font-weight|font-style|"
    r"text-decoration|white-space)\s*:\s*([\w#%., -]|rgba?\([\d.,% ]*\))+"
)
_LINK = re.compile(r"https?://|mailto:", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def clean_html(html: str) -> str | None:
    """The HTML without scripts, styles, forms and anything that would be loaded.

    None if there is nothing to see afterwards, or too much to look at.
    """
    if html.count("<") > MOST_TAGS or len(re.findall(r"[\s/\"'=]+", html)) > MOST_WORDS:
        return None
    import nh3

    cleaned = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        allowed_classes={"table": {"dataframe"}},
        url_schemes={"http", "https", "mailto", "data"},
        url_relative="deny",
    )
    shown = 'src="data:' in cleaned or _TAG.sub("", cleaned).strip()
    return cleaned if shown else None


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return clean_data_url(value)
    if name == "href":
        return value if _LINK.match(value) else None
    if name in _NUMBERS:
        return value if _NUMBER.fullmatch(value) else None
    if name == "style":
        return ";".join(part for part in value.split(";") if _STYLE.fullmatch(part)) or None
    return value


# --- SVG ------------------------------------------------------------------------------------------

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_SVG_TAGS = _words(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan clipPath "
    "linearGradient radialGradient stop marker style title desc image"
)
_HREFS = frozenset({"href", f"{{{_XLINK}}}href"})
# Not allowed in a value: another address than a place in the picture, a script, an escape.
_LOADS = re.compile(r"url\s*\(\s*[\"']?(?!#)|@|\\|script:|data:|//|expression", re.IGNORECASE)


def clean_svg(svg: str) -> str | None:
    """The drawing with lines, shapes, text and embedded pictures alone; None if it is none."""
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml import ElementTree as Defused

    try:
        root = Defused.fromstring(svg)
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        return None
    if _svg_name(root) != "svg" or not _prune(root):
        return None
    _unfold_once(root)
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return ElementTree.tostring(root, encoding="unicode")


def _prune(root: Any) -> bool:
    """Take out of the tree what is not a drawing; whether it was worth looking at."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > SVG_DEPTH:
            return False
        _prune_attributes(element)
        for child in list(element):
            if _svg_name(child) not in _SVG_TAGS or _LOADS.search(_style_text(child)):
                element.remove(child)
            else:
                waiting.append((child, depth + 1))
    return True


def _unfold_once(root: Any) -> None:
    """Forget each `use` of what itself uses something: ten levels of ten make 10¹⁰ shapes."""
    nested = {
        f"#{element.get('id')}"
        for element in root.iter()
        if element.get("id") and any(_svg_name(inner) == "use" for inner in element.iter())
    }
    for element in root.iter():
        if _svg_name(element) == "use" and any(element.get(name) in nested for name in _HREFS):
            element.attrib.clear()


def _prune_attributes(element: Any) -> None:
    for name, value in list(element.attrib.items()):
        if name in _HREFS:
            value = _local(value, _svg_name(element))
        elif name.startswith(("on", "{")) or _LOADS.search(value):
            value = None
        if value is None:
            del element.attrib[name]
        else:
            element.set(name, value)


def _local(href: str, tag: str) -> str | None:
    return clean_data_url(href) if tag == "image" else href if href.startswith("#") else None


def _style_text(element: Any) -> str:
    return element.text or "" if _svg_name(element) == "style" else ""


def _svg_name(element: Any) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.removeprefix(f"{{{_SVG}}}")


# --- Markdown -------------------------------------------------------------------------------------

_BARE = "b br code del details em hr i kbd li mark ol p s small strong sub summary sup u ul"
_OPENS_TAG = re.compile(rf"<(?=[A-Za-z/!?])(?!/?(?:{'|'.join(_BARE.split())})\s*/?>)")
# A picture that may stay, whole; any other; the end of a link's text with what it points to.
_RISKY = re.compile(
    r"!\[[^\[\]\n]{0,999}\]\("
    r"(?:attachment:(?P<name>[A-Za-z0-9_.-]+)|(?P<data>data:image/[a-z]+;base64,[A-Za-z0-9+/=]+)"
    r"|[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*\.(?:png|jpe?g|gif))"
    r"(?:[ ]\"[^\"\n]{0,999}\")?\)"
    r"|(?P<picture>!\[)"
    r"|(?P<link>\])(?=[(:]\s*(?P<angle><?)(?P<target>[^\s)]*))"
)
# nbconvert looks for the end of each of these in the whole text: 1 MB of them would take an hour.
_OPENERS = ("\\begin{", "\\\\(", "\\\\[")
MOST_SCANNED = 20_000_000  # characters, some 0.3 s
_HARMLESS = re.compile(r"https?://|mailto:|#|[\w,+*=-]*$", re.IGNORECASE)


def clean_markdown(text: str, attached: Collection[str] = ()) -> str:
    """A Markdown text that shows what it would do: a space takes each risky mark its meaning.

    `<script>` becomes `< script>`, a picture from elsewhere and a link that is no web address
    become text. Bare tags (`<br>`), web links, `attached` pictures and formulas stay.
    """
    text = _OPENS_TAG.sub("< ", text)
    for opener in _OPENERS:
        if text.count(opener) * len(text) > MOST_SCANNED:
            text = text.replace(opener, f"{opener[0]} {opener[1:]}")
    return _RISKY.sub(lambda found: _harmless(found, attached), text)


def _harmless(found: re.Match[str], attached: Collection[str]) -> str:
    whole = found[0]
    if found["link"]:
        safe = not found["angle"] and _HARMLESS.match(found["target"])
        return "]" if safe else "] "
    unknown = found["name"] and found["name"] not in attached
    if found["picture"] or unknown or (found["data"] and not clean_data_url(found["data"])):
        return f"! {whole[1:]}".replace("](", "] (")
    return whole
