"""From the method token to do_<method>, or 501."""

from .common import Area, GET11, NEXT, REPLY, TWO_BYTES, attempt, case, doc, method, pair, raw

area = Area("dispatch")

REFS = [method("handle_one_request"), doc("class.dispatch"), doc("class.method-name"),
        "rfc9110:9.1"]
SHOWN = {"M-SEARCH": "M-SEARCH", "'": "apostrophe", "\"": "quote", "'\"": "both-quotes",
         "\\": "backslash",
         "get": "lower-case", "Get": "capital", "GET/": "slash", "\xc9T\xc9": "latin-1",
         "G\x00T": "nul",
         "\x00": "nul-only", "\x1b[0m": "escape", "%s": "percent", "<b>": "markup", "{}": "braces",
         "_": "underscore",
         "__class__": "dunder", "!#$%&*+.^`|~": "token-characters", "\xad": "shy",
         "\xff": "y-diaeresis"}


@area.rule("unknown", refs=REFS, program=TWO_BYTES)
def unknown():
    for name in ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PRI",
                 "get", "Get",
                 "GETGET", "GET/", "M-SEARCH", "'", "\"", "'\"", "\\", "\xc9T\xc9", "G\x00T",
                 "\x00", "\x1b[0m", "%s",
                 "<b>", "{}", "_", "__class__", "!#$%&*+.^`|~", "\xad", "\xff", "0", "-1"]:
        yield case(SHOWN.get(name, name).replace("-1", "minus-1"),
                   "501 for the method %s." % ascii(name),
                   "%s / HTTP/1.1\r\nHost: h\r\n\r\n%s" % (name, NEXT), protocol_version="HTTP/1.1")


@area.rule("served", refs=REFS)
def served():
    for name in ["HEAD", "DELETE", "M-SEARCH", "get", "'", "\\", "\xc9T\xc9", "_", "GET/", "<b>",
                 "%s", "0", "{}",
                 "__class__", "\xff", "G\x00T"]:
        yield case(SHOWN.get(name, name), "A method %s that is served." % ascii(name),
                   "%s / HTTP/1.1\r\n\r\n" % name, {name: TWO_BYTES + [["get", "command"]]})


@area.rule("program", refs=REFS + [doc("class.abstract")])
def programs():
    yield case("none", "The bare class answers 501 to everything.", GET11)
    yield case("none-head", "To HEAD without a body.", "HEAD / HTTP/1.1\r\n\r\n")
    yield case("none-http09", "To an HTTP/0.9 request with the page alone.", "GET /\r\n\r\n")
    yield case("empty", "A method that does nothing.", GET11, [])
    yield case("empty-persistent", "A method that does nothing, twice.", GET11 + NEXT, [],
               protocol_version="HTTP/1.1")
    yield case("two-methods", "Each request meets its own method.",
               "HEAD / HTTP/1.1\r\n\r\n" + NEXT,
               {"GET": [["write", "get"]], "HEAD": [["write", "head"]]},
               protocol_version="HTTP/1.1")
    yield case("long-name", "A method of 300 letters is echoed.", "A" * 300 + " / HTTP/1.1\r\n\r\n",
               refs=["rfc9112:3"])
    for what, value in [("none", None), ("true", True), ("0", 0), ("text", "x"), ("list", [])]:
        yield case("returns-" + what, "What a method returns is ignored (%s)." % what, GET11 + NEXT,
                   REPLY + [["return", value], ["write", "never"]], protocol_version="HTTP/1.1")


@area.rule("flush", refs=[method("handle_one_request"), doc("wfile")], protocol_version="HTTP/1.1")
def flush():
    """wfile.flush() comes once after a method, and only then."""
    for what, rfile, actions in [
            ("served", GET11, REPLY), ("nothing-sent", GET11, []),
                                 ("error-by-method", GET11, [["send_error", 404]]),
            ("501", "BREW / HTTP/1.1\r\n\r\n", REPLY), ("400", "BAD\r\n\r\n", REPLY),
                                 ("empty-line", "\r\n", REPLY),
            ("raised", GET11, REPLY + [["raise", "ValueError"]]), ("three", GET11 * 3, REPLY),
            ("by-method-too", GET11, REPLY + [["flush"], ["flush"]])]:
        yield case(what, "How often wfile is flushed (%s)." % what.replace("-", " "), rfile,
                   actions)


@area.rule("set", refs=REFS, protocol_version="HTTP/1.1")
def set_methods():
    """Instance attributes that stand where a method should."""
    for what, value in [("none", None), ("int", 5), ("text", "x"), ("list", []),
                        ("bytes", raw("x")),
                        ("tuple", pair(1))]:
        yield case("not-callable-" + what,
                   "do_POST is set to something that cannot be called (%s)." % what,
                   GET11 + "POST / HTTP/1.1\r\n\r\n", REPLY + [["set", "do_POST", value]])
    yield case("deleted", "A method of the class cannot be deleted from the handler.", GET11,
               [attempt(["del", "do_GET"])] + REPLY)
    yield case("command-changed", "A command that the method changes is not dispatched again.",
               GET11,
               REPLY + [["set", "command", "POST"]])
