"""Whether a connection persists: versions, the Connection field, what a method sends or sets."""

from .common import (Area, NEXT, SERVE, TWO_BYTES, case, doc, method, number, raw, slug, status)

area = Area("connection")

PARSE = method("parse_request")

VALUES = [("close", "close"), ("keep-alive", "keep-alive"), ("capital", "Close"),
          ("upper-case", "KEEP-ALIVE"), ("trailing-space", "close "),
          ("leading-spaces", "   close"),
          ("tab", "\tclose"), ("keep-alive-space", "keep-alive "),
          ("list-close-last", "keep-alive, close"),
          ("list-close-first", "close, keep-alive"), ("list-foo-close", "foo, close"),
          ("list-foo-keep-alive", "foo, keep-alive"), ("empty-elements", ", close,"),
          ("upgrade", "Upgrade"), ("empty", ""), ("nbsp", "close\xa0"), ("quoted", "\"close\""),
          ("semicolon", "close;"), ("keepalive", "keepalive"), ("long-s", "clo\xdfe"),
          ("nul", "close\x00"), ("vt", "\x0bclose")]


@area.rule("matrix", refs=[PARSE, doc("protocol_version.keepalive"),
                           doc("close_connection.meaning"), "rfc9112:9.3"], program=SERVE)
def matrix():
    for version in ("HTTP/0.9", "HTTP/1.0", "HTTP/1.1", "HTTP/1.10", "HTTP/01.1", "HTTP/1.01",
                    "HTTP/1.2", None):
        for protocol in ("HTTP/1.0", "HTTP/1.1", "HTTP/2"):
            for value in (None, "close", "keep-alive"):
                name = version[5:] if version else "two-words"
                line = "GET /" + (" " + version if version else "") + "\r\n"
                field = "Connection: %s\r\n" % value if value else ""
                yield case("%s-to-%s-%s" % (name, protocol[5:], value or "none"),
                           "Version %s against protocol_version %s, Connection: %s."
                           % (version or "none (two words)", protocol, value or "absent"),
                           line + field + "\r\n" + NEXT, protocol_version=protocol)


@area.rule("value", refs=[PARSE, "rfc9110:7.6.1", "rfc9112:9.6"], program=SERVE)
def value():
    for what, text in VALUES:
        for version in ("1.0", "1.1"):
            yield case("%s-%s" % (what, version),
                       "Connection: %s in an HTTP/%s request." % (ascii(text), version),
                       "GET / HTTP/%s\r\nConnection: %s\r\n\r\n%s" % (version, text, NEXT),
                       protocol_version="HTTP/1.1")


@area.rule("fields", refs=[PARSE, "rfc9110:5.3"], program=SERVE, protocol_version="HTTP/1.1")
def fields():
    for what, about, lines in [
            ("close-then-keep-alive", "Of two fields the first counts: close.",
             ["Connection: close", "Connection: keep-alive"]),
            ("keep-alive-then-close", "Of two fields the first counts: keep-alive.",
             ["Connection: keep-alive", "Connection: close"]),
            ("other-then-close", "A first field that says nothing hides the second.",
             ["Connection: x", "Connection: close"]),
            ("empty-then-close", "So does an empty one.", ["Connection:", "Connection: close"]),
            ("name-case", "The field name has any case.", ["cOnNeCtIoN: close"]),
            ("proxy-connection", "Proxy-Connection means nothing.", ["Proxy-Connection: close"]),
            ("keep-alive-field", "Keep-Alive means nothing.", ["Keep-Alive: timeout=5"]),
            ("kelvin", "Names are compared by Unicode lower(): still no match.",
             ["Connectio\x6e: close"])]:
        for version in ("1.0", "1.1"):
            yield case("%s-%s" % (what, version), about,
                       "GET / HTTP/%s\r\n%s\r\n\r\n%s" % (version, "\r\n".join(lines), NEXT))


@area.rule("sent", refs=[method("send_header"), doc("send_header.connection")])
def sent():
    """What send_header does to close_connection."""
    for what, text in VALUES:
        for version in ("HTTP/1.0", "HTTP/1.1") if len(text) < 11 else ("HTTP/1.1",):
            yield case("%s-%s" % (what, version[5:]),
                       "The method sends Connection: %s, protocol_version is %s."
                       % (ascii(text), version),
                       "GET / HTTP/1.1\r\n\r\n" + NEXT,
                       [["send_response", 200], ["send_header", "Connection", text],
                        ["end_headers"], ["get", "close_connection"],
                        ["set", "protocol_version", "HTTP/1.0"]],
                       protocol_version=version)
    for what, about, name in [
            ("name-upper-case", "The name in capitals.", "CONNECTION"),
            ("name-space", "A space after the name: another name.", "Connection "),
            ("name-other", "Another name.", "Connections"),
            ("name-kelvin", "KELVIN SIGN lowers to k, but no k is in the name.",
             "Connection\u212a")]:
        yield case(what, about, "GET / HTTP/1.1\r\n\r\n" + NEXT,
                   [["send_response", 200],
                    ["try", [["send_header", name, "close"]]],
                    ["get", "close_connection"], ["end_headers"]],
                   protocol_version="HTTP/1.1")
    for what, about, first, second in [
            ("close-then-keep-alive", "The last field sent decides: open.", "close", "keep-alive"),
            ("keep-alive-then-close", "The last field sent decides: closed.", "keep-alive",
             "close")]:
        yield case(what, about, "GET / HTTP/1.1\r\n\r\n" + NEXT,
                   [["send_response", 200], ["send_header", "Connection", first],
                    ["send_header", "Connection", second], ["end_headers"]],
                   protocol_version="HTTP/1.1")
    for what, about, value_ in [("int", "An int", 5), ("none", "None", None),
                                ("bytes", "Bytes", raw("close")),
                                ("true", "True", True), ("float", "A float", 1.5),
                                ("list", "A list", ["close"])]:
        yield case("odd-" + what, about + " as the value of Connection: the line is in the buffer, "
                   "then it fails.", "GET / HTTP/1.1\r\n\r\n",
                   [["send_response", 200], ["try", [["send_header", "Connection", value_]]],
                    ["end_headers"]])
    yield case("http09-close", "On an HTTP/0.9 request it still takes effect.",
               "GET /\r\nConnection: keep-alive\r\n\r\n" + NEXT,
               [["send_header", "Connection", "close"], ["write", "x"]],
               protocol_version="HTTP/1.1")
    yield case("http09-keep-alive", "An HTTP/0.9 connection can be kept open.",
               "GET /\r\n\r\n" + NEXT,
               [["send_header", "Connection", "keep-alive"], ["write", "x"],
                ["set", "send_count", 1]])


@area.rule("set", refs=[method("handle"), doc("handle.loop"), doc("close_connection.meaning")])
def set_by_method():
    """The loop goes on while close_connection is false, of whatever type."""
    values = [("true", True), ("false", False), ("0", 0), ("1", 1), ("minus-1", -1), ("2", 2),
              ("none", None), ("empty-text", ""), ("text", "no"), ("text-false", "False"),
              ("empty-list", []), ("list", [0]), ("empty-dict", {"$dict": {}}),
              ("dict", {"$dict": {"a": 1}}), ("empty-tuple", {"$tuple": []}),
              ("tuple", {"$tuple": [0]}), ("0.0", 0.0), ("minus-0.0", -0.0), ("0.1", 0.1),
              ("nan", number("nan")), ("empty-bytes", raw("")), ("bytes", raw("\x00")),
              ("status", status(200)), ("big-int", number("123456789012345678901234567890"))]
    for place, (what, value_) in enumerate(values):
        for protocol in ("HTTP/1.0", "HTTP/1.1") if place < 8 else ("HTTP/1.1",):
            yield case("%s-%s" % (slug(what), protocol[5:]),
                       "The method sets close_connection (%s)." % what,
                       "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n\r\n",
                       TWO_BYTES + [["set", "close_connection", value_],
                                    ["get", "close_connection"]], protocol_version=protocol)
    yield case("deleted", "Without the attribute, handle() fails.", "GET / HTTP/1.1\r\n\r\n" + NEXT,
               TWO_BYTES + [["del", "close_connection"]], protocol_version="HTTP/1.1",
               refs=[doc("close_connection.before-return")])


@area.rule("error", refs=[method("send_error"), doc("send_error.connection-close"), "rfc9112:9.6"],
           protocol_version="HTTP/1.1")
def error():
    """An error ends the connection, unless something opens it again."""
    for what, about, actions in [
            ("closes", "send_error closes.", [["send_error", 404]]),
            ("then-keep-alive", "A later Connection: keep-alive opens it again.",
             [["send_error", 404], ["send_header", "Connection", "keep-alive"]]),
            ("then-set", "Setting the attribute opens it again.",
             [["send_error", 404], ["set", "close_connection", False]]),
            ("twice", "Two errors: two answers.", [["send_error", 404], ["send_error", 500]]),
            ("100", "An interim status closes too.", [["send_error", 100]]),
            ("unknown", "So does an unknown status.", [["send_error", 599]])]:
        yield case(what, about, "GET / HTTP/1.1\r\n\r\n" + NEXT,
                   actions + [["get", "close_connection"],
                              ["set", "error_message_format", "%(code)d"],
                              ["set", "protocol_version", "HTTP/1.0"]])
