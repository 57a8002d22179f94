"""client_address: what the log makes of it."""

from .common import (Area, GET09, GET11, REPLY, attempt, case, doc, mapping, method, number, pair,
                     raw, status)

area = Area("client-address")

REFS = [method("address_string"), method("log_message"), doc("client_address"),
        doc("address_string")]
ADDRESSES = [
    ("ipv4", ["10.0.0.1", 80]), ("ipv6", ["::1", 80, 0, 0]), ("name", ["host.example", 80]),
             ("empty-host", ["", 80]),
    ("one", ["h"]), ("empty", []), ("tuple", pair("h", 1)), ("empty-tuple", pair()), ("text", "h"),
             ("text-long", "host"),
    ("text-empty", ""), ("text-path", "/run/x.sock"), ("none", None), ("int", 5), ("true", True),
             ("float", 1.5),
    ("bytes", raw("ab")), ("bytes-empty", raw("")), ("dict", mapping(a=1)),
             ("dict-0", mapping(**{"0": "h"})),
    ("host-none", [None, 1]), ("host-int", [7, 1]), ("host-bytes", [raw("h"), 1]),
             ("host-list", [["h"], 1]),
    ("host-tuple", pair(pair("a", "b"), 1)), ("host-tuple-one", pair(pair("a"), 1)),
             ("host-empty-tuple", pair(pair(), 1)),
    ("host-float", [1.5, 1]), ("host-nan", [number("nan"), 1]), ("host-status", [status(404), 1]),
             ("lf", ["h\nx", 1]),
    ("control", ["\x00\x1b[31m\x7f", 1]), ("c1", ["\x85\x9f", 1]), ("backslash", ["a\\b", 1]),
             ("latin-1", ["\xe9", 1]),
    ("euro", ["\u20ac", 1]), ("surrogate", ["\udc80", 1]), ("percent", ["%s%d", 1]),
             ("port-text", ["h", "x"]), ("long", ["h" * 300, 1]),
]


@area.rule("logged", refs=REFS)
def logged():
    for what, value in ADDRESSES:
        yield case("served-" + what, "A response to a client whose address is of kind %s." % what,
                   GET11, REPLY,
                   client_address=value)
    for what, value in ADDRESSES[1::2]:
        yield case("bad-" + what, "A bad request from a client whose address is of kind %s." % what,
                   "BAD\r\n\r\n",
                   client_address=value)
    for what, value in ADDRESSES[:20:3]:
        yield case("silent-" + what, "Nothing is logged: an address of kind %s does no harm."
                   % what, GET11,
                   [["write", "x"], attempt(["call", "address_string"]), ["get", "client_address"]],
                   client_address=value)
        yield case("http09-" + what, "An HTTP/0.9 request from an address of kind %s." % what,
                   GET09, REPLY,
                   client_address=value)
        yield case("bytes-format-" + what, "A log format of bytes, and an address of kind %s."
                   % what, GET11, [attempt(["log_error", raw("ab\xff")])], client_address=value)
        yield case("caught-" + what, "The failure of the log (%s) is caught and the rest goes on."
                   % what, GET11,
                   [attempt(["send_response", 200]), ["send_response_only", 200], ["end_headers"]],
                   client_address=value)
