"""Markup that would act, load or spy if a page showed it, and who looks whether one does."""

import base64
import struct
import zlib

from bs4 import BeautifulSoup

# Fragments to be combined: openers without an end, attributes, entities, the tricks of filters.
HTML = (
    "<script>alert(1)</script>",
    '<img src="http://evil.example/spy.png" onerror="alert(1)">',
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">a</a>',
    '<a href="jav&#x09;ascript:alert(1)">a</a>',
    '<a href=" &#106;avascript:alert(1)">a</a>',
    '<iframe src="http://evil.example/spy"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<form action="http://evil.example/spy"><input name=a><button>b</button>',
    '<meta http-equiv="refresh" content="0;url=http://evil.example/spy">',
    '<link rel="stylesheet" href="http://evil.example/spy.css">',
    "<style>@import 'http://evil.example/spy.css'; body{display:none}</style>",
    '<p style="background:url(http://evil.example/spy)">p</p>',
    '<p style="color:red;background-color:url(http://evil.example/spy);position:fixed">p</p>',
    '<div id="kl" class="btn full-credit" onclick="alert(1)">d</div>',
    '<base href="http://evil.example/spy">',
    '<object data="http://evil.example/spy"></object><embed src="http://evil.example/spy">',
    '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    '<video src="http://evil.example/spy" autoplay></video>',
    '<img srcset="http://evil.example/spy 2x" src="data:image/svg+xml;base64,PHN2Zz4=">',
    "<!-- <script>alert(1)</script> --><![CDATA[<script>alert(1)</script>]]><?php x ?>",
    '<table background="http://evil.example/spy"><td>x',
    "<textarea><xmp><plaintext>",
    "</div></div></body></html>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<a href="evil.html">a</a><a href="//evil.example/spy">b</a>',
)
LINKS = (
    "[a](javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](&#106;avascript:alert(1))",
    "[a]( \n javascript:alert(1))",
    "[a](java\\script:alert(1))",
    "[a][r]\n\n[r]: javascript:alert(1)\n",
    "\n> [r]: <javascript:alert(1)>\n",
    "![a](http://evil.example/spy.png)",
    "![a][i]\n\n[i]: http://evil.example/spy.png\n",
)
MARKDOWN = (
    *HTML,
    *LINKS,
    "![i]",
    "![a](attachment:nowhere.png)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "[![a](http://evil.example/spy.png)](https://ok.example)",
    "<javascript:alert(1)>",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](evil.html) [a](../evil.html)",
    "```mermaid\n</pre><script>alert(1)</script>\n```",
    "$\\href{javascript:alert(1)}{x}$",
    "$$\\text{<script>alert(1)</script>}$$",
    "\\begin{a}<script>alert(1)</script>\\end{a}",
    "`<b>` **b** \\",
    "![",
    "](",
    "\n\n",
)
_ACTS = "script iframe object embed form input button meta link base style template svg video audio"
_LOADS = ("src", "srcset", "data", "action", "background", "poster", "formaction", "xlink:href")


def dangers(html: str) -> list[str]:
    """The elements and attributes of a page that act or load, as a browser would read them."""
    found = []
    for element in BeautifulSoup(f"<main>{html}</main>", "html.parser").find_all(True):
        if element.name in _ACTS.split():
            found.append(f"<{element.name}>")
        for name, value in element.attrs.items():
            text = " ".join(value) if isinstance(value, list) else value
            if name.startswith("on") or (name in ("id", "class") and "full-credit" in text):
                found.append(f"{name}={text}")
            if name in _LOADS and not _is_inert_picture(text):
                found.append(f"{name}={text}")
            if name == "href" and not text.startswith(("http://", "https://", "mailto:", "#")):
                found.append(f"href={text}")
            if name == "style" and ("url" in text or "position" in text):
                found.append(f"style={text}")
    return found


def _is_inert_picture(url: str) -> bool:
    head, _, data = url.partition(",")
    drawn = base64.b64decode(data).decode() if head == "data:image/svg+xml;base64" else ""
    inert = not any(word in drawn for word in ("<script", "onload=", "evil"))
    return inert and head in ("data:image/svg+xml;base64", "data:image/png;base64")


def png(width: int = 1, height: int = 1) -> str:
    """A picture with these sides in its header and the data of one pixel."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()
