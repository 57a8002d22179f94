"""Content-Type, Content-Disposition and their parameters, RFC 2231 included."""

from .common import (Area, REPLY, attempt, block, case, doc, gh, keywords, message, pair, raw)

area = Area("content-type")

REFS = [message("get_content_type"), message("get_param"), message("get_params"),
        doc("headers.class")]


def call(name, *args):
    return ["header_call", name] + list(args)


TYPE = [call("get_content_type"), call("get_content_maintype"), call("get_content_subtype")]
PARAMETERS = [attempt(action) for action in (
    call("get_params"), call("get_params", None, "content-type", False), call("get_param", "a"),
    call("get_param", "CHARSET", "none"), call("get_param", "a", None, "content-type", False),
    call("get_content_charset"), call("get_boundary"), call("get_filename"))]

TYPES = ["", "text/html", "TEXT/HTML", " text/html ", "text/html;", "text/html; ", "text", "text/",
         "/html", "/",
         "//", "a/b/c", "text/html, x/y", "text/html charset=x", "text / html", ";", "; a=b",
         "text/html;;a=b",
         "text;a=b", "te xt/html", "\xa0text/html\xa0", "text/html\x0b", "t\xe9xt/html",
         "\"text/html\"",
         "text/html=x", "a=b", "=", "multipart", "message", "TEXT/PLAIN; CHARSET=US-ASCII",
         "text/\xc4B",
         "text/html\x00", "text/html; a", "text/html\r\n ; a=b", "image/svg+xml", "x-y/z.w+v"]

VALUES = ["a=b", "A=B", "a=B c", " a = b ", "a=\"b\"", "a=\"b c\"", "a=\"b;c\"", "a=\"b\\\"c\"",
          "a=\"b\\\\c\"",
          "a=\"b\\\\\"; c=d", "a=\"b", "a=b\"", "a=\"", "a=\"\"", "a='b'", "a=<b>", "a=<b",
          "a=\"<b>\"", "a=<\"b\">",
          "a==b", "a=b=c", "=b", "a", "a=", "a=b; a=c", "a=b;c=d", "a=b;;c=d", "a=b; ", ";a=b",
          "a=\xe9", "a=\"\xe9\"",
          "\xe9=b", "a=\xa0b\xa0", "a=b\x0b", "a=\"b\"c", "a=\"b\" c", "a=b c=d", "a=\"b; c=\"d\"",
          "a=b\\c",
          "a=\"\\a\\b\"", "a=\"a\\\"", "a=\"\\\"\"; b=c", "a=\"\\\\\\\"\"; b=c", "a=\"x\"y\"z\"",
          "a=b, c=d", "a=(b)",
          "a=b (comment)", "A-B=c", "a_b=c", "a.b=c", "a*b=c", "a =b", "a= b", "a\t=\tb", "a=%41",
          "a=\"%41\"",
          "charset=utf-8", "charset=\"utf-8\"", "charset=UTF-8", "charset=<utf-8>", "charset=\xe9",
          "charset=",
          "charset=\"\"", "charset='utf-8'", "charset=utf-8; charset=ascii", "charset=\"a b\"",
          "charset=x\xa0",
          "boundary=b", "boundary=\"b \"", "boundary=' b '", "boundary=", "boundary=\"\xe9\"",
          "boundary=b; boundary=c",
          "name=f.txt", "name=\"f g.txt\"", "name=\"../f\"", "filename=x", "NAME=f", "a; b; c",
          "a=\"b\"; b=\"c;d\"; e=f"]

ENCODED = ["a*=utf-8''%C3%A9", "a*=utf-8'en'x", "a*=''x", "a*='x", "a*=x", "a*=", "a*", "a*=%41",
           "a*=\"utf-8''%41\"",
           "a*=iso-8859-1''%E9", "a*=nope''%E9", "a*=utf-8''%E9", "a*=utf-8''%", "a*=utf-8''%4",
           "a*=utf-8''%GG",
           "a*=utf-8''a'b'c", "A*=utf-8''x", "a*0=x", "a*0=x; a*1=y", "a*1=y; a*0=x",
           "a*0=x; a*2=z", "a*1=y",
           "a*0*=utf-8''x; a*1=y", "a*0=x; a*1*=%41", "a*0*=utf-8''%41; a*1*=%42; a*2=%43",
           "a*0=\"x\"; a*1=\"y\"",
           "a*0=x; a*0=y", "a=p; a*=utf-8''q", "a*=utf-8''q; a=p", "a=p; a*0=q", "a*0=q; a=p",
           "a*10=z; a*9=y; a*1=x",
           "a*01=x; a*1=y", "a*x=y", "a**=x", "a*0**=x", "*=x", "*0=x", "a-b*=utf-8''x", "a-b*0=x",
           "a.b*=x", "a*-1=x",
           "charset*=''utf-8", "charset*=utf-8''utf-8", "charset*=nope''utf-8",
           "charset*=utf-8''%C3%A9",
           "charset*=utf-8''%FF", "charset*=utf-16''a", "charset*0=ut; charset*1=f-8",
           "charset*=utf-8''UTF-8",
           "charset*='x'y", "charset*=\xe9''x", "boundary*=utf-8''%62",
           "boundary*=us-ascii''%C3%A9",
           "boundary*=nope''%E9", "boundary*0=a; boundary*1=b", "name*=utf-8''%e2%82%ac.txt",
           "name*0=a; name*1=b",
           "a*0*=utf-8''%C3; a*1*=%A9", "a*=utf-8''\xe9", "a*=\xe9''x", "a*0=x; b=c; a*1=y",
           "a*1*=x; a*0*=utf-8''y",
           "a*0*=x", "a*0*='y'x; a*1=z", "a*0*=cp1252''%80", "a*=UTF8''%C3%A9", "a*=latin-1''%E9",
           "a*=u8''%C3%A9",
           "a*=utf_8''%C3%A9", "a*=koi8-r''%C1", "a*=ascii''%41%80"]

DISPOSITIONS = ["", "inline", "attachment", "ATTACHMENT; filename=x",
                "attachment; filename=\"x y\"",
                "attachment; filename=x y", "attachment; filename=", "attachment; filename=\"\"",
                "attachment; FILENAME=x", "attachment; filename=\" x \"",
                "attachment;filename=x;filename=y",
                "attachment; filename*=utf-8''%e2%82%ac", "attachment; filename*=utf-8'en'a%20b",
                "attachment; filename*=nope''%41", "attachment; filename=a; filename*=utf-8''b",
                "attachment; filename*0=a; filename*1=b",
                "attachment; filename*0*=utf-8''%C3; filename*1*=%A9",
                "attachment; name=x", "form-data; name=\"f\"; filename=\"a\\\"b\"",
                "form-data; name=\"\xe9\"",
                "attachment; filename=\"C:\\dir\\f.txt\"", "; filename=x", "filename=x",
                "attachment filename=x",
                "attachment; filename=\xe9.txt", "attachment; filename='x'",
                "attachment; filename=<x>",
                "inline; filename=\"=?utf-8?q?x?=\"", " attachment ; filename = x ",
                "attachment; filename*=\"utf-8''x\""]


def numbered(values):
    """Values cannot be read in an id; their place in the table can be found."""
    return [("%02d" % place, value) for place, value in enumerate(values)]


@area.rule("type", refs=REFS + [message("get_content_maintype")])
def types():
    for what, value in numbered(TYPES):
        yield case(what, "Content-Type: %s." % ascii(value), block("Content-Type: " + value),
                   REPLY + TYPE + PARAMETERS[:3])
    yield case("absent", "No Content-Type.", block("A: 1"), REPLY + TYPE + PARAMETERS)
    yield case("twice", "Two of them: the first counts.",
               block("Content-Type: text/html", "Content-Type: image/png"), REPLY + TYPE)
    yield case("no-space", "No space after the colon.", block("Content-Type:text/html;a=b"),
               REPLY + TYPE + PARAMETERS)
    yield case("default-type", "The default type can be set.", block("A: 1"),
               REPLY + [call("set_default_type", "x/y")] + TYPE)
    yield case("default-type-odd", "The default type is not checked.", block("Content-Type: bad"),
               REPLY + [call("set_default_type", "x")] + TYPE[:1] + [attempt(TYPE[2])])


@area.rule("parameter", refs=REFS + ["python:email.message._parseparam",
                                     "python:email.utils.unquote"])
def parameters():
    for what, value in numbered(VALUES):
        yield case(what, "text/html with parameters %s." % ascii(value),
                   block("Content-Type: text/html; " + value),
                   REPLY + TYPE[:1] + PARAMETERS)


@area.rule("rfc2231", refs=REFS + ["python:email.utils.decode_params", "rfc2231:3", gh(134151)])
def encoded():
    for what, value in numbered(ENCODED):
        yield case(what, "text/html with encoded parameters %s." % ascii(value),
                   block("Content-Type: text/html; " + value), REPLY + PARAMETERS)
    for what, text in [("behind", "a; n*0=\u20ac; n*0=x"), ("before", "a; n*0=x; n*0=\u20ac"),
                       ("both", "a; n*0=\u20acx; n*0=\u20ac")]:
        yield case("wide-parts-" + what, "Parts of one number, which are put into order as texts "
                   "(%s)." % ascii(text), block("A: 1"),
                   REPLY + [call("set_raw", "T", text),
                            attempt(call("get_params", keywords(header="T")))])


@area.rule("disposition", refs=[message("get_filename"), message("get_content_disposition"),
                                doc("headers.class")])
def dispositions():
    for what, value in numbered(DISPOSITIONS):
        yield case(what, "Content-Disposition: %s." % ascii(value),
                   block("Content-Disposition: " + value), REPLY + [
            attempt(action) for action in (
                call("get_filename"), call("get_content_disposition"),
                call("get_param", "filename", None, "content-disposition"),
                call("get_params", None, "Content-Disposition"), call("get_filename", "none"))])
    for what, lines in [("name-of-type", ["Content-Type: text/html; name=t"]),
                        ("both", ["Content-Disposition: inline; filename=d",
                                  "Content-Type: text/html; name=t"]),
                        ("name-encoded", ["Content-Type: text/html; name*=utf-8''%C3%A9"]),
                        ("neither", ["A: 1"])]:
        yield case(what, "get_filename where the fields are %s." % what, block(*lines),
                   REPLY + [call("get_filename"), call("get_filename", "none"),
                            call("get_filename", keywords(failobj=1))])


@area.rule("arguments", refs=REFS)
def arguments():
    """get_param and its like with every argument."""
    request = block("Content-Type: text/html; a=\"b\"; C=d; e*=utf-8''f", "X: v; a=\"1\"", "Empty:")
    for what, action in [
            ("param-case", call("get_param", "A")), ("param-absent", call("get_param", "z")),
            ("param-failobj", call("get_param", "z", "none")),
                         ("param-encoded", call("get_param", "e")),
            ("param-quoted", call("get_param", "a", None, "content-type", False)),
            ("param-unquote-keyword", call("get_param", "a", keywords(unquote=False))),
            ("param-header", call("get_param", "a", None, "x")),
            ("param-header-keyword", call("get_param", "a", keywords(header="X"))),
            ("param-header-absent", call("get_param", "a", "none", "nope")),
            ("param-first", call("get_param", "text/html")), ("param-int", call("get_param", 5)),
            ("param-none", call("get_param", None)),
                         ("params-failobj", call("get_params", "none", "nope")),
            ("params-empty-field", call("get_params", "none", "empty")),
            ("params-header", call("get_params", None, "X")),
                         ("params-quoted", call("get_params", None, "X", False)),
            ("params-header-int", call("get_params", None, 5)),
                         ("boundary-failobj", call("get_boundary", "none")),
            ("charset-failobj", call("get_content_charset", "none")),
                         ("charsets", call("get_charsets")),
            ("charsets-failobj", call("get_charsets", "none")),
                         ("filename-failobj", call("get_filename", 5)),
            ("charset-two", call("get_content_charset", 1, 2)),
                         ("disposition", call("get_content_disposition"))]:
        yield case(what, "A parameter asked for with unusual arguments (%s)." % what, request,
                   REPLY + [attempt(action)])


@area.rule("written", refs=[message("set_param"), message("del_param"), message("set_type"),
                            message("set_boundary")])
def written():
    request = block("Content-Type: text/html; a=\"b\"; c=d", "X: 1")
    for what, action in [
            ("set-param-new", call("set_param", "n", "v")),
            ("set-param-old", call("set_param", "a", "v")),
            ("set-param-space", call("set_param", "n", "a b")),
            ("set-param-tuple", call("set_param", "n", pair("utf-8", "", "\xe9"))),
            ("set-param-header", call("set_param", "n", "v", "X")),
            ("set-param-absent-header", call("set_param", "n", "v", "Y")),
            ("del-param", call("del_param", "a")), ("del-param-absent", call("del_param", "z")),
            ("set-type", call("set_type", "image/png")),
            ("set-type-bad", call("set_type", "image")),
            ("set-boundary", call("set_boundary", "b"))]:
        yield case(what, "A parameter written (%s)." % what, request,
                   REPLY + [attempt(action), ["echo_headers"]])


# What a parameter is written into: (what, the fields of the block).
WRITABLE = [
    ("plain", ["Content-Type: text/html"]),
    ("none", ["A: 1"]),
    ("empty", ["Content-Type:"]),
    ("in-capitals", ["CONTENT-TYPE: TEXT/HTML; A=B"]),
    ("quoted", ["Content-Type: text/html; a=\"b c\"; d=\"e\"", "B: 1"]),
    ("same", ["A: 1", "Content-Type: text/html; a=b", "B: 1"]),
    ("twice", ["Content-Type: text/html; a=b", "B: 1", "content-type: x/y; a=c; z=1"]),
    ("parameter-twice", ["Content-Type: text/html; a=1; d=2; a=3"]),
    ("no-value", ["Content-Type: text/html; a; d=; boundary"]),
    ("encoded", ["Content-Type: text/html; a*=utf-8'en'%C3%A9; d=2"]),
    ("boundary", ["Content-Type: text/html; boundary=x; a=b", "B: 1"]),
    ("boundaries", ["Content-Type: text/html; BOUNDARY=x; a=b; Boundary=\"y z\""]),
    ("loose", ["Content-Type:  text/html ;a = b;;d ="]),
    ("not-ascii", ["Content-Type: text/html; a=\xe9; d=b"]),
    ("other-field", ["A: 1", "X-Type: x/y; a=\"b c\"; d=e", "Mime-Version: 0.9", "B: 1"]),
]

# Calls that write; each has a block of its own to write into.
WRITING = [
    ("set-param", call("set_param", "a", "b")),
    ("set-param-capital", call("set_param", "A", "n")),
    ("set-param-empty", call("set_param", "a", "")),
    ("set-param-none", call("set_param", "a", None)),
    ("set-param-spaces", call("set_param", "a", "n m")),
    ("set-param-as-it-is", call("set_param", "a", "n m", keywords(requote=False))),
    ("set-param-in-place", call("set_param", "a", "n", keywords(replace=True))),
    ("set-param-new", call("set_param", "n", "v")),
    ("set-param-new-in-place", call("set_param", "n", "v", keywords(replace=True))),
    ("set-param-charset", call("set_param", "a", "n", keywords(charset="utf-8"))),
    ("set-param-language", call("set_param", "a", "\xe9", keywords(charset="utf-8",
                                                                  language="en"))),
    ("set-param-language-alone", call("set_param", "a", "n", keywords(language="en"))),
    ("set-param-tuple-and-charset", call("set_param", "a", pair("latin-1", "fr", "\xe9"),
                                         keywords(charset="utf-8"))),
    ("set-param-other-field", call("set_param", "a", "n", "x-type")),
    ("set-param-other-field-in-place", call("set_param", "a", "n", "x-type", True, None, "", True)),
    ("set-param-type", call("set_param", "text/html", "n")),
    ("del-param", call("del_param", "a")),
    ("del-param-capital", call("del_param", "A")),
    ("del-param-as-it-is", call("del_param", "a", keywords(requote=False))),
    ("del-param-other", call("del_param", "d")),
    ("del-param-absent", call("del_param", "z")),
    ("del-param-type", call("del_param", "text/html")),
    ("del-param-other-field", call("del_param", "a", "x-type")),
    ("del-param-other-field-as-it-is", call("del_param", "d", "x-type", False)),
    ("set-type", call("set_type", "x/z")),
    ("set-type-as-it-is", call("set_type", "x/z", keywords(requote=False))),
    ("set-type-other-field", call("set_type", "x/z", "x-type")),
    ("set-type-other-field-as-it-is", call("set_type", "x/z", "X-Type", False)),
    ("set-type-slashes", call("set_type", "x/y/z")),
    ("set-type-slash", call("set_type", "/")),
    ("set-boundary", call("set_boundary", "n")),
    ("set-boundary-spaces", call("set_boundary", "n m ")),
    ("set-boundary-quote", call("set_boundary", "n\"m")),
    ("set-boundary-empty", call("set_boundary", "")),
    ("set-boundary-int", call("set_boundary", 5)),
    ("set-boundary-none", call("set_boundary", None)),
]


@area.rule("rewritten", refs=[message("set_param"), message("del_param"), message("set_type"),
                              message("set_boundary")])
def rewritten():
    """Every call that writes, with every kind of field to write into."""
    for what, action in WRITING:
        for where, lines in WRITABLE:
            yield case("%s-%s" % (what, where),
                       "A parameter written (%s) into fields that are %s." % (what, where),
                       block(*lines), REPLY + [attempt(action), call("items")])


@area.rule("wrong", refs=[message("set_param"), message("del_param"), message("set_type"),
                          message("set_boundary")])
def wrong():
    """Calls that write what cannot be written."""
    request = block("A: 1", "Content-Type: text/html; a=\"b c\"; d=e")
    for what, value in [("int", 5), ("none", None), ("bytes", raw("a")), ("list", ["a"]),
                        ("float", 1.5), ("true", True), ("tuple", pair("a", "b")),
                        ("tuple-of-three", pair("utf-8", None, "x y")), ("empty", ""),
                        ("empty-bytes", raw("")), ("euro", "\u20ac"), ("kelvin", "\u212a"),
                        ("dict", {"$dict": {"a": 1}}), ("empty-dict", {"$dict": {}}),
                        ("slash-in-list", ["/"]), ("slash-in-tuple", pair("/", "a")),
                        ("two-in-list", ["/", "/"]), ("empty-in-list", [""])]:
        for how, action in [
                ("set-param-name", call("set_param", value, "v")),
                ("set-param-value", call("set_param", "a", value)),
                ("set-param-new-value", call("set_param", "n", value)),
                ("set-param-value-as-it-is", call("set_param", "a", value, "Content-Type", False)),
                ("set-param-field", call("set_param", "a", "v", value)),
                ("set-param-charset", call("set_param", "a", "v", keywords(charset=value))),
                ("set-param-language", call("set_param", "a", "v",
                                            keywords(charset="utf-8", language=value))),
                ("del-param-name", call("del_param", value)),
                ("del-param-field", call("del_param", "a", value)),
                ("set-type", call("set_type", value)),
                ("set-type-field", call("set_type", "x/z", value)),
                ("set-boundary", call("set_boundary", value))]:
            yield case("%s-%s" % (how, what), "%s is of kind %s." % (how, what), request,
                       REPLY + [attempt(action), attempt(call("items"))])
    for what, action in [("text-int", call("set_param", "a", pair("utf-8", "en", 5))),
                         ("text-none", call("set_param", "a", pair("utf-8", "en", None))),
                         ("charset-none", call("set_param", "a", pair(None, "en", "x y"))),
                         ("language-none", call("set_param", "a", pair("utf-8", None, "x y"))),
                         ("bytes-and-star", call("set_param", raw("n"), "\xe9")),
                         ("bytes-and-tuple", call("set_param", raw("n"), pair("l1", "", "x")))]:
        yield case(what, "A value with a charset that is wrong (%s)." % what, request,
                   REPLY + [attempt(action), attempt(call("items"))])


@area.rule("charset", refs=[message("get_content_charset"), message("get_charsets")])
def charsets():
    """The charset, where it is encoded itself."""
    for what, value in [
            ("none-such", "charset*=nope''UTF-8"), ("undefined", "charset*=undefined''UTF-8"),
            ("nul", "charset*=u\x00''UTF-8"), ("no-codec", "charset*=''UTF-8"),
            ("ascii-but-not", "charset*=us-ascii''\xe9"), ("utf-8-but-not", "charset*=utf-8''\xe9"),
            ("utf-8", "charset*=utf-8''\xc3\xa9"), ("not-ascii", "charset*=latin-1''%C3"),
            ("last-of-ascii", "charset=\x7f"), ("first-beyond", "charset=\x80"),
            ("beyond-at-the-start", "charset=\xe9a"), ("beyond-at-the-end", "charset=a\xe9"),
            ("two-beyond", "charset=\xe9\xe9"), ("in-capitals", "CHARSET=UTF-8"),
            ("codec-in-capitals", "charset*=UTF-8''LATIN-1")]:
        yield case(what, "The charset where Content-Type says %s." % ascii(value),
                   block("Content-Type: text/html; " + value), REPLY + [
                       attempt(call("get_content_charset")),
                       attempt(call("get_content_charset", "else")),
                       attempt(call("get_charsets")), attempt(call("get_charsets", "else"))])
    for what, value in [("int", 5), ("text", "x"), ("none", None), ("tuple", pair())]:
        yield case("failobj-" + what, "What is answered in its place is of kind %s." % what,
                   block("Content-Type: text/html; charset=\xe9"), REPLY + [
                       attempt(call("get_content_charset", value)),
                       attempt(call("get_charsets", value))])


@area.rule("default", refs=[message("get_content_type"), message("set_default_type")])
def default():
    """A default type that is no type."""
    for what, value in [("empty", ""), ("slashes", "a/b/c"), ("in-capitals", "A/B"), ("parameter", "a/b; c"),
                        ("spaces", " a / b "), ("slash", "/"), ("euro", "\u20ac/x"),
                        ("no-slash", "ab"), ("last-slash", "ab/"), ("first-slash", "/ab")]:
        yield case(what, "The default type is of the kind %s." % what, block("A: 1"), REPLY + [
            attempt(action) for action in [call("set_default_type", value)] + TYPE
            + [call("get_default_type"), call("get_params"), call("get_param", "a")]])


@area.rule("characters", refs=[message("set_param"), "python:email.utils.encode_rfc2231"])
def characters():
    """Which characters are written as they are, in quotes or by their number."""
    for start in range(0, 256, 32):
        written = [attempt(call("set_param", "n", chr(n), "X-%02x" % n, requote))
                   for n in range(start, start + 32) for requote in (False, True)]
        yield case("0x%02x" % start, "Each character from 0x%02x on, as a value." % start,
                   block("A: 1"), REPLY + written + [call("items")])
    everything = "".join(map(chr, range(0x20, 0x7f)))
    for codec in ("utf-8", "latin-1", "ascii", "none-such", "hex", "undefined", ""):
        yield case("encoded-" + (codec or "empty"), "Every printable character in %r." % codec,
                   block("A: 1"), REPLY + [
                       attempt(call("set_param", "n", pair(codec, "en", text)))
                       for text in (everything, "", "a b")] + [call("items")])


@area.rule("numbers", refs=REFS + ["python:email.utils.decode_params", "rfc2231:3"])
def numbers():
    """The numbers of the parts of a value."""
    digits = [("4300", "9" * 4300), ("4301", "9" * 4301), ("4301-zeros", "0" * 4301),
              ("4299-and-star", "1" * 4299 + "*"), ("4301-and-star", "1" * 4301 + "*")]
    for what, number_ in digits:
        yield case("of-" + what, "A part whose number has so many digits (%s)." % what,
                   block("Content-Type: text/html; a*0=x; a*%s=y" % number_), REPLY + [
                       attempt(call("get_param", "a")), attempt(call("get_params"))])
    for what, value in [
            ("reversed", "a*3=d; a*2=c; a*1=b; a*0=a"),
            ("run-then-back", "a*1=b; a*2=c; a*5=f; a*0=a; a*4=e; a*3=d"),
            ("falling-run-then-up", "a*5=f; a*3=d; a*1=b; a*4=e; a*0=a; a*2=c"),
            ("equal", "a*1=z; a*1=y; a*0=a; a*1=x"), ("equal-encoded", "a*1*=x; a*1=x; a*0=a"),
            ("equal-and-encoded-behind", "a*1=x; a*1*=x; a*0=a"),
            ("nine-and-ten", "a*10=k; a*9=j; a*8=i; a*0=a; a*1=b"),
            ("none-first", "a*=%41; a*1=b; a*2=c"), ("none-last", "a*1=b; a*2=c; a*=%41"),
            ("none-between", "a*2=c; a*=%41; a*1=b"), ("none-twice", "a*=%41; a*=%42"),
            ("none-and-zero", "a*=%41; a*0=z; a*1=b"), ("zero-alone", "a*0*=l''%41"),
            ("two-zeros", "a*00=x; a*0=y"), ("star-star", "a*1**=x"), ("letters", "a*1x=y"),
            ("slash-and-colon", "a*/=x; a*:=y; a*0=z"), ("no-name", "*1=x; *=y"),
            ("percent-edges", "a*=l''%4/%4:%4@%4G%4`%4g%/4%:4%@4%G4%`4%g4"),
            ("percent-digits", "a*=l''%30%39%41%46%61%66%aA%Ff%09%90"),
            ("percent-at-end", "a*=l''x%4"), ("percent-alone", "a*=l''%"),
            ("name-edges", "A/*0=a; a:*0=b; a@*0=c; a[*0=d; a`*0=e; a{*0=f; a_*0=g; _*0=h; "
                           "Z*0=i; z*0=j; 0*0=k; 9*0=l; \xe9*0=m")]:
        yield case(what, "Parts of values: %s." % what, block("Content-Type: text/html; " + value),
                   REPLY + [attempt(call("get_param", "a")), attempt(call("get_params")),
                            attempt(call("get_params", None, "content-type", False))])


@area.rule("utf-8", refs=REFS + ["python:email.utils.collapse_rfc2231_value", "rfc2231:4"])
def utf_8():
    """An encoded value that is no UTF-8: each subpart becomes one U+FFFD."""
    for tail in ["%C3%A9", "%E2%82%AC", "%F0%9F%98%80", "%80", "%C0%80", "%C1%BF", "%C3", "%C3A",
                 "%E0%80%80", "%E0%A0%80", "%E0%9F%BF", "%ED%9F%BF", "%ED%A0%80", "%E2%82",
                 "%E2%82A", "%F0%80%80%80", "%F0%90%80%80", "%F4%8F%BF%BF", "%F4%90%80%80",
                 "%F5%80%80%80", "%F0%9F%98", "%F0%9FA", "%FF", "%EF%BF%BD", "a%00b"]:
        yield case("value" + tail.replace("%", "-"), "The value %s in UTF-8." % tail,
                   block("Content-Type: text/plain; name*=utf-8''<%s>; charset*=utf-8''%s"
                         % (tail, tail),
                         "Content-Disposition: attachment; filename*=UTF-8''<%s>" % tail),
                   REPLY + [attempt(["header_call", "get_filename"]),
                            attempt(["header_call", "get_param", "name"]),
                            attempt(["header_call", "get_content_charset"])])


@area.rule("codec-name", refs=[message("set_param"), "python:str.encode"])
def codec_name():
    """The name of a codec has to be UTF-8, and a text of C."""
    for what, name in [("surrogate", "x\ud800"), ("surrogates", "ab\udc00\udc01x\udc02"),
                       ("known-with-surrogate", "utf-8\udc00"), ("surrogate-nul", "\udc00\0"),
                       ("nul-surrogate", "\0\udc00"), ("beyond-latin-1", "utf-8\u20ac")]:
        yield case(what, "A parameter in the codec %s." % ascii(name),
                   block("Content-Type: text/plain"), REPLY
                   + [attempt(call("set_param", "a", value, keywords(charset=name)))
                      for value in ["v", "\u20ac", ""]] + [attempt(call("items"))])


@area.rule("starred", refs=[message("set_param"), "python:email.message._formatparam"])
def starred():
    """A star goes behind the name before the value is encoded, whatever the name is."""
    for what, name in [("text", "n"), ("bytes", raw("n")), ("int", 5), ("float", 1.5),
                       ("none", None), ("true", True), ("status", {"$status": 200}),
                       ("dict", {"$dict": {"a": 1}})]:
        yield case(what, "Parameters named by a %s." % what, block("Content-Type: text/plain"), REPLY
                   + [attempt(["header_call", "set_param", name, value, {"$kw": {"header": "X"}}])
                      for value in [pair("none-such", "", "x"), pair("utf-8", "", "x"), pair("a"),
                                    "\u20ac", "x", pair("utf-8", "", 5)]]
                   + [attempt(["header_call", "set_param", name, False,
                               {"$kw": {"header": "X", "charset": "utf-8"}}]),
                      attempt(["header_call", "get", "X"])])


@area.rule("encoded", refs=[message("set_param"), "python:email.utils.encode_rfc2231"])
def encoded():
    """set_param with a charset: the value is encoded with it."""
    for what, charset in [("utf-8", "utf-8"), ("latin-1", "latin-1"), ("ascii", "us-ascii"),
                          ("undefined", "undefined"), ("no-text", "rot13"), ("hex", "hex"),
                          ("windows", "cp65001"), ("none-such", "none-such"), ("nul", "utf\x008"),
                          ("empty", ""), ("spaces", " utf 8 "), ("euro", "\u20ac"), ("int", 5),
                          ("bytes", raw("utf-8"))]:
        yield case(what, "A parameter set with the charset %s." % ascii(charset),
                   block("Content-Type: text/plain"), REPLY + [
                       action for value in ("plain", "caf\xe9", "\u20ac", "a b~", "")
                       for action in (attempt(["header_call", "set_param", "p", value,
                                               {"$kw": {"charset": charset}}]),
                                      attempt(["header_call", "get", "Content-Type"]))])


@area.rule("space", refs=REFS)
def spaces():
    """Every character that str.strip() takes, around the parts of a field that is no Latin-1."""
    spaces = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2005\u200a\u2028\u2029\u202f\u205f\u3000"
    others = "\u167f\u1681\u1fff\u200b\u2027\u202a\u202e\u2030\u205e\u2060\u2fff\u3001\u20ac\U0001f600"
    for what, characters in [("space", spaces), ("no-space", others)]:
        for character in characters:
            value = "%sText/Plain%s;%sA%s=%sb%s" % ((character,) * 6)
            yield case("%s-u%04x" % (what, ord(character)), "U+%04X around each part."
                       % ord(character), block("A: 1"), REPLY + [
                           attempt(["header_call", "set_raw", "Content-Type", value]),
                           attempt(["header_call", "__setitem__", "X-Type", "\u20ac;" + value]),
                           attempt(["header_call", "get_content_type"]),
                           attempt(["header_call", "get_params"]),
                           attempt(["header_call", "get_params", None, "x-type"]),
                           attempt(["header_call", "get_param", "a"])])
