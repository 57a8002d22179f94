"""Expect: 100-continue."""

from .common import (Area, GET11, READ_BODY, SERVE, TWO_BYTES, case, doc, method, number, raw,
                     status)

area = Area("expect")

REFS = [method("parse_request"), method("handle_expect_100"), doc("handle_expect_100.when"),
        "rfc9110:10.1.1"]


def post(version, value="100-continue", body="abc"):
    return "POST / %s\r\nExpect: %s\r\nContent-Length: %d\r\n\r\n%s" % (
        version, value, len(body), body)


@area.rule("value", refs=REFS, program=SERVE)
def values():
    for what, text in [
            ("exact", "100-continue"), ("capital", "100-Continue"), ("upper-case", "100-CONTINUE"),
            ("trailing-space", "100-continue "), ("leading-spaces", "   100-continue"),
            ("list-last", "x, 100-continue"), ("list-first", "100-continue, x"),
            ("parameter", "100-continue; q=1"), ("quoted", "\"100-continue\""), ("empty", ""),
            ("other", "foo"), ("200-ok", "200-ok"), ("space-inside", "100 -continue"),
            ("no-hyphen", "100continue"), ("nbsp", "100-continue\xa0"), ("nul", "100-continue\x00"),
            ("dotless-i", "100-cont\xednue")]:
        for protocol in ("HTTP/1.0", "HTTP/1.1"):
            yield case("%s-%s" % (what, protocol[5:]),
                       "Expect: %s, protocol_version %s." % (ascii(text), protocol),
                       post("HTTP/1.1", text) + GET11, protocol_version=protocol)


@area.rule("version", refs=REFS, program=SERVE)
def versions():
    for version in ("HTTP/0.9", "HTTP/1.0", "HTTP/1.1", "HTTP/1.10", "HTTP/1.2", "HTTP/1.9",
                    "HTTP/01.1", "HTTP/1.01", "HTTP/1.00", "HTTP/1.001", "HTTP/0.11", "HTTP/2.0"):
        for protocol in ("HTTP/1.0", "HTTP/1.1", "HTTP/1.10", "HTTP/2", "HTTP/01.1", ""):
            yield case("%s-to-%s" % (version[5:], protocol[5:] or "empty"),
                       "Version %s against protocol_version %r: numbers there, text here."
                       % (version, protocol), post(version, body="z"), protocol_version=protocol)
    yield case("two-words-default-1.1", "A two-word GET where the default version is HTTP/1.1.",
               "GET /\r\nExpect: 100-continue\r\n\r\n", protocol_version="HTTP/1.1",
               default_request_version="HTTP/1.1")


@area.rule("override", refs=REFS + [doc("handle_expect_100.refuse")], protocol_version="HTTP/1.1")
def override():
    for what, about, actions in [
            ("nothing", "An override that does nothing: no 100, but the method runs.", []),
            ("return-true", "It returns True.", [["return", True]]),
            ("return-none", "It returns None: the method is not called.", [["return", None]]),
            ("return-no-value", "It returns without a value.", [["return"]]),
            ("return-false", "It returns False.", [["return", False]]),
            ("return-0", "It returns 0.", [["return", 0]]),
            ("return-1", "It returns 1.", [["return", 1]]),
            ("return-empty-text", "It returns an empty text.", [["return", ""]]),
            ("return-text", "It returns a text.", [["return", "no"]]),
            ("return-empty-list", "It returns an empty list.", [["return", []]]),
            ("return-list", "It returns a list.", [["return", [0]]]),
            ("return-0.0", "It returns 0.0.", [["return", 0.0]]),
            ("return-nan", "It returns NaN, which is true.", [["return", number("nan")]]),
            ("return-empty-bytes", "It returns empty bytes.", [["return", raw("")]]),
            ("return-status", "It returns an HTTPStatus.", [["return", status(100)]]),
            ("return-empty-dict", "It returns an empty dict.", [["return", {"$dict": {}}]]),
            ("417", "It refuses with 417.", [["send_error", 417], ["return", False]]),
            ("417-by-hand", "It refuses with a 417 of its own and stays open.",
             [["send_response", 417], ["send_header", "Content-Length", "0"], ["end_headers"],
              ["return", False]]),
            ("417-then-true", "It refuses and the method answers too.",
             [["send_error", 417], ["return", True]]),
            ("401-close", "It refuses with 401 and closes.",
             [["send_response", 401], ["send_header", "Connection", "close"], ["end_headers"],
              ["return", False]]),
            ("100-by-hand", "It writes the 100 itself.",
             [["send_response_only", 100], ["end_headers"]]),
            ("100-twice", "It writes two of them.",
             [["send_response_only", 100], ["end_headers"], ["send_response_only", 100],
              ["end_headers"]]),
            ("102-first", "It writes a 102 first.",
             [["send_response_only", 102], ["end_headers"], ["send_response_only", 100],
              ["end_headers"]]),
            ("100-with-fields", "It writes a 100 with fields.",
             [["send_response", 100], ["send_header", "A", "1"], ["end_headers"]]),
            ("buffered", "It leaves a header in the buffer.", [["send_header", "Left", "over"]]),
            ("reads-body", "It reads the body, so the method cannot.", [["read_body"]]),
            ("sees-headers", "Headers, command and path are set when it is called.",
             [["echo_headers"], ["get", "command"], ["get", "path"]]),
            ("raises", "It raises.", [["raise", "ValueError", "x"]]),
            ("raises-timeout", "It raises a time-out.", [["raise", "socket.timeout", "x"]]),
            ("sets-close", "It sets close_connection and refuses.",
             [["set", "close_connection", True], ["return", False]]),
            ("sets-command", "It changes the command.", [["set", "command", "GET"]]),
            ("deletes-command", "It deletes the command, which is looked up next.",
             [["del", "command"]]),
            ("command-int", "It sets the command to what is no text.", [["set", "command", 5]])]:
        yield case(what, about, post("HTTP/1.1", body="z") + GET11,
                   {"GET": TWO_BYTES, "POST": READ_BODY, "handle_expect_100": actions})
        if what in ("return-false", "nothing", "417", "raises"):
            yield case(what + "-1.0-client", about[:-1] + "; an HTTP/1.0 client never gets there.",
                       post("HTTP/1.0", body="z") + GET11,
                       {"GET": TWO_BYTES, "POST": READ_BODY, "handle_expect_100": actions})


@area.rule("order", refs=REFS + [doc("handle_expect_100.continue")], protocol_version="HTTP/1.1")
def order():
    for what, about, rfile, program in [
            ("100-is-one-write", "The 100 is one write, before the method's own.",
             post("HTTP/1.1"), SERVE),
            ("before-501", "The 100 goes out even if no method serves the request.",
             post("HTTP/1.1").replace("POST", "BREW"), SERVE),
            ("without-body", "It goes out for a GET without a body.",
             "GET / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n", SERVE),
            ("with-close", "Connection: close does not hinder it.",
             "GET / HTTP/1.1\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n", SERVE),
            ("two-fields", "Of two Expect fields the first counts.",
             "GET / HTTP/1.1\r\nExpect: x\r\nExpect: 100-continue\r\n\r\n", SERVE),
            ("head", "HEAD gets it too.",
             "HEAD / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n", {"HEAD": TWO_BYTES}),
            ("twice", "Two requests, two of them.", post("HTTP/1.1") + post("HTTP/1.1"), SERVE),
            ("short-body", "The body is shorter than announced.",
             "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\nab", SERVE),
            ("leftover-buffer",
             "What an earlier method left in the buffer goes out in front of it.",
             "GET / HTTP/1.1\r\n\r\n" + post("HTTP/1.1"),
             {"GET": [["send_response", 200]], "POST": READ_BODY})]:
        yield case(what, about, rfile, program)
    yield case("custom-phrase", "The phrase of 100 comes from the table.", post("HTTP/1.1"), SERVE,
               responses={"100": ["Go on", "x"]}, refs=[doc("responses.used-by")])
    yield case("removed-phrase", "No entry for 100: an empty phrase.", post("HTTP/1.1"), SERVE,
               responses={"100": None})
    yield case("latin-1-protocol", "protocol_version goes into its line.", post("HTTP/1.1"), SERVE,
               protocol_version="HTTP/1.1\xe9")
    yield case("bad-protocol", "A protocol_version that Latin-1 has not: it fails.",
               post("HTTP/1.1"), SERVE, protocol_version="HTTP/1.1\u20ac")
    yield case("wide-command", "handle_expect_100 changes the command to what no line holds.",
               "GET / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n",
               {"handle_expect_100": [["set", "command", "\u20ac"]]})
