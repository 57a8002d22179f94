"""Several requests on one connection: bodies read, unread and misread."""

from .common import (Area, GET11, NEXT, READ_BODY, REPLY, SERVE, TWO_BYTES, attempt, case, doc, get,
                     gh, method, number, status)

area = Area("pipelining")

REFS = [method("handle"), doc("handle.loop"), "rfc9112:9.3.2"]


def post(fields, body):
    return "POST /a HTTP/1.1\r\n%s\r\n%s" % ("".join(f + "\r\n" for f in fields), body)


@area.rule("length", refs=REFS + [gh(150499), gh(150751), "rfc9112:6.3"], program=SERVE,
           protocol_version="HTTP/1.1")
def lengths():
    """What the usual way to read a body makes of the Content-Length."""
    for what, value in [
            ("exact", "5"), ("zero", "0"), ("short", "3"), ("long", "50"), ("empty", ""),
            ("leading-zero", "05"), ("plus", "+5"), ("minus", "-5"), ("minus-zero", "-0"),
            ("underscore", "0_5"), ("hex", "0x5"), ("float", "5.0"), ("letters", "abc"),
            ("list-equal", "5, 5"), ("list-different", "5, 6"), ("space-before", "  5"),
            ("space-after", "5 "), ("tab-after", "5\t"), ("nbsp-after", "5\xa0"),
            ("vt-after", "5\x0b"), ("superscript", "\xb2"), ("18-digits", "000000000000000005"),
            ("19-digits", "0000000000000000005"), ("huge", "18446744073709551616"),
            ("quoted", "\"5\""), ("semicolon", "5;"), ("two-numbers", "5 5")]:
        yield case(what, "Content-Length: %s." % ascii(value),
                   post(["Content-Length: " + value], "hello") + NEXT)
    for what, about, fields in [
            ("absent", "No Content-Length: nothing is read.", []),
            ("two-different", "Two that differ: the first is taken.",
             ["Content-Length: 5", "Content-Length: 2"]),
            ("two-equal", "Two that agree.", ["Content-Length: 5", "Content-Length: 5"]),
            ("first-bad", "The first is bad.", ["Content-Length: x", "Content-Length: 5"]),
            ("name-case", "The name in capitals.", ["CONTENT-LENGTH: 5"]),
            ("folded", "A folded value.", ["Content-Length:\r\n 5"])]:
        yield case(what, about, post(fields, "hello") + NEXT)


@area.rule("body", refs=REFS + [gh(150499), "cpython:gh-150508"], protocol_version="HTTP/1.1")
def bodies():
    for what, about, rfile, program in [
            ("unread", "A body that nobody reads is the next request line.",
             post(["Content-Length: 5"], "hello") + NEXT, {"POST": TWO_BYTES, "GET": TWO_BYTES}),
            ("unread-request", "A body that is a request is served as one.",
             post(["Content-Length: %d" % len(GET11)], GET11) + NEXT,
             {"POST": TWO_BYTES, "GET": TWO_BYTES + get("path")}),
            ("unread-json", "A JSON body gives the method {}GET.",
             post(["Content-Length: 2"], "{}") + NEXT, {"POST": TWO_BYTES, "GET": TWO_BYTES}),
            ("chunked", "Chunks are request lines.",
             post(["Transfer-Encoding: chunked"], "5\r\nhello\r\n0\r\n\r\n") + NEXT, SERVE),
            ("chunked-and-length", "Content-Length is read though chunked is announced.",
             post(["Content-Length: 5", "Transfer-Encoding: chunked"], "0\r\n\r\n") + NEXT, SERVE),
            ("body-with-lf", "A body with line ends in it.",
             post(["Content-Length: 6"], "a\r\n\r\nb") + NEXT, SERVE),
            ("body-binary", "A body of all kinds of bytes.",
             post(["Content-Length: 8"], "\x00\x7f\x80\xff\r\n\t ") + NEXT, SERVE),
            ("empty-then-next", "A body of no bytes.", post(["Content-Length: 0"], "") + NEXT,
             SERVE),
            ("post-post", "Two with bodies.",
             post(["Content-Length: 1"], "A") + post(["Content-Length: 1"], "B"), SERVE),
            ("eof-in-body", "The stream ends in the body.",
             post(["Content-Length: 10"], "abc"), SERVE)]:
        yield case(what, about, rfile, program)


@area.rule("read", refs=[doc("rfile.position"), "python:io.BufferedReader.read"],
           protocol_version="HTTP/1.1")
def reads():
    """rfile in the hands of the method."""
    rfile = post(["Content-Length: 9"], "ab\ncd\r\nef") + NEXT
    for what, actions in [
            ("read-3", [["read", 3]]), ("read-0", [["read", 0]]), ("read-9", [["read", 9]]),
            ("read-minus-1", [["read", -1]]), ("read-1000", [["read", 1000]]),
            ("read-all", [["read", -1]]), ("read-true", [["read", 4], ["echo_body"], ["read", 5]]),
            ("readline", [["readline", -1]]), ("readline-2", [["readline", 2]]),
            ("readline-0", [["readline", 0]]), ("readline-3", [["readline", 3]]),
            ("readline-100", [["readline", 100]]),
            ("readline-twice", [["readline", 100], ["echo_body"], ["readline", 100]]),
            ("read-then-readline", [["read", 1], ["echo_body"], ["readline", 100]]),
            ("read-body-then-read", [["read_body"], ["echo_body"], ["read", 4]]),
            ("read-body-twice", [["read_body"], ["echo_body"], ["read_body"]]),
            ("echo-before-reading", [["echo_body"], ["read", 2]])]:
        yield case(what, "The method runs %s and echoes what it read last." % what, rfile,
                   {"POST": actions + [["echo_body"]], "GET": TWO_BYTES})
    for what, size in [("none", None), ("true", True), ("false", False), ("text", "4"),
                       ("float", 4.0), ("list", [4]), ("status", status(100)),
                       ("big", number("9" * 25)), ("minus-big", number("-" + "9" * 25))]:
        for name in ("read", "readline"):
            yield case("%s-size-%s" % (name, what), "%s with a size of kind %s." % (name, what),
                       rfile, {"POST": [attempt([name, size]), ["echo_body"]], "GET": TWO_BYTES})


@area.rule("nested", refs=REFS + [method("handle_one_request")], protocol_version="HTTP/1.1")
def nested():
    """A method that handles the next request itself."""
    inner = {"POST": [["call", "handle_one_request"], ["write", "outer"]], "GET": TWO_BYTES}
    for what, about, rest in [("next", "The next request is handled within the first.", NEXT),
                              ("bad", "The request within is bad.", "BAD\r\n\r\n"),
                              ("eof", "There is no next request.", "")]:
        yield case(what, about, post([], "") + rest + GET11, inner)
    yield case("handle", "The loop is run within a request.", post([], "") + NEXT + GET11,
               {"POST": [["call", "handle"], ["write", "outer"]], "GET": TWO_BYTES})


@area.rule("sequence", refs=REFS)
def sequences():
    show = REPLY + get("requestline", "path")
    for what, about, rfile, program, protocol in [
            ("three", "Three requests are answered in order.",
             "".join("GET /%d HTTP/1.1\r\n\r\n" % n for n in range(3)), {"GET": show}, "HTTP/1.1"),
            ("thirty", "Thirty requests.",
             "".join("GET /%d HTTP/1.1\r\n\r\n" % n for n in range(30)), {"GET": REPLY},
             "HTTP/1.1"),
            ("closed-in-between", "Nothing after Connection: close is read.",
             GET11 + "GET /2 HTTP/1.1\r\nConnection: close\r\n\r\nGET /3 HTTP/1.1\r\n\r\n",
             {"GET": show}, "HTTP/1.1"),
            ("1.0-in-between", "An HTTP/1.0 request ends it.",
             GET11 + "GET /2 HTTP/1.0\r\n\r\nGET /3 HTTP/1.1\r\n\r\n", {"GET": show}, "HTTP/1.1"),
            ("0.9-in-between", "A two-word request ends it.",
             GET11 + "GET /2\r\n\r\nGET /3 HTTP/1.1\r\n\r\n", {"GET": show}, "HTTP/1.1"),
            ("501-in-between", "An unknown method ends it.",
             GET11 + "BREW / HTTP/1.1\r\n\r\n" + NEXT, {"GET": show}, "HTTP/1.1"),
            ("once", "A handler of HTTP/1.0 answers one request.", GET11 + NEXT, {"GET": show},
             "HTTP/1.0"),
            ("eof-after-first", "The stream ends after the first.", GET11, {"GET": show},
             "HTTP/1.1"),
            ("eof-in-second", "The stream ends in the second request line.",
             GET11 + "GET /2 HT", {"GET": show}, "HTTP/1.1"),
            ("eof-in-second-headers", "The stream ends in the second header block.",
             GET11 + "GET /2 HTTP/1.1\r\nHos", {"GET": show}, "HTTP/1.1"),
            ("head-then-get", "HEAD, then GET.", "HEAD / HTTP/1.1\r\n\r\n" + NEXT,
             {"GET": show, "HEAD": REPLY}, "HTTP/1.1"),
            ("1.0-keep-alive-chain", "HTTP/1.0 with keep-alive, three times.",
             "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" * 3, {"GET": show}, "HTTP/1.1"),
            ("no-headers-sent", "A method that writes without headers.", GET11 + NEXT,
             {"GET": [["write", "x"]]}, "HTTP/1.1")]:
        yield case(what, about, rfile, program, protocol_version=protocol)


@area.rule("stale", refs=[method("parse_request"), doc("requestline.by-handle_one_request")],
           protocol_version="HTTP/1.1")
def stale():
    """What a bad second request leaves of the first one."""
    first = "POST /first HTTP/1.1\r\nA: 1\r\nContent-Length: 2\r\n\r\n"
    for what, second in [
            ("one-word", "BAD"), ("bad-version", "GET / HTTP/x"), ("version-2", "GET / HTTP/2.0"),
            ("four-words", "GET / x HTTP/1.1"), ("two-words-head", "HEAD /x"), ("empty-line", ""),
            ("spaces", "   "), ("unknown-method", "BREW /x HTTP/1.1"), ("eof", None),
            ("two-words", "GET /x"), ("bad-block", "GET /x HTTP/1.1\r\njunk"),
            ("too-many-headers", "GET /x HTTP/1.1\r\n" + "\r\n".join(["A: 2"] * 101)),
            ("too-many-headers-http09", "GET /x\r\n" + "\r\n".join(["A: 2"] * 101))]:
        yield case(what, "A good request, then %s: path and headers of the first may remain."
                   % what.replace("-", " "), first + "{}"
                   + ("" if second is None else second + "\r\n\r\n"),
                   SERVE)


@area.rule("buffer", refs=[method("end_headers"), method("flush_headers"),
                           doc("send_response.needs-end")], protocol_version="HTTP/1.1")
def buffer():
    """What stays in the headers buffer goes out with the next response."""
    for what, about, first in [
            ("send-response-only-line", "A status line without an end.",
             [["send_response_only", 200]]),
            ("send-response", "A response without an end.", [["send_response", 200]]),
            ("send-header", "A header without an end.", [["send_header", "Left", "over"]]),
            ("failed", "A response that failed half-way.",
             [["try", [["send_response", 200], ["send_header", "A", "\u20ac"]]]]),
            ("flushed", "Nothing is left after flush_headers.",
             [["send_response", 200], ["flush_headers"]]),
            ("flushed-empty", "An empty buffer is written again by flush_headers.",
             [["send_response", 200], ["end_headers"], ["flush_headers"], ["flush_headers"]])]:
        for name, second in [("get", "GET /2 HTTP/1.1"), ("http09", "GET /2"), ("bad", "BAD"),
                             ("unknown", "BREW / HTTP/1.1"),
                             ("expect", "GET / HTTP/1.1\r\nExpect: 100-continue")]:
            yield case("%s-then-%s" % (what, name),
                       "%s, before a request of kind %s." % (about[:-1], name),
                       "HEAD / HTTP/1.1\r\n\r\n" + second + "\r\n\r\n",
                       {"HEAD": first, "GET": REPLY + [["flush_headers"], ["write", "b"]]})


@area.rule("read-body-methods", refs=REFS, program={"PUT": READ_BODY, "GET": TWO_BYTES},
           protocol_version="HTTP/1.1")
def other_methods():
    for name in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        yield case(name, "A body with method %s." % name,
                   "%s / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab%s" % (name, NEXT))
