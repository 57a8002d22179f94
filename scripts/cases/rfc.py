"""What RFC 9110, 9112 and their forebears ask of a server: one case per requirement.

The number in an id is that of the requirement in corpus/rfc/requirements.jsonl, which says what
is asked and how an outcome is judged.
"""

from .common import Area, TWO_BYTES, case

area = Area("rfc")

H = "Host: x\r\n"
G2 = "GET /2 HTTP/1.1\r\n" + H + "\r\n"
READ = [["read_body"]] + TWO_BYTES
READING = {"GET": READ, "POST": READ, "PUT": READ}
PLAIN = {"GET": TWO_BYTES, "POST": TWO_BYTES, "CONNECT": TWO_BYTES, "OPTIONS": TWO_BYTES}


def get(fields="", rest="", line="GET / HTTP/1.1"):
    return line + "\r\n" + H + fields + "\r\n" + rest


def post(fields, body, rest="", line="POST / HTTP/1.1"):
    return line + "\r\n" + H + fields + "\r\n" + body + rest


# row, name, sections, requirement, request
ROWS = [
    ("001", "octets-not-unicode", "rfc9112:2.2",
     "octets that decode to Unicode white space must not delimit elements",
     get(line="GET /voil\xc3\xa0 HTTP/1.1")),
    ("002", "bare-lf", "rfc9112:2.2", "a single LF may end a line", "GET / HTTP/1.1\nHost: x\n\n"),
    ("003", "bare-cr-in-field", "rfc9112:2.2",
     "a bare CR in a field is rejected or becomes a space", get("A: 1\rB: 2\r\n")),
    ("004", "bare-cr-in-request-line", "rfc9112:2.2",
     "a bare CR in the request line is invalid or a space",
     get(line="GET /\r HTTP/1.1")),
    ("005", "empty-line-first", "rfc9112:2.2",
     "an empty line before the request line should be ignored", "\r\n" + get()),
    ("007", "white-space-first", "rfc9112:2.2",
     "white space before the first field: reject, or drop those lines",
     "GET / HTTP/1.1\r\n X: 1\r\n" + H + "\r\n"),
    ("008", "not-the-grammar", "rfc9112:2.2", "octets that do not match the grammar: 400 and close",
     "\x00\x01\x02\r\n\r\n"),
    ("009", "name-case", "rfc9112:2.3", "HTTP-name is case-sensitive", get(line="GET / Http/1.1")),
    ("010", "two-digit-minor", "rfc9112:2.3", "a version is one digit, a dot and one digit",
     get(line="GET / HTTP/1.10")),
    ("011", "leading-zeros", "rfc2616:3.1", "leading zeros in the version are ignored",
     get("", G2, "GET / HTTP/01.1")),
    ("012", "numbers-compared", "rfc2616:3.1", "major and minor are compared as integers",
     get("", G2, "GET / HTTP/1.12")),
    ("013", "lenient-white-space", "rfc9112:3", "SP, HTAB, VT, FF and CR may separate words",
     get(line="GET\t/\x0b\x0cHTTP/1.1")),
    ("014", "no-other-white-space", "rfc9112:3", "no other octets may",
     get(line="GET\x1c/\xa0HTTP/1.1")),
    ("015", "long-method", "rfc9112:3", "a method longer than any implemented: 501",
     get(line="A" * 300 + " / HTTP/1.1")),
    ("016", "target-too-long", "rfc9112:3", "a target longer than the server parses: 414",
     get(line="GET /%s HTTP/1.1" % ("a" * 66000))),
    ("017", "8000-octets", "rfc9112:3", "request lines of 8000 octets are supported",
     get(line="GET /a%s HTTP/1.1" % ("a" * 7984))),
    ("018", "method-token", "rfc9112:3.1", "a method is a token", get(line="G(T / HTTP/1.1")),
    ("019", "method-case", "rfc9112:3.1", "a method is case-sensitive", get(line="Get / HTTP/1.1")),
    ("020", "space-in-target", "rfc9112:3.2", "white space in the target: 400, no auto-correction",
     get(line="GET /a b HTTP/1.1")),
    ("021", "host-missing", "rfc9112:3.2", "no Host in HTTP/1.1: 400", "GET / HTTP/1.1\r\n\r\n"),
    ("022", "host-twice", "rfc9112:3.2", "two Host lines: 400",
     "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    ("023", "host-invalid", "rfc9112:3.2", "an invalid Host: 400",
     "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
    ("024", "absolute-form", "rfc9112:3.2.2", "absolute-form is accepted",
     get(line="GET http://x/p HTTP/1.1")),
    ("024", "absolute-form-other-host", "rfc9112:3.2.2", "the host of the target replaces Host",
     get(line="GET http://y/p HTTP/1.1")),
    ("025", "connect-empty-port", "rfc9112:3.2.3", "CONNECT to an empty port is rejected",
     "CONNECT x: HTTP/1.1\r\nHost: x:\r\n\r\n"),
    ("026", "asterisk-form", "rfc9112:3.2.4", "OPTIONS may have the target *",
     get(line="OPTIONS * HTTP/1.1")),
    ("027", "no-such-form", "rfc9112:3.2", "a target has one of four forms",
     get(line="GET foo HTTP/1.1")),
    ("030", "space-before-colon", "rfc9112:5.1", "white space between name and colon: 400",
     get("A : 1\r\n")),
    ("031", "trailing-ows", "rfc9112:5.1", "white space around a value is no part of it",
     get("A: \t v \t\r\n")),
    ("032", "close-with-ows", "rfc9112:5.1", "nor in Connection: close",
     get("Connection: close \r\n", G2)),
    ("033", "empty-name", "rfc9110:5.1", "a field name is a token: not empty", get(": v\r\n")),
    ("034", "delimiters-in-name", "rfc9110:5.1", "a field name is a token: no delimiters",
     get("A(B): v\r\nC: d\r\n")),
    ("036", "no-colon", "rfc9112:2.2", "a field line without a colon: 400",
     get("nocolon\r\nC: d\r\n")),
    ("037", "names-case-insensitive", "rfc9110:5.1", "field names compare without case",
     get("cOnNeCtIoN: close\r\n", G2)),
    ("038", "obs-fold", "rfc9112:5.2", "obs-fold: 400 or a space", get("A: 1\r\n 2\r\n")),
    ("039", "obs-fold-connection", "rfc9112:5.2", "obs-fold in Connection",
     get("Connection:\r\n close\r\n", G2)),
    ("040", "lists-combine", "rfc9110:5.3", "repeated list fields combine",
     get("Connection: x\r\nConnection: close\r\n", G2)),
    ("041", "field-too-long", "rfc9110:5.4", "a field longer than is accepted: 4xx",
     get("A: %s\r\n" % ("a" * 66000))),
    ("042", "too-many-fields", "rfc9110:5.4", "more fields than are accepted: 4xx",
     "GET / HTTP/1.1\r\n" + "".join("H%d: v\r\n" % n for n in range(150)) + "\r\n"),
    ("043", "431-names-field", "rfc6585:5", "431 says which field was at fault",
     get("Cookie: %s\r\n" % ("a" * 66000))),
    ("044", "nul-in-value", "rfc9110:5.5", "NUL in a value: reject or a space",
     get("A: a\x00b\r\n")),
    ("045", "control-in-value", "rfc9110:5.5", "other controls may be kept", get("A: a\x01b\r\n")),
    ("046", "obs-text", "rfc9110:5.5", "obs-text is opaque", get("A: \xc3\xa9\x85\xa0\r\n")),
    ("047", "empty-list-elements", "rfc9110:5.6.1.2", "empty list elements are ignored",
     get("Connection: , close,\r\n", G2)),
    ("049", "unknown-coding", "rfc9112:6.1", "an unknown transfer coding: 501",
     post("Transfer-Encoding: foo, chunked\r\n", "0\r\n\r\n")),
    ("051", "coding-in-1.0", "rfc9112:6.1",
     "Transfer-Encoding in HTTP/1.0 is faulty framing: close",
     "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("052", "chunked-not-final", "rfc9112:6.3", "chunked that is not the final coding: 400",
     post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n")),
    ("053", "length-invalid", "rfc9112:6.3", "an invalid Content-Length: 400",
     post("Content-Length: abc\r\n", "")),
    ("055", "length-list", "rfc9110:8.6", "identical lengths in a list: reject or use one",
     post("Content-Length: 1, 1\r\n", "A")),
    ("056", "length-huge", "rfc9110:8.6", "a huge Content-Length: no overflow",
     post("Content-Length: 18446744073709551616\r\n", "A")),
    ("058", "length-missing", "rfc9112:6.3", "a body without a length may be answered with 411",
     post("", "")),
    ("064", "default-persistent", "rfc9112:9.3", "HTTP/1.1 connections persist by default",
     get("", G2)),
    ("066", "body-unread", "rfc9112:9.3", "the whole body is read, or the connection closed",
     post("Content-Length: %d\r\n" % len(G2), G2)),
    ("067", "1.0-keep-alive", "rfc9112:9.3", "HTTP/1.0 with keep-alive may persist",
     "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /2 HTTP/1.0\r\n\r\n"),
    ("068", "1.0-keep-alive-answered", "rfc9112:C.2.2", "and needs keep-alive in the response",
     "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
    ("069", "1.0-closes", "rfc9112:9.3", "HTTP/1.0 without keep-alive closes",
     "GET / HTTP/1.0\r\n\r\nGET /2 HTTP/1.0\r\n\r\n"),
    ("070", "pipelined-order", "rfc9112:9.3.2", "pipelined requests are answered in order",
     get(line="GET /1 HTTP/1.1") + G2),
    ("071", "close-is-final", "rfc9112:9.6", "after close no further request is processed",
     get("Connection: close\r\n", G2)),
    ("072", "close-answered", "rfc9112:9.6", "close is sent in the final response",
     get("Connection: close\r\n")),
    ("073", "close-in-list", "rfc9112:9.6", "close is found in a list",
     get("Connection: foo, close\r\n", G2)),
    ("076", "higher-minor", "rfc9110:6.2", "a higher minor version is processed as 1.1",
     get("", G2, "GET / HTTP/1.9")),
    ("077", "highest-version", "rfc9110:6.2", "a response carries the server's highest version",
     "GET / HTTP/1.0\r\n\r\n"),
    ("078", "major-unsupported", "rfc9110:15.6.6", "an unsupported major version: 505",
     get(line="GET / HTTP/3.0")),
    ("079", "date-in-2xx", "rfc9110:6.6.1", "2xx has a Date", get()),
    ("080", "date-in-4xx", "rfc9110:6.6.1", "4xx has a Date", get(line="GET /a b HTTP/1.1")),
    ("081", "date-in-bad-version", "rfc9110:6.6.1", "so has the 4xx for a bad version",
     get(line="GET / HTTP/x")),
    ("083", "upgrade-1.0", "rfc9110:7.8", "Upgrade in HTTP/1.0 is ignored",
     "GET / HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
    ("084", "upgrade-1.1", "rfc9110:7.8", "Upgrade may be ignored",
     get("Connection: upgrade\r\nUpgrade: h2c\r\n")),
    ("085", "head-unsupported", "rfc9110:9.1", "GET and HEAD are supported",
     get(line="HEAD / HTTP/1.1")),
    ("086", "unknown-method", "rfc9110:9.1", "an unknown method: 501", get(line="FOO / HTTP/1.1")),
    ("094", "expect-without-content", "rfc9110:10.1.1", "no 100 is needed without content",
     get("Expect: 100-continue\r\n")),
    ("097", "414-complete", "rfc9110:15.5.15", "414 is a complete response",
     get(line="GET /%s HTTP/1.1" % ("a" * 70000))),
    ("098", "simple-response", "rfc1945:6", "a Simple-Request gets a Simple-Response", "GET /\r\n"),
    ("099", "simple-request-fields", "rfc1945:5", "a Simple-Request has no header fields",
     "GET /\r\n" + H + "\r\n"),
    ("100", "simple-head", "rfc1945:4.1", "only GET may be a Simple-Request", "HEAD /\r\n"),
    ("101", "empty-lines", "rfc2616:4.1", "empty lines before the request line are ignored",
     "\r\n\r\n\r\nGET / HTTP/1.0\r\n\r\n"),
    ("102", "lf-in-fields", "rfc2616:19.3", "a single LF may end a field",
     "GET / HTTP/1.0\r\nA: 1\nB: 2\r\n\r\n"),
]

# Rows whose methods read the body first.
READ_ROWS = [
    ("006", "empty-line-between", "rfc9112:2.2",
     "an empty line after a body should be ignored",
     post("Content-Length: 1\r\n", "A", "\r\n" + G2)),
    ("035", "8-bit-name", "rfc9110:5.1", "a field name is a token: no 8-bit octets",
     get("\xc4: v\r\nContent-Length: 1\r\n", "A")),
    ("048", "chunked", "rfc9112:6.1", "the chunked coding is understood",
     post("Transfer-Encoding: chunked\r\n", "1\r\nA\r\n0\r\n\r\n", G2)),
    ("050", "chunked-and-length", "rfc9112:6.1",
     "Transfer-Encoding wins over Content-Length, or both are rejected",
     post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", G2)),
    ("054", "lengths-differ", "rfc9112:6.3", "differing lengths: 400",
     post("Content-Length: 1\r\nContent-Length: 2\r\n", "AB")),
    ("057", "body-short", "rfc9112:6.3", "a body that is too short is incomplete: close",
     post("Content-Length: 10\r\n", "abc")),
    ("089", "expect", "rfc9110:10.1.1", "an expectation is answered before the body is read",
     post("Expect: 100-continue\r\nContent-Length: 1\r\n", "A", line="PUT / HTTP/1.1")),
    ("090", "expect-1.0", "rfc9110:10.1.1", "in HTTP/1.0 it is ignored",
     "PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nA"),
    ("091", "expect-other", "rfc9110:10.1.1", "another expectation may be answered with 417",
     post("Expect: foo\r\nContent-Length: 1\r\n", "A", line="PUT / HTTP/1.1")),
    ("092", "expect-list", "rfc9110:10.1.1", "Expect is a list without case",
     post("Expect: x, 100-Continue\r\nContent-Length: 1\r\n", "A", line="PUT / HTTP/1.1")),
    ("093", "expect-ows", "rfc9110:10.1.1", "white space around the expectation is no part of it",
     post("Expect: 100-continue \r\nContent-Length: 1\r\n", "A", line="PUT / HTTP/1.1")),
    ("095", "expect-01.1", "rfc9110:10.1.1", "HTTP/01.1 is 1.1, its expectation is answered too",
     post("Expect: 100-continue\r\nContent-Length: 1\r\n", "A", line="PUT / HTTP/01.1")),
    ("096", "no-1xx-to-1.0", "rfc9110:15.2", "no 1xx is sent to HTTP/1.0",
     "PUT / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\n"
     "Content-Length: 1\r\n\r\nA"),
    ("103", "ambiguous-framing", "rfc9112:11.2", "ambiguous framing is rejected",
     post("Content-Length: 4\r\nTransfer-Encoding:\r\n chunked\r\n", "0\r\n\r", "\n" + G2)),
]

# A peer that sends no body before it has seen the 100.
WAITING = "PUT / HTTP/1.1\r\n" + H + "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n"

# Rows about what the method itself sends.
SENT_ROWS = [
    ("028", "empty-reason", "rfc9112:4", "the space after the status code stays", get(),
     [["send_response", 200, ""], ["end_headers"]]),
    ("029", "crlf-in-reason", "rfc9112:4", "a reason phrase has no CR or LF", get(),
     [["send_response", 200, "OK\r\nInjected: yes"], ["end_headers"]]),
    ("059", "no-body-to-head", "rfc9112:6.3", "HEAD gets no body", get(line="HEAD / HTTP/1.1"),
     [["send_error", 404]]),
    ("060", "no-body-in-204", "rfc9112:6.3", "204 has no body", get(), [["send_error", 204]]),
    ("061", "no-body-in-304", "rfc9112:6.3", "304 has no body", get(), [["send_error", 304]]),
    ("062", "no-content-in-205", "rfc9110:15.3.6", "205 has no content", get(),
     [["send_error", 205]]),
    ("063", "no-length-in-204", "rfc9110:8.6", "204 has no Content-Length", get(),
     [["send_error", 204]]),
    ("063", "no-length-in-103", "rfc9110:8.6", "1xx has no Content-Length", get(),
     [["send_error", 103]]),
    ("074", "close-sent-is-final", "rfc9112:9.6",
     "after close was sent no further request is processed", get("", G2),
     [["send_error", 404]]),
    ("075", "close-sent-in-list", "rfc9112:9.6", "nor after close was sent in a list", get("", G2),
     [["send_response", 200], ["send_header", "Connection", "x, close"], ["end_headers"]]),
    ("087", "405-has-allow", "rfc9110:15.5.6", "405 has Allow", get(), [["send_error", 405]]),
    ("088", "head-like-get", "rfc9110:9.3.2", "HEAD sends the fields of GET",
     get(line="HEAD / HTTP/1.1"), TWO_BYTES),
]


def named(row, name, sections, requirement, *rest):
    about = "Asked: %s." % requirement
    return "%s-%s" % (row, name), about, [sections], rest


@area.rule("request", protocol_version="HTTP/1.1", program=PLAIN)
def requests():
    for what, about, refs, (rfile,) in (named(*row) for row in ROWS):
        yield case(what, about, rfile, refs=refs)


@area.rule("body", protocol_version="HTTP/1.1", program=READING)
def bodies():
    for what, about, refs, (rfile,) in (named(*row) for row in READ_ROWS):
        yield case(what, about, rfile, refs=refs)


@area.rule("waiting", protocol_version="HTTP/1.1", program=READING)
def waiting():
    yield case("089-expect", "Asked: 100 is sent before the body is read.", WAITING,
               refs=["rfc9110:10.1.1"], rfile_timeout_at=len(WAITING))


@area.rule("response", protocol_version="HTTP/1.1")
def responses():
    for what, about, refs, (rfile, actions) in (named(*row) for row in SENT_ROWS):
        yield case(what, about, rfile, {rfile.split()[0]: actions}, refs=refs)


@area.rule("default-class", program=PLAIN)
def default_class():
    yield case("065-close-announced", "Asked: a server without persistence sends close.",
               get("", G2),
               refs=["rfc9112:9.3"])
    yield case("082-imf-fixdate", "Asked: Date is an IMF-fixdate.", get(), refs=["rfc9110:5.6.7"],
               time=34563661.0)


@area.rule("errors", protocol_version="HTTP/1.1")
def errors():
    stay = ["set", "close_connection", False]
    yield case("088-head-like-get", "Asked: an error has the same fields for HEAD as for GET.",
               get(rest="HEAD / HTTP/1.1\r\n" + H + "\r\n"),
               {"GET": [["send_error", 404], stay], "HEAD": [["send_error", 404]]},
               refs=["rfc9110:9.3.2"])
