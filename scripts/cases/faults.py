"""Time-outs and broken connections, at every byte that is read and every call that writes."""

from .common import (Area, GET09, GET11, HEAD11, NEXT, OWN, READ_BODY, REPLY, TWO_BYTES, attempt,
                     case, doc, gh,
                     method, pair)

area = Area("faults")

REFS = [method("handle_one_request"), "python:socket.timeout", doc("handle_one_request")]
KINDS = ("timeout", "etimedout", "reset")
SERVED = {"GET": TWO_BYTES, "POST": READ_BODY}


def fault(stream, kind, place):
    """The keys of a case whose stream fails at that place."""
    keys = {"timeout": {stream + "_timeout_at": place}, "reset": {stream + "_error_at": place},
            "etimedout": {stream + "_timeout_at": place, "timeout_kind": "etimedout"}}
    return keys[kind]


@area.rule("read", refs=REFS, program=SERVED, protocol_version="HTTP/1.1")
def every_byte():
    rfile = "POST /t HTTP/1.1\r\nA: 1\r\nContent-Length: 4\r\n\r\nbodyGET /2 HTTP/1.1\r\n\r\n"
    for kind in KINDS:
        for place in range(0, len(rfile) + 2, 4 if kind == "etimedout" else 1):
            yield case("%s-at-%02d" % (kind, place), "The peer sends %d bytes of %d, then: %s."
                       % (place, len(rfile), kind), rfile, **fault("rfile", kind, place))


@area.rule("write", refs=REFS, protocol_version="HTTP/1.1")
def every_write():
    programs = [
        ("served", "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab" + NEXT,
         SERVED, 6),
        ("error", GET11 + NEXT, {"GET": [["send_error", 404]]}, 3),
        ("library-error", "BAD\r\n\r\n", {}, 2),
        ("unsupported", "BREW / HTTP/1.1\r\n\r\n", {}, 3),
        ("too-many-headers", "GET / HTTP/1.1\r\n" + ":\r\n" * 101, {}, 2),
        ("flushes", GET11, {"GET": [["send_header", "A", "1"], ["flush_headers"], ["flush_headers"],
                                    ["write", "a"], ["flush"], ["write", ""]]}, 5),
        ("http09", "GET /\r\n\r\n", {"GET": TWO_BYTES}, 2),
        ("caught", GET11 + NEXT, {"GET": [["send_response", 200], attempt(["end_headers"]),
                                          attempt(["write", "b"]),
                                          ["get", "_headers_buffer"]]}, 4),
    ]
    for name, rfile, program, writes in programs:
        for kind in KINDS:
            for place in range(0, writes, 2 if kind == "etimedout" else 1):
                yield case("%s-%s-at-%d" % (name, kind, place),
                           "Write call %d and all later ones of a request of kind %s fail: %s."
                           % (place, name, kind), rfile, program, **fault("wfile", kind, place))


@area.rule("both", refs=REFS, program=SERVED, protocol_version="HTTP/1.1")
def both_streams():
    for what, keys in [
            ("read-timeout-and-write-error", {"rfile_timeout_at": 18, "wfile_error_at": 0}),
            ("read-error-and-write-timeout", {"rfile_error_at": 30, "wfile_timeout_at": 1}),
            ("read-timeout-before-error", {"rfile_timeout_at": 5, "rfile_error_at": 9}),
            ("read-error-before-timeout", {"rfile_timeout_at": 9, "rfile_error_at": 5}),
            ("read-error-and-timeout-at-once", {"rfile_timeout_at": 5, "rfile_error_at": 5}),
            ("write-timeout-before-error", {"wfile_timeout_at": 0, "wfile_error_at": 1}),
            ("write-error-before-timeout", {"wfile_timeout_at": 1, "wfile_error_at": 0})]:
        for kind in ("socket", "etimedout"):
            yield case("%s-%s" % (what, kind),
                       "Two faults: %s (%s)." % (what.replace("-", " "), kind),
                       GET11 + NEXT, timeout_kind=kind, **keys)


@area.rule("body", refs=REFS, protocol_version="HTTP/1.1")
def in_the_method():
    """A fault that the method meets while it reads."""
    rfile = "POST / HTTP/1.1\r\nContent-Length: 8\r\n\r\nab\ncdefg"
    start = len(rfile) - 8
    for kind in KINDS:
        for what, place, actions in [
                ("read-body", start + 4, [["read_body"]]),
                                     ("read-body-first-byte", start, [["read_body"]]),
                ("read-enough", start + 4, [["read", 4]]),
                                     ("read-one-too-many", start + 4, [["read", 5]]),
                ("read-none", start, [["read", 0]]), ("read-all", start + 8, [["read", -1]]),
                ("readline-whole", start + 3, [["readline", 100]]),
                                     ("readline-cut", start + 2, [["readline", 100]]),
                ("readline-limit", start + 2, [["readline", 2]]),
                                     ("readline-0", start, [["readline", 0]]),
                ("retry", start + 4, [attempt(["read", 8]), ["read", 4]]),
                ("caught-then-answered", start,
                 [attempt(["read_body"]), ["send_response", 408], ["end_headers"]]),
                ("after-response", start, [["send_response", 200], ["end_headers"], ["read_body"]]),
                ("after-buffered", start, [["send_response", 200], ["read_body"]])]:
            yield case("%s-%s" % (what, kind),
                       "The method meets a fault while it reads (%s, %s)." % (what, kind),
                       rfile, {"POST": actions + [["echo_body"]]}, **fault("rfile", kind, place))


@area.rule("long-line", refs=REFS, program=SERVED)
def within_lines():
    for kind in KINDS:
        for what, rfile, place in [
                ("no-bytes", "", 0), ("end-of-stream-first", GET11, 100),
                                   ("exact-end", "GET / HTTP/1.1", 14),
                ("line-complete", "GET / HTTP/1.1\r\n", 16),
                                   ("line-incomplete", "GET / HTTP/1.1\r\n", 15),
                ("http09-block", "GET /\r\nA: 1\r\n\r\n", 9), ("http09-line", "GET /\r\n", 7),
                ("error-first", "BAD\r\n\r\n", 5), ("blank-line", "GET / HTTP/1.1\r\n\r\n", 17)]:
            yield case("%s-%s" % (what, kind),
                       "A fault (%s) at byte %d of %s." % (kind, place, ascii(rfile)),
                       rfile, **fault("rfile", kind, place))


@area.rule("log", refs=REFS + [method("log_error")])
def logging_fails():
    """The time-out is logged; what if that fails too."""
    for what, keys in [("no-address", {"client_address": pair()}),
                       ("address-none", {"client_address": None}),
                       ("far-date", {"time": 253402300800})]:
        yield case(what, "Logging the time-out meets an obstacle (%s)." % what, GET11, TWO_BYTES,
                   rfile_timeout_at=4, **keys)
    yield case("head", "A time-out where HEAD is answered.", HEAD11, {"HEAD": REPLY},
               wfile_timeout_at=0)
    yield case("own-sys-version", "A time-out with the library's own words in the buffer.", GET11,
               TWO_BYTES,
               wfile_timeout_at=0, server_version=OWN, sys_version=OWN)
    yield case("http09-error", "A time-out while the page of an HTTP/0.9 request is written.",
               GET09,
               [["send_error", 404]], wfile_timeout_at=0, refs=[gh(54930)])
