"""send_error: every status, every kind of code, message and explanation."""

from .common import (Area, GET09, GET10, GET11, HEAD11, OWN, SERVE, attempt, case, doc, gh, method,
                     raw, status)
from .values import COMMON_STATUSES, ODD_CODES, ODD_VALUES, STATUSES, TEXTS, UNKNOWN_CODES

area = Area("send-error")

REFS = [method("send_error")]


@area.rule("status", refs=REFS + [doc("send_error.complete"), doc("send_error.defaults"),
                                  doc("send_error.content-length"), doc("send_error.body-empty"),
                                  "python:http.HTTPStatus"])
def every_status():
    for code in STATUSES:
        yield case("%d" % code, "send_error(%d)." % code, GET11, [["send_error", code]])


@area.rule("member", refs=REFS + [doc("send_error.code"), "python:http.HTTPStatus"])
def every_member():
    for code in COMMON_STATUSES:
        yield case("%d" % code, "send_error with the HTTPStatus member of %d." % code, GET11,
                   [["send_error", status(code)]],
                   error_message_format="%(code)s %(code)r %(code)d")


@area.rule("unknown", refs=REFS + [doc("send_error.unknown")])
def unknown():
    for code in UNKNOWN_CODES:
        yield case(str(code).replace("-", "minus-"), "send_error(%d): no such status." % code,
                   GET11,
                   [["send_error", code]])


@area.rule("bodiless", refs=REFS + [doc("send_error.body-empty"), "rfc9110:9.3.2", "rfc9112:6.3"])
def bodiless():
    for code in (100, 101, 199, 200, 204, 205, 304, 404, 500, 599):
        for name, rfile in (("head", HEAD11), ("http09", GET09), ("http10", GET10),
                            ("http-0.9-head", "HEAD / HTTP/0.9\r\n\r\n")):
            command = rfile.split()[0]
            yield case("%s-%d" % (name, code),
                       "send_error(%d) on a request of kind %s." % (code, name),
                       rfile, {command: [["send_error", code]]})
        yield case("texts-%d" % code, "send_error(%d) with both texts." % code, GET11,
                   [["send_error", code, "M <1>", "E <2>"]])


@area.rule("odd-code", refs=REFS + [doc("send_error.code")])
def odd_codes():
    for what, value in ODD_CODES:
        yield case(what, "A code of another kind (%s)." % what, GET11,
                   [attempt(["send_error", value]), attempt(["end_headers"])])


def with_text(name, make, about, refs, values=tuple(TEXTS + ODD_VALUES)):
    """A rule that hands every text and odd value to one argument."""
    @area.rule(name, refs=REFS + refs)
    def texts():
        for what, value in values:
            yield case(what, about % what, GET11, make(value))


with_text("message", lambda v: [attempt(["send_error", 404, v]), attempt(["end_headers"])],
          "A message of kind %s.", [doc("send_error.message"), doc("send_error.escaping")])
with_text("explain", lambda v: [attempt(["send_error", 404, "M", v]), attempt(["end_headers"])],
          "An explanation of kind %s.", [doc("send_error.explain"), doc("send_error.escaping")])
with_text("both-204", lambda v: [attempt(["send_error", 204, v, v]), attempt(["end_headers"])],
          "204 with texts of kind %s: they are never escaped.", [doc("send_error.body-empty")],
          TEXTS[::4] + ODD_VALUES[::2])


@area.rule("text-http09", refs=REFS)
def text_http09():
    for what, value in TEXTS:
        if what in ("latin-1", "euro", "surrogate", "markup", "crlf", "esc", "quotes"):
            yield case(what, "Both texts of kind %s, on an HTTP/0.9 request." % what, GET09,
                       [["send_error", 404, value, value]])


@area.rule("content-type", refs=REFS + [doc("error_content_type")])
def content_type():
    for what, value in [("own", OWN), ("plain", "text/plain"), ("empty", ""), ("latin-1", "\xe9"),
                        ("euro", "\u20ac"), ("crlf", "a\r\nB: c"), ("int", 5), ("none", None),
                        ("bytes", raw("x")), ("list", []), ("tuple", {"$tuple": ["a"]})]:
        for name, rfile in (("1.1", GET11), ("0.9", GET09), ("204", None)):
            yield case("%s-%s" % (what, name), "error_content_type of kind %s." % what,
                       rfile or GET11,
                       [attempt(["send_error", 404 if rfile else 204]), attempt(["end_headers"])],
                       error_content_type=value)


@area.rule("library", refs=REFS + [doc("send_error.escaping"), doc("error_message_format")],
           program=SERVE)
def library():
    """The errors that the class sends by itself."""
    for what, rfile in [("syntax", "BAD\r\n\r\n"), ("syntax-markup", "<i>&\"'\r\n\r\n"),
                        ("version", "GET / HTTP/<x>\r\n\r\n"), ("type", "<POST> /\r\n\r\n"),
                        ("method", "<BREW> / HTTP/1.1\r\n\r\n"), ("method-head", HEAD11),
                        ("method-http09", "BREW / HTTP/0.9\r\n\r\n"),
                        ("505", "GET / HTTP/2.0\r\n\r\n"),
                        ("four-words", "GET / <x> HTTP/1.1\r\n\r\n"),
                        ("headers", "GET / HTTP/1.1\r\n" + "A: 1\r\n" * 101)]:
        for protocol in ("HTTP/1.0", "HTTP/1.1"):
            yield case("%s-%s" % (what, protocol[5:]),
                       "The answer to %s (%s)." % (ascii(rfile[:20]), what),
                       rfile, protocol_version=protocol)
        yield case(what + "-short-page", "The same with a page of one's own (%s)." % what, rfile,
                   error_message_format="%(code)d|%(code)s|%(message)s|%(explain)s")


@area.rule("sequence", refs=REFS + [doc("send_error.format"), gh(54930)])
def sequences():
    for what, about, actions in [
            ("twice", "Two answers; no guard.", [["send_error", 404], ["send_error", 500]]),
            ("bodiless-then-body", "204, then 404.", [["send_error", 204], ["send_error", 404]]),
            ("after-header", "A header in front.",
             [["send_header", "A", "1"], ["send_error", 404]]),
            ("header-after", "A header behind stays in the buffer.",
             [["send_error", 404], ["send_header", "A", "1"]]),
            ("failed-then-good", "A good one after one that failed: both status lines.",
             [attempt(["send_error", 404, 5]), ["send_error", 404]]),
            ("failed-encode-then-good", "A good one after one that Latin-1 cannot write.",
             [attempt(["send_error", 404, "\u20ac"]), ["send_error", 404]]),
            ("command-head", "The command decides about the body.",
             [["set", "command", "HEAD"], ["send_error", 404]]),
            ("command-none", "No command: the body is sent.",
             [["set", "command", None], ["send_error", 404]]),
            ("command-lower", "`head` is not HEAD.",
             [["set", "command", "head"], ["send_error", 404]]),
            ("command-deleted", "Without the attribute it fails after the headers.",
             [["del", "command"], attempt(["send_error", 404])]),
            ("call", "Its result is None.", [["call", "send_error", 404]]),
            ("none-arguments", "None for both texts.", [["send_error", 404, None, None]]),
            ("none-message", "None for the message only.", [["send_error", 404, None, "E"]]),
            ("empty-texts", "Empty texts are kept.", [["send_error", 404, "", ""]]),
            ("empty-page", "An empty page: length 0 and no second write.",
             [["set", "error_message_format", ""], ["send_error", 404]])]:
        yield case(what, about, GET11, actions)
        yield case(what + "-http09", about[:-1] + ", on an HTTP/0.9 request.", GET09, actions)
