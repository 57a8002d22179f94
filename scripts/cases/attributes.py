"""The handler's attributes: set, read and deleted by a method, left over by earlier requests."""

from .common import (Area, GET09, GET11, HEAD11, NEXT, OWN, REPLY, TWO_BYTES, attempt, case, doc,
                     get, mapping, method, number, pair, raw, slug, status)
from .values import ODD_VALUES

area = Area("attributes")

REFS = [doc("class.state"), method("handle_one_request")]
USED = [attempt(["send_response", 200]), attempt(["send_header", "A", "1"]),
        attempt(["end_headers"]),
        attempt(["send_error", 404])]
OF_A_REQUEST = ["requestline", "command", "path", "request_version", "close_connection",
                "raw_requestline",
                "headers", "client_address"]
OF_THE_CLASS = ["server_version", "sys_version", "error_message_format", "error_content_type",
                "protocol_version", "default_request_version", "responses", "MessageClass",
                "weekdayname",
                "monthname", "rbufsize", "wbufsize", "timeout", "disable_nagle_algorithm"]
VALUES = [("none", None), ("int", 5), ("empty", ""), ("text", "x"), ("euro", "\u20ac"),
          ("true", True),
          ("bytes", raw("HEAD")), ("list", ["a"]), ("dict", mapping(a=1)),
          ("tuple", pair("a", "b")),
          ("float", 1.5), ("status", status(200)), ("nan", number("nan"))]


@area.rule("set", refs=REFS)
def set_and_used():
    """Any value in the attributes that responses and logs are made of."""
    for name in ("requestline", "command", "request_version", "protocol_version", "client_address",
                 "server_version", "responses"):
        for what, value in VALUES:
            yield case("%s-%s" % (name.replace("_", "-"), what),
                       "%s is set to a value of kind %s, then used."
                       % (name, what), GET11, [["set", name, value]] + USED
                       + [attempt(["get", name])],
                       error_message_format="%(code)d")
    for name, values in [("error_message_format", VALUES[:9]), ("error_content_type", VALUES[:9]),
                         ("raw_requestline", VALUES[:9:2]), ("monthname", VALUES[:9]),
                         ("weekdayname", VALUES[:9:2]), ("path", VALUES[:9:2]),
                         ("timeout", VALUES[:9:2])]:
        for what, value in values:
            yield case("%s-%s" % (name.replace("_", "-"), what),
                       "%s is set to a value of kind %s, then used."
                       % (name, what), GET11, [["set", name, value]] + USED)


@area.rule("headers", refs=REFS + ["python:operator.contains"])
def other_headers():
    """What is asked of headers that are no message."""
    kept = [value for _, value in ODD_VALUES] + ["a", "\u20ac", [2, "a", None], [1], {"$dict": {}},
                                                 {"$dict": {"k": [1.5, False]}},
                                                 {"$dict": {"x": [1.5, True]}}, pair("a"), 2 ** 40]
    for what, headers in [("list", kept), ("tuple", pair(*kept)), ("text", "ab\u20ac"),
                          ("bytes", raw("ab\xff")), ("dict", {"$dict": {"a": 1, "b": 2}}),
                          ("int", 5), ("none", None), ("status", status(200)), ("float", 1.5)]:
        yield case(what, "What headers that are a %s hold, asked for each kind of value." % what, GET11,
                   [["send_response", 200], ["end_headers"], ["set", "headers", headers]]
                   + [attempt(["header_contains", value]) for value in kept]
                   + [attempt(["header_len"]), attempt(["echo_headers"]),
                      attempt(["header_get", "a"]), attempt(["header_keys"])])


@area.rule("responses", refs=REFS + [method("send_response_only"), "python:operator.getitem"])
def other_responses():
    """What is asked of a table of responses that is none."""
    codes = [0, 1, -1, 200, True, 1.0, "a", "b", "", "\u20ac", raw("a"), 97, 256, -97, number("9" * 30),
             None, [1], pair(1), status(200)]
    for what, table in [("list", codes), ("tuple", pair(*codes)), ("text", "ab\u20ac"),
                        ("bytes", raw("ab\xff")), ("dict", {"$dict": {"a": ["x"], "b": "yz"}}),
                        ("int", 5), ("none", None), ("status", status(200)), ("float", 1.5)]:
        yield case(what, "What responses that are a %s hold, asked for each kind of code." % what,
                   GET11, [["set", "responses", table]]
                   + [action for code in codes for action in (
                       attempt(["send_response_only", code]), attempt(["send_error", code]))])


@area.rule("delete", refs=REFS)
def deleted():
    for name in OF_A_REQUEST + OF_THE_CLASS[:7] + ["nope", "rfile_", "_headers_buffer"]:
        for where, first in (("first", []), ("after-response", REPLY)):
            yield case("%s-%s" % (slug(name.replace("_", "-")), where),
                       "%s is deleted (%s), then used." % (name, where.replace("-", " ")), GET11,
                       first + [attempt(["del", name]), attempt(["get", name])] + USED,
                       error_message_format="%(code)d")


@area.rule("get", refs=REFS, server_version=OWN)
def read():
    for name in ("weekdayname", "monthname", "default_request_version", "protocol_version",
                 "error_content_type",
                 "error_message_format", "server_version", "rbufsize", "wbufsize", "timeout",
                 "disable_nagle_algorithm", "nope", "do_POST", "_headers_buffer", "server"):
        yield case(slug(name.replace("_", "-")), "What %s is by default." % name, GET11,
                   [attempt(["get", name])] + REPLY,
                   refs=[doc("server")] if name == "server" else [])


@area.rule("request", refs=REFS)
def set_for_the_loop():
    """Attributes of the class that a method changes for the next request of the connection."""
    for what, about, name, value in [
            ("default-request-version", "Two-word requests are HTTP/1.1 from now on.",
             "default_request_version", "HTTP/1.1"),
            ("default-request-version-none", "The default version is None.",
             "default_request_version", None),
            ("protocol-1.0", "The next request meets HTTP/1.0.", "protocol_version", "HTTP/1.0"),
            ("protocol-2", "The next request meets HTTP/2.", "protocol_version", "HTTP/2"),
            ("protocol-none", "protocol_version cannot be compared.", "protocol_version", None),
            ("protocol-int", "protocol_version cannot be compared.", "protocol_version", 5),
            ("message-class-none", "There is no MessageClass.", "MessageClass", None),
            ("message-class-int", "The MessageClass cannot be called.", "MessageClass", 5),
            ("responses-empty", "The table of statuses is empty.", "responses", mapping()),
            ("requestline", "requestline is replaced at once.", "requestline", "x"),
            ("headers", "headers are replaced at once.", "headers", None),
            ("path", "path is replaced at once.", "path", "x"),
            ("error-format", "The format of pages stays.", "error_message_format", "%(code)d"),
            ("client-address", "The client's address stays.", "client_address", pair("h", 1))]:
        for kind, second in [("get", "GET /2 HTTP/1.1\r\n\r\n"), ("two-words", "GET /2\r\n\r\n"),
                             ("bad", "BAD\r\n\r\n"),
                             ("unknown", "BREW / HTTP/1.1\r\n\r\n")]:
            yield case("%s-then-%s" % (what, kind),
                       "%s; the next request is of kind %s." % (about[:-1], kind),
                       "HEAD /1 HTTP/1.1\r\n\r\n" + second,
                       {"HEAD": [["set", name, value], ["set", "close_connection", False]],
                        "GET": TWO_BYTES},
                       protocol_version="HTTP/1.1")


@area.rule("message-class", refs=REFS + [doc("MessageClass")], protocol_version="HTTP/1.1")
def message_class():
    """What makes the headers of the next request, also of one whose block has to be parsed."""
    for what, value in [("none", None), ("int", 5), ("text", "x")]:
        for kind, lines in [("plain", "A: 1\r\n"), ("folded", "A: 1\r\n b\r\n"),
                            ("defect", "A: 1\r\njunk\r\n"), ("no-field", "")]:
            yield case("%s-%s" % (what, kind),
                       "MessageClass is of kind %s from the second request on (%s)." % (what, kind),
                       HEAD11 + ("GET / HTTP/1.1\r\n%s\r\n" % lines) * 2,
                       {"HEAD": [["set", "MessageClass", value]] + TWO_BYTES,
                        "GET": REPLY + [attempt(["header_call", "getallmatchingheaders", "A"]),
                                        ["header_keys"]]})


@area.rule("log-line", refs=[method("log_message"), method("log_date_time_string"),
                             method("address_string")])
def log_line():
    """The parts of a log line that attributes make, each beyond ISO 8859-1 or not."""
    months = [None] + [str(month) for month in range(1, 13)]
    wide = [None] + ["\u20ac"] * 12
    for what, host, names in [("address", "\u20ac", months), ("month", "h", wide),
                              ("both", "\u20ac", wide), ("none", "h", months)]:
        yield case("wide-" + what, "What is wide in the log line: %s." % what, GET11,
                   [["set", "client_address", pair(host, 1)], ["set", "monthname", names],
                    ["log_message", "plain %s", "x"], ["log_message", "wide %s", "\u20ac"]] + REPLY)


@area.rule("own", refs=REFS + [doc("class.no-init")], protocol_version="HTTP/1.1")
def own_attributes():
    """A handler's own attributes live as long as the connection."""
    yield case("kept", "An attribute of the program's own is still there.", HEAD11 + NEXT,
               {"HEAD": [["set", "counter", 1]], "GET": REPLY + get("counter")})
    yield case("missing", "It is not there before it is set.", HEAD11 + NEXT,
               {"HEAD": [["get", "counter"]], "GET": REPLY})
    for what, value in VALUES + [("zero-float", 0.0), ("empty-list", []), ("empty-tuple", pair()),
                                 ("nested", pair([1, {"$dict": {"k": raw("v")}}], None)),
                                 ("big-int", number("1" + "0" * 40)), ("infinity", number("inf"))]:
        yield case("repr-" + what, "The repr of a value of kind %s." % what, GET11,
                   REPLY + [["set", "own", value], ["get", "own"]])


@area.rule("call", refs=REFS + [method("address_string"), doc("address_string"),
                                method("version_string")])
def calls():
    for what, action in [
            ("address-string", ["call", "address_string"]),
                         ("version-string", ["call", "version_string"]),
            ("log-date-time-string", ["call", "log_date_time_string"]),
                         ("date-time-string", ["call", "date_time_string", 0]),
            ("handle-expect-100", ["call", "handle_expect_100"]),
                         ("flush-headers", ["call", "flush_headers"]),
            ("end-headers", ["call", "end_headers"]), ("log-request", ["call", "log_request"]),
            ("log-error", ["call", "log_error", "x"]), ("nope", ["call", "nope"]),
                         ("not-callable", ["call", "path"]),
            ("too-many", ["call", "address_string", 1]), ("too-few", ["call", "send_header", "A"]),
            ("send-error-none", ["call", "send_error"]),
                         ("log-message-none", ["call", "log_message"]),
            ("send-response-none", ["call", "send_response"]),
                         ("end-headers-one", ["call", "end_headers", 1]),
            ("version-string-one", ["call", "version_string", 1]),
                         ("date-time-string-two", ["call", "date_time_string", 1, 2]),
            ("send-error-four", ["call", "send_error", 404, "M", "E", "x"]),
                         ("log-request-three", ["call", "log_request", 1, 2, 3]),
            ("send-response-three", ["call", "send_response", 200, "M", "x"]),
                         ("log-date-one", ["call", "log_date_time_string", 1]),
            ("send-header-three", ["call", "send_header", "A", "b", "c"]),
                         ("flush-headers-one", ["call", "flush_headers", 1])]:
        yield case(what, "A call by name (%s)." % what.replace("-", " "), GET11,
                   [attempt(action)] + REPLY)


@area.rule("parse", refs=[method("parse_request"), doc("requestline.text")])
def parse_request_called():
    """parse_request on a line that the method has put in place."""
    for what, line in [("good", "GET /x HTTP/1.1\r\n"), ("two-words", "GET /x\r\n"),
                       ("bad", "BAD\r\n"), ("empty", "\r\n"),
                       ("nothing", ""), ("latin-1", "GET /\xe9 HTTP/1.0"),
                       ("505", "GET / HTTP/2.0\n")]:
        yield case(what, "parse_request is called by the method with another line (%s)." % what,
                   GET11 + "A: 1\r\n\r\n", REPLY + [
                       ["set", "raw_requestline", raw(line)], attempt(["call", "parse_request"]),
                       ["get", "path"], ["get", "close_connection"], attempt(["echo_headers"])])
    for what, value in [("text", "GET / HTTP/1.1"), ("none", None), ("int", 5), ("list", [71]),
                        ("big-int", number("9" * 30))]:
        yield case("odd-" + what, "The line is of another kind (%s)." % what, GET11,
                   REPLY + [["set", "raw_requestline", value], attempt(["call", "parse_request"]),
                            ["get", "requestline"]])


@area.rule("version", refs=[doc("request_version"), method("end_headers")])
def request_version():
    """request_version decides whether headers are sent."""
    for value in ("HTTP/0.9", "HTTP/1.0", "", "x"):
        for kind, rfile in (("1.1", GET11), ("0.9", GET09)):
            name = value.replace("/", "-") or "empty"
            yield case("%s-before-%s" % (name, kind),
                       "It becomes %r before the response (%s)." % (value, kind), rfile,
                       [["set", "request_version", value]]
                       + [attempt(action) for action in TWO_BYTES])
            yield case("%s-between-%s" % (name, kind),
                       "It becomes %r between the status line and the end (%s)."
                       % (value, kind), rfile,
                       [["send_response", 200], ["set", "request_version", value],
                        attempt(["end_headers"]), attempt(["flush_headers"])])
