"""The library reference, clause by clause: a case per promise.

The rule is the part of the documentation, the last word of an id the clause.
"""

from .common import (Area, GET09, GET10, GET11, HEAD11, NEXT, OWN, READ_BODY, REPLY, TWO_BYTES,
                     attempt, case, doc, get, status)

area = Area("documentation")

STATE = get("command", "path", "request_version", "requestline", "close_connection",
            "client_address")
EXPECT = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nA"
CLOSE = {"protocol_version": "HTTP/1.1"}

# clause, what is promised, request, program, keys
CLAUSES = [
    ("class.abstract", "Alone it answers no method", GET11, None, {}),
    ("class.dispatch", "The headers are parsed before the method runs",
     "GET / HTTP/1.1\r\nA: 1\r\n\r\n", [["echo_headers"]], {}),
    ("class.method-name", "SPAM calls do_SPAM", "SPAM / HTTP/1.1\r\n\r\n",
     {"SPAM": REPLY, "spam": [["write", "no"]]}, {}),
    ("class.state", "All that a method needs is set", "GET /x HTTP/1.1\r\nA: 1\r\n\r\n",
     STATE + [["echo_headers"]], {}),
    ("class.no-init", "No constructor is needed", GET11, REPLY, {}),
    ("client_address", "The client's host and port", GET11, get("client_address"),
     {"client_address": ["10.1.2.3", 99]}),
    ("server", "The server object is reachable", GET11, get("server"), {}),
    ("close_connection.meaning", "False: another request may come", GET11 + NEXT,
     get("close_connection") + REPLY, CLOSE),
    ("close_connection.before-return", "It is settled when a request ends",
     GET11 + "GET /2 HTTP/1.0\r\n\r\n" + NEXT, REPLY, CLOSE),
    ("requestline.text", "The line without its end", "GET /a  HTTP/1.1\r\r\n\r\n",
     get("requestline"), {}),
    ("requestline.by-handle_one_request", "Set for every request", GET11 + NEXT,
     REPLY + get("requestline"), CLOSE),
    ("command", "The method", "M-SEARCH * HTTP/1.1\r\n\r\n", {"M-SEARCH": get("command")}, {}),
    ("path", "The target, leading slashes made one", "GET //a?b#c HTTP/1.1\r\n\r\n", get("path"),
     {}),
    ("request_version", "The version token", "GET / HTTP/1.0\r\n\r\n", get("request_version"), {}),
    ("headers.class", "An instance of MessageClass", "GET / HTTP/1.1\r\nA: 1\r\n\r\n",
     [["header_call", "get", "a"], ["header_call", "get_content_type"]], {}),
    ("headers.parse", "What is no field line ends the headers",
     "GET / HTTP/1.1\r\nA: 1\r\nno field\r\nB: 2\r\n\r\n", [["echo_headers"]], {}),
    ("rfile.position", "It stands at the first byte of the body",
     "POST / HTTP/1.1\r\nA: 1\r\n\r\nbody",
     {"POST": [["read", 4], ["echo_body"]]}, {}),
    ("wfile", "Bytes reach the client in order, unguarded", GET11,
     [["write", "a"], ["send_response", 200], ["end_headers"], ["write", "\x00\xff"]], {}),
    ("server_version", "Words of the form name/version", GET11, REPLY,
     {"server_version": "Mine/1.0 Yours/2"}),
    ("sys_version", "Python and its version", GET11, [["call", "version_string"]],
     {"server_version": OWN, "sys_version": OWN}),
    ("error_message_format", "The page's format has three keys", GET11, [["send_error", 404]],
     {"error_message_format": "%(code)d/%(message)s/%(explain)s"}),
    ("error_content_type", "The type of pages", GET11, [["send_error", 404]],
     {"error_content_type": "text/plain"}),
    ("protocol_version.in-responses", "It stands in status lines", GET11, REPLY,
     {"protocol_version": "HTTP/1.1"}),
    ("protocol_version.keepalive", "HTTP/1.1 lets connections persist", GET11 + NEXT, TWO_BYTES,
     CLOSE),
    ("MessageClass", "It can be replaced", GET11 + NEXT,
     [attempt(["set", "MessageClass", None])] + TWO_BYTES, CLOSE),
    ("responses.shape", "A code's two texts", GET11, [["send_error", 418]],
     {"responses": {"418": ["Short", "Long"]}}),
    ("responses.short-as-message", "The short text is the default message", GET11,
     [["send_error", 404, None, "E"]],
     {"responses": {"404": ["Short", "Long"]}}),
    ("responses.long-as-explain", "The long text is the default explanation", GET11,
     [["send_error", 404, "M"]],
     {"responses": {"404": ["Short", "Long"]}}),
    ("responses.used-by", "Both send_response_only and send_error use it", GET11,
     [["send_response_only", 404], ["end_headers"], ["send_error", 404]],
     {"responses": {"404": ["Short", "Long"]}}),
    ("handle.once", "One request where connections do not persist", GET11 + NEXT, REPLY, {}),
    ("handle.loop", "Repeated while the connection persists", GET11 + NEXT + NEXT, REPLY, CLOSE),
    ("handle_one_request", "Exactly one request is parsed and dispatched", GET11 + NEXT, REPLY, {}),
    ("handle_expect_100.when", "Called before the method", EXPECT,
     {"POST": [["write", "method"]], "handle_expect_100": [["write", "expect"]]}, CLOSE),
    ("handle_expect_100.continue", "A 100 goes out first", EXPECT, {"POST": READ_BODY}, CLOSE),
    ("handle_expect_100.refuse", "An override may refuse", EXPECT,
     {"POST": READ_BODY, "handle_expect_100": [["send_error", 417], ["return", False]]}, CLOSE),
    ("send_error.complete", "A whole response, and a line in the log", GET11, [["send_error", 404]],
     {}),
    ("send_error.code", "The code is the status", GET11, [["send_error", 501]], {}),
    ("send_error.message", "The message stands in status line and body", GET11,
     [["send_error", 404, "Gone fishing"]], {}),
    ("send_error.explain", "The explanation stands in the body only", GET11,
     [["send_error", 404, "M", "Why not"]], {}),
    ("send_error.format", "The body is the format filled in", GET11, [["send_error", 404]],
     {"error_message_format": "<%(explain)s>"}),
    ("send_error.defaults", "Missing texts come from the table", GET11, [["send_error", 403]], {}),
    ("send_error.unknown", "An unknown code has the texts ???", GET11, [["send_error", 777]], {}),
    ("send_error.body-empty", "No body for HEAD", HEAD11, {"HEAD": [["send_error", 404]]}, {}),
    ("send_error.content-length", "The length counts bytes, not characters", GET11,
     [["send_error", 404, "caf\xe9", "\u20ac"]], {}),
    ("send_error.connection-close", "Connection: close, and closed", GET11 + NEXT,
     [["send_error", 404]], CLOSE),
    ("send_error.escaping", "& < > are escaped, quotes are not", GET11,
     [["send_error", 404, "&<>\"'", "&amp;"]], {}),
    ("send_response.log", "It logs the request", GET11, [["send_response", 200]], {}),
    ("send_response.buffered", "Nothing leaves at once", GET11,
     [["send_response", 200], ["write", "first"], ["end_headers"]], {}),
    ("send_response.server-date", "Server, then Date", GET11, REPLY, {"time": 0}),
    ("send_response.needs-end", "flush_headers lets it go too", GET11,
     [["send_response", 200], ["flush_headers"]], {}),
    ("send_header.buffered", "A field waits in the buffer", GET11,
     [["send_header", "A", "1"], ["write", "first"], ["end_headers"]], {}),
    ("send_header.format", "Name, colon, space, value, CRLF", GET11,
     [["send_header", "A-b", "c d"], ["flush_headers"]], {}),
    ("send_header.end-required", "Without the end nothing is complete", GET11,
     [["send_response", 200], ["send_header", "A", "1"]], {}),
    ("send_header.connection", "Connection settles close_connection", GET11 + NEXT,
     [["send_header", "Connection", "CLOSE"], ["get", "close_connection"]], CLOSE),
    ("send_response_only.no-extra", "The status line alone", GET11,
     [["send_response_only", 200], ["end_headers"]], {}),
    ("send_response_only.default-message", "The table's text, or none", GET11,
     [["send_response_only", 404], ["end_headers"], ["send_response_only", 499], ["end_headers"]],
     {}),
    ("send_response_only.direct", "It is buffered all the same", GET11,
     [["send_response_only", 200], ["write", "first"], ["end_headers"]], {}),
    ("end_headers.blank-line", "It adds the empty line and flushes", GET11,
     [["send_header", "A", "1"], ["end_headers"]], {}),
    ("flush_headers", "It writes the buffer and empties it", GET11,
     [["send_header", "A", "1"], ["flush_headers"], ["get", "_headers_buffer"]], {}),
    ("log_request", "Request line, code and size", GET11,
     [["log_request"], ["log_request", 200], ["log_request", 200, 5]], {}),
    ("log_error", "The arguments of log_message", GET11, [["log_error", "%s-%d", "a", 1]], {}),
    ("log_message.format", "printf style", GET11, [["log_message", "%s %5.1f %%", "a", 2.25]], {}),
    ("log_message.prefix", "Address and time stand in front", GET11, [["log_message", "m"]],
     {"client_address": ["h", 1], "time": 86400.0}),
    ("log_message.stderr", "One line of standard error", GET11,
     [["log_message", "a"], ["log_message", "b"]], {}),
    ("log_message.control-chars", "Control characters are escaped",
     "GET /\x01\x7f\x9f\\ HTTP/1.1\r\n\r\n", REPLY, {}),
    ("version_string", "server_version, a space, sys_version", GET11, [["call", "version_string"]],
     {"server_version": "S"}),
    ("date_time_string.now", "The current time", GET11, [["call", "date_time_string"]],
     {"time": 1000000000.0}),
    ("date_time_string.given", "The given time", GET11, [["call", "date_time_string", 1000000000]],
     {}),
    ("date_time_string.form", "Sun, 06 Nov 1994 08:49:37 GMT", GET11,
     [["call", "date_time_string", 784111777]], {}),
    ("log_date_time_string", "06/Nov/1994 08:49:37", GET11, [["call", "log_date_time_string"]], {}),
    ("address_string", "The address, no name look-up", GET11, [["call", "address_string"]],
     {"client_address": ["192.0.2.1", 80]}),
]




def without(method, *actions):
    """The actions where this method cannot be called: whoever relies on it fails."""
    return [["set", method, 5]] + [attempt(action) for action in actions]


EXPECTED = {"POST": [["write", "method"]], "handle_expect_100": [["write", "expect"]]}
ODD_LINES = "GET / HTTP/1.1\r\n" + "A: 1\r\n" * 101 + "\r\n"

# clause, the last word of the id, what is promised, request, program, keys
FURTHER = [
    ("class.abstract", "abstract-head", "Alone it answers no HEAD", HEAD11, None, {}),
    ("class.abstract", "abstract-own-word", "Alone it answers no method of one's own",
     "SPAM / HTTP/1.1\r\n\r\n", None, {}),
    ("class.dispatch", "dispatch-never", "Where the headers are refused, no method runs",
     ODD_LINES, [["write", "called"]], {}),
    ("class.method-name", "method-name-case", "The case of a name matters",
     "spam / HTTP/1.1\r\n\r\n", {"SPAM": [["write", "called"]]}, {}),
    ("close_connection.meaning", "set-false", "A method may let another request come",
     GET10 + NEXT, [["set", "close_connection", False]] + TWO_BYTES, {}),
    ("close_connection.meaning", "set-true", "A method may end the connection", GET11 + NEXT,
     [["set", "close_connection", True]] + TWO_BYTES, CLOSE),
    ("close_connection.before-return", "before-return-refused",
     "It is settled where the request is refused", GET11 + "GET / HTTP/x\r\n\r\n" + NEXT, REPLY,
     CLOSE),
    ("headers.class", "own-methods", "It has what HTTPMessage adds to its base class", GET11,
     [["header_call", "getallmatchingheaders", "A"]], {}),
    ("MessageClass", "default", "The default", GET11, get("MessageClass"), {}),
    ("MessageClass", "used", "It makes the headers of the next request", HEAD11 + GET11,
     {"HEAD": [["set", "MessageClass", 5], ["set", "close_connection", False]], "GET": REPLY}, {}),
    ("error_message_format", "default", "The default has the three keys", GET11,
     get("error_message_format"), {}),
    ("protocol_version.in-responses", "default", "The default", GET11,
     get("protocol_version") + REPLY, {}),
    ("responses.shape", "default", "The default table", GET11, get("responses"), {}),
    ("handle_expect_100.when", "when-not-expected", "Not without the field",
     "POST / HTTP/1.1\r\n\r\n", EXPECTED, CLOSE),
    ("handle_expect_100.when", "when-something-else", "Not for another expectation",
     "POST / HTTP/1.1\r\nExpect: 200-ok\r\n\r\n", EXPECTED, CLOSE),
    ("handle_expect_100.when", "when-old-client", "Not for a client of HTTP/1.0",
     "POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n", EXPECTED, CLOSE),
    ("handle_expect_100.when", "when-old-server", "Not in a server of HTTP/1.0", EXPECT, EXPECTED,
     {}),
    ("handle_expect_100.refuse", "refuse-silently", "An override may refuse without an answer",
     EXPECT, {"POST": READ_BODY, "handle_expect_100": [["return", False]]}, CLOSE),
    ("send_error.complete", "by-its-methods", "It is made of the other methods", GET11,
     [action for name in ("log_error", "send_response", "send_header", "end_headers")
      for action in without(name, ["send_error", 404]) + [["del", name]]], {}),
    ("send_error.body-empty", "head-length", "HEAD has the length of the body it would have",
     HEAD11, {"HEAD": [["send_error", 404, None, "12345"]]},
     {"error_message_format": "<%(explain)s>"}),
    ("send_response.log", "log-by-log-request", "log_request does it", GET11,
     without("log_request", ["send_response", 200]), {}),
    ("send_response.server-date", "by-version-string", "version_string gives the Server", GET11,
     without("version_string", ["send_response", 200]), {}),
    ("send_response.server-date", "by-date-time-string", "date_time_string gives the Date", GET11,
     without("date_time_string", ["send_response", 200]), {}),
    ("send_response.buffered", "own-message", "A message of one's own", GET11,
     [["send_response", 200, "Fine"], ["end_headers"]], {}),
    ("send_header.connection", "connection-keep-alive", "keep-alive keeps it open", GET10 + NEXT,
     [["send_header", "connection", "Keep-Alive"]] + TWO_BYTES, {}),
    ("send_header.connection", "connection-other-value", "Another value settles nothing",
     GET11 + NEXT, [["send_header", "Connection", "upgrade"]] + TWO_BYTES, CLOSE),
    ("send_header.connection", "connection-other-name", "Another name settles nothing",
     GET11 + NEXT, [["send_header", "X-Connection", "close"]] + TWO_BYTES, CLOSE),
    ("send_response_only.default-message", "own-message", "A message of one's own", GET11,
     [["send_response_only", 404, "Gone fishing"], ["end_headers"]], {}),
    ("end_headers.blank-line", "by-flush-headers", "flush_headers does the writing", GET11,
     [["send_header", "A", "1"]] + without("flush_headers", ["end_headers"]), {}),
    ("flush_headers", "twice", "What is written once is not written again", GET11,
     [["flush_headers"], ["send_header", "A", "1"], ["flush_headers"], ["flush_headers"]], {}),
    ("log_request", "by-log-message", "log_message does the writing", GET11,
     without("log_message", ["log_request", 200]), {}),
    ("log_request", "member", "A status is logged as its number", GET11,
     [["log_request", status(404), 5]], {}),
    ("log_error", "by-log-message", "log_message does the writing", GET11,
     without("log_message", ["log_error", "m"]), {}),
    ("log_message.prefix", "by-its-methods", "The prefix comes from the two methods", GET11,
     [action for name in ("address_string", "log_date_time_string")
      for action in without(name, ["log_message", "m"]) + [["del", name]]], {}),
    ("date_time_string.given", "given-zero", "The epoch is a time like any other", GET11,
     [["call", "date_time_string", 0]], {}),
    ("date_time_string.now", "now-none", "None is the current time too", GET11,
     [["call", "date_time_string", None]], {"time": 1000000000.0}),
    ("log_date_time_string", "digits", "Small numbers have leading zeros", GET11,
     [["call", "log_date_time_string"]], {"time": 946782245.0}),
]


def rows(part):
    """(clause, last word of the id, promise, request, program, keys) of a part."""
    for clause, promise, rfile, program, keys in CLAUSES:
        if clause.split(".")[0] == part:
            name = clause.split(".")[-1].replace("_", "-") if "." in clause else "all"
            yield clause, name, promise, rfile, program, keys
    for row in FURTHER:
        if row[0].split(".")[0] == part:
            yield row


def rule(part):
    @area.rule(part.replace("_", "-"))
    def clause_cases():
        for clause, name, promise, rfile, program, keys in rows(part):
            yield case(name, "Promised: %s." % promise, rfile, program, refs=[doc(clause)], **keys)


for _part in sorted(set(row[0].split(".")[0] for row in CLAUSES)):
    rule(_part)


@area.rule("requestline-empty")
def over_long():
    """The clause itself needs 64 KiB: request-line/limit.  Here is its neighbour."""
    yield case("empty-line", "An empty line leaves an empty requestline.", GET11 + "\r\n", REPLY,
               refs=[doc("requestline.empty")], protocol_version="HTTP/1.1")


@area.rule("bodiless")
def bodiless():
    for code in (100, 101, 199, 204, 205, 304, status(204)):
        name = code if isinstance(code, int) else "member-%d" % code["$status"]
        yield case(str(name), "Promised: no body for this status.", GET11, [["send_error", code]],
                   refs=[doc("send_error.body-empty")])
    for code in (200, 203, 206, 303, 305, 404):
        yield case("not-%d" % code, "Promised: a body for this status.", GET11,
                   [["send_error", code]], refs=[doc("send_error.body-empty")])
    yield case("http09", "Promised: no headers for HTTP/0.9.", GET09, REPLY + [["write", "x"]],
               refs=[doc("request_version")])
