"""The request target: what path becomes, and what requestline keeps."""

from .common import Area, REPLY, case, doc, get, gh, method

area = Area("target")

REFS = [method("parse_request"), doc("path"), "rfc9112:3.2"]
SHOW = REPLY + get("path", "requestline", "command")

TARGETS = [
    ("slash", "/"), ("two-slashes", "//"), ("three-slashes", "///"),
           ("slashes-host", "//evil.example/%2e%2e"),
    ("slashes-in-middle", "/a//b"), ("slashes-both", "//a//b"), ("slashes-many", "////////a"),
    ("slashes-latin-1", "//\xa1"), ("slashes-query", "//?a=//b"), ("slashes-backslash", "//\\a"),
    ("slash-backslash", "/\\oast.me/%2e%2e%2f"), ("backslashes", "\\\\a"), ("slash-dot", "/./a"),
    ("slash-dotdot", "/../etc/passwd"), ("encoded-slashes", "/%2f%2fa"), ("query", "/?a=b&c=d"),
    ("query-only", "?a=b"), ("fragment", "/#top"), ("absolute", "http://x/p"),
           ("absolute-slashes", "http:////x//p"),
    ("absolute-userinfo", "http://u:p@x:80/"), ("authority", "x:443"),
           ("authority-empty-port", "x:"),
    ("asterisk", "*"), ("relative", "foo"), ("dot", "."), ("colon", ":"), ("semicolon", "/;a=b"),
    ("percent", "/%"), ("percent-bad", "/%zz"), ("percent-nul", "/%00"), ("plus", "/a+b"),
    ("quotes", "/'\""), ("apostrophe", "/'"), ("quote", "/\""), ("markup", "/<script>"),
           ("braces", "/{}[]|^`"),
    ("latin-1", "/\xe9\xff"), ("shy", "/\xad"), ("utf-8", "/\xc3\xa9\xe2\x82\xac"),
           ("nul", "/\x00"),
    ("control", "/\x01\x1b\x7f"), ("c1", "/\x80\x9f"), ("135", "/" + "a" * 135),
           ("240", "/" + "a" * 240),
    ("tilde", "/~user/"), ("at", "/@"), ("version-like", "/HTTP/1.1"), ("get-like", "GET"),
    ("digits", "12345"), ("comma", "/a,b"), ("equals", "="),
]


@area.rule("form", refs=REFS)
def form():
    for what, target in TARGETS:
        yield case(what, "The target %s." % ascii(target)[:50], "GET %s HTTP/1.1\r\n\r\n" % target,
                   SHOW)


@area.rule("two-words", refs=REFS + [gh(87389)])
def two_words():
    for what, target in TARGETS[:14] + TARGETS[18:26]:
        yield case(what, "The target %s of an HTTP/0.9 request." % ascii(target),
                   "GET %s\r\n\r\n" % target, SHOW)


@area.rule("method", refs=REFS + [gh(87389), "rfc9112:3.2.3", "rfc9112:3.2.4"])
def by_method():
    for what, name, target in [
            ("connect", "CONNECT", "x:443"), ("connect-empty-port", "CONNECT", "x:"),
            ("connect-slashes", "CONNECT", "//x"), ("options-asterisk", "OPTIONS", "*"),
            ("options-slashes", "OPTIONS", "//*"), ("head-slashes", "HEAD", "//a"),
            ("post-slashes", "POST", "//a//b"), ("delete-slashes", "DELETE", "///")]:
        yield case(what, "%s with target %s." % (name, target),
                   "%s %s HTTP/1.1\r\n\r\n" % (name, target), {name: SHOW})


@area.rule("failed", refs=REFS + [gh(87389)], program=SHOW)
def failed():
    """What path is when the request fails after it was set."""
    for what, about, rfile in [
            ("unknown-method", "501 for a method nobody serves.", "BREW //a HTTP/1.1\r\n\r\n"),
            ("too-many-headers", "431 after the path was set.",
             "GET //a HTTP/1.1\r\n" + "A: 1\r\n" * 101),
            ("bad-version", "400 before the path was set.", "GET //a HTTP/x\r\n\r\n"),
            ("505", "505 before the path was set.", "GET //a HTTP/2.0\r\n\r\n"),
            ("four-words", "400 for four words.", "GET //a //b HTTP/1.1\r\n\r\n")]:
        yield case(what, about, rfile)
