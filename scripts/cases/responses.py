"""The five methods that make a response, and how their writes are grouped."""

from .common import (Area, GET09, GET11, HEAD11, OWN, REPLY, attempt, case, doc, gh, keywords,
                     mapping, method, raw, slug, status)
from .values import COMMON_STATUSES, ODD_CODES, ODD_VALUES, STATUSES, TEXTS, UNKNOWN_CODES

area = Area("responses")

SENT = [["end_headers"]]


@area.rule("status-only", refs=[method("send_response_only"), doc("send_response_only.no-extra"),
                                doc("send_response_only.default-message")])
def status_only():
    for code in STATUSES:
        yield case("%d" % code, "send_response_only(%d): the phrase of each version's table."
                   % code,
                   GET11, [["send_response_only", code]] + SENT)
    for code in UNKNOWN_CODES[::2]:
        yield case("unknown-%s" % str(code).replace("-", "minus-"),
                   "send_response_only(%d): an unknown code has no phrase." % code,
                   GET11, [attempt(["send_response_only", code])] + SENT)
    for name, again in [("status-line", ["send_response_only", 200]), ("header", ["send_header", "A", "b"]),
                        ("response", ["send_response", 200])]:
        yield case("buffer-deleted-" + name, "Into a buffer that was deleted after use: %s." % again[0],
                   GET11, [["send_response_only", 200]] + SENT
                   + [["del", "_headers_buffer"], again] + SENT)


@area.rule("status", refs=[method("send_response"), doc("send_response.log"),
                           doc("send_response.server-date")])
def statuses():
    for code in COMMON_STATUSES[::4] + [599, 0, 1000]:
        yield case("%d" % code, "send_response(%d)." % code, GET11,
                   [["send_response", code]] + SENT)
    for code in (100, 204, 404, 500):
        yield case("member-%d" % code, "send_response with the HTTPStatus member of %d." % code,
                   GET11, [["send_response", status(code)]] + SENT)
        yield case("head-%d" % code, "HEAD makes no difference to send_response(%d)." % code,
                   HEAD11, {"HEAD": [["send_response", code]] + SENT})
        yield case("http09-%d" % code, "On an HTTP/0.9 request send_response(%d) only logs." % code,
                   GET09, [["send_response", code]] + SENT)


@area.rule("odd-code", refs=[method("send_response"), method("send_response_only")])
def odd_codes():
    for what, value in ODD_CODES:
        yield case(what, "send_response with a code of another kind (%s)." % what, GET11,
                   [attempt(["send_response", value]), attempt(["send_response", value, "M"]),
                    ["end_headers"]])
        yield case("only-" + what, "send_response_only with a code of another kind (%s)." % what,
                   GET11, [attempt(["send_response_only", value]),
                           attempt(["send_response_only", value, "M"]), attempt(["end_headers"])])


def with_text(name, make, about, refs, values=tuple(TEXTS + ODD_VALUES)):
    """A rule that hands every text and odd value to one argument."""
    @area.rule(name, refs=refs)
    def texts():
        for what, value in values:
            yield case(what, about % what, GET11, make(value))


with_text("message", lambda v: [["send_response", 200, v], ["end_headers"]],
          "send_response with a message of kind %s.",
          [method("send_response"), gh(105956), "rfc9112:4"])
with_text("message-only", lambda v: [["send_response_only", 200, v], ["end_headers"]],
          "send_response_only with a message of kind %s.",
          [method("send_response_only"), gh(105956), "rfc9112:4"], TEXTS[::3] + ODD_VALUES[::3])
with_text("header-value", lambda v: [["send_response", 200], ["send_header", "X", v],
                                     ["end_headers"]],
          "send_header with a value of kind %s.",
          [method("send_header"), doc("send_header.format"), gh(86693), gh(142533)])
with_text("header-name",
          lambda v: [["send_response_only", 200], attempt(["send_header", v, "v"]),
                     ["end_headers"]],
          "send_header with a name of kind %s.",
          [method("send_header"), doc("send_header.format"), gh(142533)])


@area.rule("sequence", refs=[method("end_headers"), method("flush_headers"),
                             doc("end_headers.blank-line"),
                             doc("flush_headers"), doc("send_response.buffered"),
                             doc("send_header.buffered"), gh(87640)])
def sequences():
    hello = ["write", "hello"]
    rows = [
        ("nothing", "A method that does nothing.", []),
        ("write-only", "A body without any header.", [hello]),
        ("write-empty", "An empty write is a write.", [["write", ""]]),
        ("end-first", "end_headers() before anything else fails.", [["end_headers"]]),
        ("end-first-caught", "After that failure a response is still possible.",
         [attempt(["end_headers"])] + REPLY),
        ("flush-first", "flush_headers() before anything else does nothing.", [["flush_headers"]]),
        ("only-then-end", "A bare status line.", [["send_response_only", 200], ["end_headers"]]),
        ("only-without-end", "Without end_headers nothing is sent.", [["send_response_only", 200]]),
        ("response-without-end", "Nor here, but it is logged.", [["send_response", 200]]),
        ("response-then-write", "A body overtakes the headers that were not ended.",
         [["send_response", 200], hello]),
        ("response-write-end", "The same, with the headers after it.",
         [["send_response", 200], hello, ["end_headers"]]),
        ("header-first", "A header before the status line goes out in front of it.",
         [["send_header", "A", "1"], ["send_response", 200], ["end_headers"]]),
        ("header-only", "A header without a status line.",
         [["send_header", "A", "1"], ["end_headers"]]),
        ("number-header-only", "A header whose value is a number, and nothing before it.",
         [["send_header", "A", 5], ["end_headers"]]),
        ("number-phrase-only", "A status line whose phrase is a number, and nothing before it.",
         [["send_response_only", 200, 5], ["end_headers"]]),
        ("flush-each", "flush_headers after each step: a write for each.",
         [["send_response", 200], ["flush_headers"], ["send_header", "A", "1"], ["flush_headers"],
          ["end_headers"]]),
        ("flush-twice", "An empty buffer is written as an empty write.",
         [["send_header", "A", "1"], ["flush_headers"], ["flush_headers"]]),
        ("end-twice", "end_headers twice: two blank lines.",
         [["send_response", 200], ["end_headers"], ["end_headers"]]),
        ("flush-after-end", "flush_headers after end_headers writes nothing, visibly.",
         [["send_response", 200], ["end_headers"], ["flush_headers"]]),
        ("two-responses", "Two responses in one buffer.",
         [["send_response", 200], ["send_response", 404], ["end_headers"]]),
        ("two-complete", "Two complete responses.", REPLY + REPLY),
        ("interim-then-final", "An interim response, then the final one.",
         [["send_response_only", 100], ["end_headers"], ["send_response", 200], ["end_headers"]]),
        ("early-hints", "103 by number, with a field.",
         [["send_response_only", 103], ["send_header", "Link", "</a>"], ["end_headers"]] + REPLY),
        ("header-after-end", "A header after the end of the headers stays in the buffer.",
         REPLY + [["send_header", "Late", "1"]]),
        ("many-headers", "Many headers are one write.",
         [["send_response", 200]] + [["send_header", "H%d" % n, n] for n in range(40)]
         + [["end_headers"]]),
        ("flush-stream", "wfile.flush by the method, between writes.",
         REPLY + [["flush"], ["write", "a"], ["flush"], ["write", "b"]]),
        ("flush-stream-first", "wfile.flush before anything.", [["flush"], ["flush"]] + REPLY),
        ("many-writes", "Each write stays apart.",
         REPLY + [["write", "%d" % n] for n in range(10)]),
        ("error-after-response", "send_error after a response.", REPLY + [["send_error", 500]]),
        ("error-in-open-response", "send_error within a response that is not ended.",
         [["send_response", 200], ["send_header", "A", "1"], ["send_error", 500]]),
        ("response-after-error", "A response after send_error.", [["send_error", 500]] + REPLY),
        ("bad-header-then-end", "A header that fails is not in the buffer; the rest goes out.",
         [["send_response", 200], attempt(["send_header", "A", "\u20ac"]),
          ["send_header", "B", "2"],
          ["end_headers"]]),
        ("bad-status-then-end", "A status line that fails leaves an empty buffer, not none.",
         [attempt(["send_response_only", 200, "\u20ac"]), ["end_headers"]]),
        ("bad-response-then-end", "The same with send_response: Server and Date are missing too.",
         [attempt(["send_response", 200, "\u20ac"]), ["end_headers"]]),
        ("pending-repr", "The buffer holds one item per line.",
         [["send_response", 200], ["get", "_headers_buffer"], ["end_headers"],
          ["get", "_headers_buffer"]]),
        ("no-buffer", "Before the first header there is no buffer.", [["get", "_headers_buffer"]]),
        ("returned-early", "What stands after a return is not run.", REPLY + [["return"], hello]),
        ("content-length-0", "A response with an explicit length.",
         [["send_response", 204], ["send_header", "Content-Length", 0], ["end_headers"]]),
    ]
    for what, about, actions in rows:
        yield case(what, about, GET11, actions)
        yield case(what + "-http09", about[:-1] + ", on an HTTP/0.9 request.", GET09, actions)


@area.rule("arguments", refs=[method("send_response"), method("send_header"),
                              method("send_response_only")])
def arguments():
    for what, actions in [
            ("message-none", [["send_response", 404, None]]),
            ("message-none-only", [["send_response_only", 404, None]]),
            ("message-empty", [["send_response", 404, ""]]),
            ("message-empty-only", [["send_response_only", 404, ""]]),
            ("call-returns-none", [["call", "send_response", 200],
                                   ["call", "send_header", "A", "1"],
                                   ["call", "flush_headers"]]),
            ("call-end-headers", [["call", "send_response_only", 200], ["call", "end_headers"]])]:
        yield case(what, "Arguments and results of the response methods (%s)."
                   % what.replace("-", " "),
                   GET11, actions + [attempt(["end_headers"])])


@area.rule("version-string", refs=[method("version_string"), doc("version_string"),
                                   doc("server_version"), doc("sys_version")])
def version_string():
    show = [attempt(["call", "version_string"]), attempt(["send_response", 200]),
            attempt(["end_headers"])]
    yield case("defaults", "The library's own words.", GET11, show, server_version=OWN,
               sys_version=OWN)
    yield case("defaults-error", "The library's own words in an error.", "BREW / HTTP/1.1\r\n\r\n",
               server_version=OWN, sys_version=OWN)
    yield case("defaults-http09", "They are not seen where there are no headers.", GET09, show[1:],
               server_version=OWN, sys_version=OWN)
    yield case("default-server", "The library's server_version.", GET11, show,
               server_version=OWN)
    yield case("default-sys", "The library's sys_version.", GET11, show, server_version="S/1",
               sys_version=OWN)
    for server, system in [("S/1", "P/2"), ("", ""), ("S", ""), ("", "P"), (" a ", " b "),
                           ("S\r\nX: y", "P"), ("\xe9", "\xff"), ("\u0100", "x"), ("S", "\u20ac"),
                           ("S" * 300, "P"), ("a b (c)", "d"), ("%s", "%d")]:
        name = slug("%s-%s" % (ascii(server)[1:20], ascii(system)[1:20])).strip("-")
        yield case("texts-" + name, "server_version %s, sys_version %s."
                   % (ascii(server)[:40], ascii(system)[:40]), GET11, show,
                   server_version=server, sys_version=system)
    for what, value in [("none", None), ("int", 5), ("list", ["a"]), ("bytes", raw("S/1")),
                        ("dict", mapping(a=1))]:
        yield case("server-" + what, "server_version is no text (%s)." % what, GET11, show,
                   server_version=value)
        yield case("sys-" + what, "sys_version is no text (%s)." % what, GET11, show,
                   sys_version=value)


@area.rule("again", refs=[method("send_response"), method("version_string"),
                           method("date_time_string"), doc("send_response.server-date")])
def again():
    """What a response has in common with the one before, and what not."""
    first, last = REPLY, REPLY + [["get", "_headers_buffer"]]
    buffered = [["send_response", 200], ["get", "_headers_buffer"]]
    for what, about, between in [
            ("same", "Nothing happens", []),
            ("server", "server_version is set", [["set", "server_version", "T/2"]]),
            ("sys", "sys_version is set", [["set", "sys_version", "Q"]]),
            ("server-same-size", "server_version is set to as long a text",
             [["set", "server_version", "Server/2"]]),
            ("server-deleted", "The server_version of the class is back",
             [["set", "server_version", "T/2"], ["send_response", 200],
              ["del", "server_version"]]),
            ("server-long", "server_version is long", [["set", "server_version", "S" * 200]]),
            ("server-latin-1", "server_version is not ASCII", [["set", "server_version", "\xe9"]]),
            ("server-euro", "server_version is no Latin-1", [["set", "server_version", "\u20ac"]]),
            ("sys-int", "sys_version is no text", [["set", "sys_version", 5]]),
            ("date-of-another-time", "date_time_string is called for another time",
             [["call", "date_time_string", 0]]),
            ("http09", "The request is one of HTTP/0.9 for a while",
             [["set", "request_version", "HTTP/0.9"], ["send_response", 200], ["end_headers"],
              ["set", "request_version", "HTTP/1.1"]]),
            ("error", "An error is sent", [["send_error", 404]])]:
        yield case(what, "%s between two responses." % about, GET11,
                   first + between + [attempt(["send_response", 200]), attempt(["end_headers"])]
                   + [["set", "server_version", "Server/1"], ["set", "sys_version", "Sys/1"]]
                   + last, server_version="Server/1", sys_version="Sys/1")
    for name in ("send_header", "version_string", "date_time_string"):
        yield case("hidden-" + name.replace("_", "-"),
                   "After a response %s is hidden, and then shown again." % name, GET11,
                   first + [["set", name, 5], attempt(["send_response", 200]),
                            ["get", "_headers_buffer"], ["end_headers"], ["del", name]] + last)
    for size in (48, 49, 50, 51):
        yield case("versions-of-%d" % size,
                   "Two responses whose versions have %d characters together." % size, GET11,
                   first + last, server_version="S" * (size - 3), sys_version="P/2")
    yield case("many", "So many responses before one is written that the buffer grows.", GET11,
               [["send_response", 200]] * 25 + last)
    for count in (12, 13, 14, 15, 16):
        yield case("behind-%d-pieces" % count,
                   "Two responses behind %d empty pieces in the buffer." % count, GET11,
                   first + [["set", "_headers_buffer", [raw("")] * count]] + buffered * 2)


@area.rule("protocol-version", refs=[method("send_response_only"),
                                     doc("protocol_version.in-responses")])
def protocol_version():
    for what, value in [("1.0", "HTTP/1.0"), ("1.1", "HTTP/1.1"), ("empty", ""), ("words", "a b"),
                        ("crlf", "HTTP/1.1\r\n"), ("latin-1", "\xe9"), ("euro", "\u20ac"),
                        ("percent", "%s"), ("surrogate", "\udcff"),
                        ("long", "HTTP/1.1" + "0" * 40)]:
        yield case(what, "The version in status lines is %s." % ascii(value), GET11,
                   [attempt(["send_response", 200]), attempt(["end_headers"])],
                   protocol_version=value)
    for what, value in [("none", None), ("int", 5), ("bytes", raw("HTTP/1.1")),
                        ("list", ["HTTP/1.1"])]:
        yield case("odd-" + what, "protocol_version is no text (%s): parsing fails to compare it."
                   % what,
                   GET11, REPLY, protocol_version=value)
        yield case("odd-%s-http-1.0" % what,
                   "The same with a request that needs no comparison (%s)." % what,
                   "GET / HTTP/1.0\r\n\r\n", REPLY, protocol_version=value)


@area.rule("keywords", refs=["python:email.message.Message.get"], program=REPLY + [
    ["header_call", "get", "x", keywords(failobj="none")]])
def keyword_arguments():
    yield case("header-call", "A header method called with a keyword.", GET11)
