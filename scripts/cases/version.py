"""The version token: which are taken, how they compare, what is answered to the others."""

from .common import (Area, CLASS_BYTES, NEXT, SERVE, TWO_BYTES, byte_id, byte_text, case, gh,
                     method, slug)

area = Area("version")

PARSE = method("parse_request")
STRICT = gh(103204)


def asked(version):
    """A request with that version, and a second one that shows whether it persists."""
    return "GET / " + version + "\r\nHost: a\r\n\r\n" + NEXT


NUMBERS = [
    # plain numbers
    "HTTP/0.9", "HTTP/1.0", "HTTP/1.1", "HTTP/1.2", "HTTP/1.9", "HTTP/1.10", "HTTP/1.12",
    "HTTP/1.99", "HTTP/0.0", "HTTP/0.1", "HTTP/0.11", "HTTP/1.00", "HTTP/1.01", "HTTP/1.001",
    "HTTP/01.0", "HTTP/01.1", "HTTP/001.1", "HTTP/00.9", "HTTP/2.0", "HTTP/2.1", "HTTP/3.0",
    "HTTP/9.9", "HTTP/10.0", "HTTP/10.1", "HTTP/02.0", "HTTP/1.2147483648",
    "HTTP/1.4294967297", "HTTP/4294967297.1", "HTTP/1.0000000001", "HTTP/1.00000000001",
    "HTTP/0000000001.1", "HTTP/00000000001.1", "HTTP/1.9999999999", "HTTP/1.99999999999",
    "HTTP/9999999999.0", "HTTP/11111111111.1", "HTTP/18446744073709551616.0",
    "HTTP/1.18446744073709551616", "HTTP/0.9999999999",
    # what int() takes and a version should not
    "HTTP/+1.1", "HTTP/1.+1", "HTTP/+1.+1", "HTTP/-1.1", "HTTP/1.-1", "HTTP/+1.-1", "HTTP/-0.9",
    "HTTP/+2.0", "HTTP/-2.0", "HTTP/--1.1", "HTTP/1.--1", "HTTP/+-1.1", "HTTP/1.1_0",
    "HTTP/1_0.0", "HTTP/2.0_0", "HTTP/1._1", "HTTP/1.1_", "HTTP/_1.1", "HTTP/1_.1",
    "HTTP/1.1__0", "HTTP/1__0.1", "HTTP/-9_9_9.+9_9_9", "HTTP/+_1.1", "HTTP/1.+", "HTTP/-.1",
    "HTTP/0_1.1", "HTTP/1.0_1", "HTTP/+01.1", "HTTP/-01.-01", "HTTP/1_1.1_1",
]

OTHERS = [
    # digits that are no decimal digits
    "HTTP/1.\xb2", "HTTP/\xb9.1", "HTTP/\xb9.\xb9", "HTTP/1.1\xb3", "HTTP/\xb2.0", "HTTP/1.\xbc",
    "HTTP/1.\xbd", "HTTP/1.\xaa", "HTTP/\xb9\xb9\xb9\xb9\xb9\xb9\xb9\xb9\xb9\xb9\xb9.1",
    # other numbers of Python
    "HTTP/0x1.1", "HTTP/1.0x1", "HTTP/0b1.1", "HTTP/0o1.1", "HTTP/1e0.1", "HTTP/1.1e1",
    "HTTP/inf.1", "HTTP/nan.0", "HTTP/1j.1", "HTTP/1L.1", "HTTP/True.1",
    # shapes
    "HTTP/1", "HTTP/2", "HTTP/", "HTTP", "HTTP/.", "HTTP/1.", "HTTP/.1", "HTTP/..", "HTTP/1..1",
    "HTTP/1.1.", "HTTP/.1.1", "HTTP/1.1.1", "HTTP/1.1.1.1", "HTTP//1.1", "HTTP/1/1", "HTTP/1.1/",
    "HTTP/1.1/x", "HTTP/1,1", "HTTP/1:1", "HTTP/1.1;a=b", "HTTP/1.1x", "HTTP/x1.1", "HTTP/x",
    "HTTP/x.y", "HTTP/1.x", "HTTP/a.1", "HTTP-1.1", "HTTP.1.1", "HTTP1.1", "HTTP\\1.1",
    # the name
    "http/1.1", "Http/1.1", "hTTP/1.1", "HTTp/1.1", "HTTPS/1.1", "XHTTP/1.1", "HTTP /1.1",
    "HTTP/ 1.1", "HTTP/1. 1", "HTTP/1 .1", "SIP/2.0", "RTSP/1.0", "ICY/1.0", "H/1.1", "/1.1",
    "1.1", "HTTPHTTP/1.1", "HTTP/HTTP/1.1", "\xef\xbb\xbfHTTP/1.1", "'HTTP/1.1'", "\"HTTP/1.1\"",
]


SPELLED = {"/": "-slash-", "\xb2": "-sup2-", "\xb3": "-sup3-", "\xb9": "-sup1-", "-": "-minus-",
           ":": "-colon-", ",": "-comma-", ";": "-semicolon-", " ": "-space-",
           "\\": "-backslash-", "'": "-apostrophe-", "\"": "-quote-"}


def token_id(token):
    """What follows HTTP/, or the whole token when that is not its beginning, spelled out."""
    shown = token[5:] if token.startswith("HTTP/") and len(token) > 5 else token
    text = "".join(SPELLED.get(c, c if ord(c) < 128 else "-0x%02x-" % ord(c)) for c in shown)
    text = slug(text) if text else "empty"
    return text if shown != token else "whole-" + text


def token_rows(listed, **keys):
    for token in listed:
        yield case(token_id(token),
                   "The version token %s." % ascii(token), asked(token), **keys)


@area.rule("token", refs=[PARSE, STRICT, "rfc9112:2.3"], program=TWO_BYTES)
def tokens():
    return token_rows(NUMBERS + OTHERS)


@area.rule("token-persistent", refs=[PARSE, STRICT, "rfc9112:2.3", "rfc9112:9.3"],
           program=TWO_BYTES)
def tokens_persistent():
    return token_rows(NUMBERS, protocol_version="HTTP/1.1")


@area.rule("byte", refs=[PARSE, STRICT, "python:int", "python:str.isdigit"], program=TWO_BYTES)
def byte_before_minor():
    for byte in CLASS_BYTES:
        yield case(byte_id(byte), "Byte %s before the minor number." % byte_text(byte),
                   "GET / HTTP/1.%s1\r\n\r\n" % byte)


@area.rule("length", refs=[PARSE, STRICT, gh(95778)], program=TWO_BYTES)
def length():
    for count in (9, 10, 11, 4300, 4301):
        for what, about, token in [
                ("leading-zeros", "%d digits, all but the last zero" % count,
                 "HTTP/1." + "0" * (count - 1) + "1"),
                ("ones", "%d ones" % count, "HTTP/1." + "1" * count),
                ("major-zeros", "a major number of %d digits" % count,
                 "HTTP/" + "0" * (count - 1) + "1.1")]:
            if count > 100 and what == "ones":
                continue
            yield case("%d-%s" % (count, what), "A version of " + about + ".",
                       "GET / " + token + "\r\n\r\n")
    for what, about, minor in [
            ("sign-is-no-digit", "A sign beside 4,300 digits", "+" + "0" * 4299 + "1"),
            ("underscores-are-no-digits", "Underscores among 4,300 digits",
             "0_" * 4299 + "1"),
            ("underscores-and-4301", "Underscores among 4,301 digits", "0_" * 4300 + "1")]:
        yield case(what, about + " of a minor number.", "GET / HTTP/1." + minor + "\r\n\r\n")


@area.rule("words", refs=[PARSE, "rfc9112:3"], program=SERVE)
def with_more_words():
    for token in ("HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/+1.1", "HTTP/1.1_0",
                  "HTTP/01.1", "HTTP/1", "x", "HTTP/3.0"):
        for count, line in ((3, "POST /%20 "), (4, "GET /a b "), (6, "GET / a b c ")):
            yield case("%d-%s" % (count, token_id(token)),
                       "%d words that end in %s, from a client of a persistent server."
                       % (count, token), line + token + "\r\n\r\n" + NEXT,
                       protocol_version="HTTP/1.1")


@area.rule("method", refs=[PARSE, "rfc9110:15.6.6"], program=dict(SERVE, HEAD=SERVE["GET"]))
def by_method():
    for name in ("HEAD", "POST", "PUT"):
        for token in ("HTTP/2.0", "HTTP/x", "HTTP/1.1", "HTTP/0.9"):
            yield case("%s-%s" % (name, token_id(token)), "%s with version %s." % (name, token),
                       "%s / %s\r\n\r\n" % (name, token))


@area.rule("protocol-version", refs=[PARSE, "rfc9110:6.2"], program=SERVE)
def protocol_version():
    """The handler's own version is compared as a string, the request's as numbers."""
    for protocol in ("", "HTTP/0.9", "HTTP/1", "HTTP/1.", "HTTP/1.0", "HTTP/1.01", "HTTP/1.1",
                     "HTTP/1.10", "HTTP/1.2", "HTTP/01.1", "HTTP/2", "HTTP/2.0", "HTTP/10.0",
                     "http/1.0", "http/1.1", "XTTP/1.1", "HTTP", "HTTP/1.1x", "G", "I", "\xff",
                     "HTTP/1.\xe9", "HTTP/1.1 "):
        for what, rfile in (("1.1", "GET / HTTP/1.1\r\n\r\n"),
                            ("1.0-keep-alive", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
                            ("expect", "POST / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n")):
            yield case("%s-%s" % (token_id(protocol), what),
                       "protocol_version %s against a request of kind %s."
                       % (ascii(protocol), what),
                       rfile + NEXT, protocol_version=protocol)
