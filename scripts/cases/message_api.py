"""headers as an email message: look-up, change, defects, payload."""

import itertools

from .common import (Area, REPLY, TWO_BYTES, attempt, block, case, doc, gh, keywords, message,
                     number, pair, raw, status)
from .values import ODD_VALUES, TEXTS

area = Area("message-api")

BLOCK = block("Host: a", "X-Two: 1", "x-two: 2", "Empty:", "Fold: a\r\n b", "Latin: \xe9\xa0\xad")
REFS = [doc("headers.class"), "rfc9110:5.1"]


def call(name, *args):
    return ["header_call", name] + list(args)


@area.rule("get", refs=REFS + [message("get"), message("get_all"), message("__getitem__"),
                               message("__contains__")])
def get():
    for what, name in [("exact", "Host"), ("lower-case", "host"), ("upper-case", "HOST"),
                       ("duplicate", "X-Two"),
                       ("absent", "Nope"), ("empty-value", "empty"), ("folded", "Fold"),
                       ("latin-1", "Latin"),
                       ("empty-name", ""), ("colon", "Host:"), ("space", "Host "),
                       ("kelvin", "X-Two\u212a"),
                       ("underscore", "X_Two"), ("dotted-i", "\u0130"), ("euro", "\u20ac"),
                       ("int", 5),
                       ("none", None), ("bytes", raw("Host")), ("list", ["Host"]), ("true", True),
                       ("float", 1.5), ("tuple", pair("Host")), ("status", status(200))]:
        yield case(what, "Every kind of look-up of %s." % ascii(name), BLOCK, REPLY + [
            attempt(["header_get", name]), attempt(call("get", name, "fallback")),
            attempt(call("get_all", name)),
            attempt(call("get_all", name, [])), attempt(call("__getitem__", name)),
            attempt(["header_contains", name]), attempt(call("__contains__", name)),
            attempt(call("getallmatchingheaders", name))])


@area.rule("whole", refs=REFS + [message("items"), message("keys"), message("values"),
                                 message("__len__")])
def whole():
    for what, request in [("fields", BLOCK), ("none", block()), ("one", block("A: 1")),
                          ("junk", block("A: 1", "junk")), ("defects", block(":", " x", "A: 1")),
                          ("unixfrom", block("From me", "A: 1"))]:
        yield case(what, "All fields of a message (%s)." % what, request, REPLY + [
            ["header_len"], ["header_keys"], call("items"), call("values"), call("keys"),
            call("__len__"), call("get_payload"), call("get_unixfrom"),
            call("is_multipart"), call("get_charset"), call("get_default_type"),
            call("get_content_disposition")])


@area.rule("arguments", refs=REFS + [message("get")])
def arguments():
    """Too few, too many, by keyword."""
    for what, action in [
            ("get-none", call("get")), ("get-two", call("get", "Host", 1)),
                         ("get-three", call("get", "a", 1, 2)),
            ("get-failobj", call("get", "nope", keywords(failobj=5))),
            ("get-name", call("get", keywords(name="Host"))),
                         ("get-wrong-keyword", call("get", "a", keywords(x=1))),
            ("get-twice", call("get", "a", keywords(name="b"))), ("get-all-none", call("get_all")),
            ("get-all-failobj", call("get_all", "nope", keywords(failobj={"$dict": {"a": 1}}))),
            ("items-one", call("items", 1)), ("keys-one", call("keys", 1)),
                         ("len-one", call("__len__", 1)),
            ("getitem-none", call("__getitem__")), ("contains-none", call("__contains__")),
            ("setitem-one", call("__setitem__", "A")), ("delitem-none", call("__delitem__")),
            ("add-header-none", call("add_header")), ("add-header-one", call("add_header", "A")),
            ("replace-header-one", call("replace_header", "A")),
            ("keyword-latin-1", call("get", "a", keywords(**{"\xe9": 1}))),
            ("keyword-euro", call("get", "a", keywords(**{"\u20ac": 1}))),
            ("keyword-surrogate", call("get", "a", keywords(**{"\ud800": 1}))),
            ("keyword-near-euro", call("get", "a", keywords(**{"\u20acfailobj": 1}))),
            ("keyword-near-surrogate", call("get", "a", keywords(**{"\ud800failobj": 1}))),
                         ("get-param-none", call("get_param")),
            ("no-such-method", call("nope")), ("no-such-method-args", call("get_nothing", 1)),
            ("no-such-method-latin-1", call("\xe9")), ("no-such-method-euro", call("\u20ac")),
            ("private-attribute", call("_headers")), ("defects-is-no-method", call("defects")),
            ("policy-is-no-method", call("preamble")),
                         ("get-payload-text", call("get_payload", "x")),
            ("get-payload-0", call("get_payload", 0)),
                         ("get-payload-three", call("get_payload", 0, False, 1))]:
        yield case(what, "A call with unusual arguments (%s)." % what, BLOCK,
                   REPLY + [attempt(action)])


@area.rule("set", refs=REFS + [message("__setitem__"), message("__delitem__"),
                               message("replace_header"),
                               message("add_header"), gh(127794)])
def change():
    show = [["echo_headers"], ["header_len"], call("get_all", "x-two")]
    for what, action in [
            ("setitem-new", call("__setitem__", "New", "1")),
                         ("setitem-appends", call("__setitem__", "X-Two", "3")),
            ("setitem-case", call("__setitem__", "X-TWO", "3")),
                         ("delitem", call("__delitem__", "x-two")),
            ("delitem-one", call("__delitem__", "HOST")),
                         ("delitem-absent", call("__delitem__", "nope")),
            ("delitem-int", call("__delitem__", 5)),
                         ("replace-first", call("replace_header", "x-two", "9")),
            ("replace-keeps-name", call("replace_header", "HOST", "9")),
            ("replace-absent", call("replace_header", "Nope", "9")),
            ("replace-absent-case", call("replace_header", "NoPe", "9")),
            ("replace-none", call("replace_header", "host", None)),
            ("replace-int", call("replace_header", "host", 5)),
                         ("replace-name-int", call("replace_header", 5, "x")),
            ("replace-name-bytes", call("replace_header", raw("A\xff\xc9"), "x")),
            ("add", call("add_header", "A", "v")), ("add-none", call("add_header", "A", None)),
            ("add-param", call("add_header", "A", "v", keywords(b="c"))),
            ("add-param-none", call("add_header", "A", "v", keywords(b=None))),
            ("add-param-empty", call("add_header", "A", "v", keywords(b=""))),
            ("add-param-underscore", call("add_header", "A", "v", keywords(file_name="x"))),
            ("add-param-quote", call("add_header", "A", "v", keywords(b="a\"b\\c"))),
            ("add-param-space", call("add_header", "A", "v", keywords(b="a b"))),
            ("add-param-latin-1", call("add_header", "A", "v", keywords(b="\xe9 %'"))),
            ("add-param-every-ascii", call("add_header", "A", "v", keywords(
                b="\u20ac" + "".join(map(chr, range(1, 0x80)))))),
            ("add-param-euro", call("add_header", "A", "v", keywords(b="\u20ac.txt"))),
            ("add-param-tuple", call("add_header", "A", "v",
                                     keywords(b=pair("iso-8859-1", "fr", "\xe9")))),
            ("add-param-tuple-none", call("add_header", "A", "v",
                                          keywords(b=pair(None, None, "x")))),
            ("add-param-tuple-ascii", call("add_header", "A", "v",
                                           keywords(b=pair("utf-8", "", "a b")))),
            ("add-two-params", call("add_header", "A", "v", keywords(b="1", c="2"))),
            ("add-none-param", call("add_header", "A", None, keywords(b="1"))),
            ("add-int", call("add_header", "A", 5)),
                         ("add-int-param", call("add_header", "A", "v", keywords(b=5))),
            ("add-name-keyword", call("add_header", keywords(_name="A", _value="v"))),
            ("add-empty-value-param", call("add_header", "A", "", keywords(b="1"))),
            ("set-raw", call("set_raw", "A", "v")),
                         ("set-unixfrom", call("set_unixfrom", "From x")),
            ("set-default-type", call("set_default_type", "message/rfc822")),
            ("setitem-unprintable", call("__setitem__", "A", "\x00\r\n"))]:
        yield case(what, "A change of the fields (%s)." % what, BLOCK,
                   REPLY + [attempt(action)] + show
                   + [call("get_unixfrom"), call("get_content_type")])
    for what, name in [("space", "a b"), ("empty", ""), ("colon", "a:b"), ("latin-1", "\xe9"),
                       ("euro", "\u20ac"),
                       ("crlf", "a\r\nb"), ("nul", "\x00"), ("tab", "a\tb"), ("del", "\x7f"),
                       ("punctuation", "!#$%&'*+-.^_`|~"),
                       ("delimiters", "(),/;<=>?@[\\]{}\""), ("trailing-space", "a "), ("int", 5),
                       ("none", None)]:
        for how, action in [("setitem", call("__setitem__", name, "v")),
                            ("add", call("add_header", name, "v")),
                            ("replace", call("replace_header", name, "v"))]:
            yield case("name-%s-%s" % (what, how),
                       "A new name %s: from 3.14 on it is checked." % ascii(name),
                       block("A: 1"), REPLY + [attempt(action), attempt(["header_keys"]),
                                               ["header_len"]])
    yield case("name-int-payload", "get_payload looks for Content-Transfer-Encoding at once, and "
               "stumbles over a name that is no text.", block("A: 1"),
               REPLY + [attempt(call("__setitem__", 5, "v")), attempt(call("get_payload"))])
    for what, value in TEXTS[:12] + ODD_VALUES:
        yield case("value-" + what, "A new value of kind %s." % what, block("A: 1"), REPLY + [
            attempt(call("__setitem__", "B", value)), attempt(call("add_header", "C", value)),
            attempt(call("replace_header", "a", value)), attempt(call("items"))])
    for what, value in [("below", "\ud7ff"), ("first", "\ud800"), ("last", "\udfff"),
                        ("above", "\ue000")]:
        yield case("surrogates-" + what,
                   "A new value at the border of the surrogates (%s)." % ascii(value),
                   block("A: 1"), REPLY + [attempt(call("__setitem__", "B", value)),
                                           attempt(["header_get", "B"]), attempt(call("items"))])


@area.rule("sent-back", refs=REFS + [doc("headers.class")], protocol_version="HTTP/1.1")
def persistent():
    yield case("next-request", "Changes do not outlive the request.",
               "GET /1 HTTP/1.1\r\nA: 1\r\n\r\nGET /2 HTTP/1.1\r\nB: 2\r\n\r\n",
               REPLY + [call("__setitem__", "C", "3"), ["echo_headers"]])
    yield case("stale-after-error", "Changes outlive a request line that is bad.",
               "GET /1 HTTP/1.1\r\nA: 1\r\n\r\nBAD\r\n\r\n",
               REPLY + [call("__setitem__", "C", "3")])


# What binascii and email make of base64 that is padded, cut or broken in some way.
BASE64 = [
    ("whole", "YWJj"), ("padded-1", "YWI="), ("padded-2", "YQ=="), ("unpadded-1", "YWI"),
    ("unpadded-2", "YQ"), ("one-digit", "Y"), ("five-digits", "YWJjY"), ("excess-1", "YWJj="),
    ("excess-2", "YWJj=="), ("excess-4", "YWJj===="), ("leading-padding", "=YQ="),
    ("padding-alone", "===="), ("padding-inside", "YQ==YWJj"), ("pad-inside", "YW=Jj"),
    ("two-parts", "YQ==YQ=="), ("space", "YW Jj"), ("no-digit", "YW!Jj"), ("no-digits", "!!!!"),
    ("no-digit-behind-padding", "YQ==!"), ("url-alphabet", "-_-_"), ("two-lines", "YW\r\nJj"),
    ("bare-lf", "YW\nJj\n"), ("8-bit", "YW\xe9Jj"),
    ("first-and-last-digits", "AZaz09+/"), ("behind-the-last-digits", "[{:,.`@"),
    ("one-digit-padded-1", "Y="), ("one-digit-padded-2", "Y=="), ("one-digit-padded-3", "Y==="),
    ("five-digits-padded", "YWJjY==="), ("one-digit-behind-padding", "YQ=J="),
    ("padding-in-front-of-one", "==Y="), ("one-pad", "="), ("three-pads-behind-two", "YQ==="),
]
QUOTED_PRINTABLE = [
    ("escape", "a=3Db"), ("lower-case", "a=c3=a9"), ("cut", "a=4"), ("equals-at-end", "a="),
    ("equals-twice", "a==b"), ("no-hex", "a=zzb"), ("half-hex", "a=4zb"), ("soft-crlf", "a=\r\nb"),
    ("soft-lf", "a=\nb"), ("soft-cr", "a=\rb\nc"), ("underscore", "a_b"), ("8-bit", "\xe9=E9"),
    ("zeros", "=00=01=10=0F=F0=fF=Ff"), ("first-digits", "=A0=0A=a0=0a=09=90"),
    ("no-digits-nearby", "=:0=0:=@0=0@=G0=0G=`0=0`=g0=0g=/0=0/"), ("half-at-end", "a=0"),
]


@area.rule("transfer-encoding", refs=REFS + [message("get_payload")])
def transfer_encoding():
    for encoding, texts in [("base64", BASE64), ("quoted-printable", QUOTED_PRINTABLE)]:
        for what, text in texts:
            # The first line is no header line, so it opens the payload.
            starts = ["", "nocolon"] if what in ("whole", "escape") else [""]
            for start in ["nocolon"] if ":" in text else starts:
                yield case("%s-%s%s" % (encoding, what, "-behind-a-line" if start else ""),
                           "The payload %r, %s." % (text, encoding),
                           "GET / HTTP/1.1\r\nContent-Transfer-Encoding: %s\r\n%s%s"
                           % (encoding, start + "\r\n" if start else "", text), REPLY + [
                               attempt(call("get_payload", None, True)),
                               attempt(call("get_payload", None, True))])
    tokens = "".join(map(chr, range(0x21, 0x7F)))
    for encoding, kind, texts in [
            ("base64", "three-letters", ["YWJj"[:size] + "".join(rest) for size in (0, 2)
                                         for rest in itertools.product("Y=!", repeat=4)]),
            ("base64", "each-character", ["YW%sJj" % c for c in tokens]),
            ("quoted-printable", "each-first-digit", ["=%s0" % c for c in tokens]),
            ("quoted-printable", "each-second-digit", ["=0%s" % c for c in tokens])]:
        yield case("%s-of-%s" % (encoding, kind), "Payloads in %s, one after the other (%s)."
                   % (encoding, kind.replace("-", " ")),
                   block("Content-Transfer-Encoding: " + encoding), REPLY + [
                       action for text in texts for action in (
                           call("set_payload", text), attempt(call("get_payload", None, True)))])


@area.rule("payload", refs=REFS + [message("get_payload")])
def payload():
    """The payload is what stands behind a bad line of the block."""
    encodings = [("none", []), ("base64", ["Content-Transfer-Encoding: base64"]),
                 ("base64-upper-case", ["Content-Transfer-Encoding: BASE64"]),
                 ("quoted-printable", ["Content-Transfer-Encoding: quoted-printable"]),
                 ("7bit", ["Content-Transfer-Encoding: 7bit"]),
                 ("unknown", ["Content-Transfer-Encoding: x"]),
                 ("uuencode", ["Content-Transfer-Encoding: x-uuencode"]),
                 ("uuencode-without-x", ["Content-Transfer-Encoding: uuencode"]),
                 ("uue", ["Content-Transfer-Encoding: uue"]),
                 ("x-uue", ["Content-Transfer-Encoding: x-uue"])]
    bodies = [("text", ["hello world=\r\n"]), ("base64", ["aGVsbG8=\r\n"]),
              ("latin-1", ["caf\xe9 body\r\n"]),
              ("soft", ["a=\r\n", "b=C3=A9\r\n"])]
    for name, lines in encodings:
        for what, body in bodies:
            yield case("%s-%s" % (name, what),
                       "A payload (%s) with transfer encoding %s." % (what, name),
                       block(*(lines + body)), REPLY + [
                           attempt(call("get_payload")),
                           attempt(call("get_payload", keywords(decode=True))),
                           attempt(call("get_payload", None, False))])
    for name, lines in encodings:
        yield case("no-text-" + name, "Payloads that are no text, one after the other, with "
                   "transfer encoding %s." % name, block(*lines), REPLY + [
                       action for _, value in ODD_VALUES
                       if not isinstance(value, list) and value != raw("by\xfftes'") for action in (
                           call("set_payload", value), attempt(call("get_payload")),
                           attempt(call("get_payload", None, True)))])
    for what, action in [("index-0", call("get_payload", 0)), ("index-1", call("get_payload", 1)),
                         ("decode", call("get_payload", keywords(decode=True))),
                         ("is-multipart", call("is_multipart"))]:
        yield case("plain-" + what, "The payload of an ordinary block (%s)." % what, block("A: 1"),
                   REPLY + [attempt(action)])


@area.rule("surrogates", refs=REFS + [message("get_payload")])
def surrogates():
    """A payload whose surrogates stand for bytes is decoded with the charset of the message."""
    texts = ["a\udcff", "\udcc3\udca9=41", "\u20ac\udcff", "a\udcff\u20ac\udc80b\udc81", "\ud800",
             "YWJj\udc80", "\udc7f", "\udd00", "\U0001f600\udcff", "plain \xe9"]
    for charset, fields in [
            ("none", []), ("utf-8", ["Content-Type: text/plain; charset=UTF-8"]),
            ("latin-1", ["Content-Type: text/plain; charset=latin-1"]),
            ("unknown", ["Content-Type: text/plain; charset=nope"]),
            ("empty", ["Content-Type: text/plain; charset="]),
            ("no-value", ["Content-Type: text/plain; charset"]),
            ("encoded", ["Content-Type: text/plain; charset*=utf-8''utf-8"])]:
        for encoding in ["7bit", "base64", "quoted-printable"]:
            yield case("%s-%s" % (charset, encoding), "Payloads with surrogates, one after the "
                       "other, of charset %s, %s." % (charset, encoding),
                       block(*(fields + ["Content-Transfer-Encoding: " + encoding])), REPLY + [
                           action for text in texts for action in (
                               call("set_payload", text), attempt(call("get_payload")),
                               attempt(call("get_payload", None, True)))])
    for what, value in [("type-beyond-bytes", "a\ude00/b"),
                        ("charset-beyond-bytes", "text/plain; charset=\ude00"),
                        ("charset-of-bytes", "text/plain; charset=\udc80"),
                        ("type-of-no-text", 5)]:
        yield case(what, "A payload with surrogates under a content type with some (%s)." % what,
                   block("A: 1"), REPLY + [
                       attempt(call("set_raw", "Content-Type", value)),
                       call("set_payload", "\udc80"), attempt(call("get_payload")),
                       attempt(call("get_payload", None, True))])


@area.rule("header-object", refs=REFS + ["python:email.header.Header"])
def header_object():
    """A field value with surrogates is a Header when it is fetched, whose str() is ASCII."""
    for what, value in [("escaped", "Text/\udce9Plain; A=\udcff; b"), ("wide", "text/\U0001f600\udc80"),
                        ("high", "a\udc80\ud800\udc81/b"), ("low", "\ude00text/plain"),
                        ("latin-1", "\xe9text\udce9/plain"), ("only", "\udc80")]:
        fields = ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "X"]
        yield case(what, "The field value %s." % ascii(value), block("A: 1"), REPLY + [
            attempt(call("set_raw", name, value)) for name in fields] + [
                attempt(action) for action in [
                    call("get_content_type"), call("get_content_maintype"), call("get_params"),
                    call("get_param", "a"), call("get_params", None, "x"), call("get_filename"),
                    call("get_boundary"), call("get_content_charset"), call("get_charsets"),
                    call("get_content_disposition"), call("get_payload"),
                    call("get_payload", None, True), call("get", "x"), call("get_all", "x"),
                    call("items"), call("set_param", "p", "v"), call("del_param", "a"),
                    call("replace_header", "X", "v")]])


@area.rule("getallmatchingheaders", refs=REFS)
def getallmatchingheaders():
    """It compares field names with a name and a colon, so only odd names match."""
    ask = [attempt(call("getallmatchingheaders", name))
           for name in ("a", "A", "", "a:", "\u20ac", 5, None, ["a"], raw("a"), pair("a"), True,
                        1.5, status(200), {"$dict": {}})]
    yield case("none", "No field has a colon in its name.", BLOCK, REPLY + ask)
    yield case("empty", "There is no field.", block(), REPLY + ask)
    for what, name in [("colon", "a:"), ("colon-upper-case", "A:"), ("longer", "a:b"),
                       ("space", " x"), ("euro", "\u20ac:"), ("int", 5), ("none", None),
                       ("list", ["a:"]), ("empty-list", []), ("tuple", pair("a:")), ("true", True),
                       ("bytes", raw("a:")), ("bytes-space", raw(" a")), ("float", 1.5),
                       ("status", status(404)), ("dict", {"$dict": {"a": 1}}),
                       ("empty-name", "")]:
        yield case("named-" + what, "Fields named a:, %s and b, in this order."
                   % ascii(name).replace("'", ""), block("X: 1"),
                   REPLY + [attempt(call("__setitem__", "a:", "1")),
                            attempt(call("__setitem__", name, "2")),
                            attempt(call("__setitem__", "b", "3"))] + ask)


@area.rule("attach", refs=REFS + [message("attach"), message("get_payload"),
                                  message("get_charsets")])
def attach():
    """A payload that is a list of parts."""
    parts = [call("set_payload", None), call("attach", "one"), call("attach", 2)]
    yield case("text", "A message with a text takes no part.", block("A: 1"), REPLY + [
        attempt(call("attach", "one")), call("get_payload"), call("is_multipart")])
    yield case("first", "The first part makes a list.", block("A: 1"), REPLY + [
        call("set_payload", None), call("get_payload"), call("is_multipart"),
        attempt(call("get_payload", 0)), attempt(call("get_payload", None, True)),
        attempt(call("attach", "one")), call("get_payload"), call("is_multipart")])
    yield case("charsets", "A part that is no message has no charset.", block("A: 1"), REPLY
               + parts + [attempt(call("get_charsets")), attempt(call("get_charsets", "x")),
                          call("get_content_charset", "x")])
    yield case("charsets-of-no-part", "Without a part, the message's own charset alone.",
               block("Content-Type: text/html; charset=UTF-8"), REPLY + [
                   call("set_payload", []), call("is_multipart"), attempt(call("get_charsets")),
                   attempt(call("get_payload", 0)), attempt(call("get_payload", -1))])
    for what, index in [("0", 0), ("1", 1), ("2", 2), ("minus-1", -1), ("minus-2", -2),
                        ("minus-3", -3), ("true", True), ("text", "0"), ("float", 0.0),
                        ("none", None), ("bytes", raw("0")), ("status", status(200)),
                        ("list", []), ("huge", number("9" * 30)), ("minus-huge", number("-" + "9" * 30)),
                        ("beyond", number(str(2 ** 63))), ("below", number(str(-2 ** 63 - 1)))]:
        yield case("part-" + what, "The part of the index %s." % what, block("A: 1"),
                   REPLY + parts + [attempt(call("get_payload", index)),
                                    attempt(call("get_payload", index, True))])
    for what, value in ODD_VALUES:
        yield case("payload-" + what, "The payload set to a value of kind %s." % what,
                   block("A: 1", "Content-Transfer-Encoding: base64"), REPLY + [
                       attempt(call("set_payload", value))] + [
                           attempt(action) for action in (
                               call("get_payload"), call("is_multipart"), call("get_payload", 0),
                               call("attach", "x"), call("get_payload"))]
                   if what != "bytes" else REPLY)


@area.rule("odd-names", refs=REFS + [message("set_raw"), message("replace_header"), gh(127794)])
def odd_names():
    """Fields under names that no block can give them."""
    readings = [["header_get", "host"], ["header_contains", "host"], call("get_all", "host"),
                call("get_content_type"), call("get_param", "a"), call("get_params"),
                call("items"), ["header_keys"]]
    writings = [call("replace_header", "host", "v"), call("__delitem__", "b"),
                call("set_type", "x/y"), call("set_boundary", "b"), call("items")]
    for what, name in [("int", 5), ("none", None), ("bytes", raw("Host")), ("float", 1.5),
                       ("other-bytes", raw("x")), ("list", []), ("tuple", pair("Host")),
                       ("euro", "\u20ac"), ("kelvin", "\u212aey"), ("dotted-i", "\u0130"),
                       ("latin-1", "\xc9"), ("space", "a b"), ("empty", ""), ("colon", "a:b"),
                       ("line-feed", "a\n"), ("lf-alone", "\n"), ("two-lfs", "a\n\n"),
                       ("bang", "!"), ("tilde", "~"), ("del", "\x7f"), ("before-bang", " ")]:
        set_raw = attempt(call("set_raw", name, "v"))
        yield case("read-" + what, "A name of kind %s, and fields looked for." % what,
                   block("A: 1", "Host: h", "Content-Type: text/html; a=b"),
                   REPLY + [set_raw] + [attempt(action) for action in readings])
        yield case("found-" + what, "A name of kind %s, looked for." % what,
                   block("A: 1"), REPLY + [set_raw] + [attempt(call("get_content_type")),
                                                       attempt(call("get_content_maintype"))] + [
                       attempt(call(function, asked)) for asked in (name, "KEY", "\xe9")
                       for function in ("get", "get_all", "__contains__")])
        yield case("written-" + what, "A name of kind %s, and fields written." % what,
                   block("A: 1", "Host: h", "B: 2", "Content-Type: text/html; a=b"),
                   REPLY + [set_raw] + [attempt(action) for action in writings])
        yield case("replaced-" + what, "A name of kind %s, its value replaced." % what,
                   block("A: 1"), REPLY + [
                       set_raw, attempt(call("replace_header", name, "w")), call("items"),
                       attempt(call("__setitem__", name, "x")), call("items"),
                       attempt(call("__delitem__", name)), call("items")])
    for what, line in [("space", "A B: 1"), ("slash", "A/B: 1"), ("latin-1", "\xc9: 1")]:
        yield case("parsed-" + what, "A name that a block can have and a program may not give.",
                   block(line), REPLY + [
                       attempt(call("replace_header", line[:-3].lower(), "v")), call("items")])


@area.rule("names", refs=REFS + ["python:str.lower"])
def names():
    """Every name character, looked up in another case."""
    tokens = "".join(chr(n) for n in range(0x21, 0x7F) if chr(n) != ":")
    for start in range(0, len(tokens), 31):
        part = tokens[start:start + 31]
        yield case("token-%d" % (start // 31),
                   "A name of the characters %s, looked up in swapped case." % ascii(part),
                   block("%s: v" % part), REPLY
                   + [["header_get", part.swapcase()], ["header_contains", part],
                                                   call("get_all", part.lower())])
    yield case("bytes-are-no-name", "Bytes are no name, and not the empty one either.",
               block("A: 1"), REPLY + [attempt(call("__setitem__", "", "x"))]
               + [attempt(call(function, raw(name))) for name in ("", "A", "b")
                  for function in ("get", "get_all", "__contains__", "__delitem__")]
               + [call("items")])
    yield case("bytes-apart", "Names that are bytes are told from each other.", block("A: 1"),
               REPLY + [call("set_raw", raw("a"), "1"), call("set_raw", raw("B"), "2"),
                        call("get", raw("b")), call("__contains__", raw("c")),
                        attempt(call("replace_header", raw("c"), "3")), call("items")])
    for what, name in [("int", 5), ("true", True), ("none", None), ("float", 1.5),
                       ("status", status(200)), ("tuple", pair("a")), ("bytes", raw("a"))]:
        yield case("surrogate-under-" + what,
                   "A value that becomes a Header, which wants the length of its name (%s)." % what,
                   block("A: 1"),
                   REPLY + [call("set_raw", name, "\udc80"), attempt(call("keys")),
                            attempt(call("items")), attempt(call("values")), call("__len__")])


@area.rule("next-request", refs=REFS + [doc("close_connection.meaning")],
           protocol_version="HTTP/1.1")
def next_request():
    """What a method does to the headers of its request is gone with the next one."""
    seen = [call("items"), call("get_payload"), call("is_multipart"), call("get_unixfrom"),
            call("get_default_type"), call("get_content_type"), call("get_charset")]
    for what, first, actions in [
            ("default-type", block("A: 1"), [call("set_default_type", "x/y")]),
            ("payload", block("A: 1"), [call("set_payload", "text")]),
            ("parts", block("A: 1"), [call("set_payload", None), call("attach", "one")]),
            ("unixfrom", block("A: 1"), [call("set_unixfrom", "From me")]),
            ("unixfrom-of-the-block", block("From me", "A: 1"), []),
            ("field", block("A: 1"), [call("__setitem__", "B", "2"), call("__delitem__", "a")]),
            ("defect", block("A: 1", "junk", "B: 2"), []),
            ("multipart", block("Content-Type: multipart/mixed; boundary=x"), []),
            ("message", block("Content-Type: message/rfc822"), [])]:
        for second in (block("C: 3"), block()):
            yield case(what + ("-then-field" if "C" in second else "-then-none"),
                       "A request whose headers have or are given a %s; then one of the same "
                       "connection that has none." % what.replace("-", " "),
                       first.replace("GET", "POST") + second,
                       {"POST": actions + REPLY, "GET": REPLY + seen})
    parts = block("Content-Type: multipart/mixed; boundary=b").replace("GET", "POST")
    yield case("text-over-parts", "A message with parts gets a text for a payload; then one of the "
               "same connection that has none.", parts + block(),
               {"POST": [attempt(call("set_payload", "x"))] + TWO_BYTES, "GET": REPLY + seen})
    folded = block("B: 2\r\n b")
    yield case("two-folded-behind-plain", "A request whose headers nobody asks for, then two that "
               "have to be parsed.", block("A: 1").replace("GET", "HEAD") + folded * 2 + block(),
               {"HEAD": TWO_BYTES, "GET": REPLY + seen})


@area.rule("other-types", refs=REFS)
def other_types():
    """headers replaced by the method."""
    for what, value in [("none", None), ("dict", {"$dict": {"Host": "x"}}), ("text", "Host: x"),
                        ("list", [1]),
                        ("int", 5), ("tuple", pair(pair("A", "1"))), ("nan", number("nan"))]:
        yield case(what, "headers set to another kind of value (%s)." % what, BLOCK, REPLY + [
            ["set", "headers", value], attempt(["header_get", "Host"]), attempt(["header_len"]),
            attempt(["header_keys"]), attempt(["echo_headers"]),
            attempt(["header_contains", "Host"]), attempt(call("get", "Host"))])
    yield case("deleted", "headers deleted by the method.", BLOCK, REPLY + [
        ["del", "headers"], attempt(["header_get", "Host"]), attempt(["echo_headers"])])
    yield case("keys-order", "Names in the order they came, with duplicates.",
               block("B: 1", "A: 2", "b: 3", "C: 4", "A: 5"),
               REPLY + [["header_keys"], call("values")])
