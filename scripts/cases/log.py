"""The log: its line, % formatting of arguments, control characters."""

from .common import (ALL_BYTES, Area, GET09, GET11, Names, PERCENT, REPLY, attempt, byte_id,
                     byte_text, case, doc, gh, method, number, pair, raw, status)
from .error_format import format_id
from .values import ODD_VALUES, TEXTS

area = Area("log")

REFS = [method("log_message"), PERCENT, doc("log_message.format")]


@area.rule("format", refs=REFS)
def formats():
    rows = [
        ("plain", []), ("%%", []), ("%%", ["x"]), ("100%", []), ("100%%", []), ("%", []),
            ("%", ["x"]),
        ("", []), ("", ["x"]), ("%s", []), ("%s", ["a"]), ("%s", ["a", "b"]), ("%s %s", ["a"]),
        ("%s %s", ["a", "b"]), ("a", ["x"]), ("%d", [5]), ("%d", ["5"]), ("%d", [5.9]),
            ("%d", [-5.9]),
        ("%d", [None]), ("%d", [True]), ("%d", [status(404)]), ("%s", [status(404)]),
            ("%r", [status(404)]),
        ("%i|%u", [1, 2]), ("%x %X %#x", [255, 255, 255]), ("%x", ["ff"]), ("%x", [1.5]),
            ("%x", [-255]),
        ("%#x", [-255]), ("%08x", [-255]), ("%o", [8]), ("%#o", [-8]), ("%c", [65]), ("%c", ["A"]),
        ("%c", ["AB"]), ("%c", [""]), ("%c", [0]), ("%c", [0x20AC]), ("%c", [0x10FFFF]),
            ("%c", [0x110000]),
        ("%c", [-1]), ("%c", [1.5]), ("%c", [None]), ("%c", [True]), ("%c", [raw("A")]),
            ("%c", [0xD800]),
        ("%c", [number("99999999999999999999999")]), ("%5c|%-5c|", ["a", "b"]), ("%f", [1]),
            ("%f", ["1"]),
        ("%f", [None]), ("%f", [True]), ("%.2f", [2.675]), ("%.0f", [0.5]), ("%.0f", [1.5]),
            ("%.0f", [2.5]),
        ("%f", [1e300]), ("%.3f", [-0.0]), ("%f %F", [number("nan"), number("nan")]),
        ("%f %F", [number("inf"), number("-inf")]), ("%05f", [number("inf")]),
            ("%+f", [number("nan")]),
        ("%010.2f|", [-3.14159]), ("%e", [12345.678]), ("%E", [0.00012]), ("%.0e", [15]),
            ("%#.0e", [15]),
        ("%g", [100000]), ("%g", [1000000]), ("%g", [0.0001]), ("%g", [0.00001]), ("%#g", [1.5]),
        ("%.3g", [1234.5]), ("%G", [1e-10]), ("%.17g", [0.1]), ("%.60f", [0.1]), ("%s", [0.1]),
            ("%s", [1e16]),
        ("%s", [1e15]), ("%s", [123456789012345678]), ("%r", [1e22]), ("%r", [5e-324]),
        ("%r", [1.7976931348623157e308]), ("%r", [0.00001]), ("%r", [0.0001]), ("%r", [-0.0]),
        ("%r", [1 / 3.0]), ("%d", [1e22]), ("%d", [number("nan")]), ("%d", [number("inf")]),
        ("%d", [number("123456789012345678901234567890")]),
            ("%x", [number("-123456789012345678901234567890")]),
        ("%40d|", [number("123456789012345678901234567890")]), ("%f", [number("1" + "0" * 400)]),
        ("%.3f", [number("123456789012345678901234567890")]), ("%*d", [5, 42]), ("%-*d|", [5, 42]),
        ("%*d|", [-5, 42]), ("%.*f", [2, 3.14159]), ("%.*f", [-2, 3.14159]),
            ("%*.*f", [8, 2, 3.14159]),
        ("%*d", ["5", 42]), ("%*d", [5]), ("%*d", [1.5, 42]), ("%0*d", [5, 42]),
            ("%.*s", [2, "abcdef"]),
        ("%(a)s", [1]), ("%(a)s", []), ("%(a)s", [{"$dict": {"a": 1}}]),
            ("%s", [{"$dict": {"a": 1}}]),
        ("%y", [1]), ("%y", []), ("%5y", [1]), ("%\xe9", [1]), ("%\u20ac", [1]), ("%(", [1]),
            ("%5", [1]),
        ("%.", [1]), ("%ld %hd %Ld", [1, 2, 3]), ("%lld", [1]), ("%l", [1]), ("%5%|", []),
            ("%5%|", [1]),
        ("%-5.2s|", ["abc"]), ("%05s|", ["abc"]), ("%+d % d %+d", [1, 2, -3]),
            ("%+ d|% +d", [1, 2]),
        ("%05d|%-05d|%+05d", [42, 42, 42]), ("%.5d|%8.5d|%-8.5d|%08.5d", [42, 42, -42, 42]),
        ("%.0d|", [0]), ("%#.3x|%#8.3X|", [10, 10]), ("%a", ["\xe9\u20ac\U0001f600"]),
        ("%r", ["\xe9\u20ac\U0001f600"]), ("%.2a", ["\xe9"]), ("%5r|", ["a"]), ("%s", [pair(1)]),
        ("%s", [pair(1, 2)]), ("%s", [[]]), ("%s%s%s", ["a", None, 1]), ("%s", [raw("x")]),
        ("%99999999999999999999d", [1]), ("%.99999999999999999999d", [1]),
        ("%*d", [number("99999999999999999999"), 1]), ("\ud800 %s", ["\udfff"]),
            ("\u20ac %s", ["\xe9"]),
        ("%r", [number("7" * 25)]), ("%s", [number("-7" + "0" * 25)]),
            ("%e", [number("1" + "0" * 25)]),
        ("%d%%", [50]), ("%d %%s", [50]),
    ]
    name = Names()
    for text, args in rows:
        yield case(name("%s-of-%d" % (format_id(text), len(args))),
                   "log_message(%s), number of arguments: %d." % (ascii(text), len(args)),
                   GET11, [attempt(["log_message", text] + args)])


@area.rule("star", refs=REFS)
def star():
    """A width or precision that is an argument, of every kind and size."""
    # What is not too big would take that much memory.
    huge = [number(str(size)) for size in (2 ** 63, -2 ** 63 - 1, 10 ** 30)]
    for text in ("%*d", "%.*d", "%*s", "%.*s", "%.*f", "%-*d", "%0*x"):
        for what, sizes in [
                ("size", [5, -5, 0, True, 1.5, "5", None, status(200), raw("5")] + huge),
                ("limit", [2 ** 31, -2 ** 31] if "." in text else [])]:
            if sizes:
                shown = text.strip("%").replace("*", "star").replace(".", "point-")
                yield case("%s-%s" % (what, shown),
                           "log_message(%r, SIZE, 7), for many a size." % text, GET11,
                           REPLY + [attempt(["log_message", text, size, 7]) for size in sizes])
    for what, text, args in [
            ("none-left", "%*d", [5]), ("nothing", "%*d", []), ("too-many", "%*d", [5, 6, 7]),
            ("width-digits", "%" + "9" * 30 + "d", [7]),
            ("precision-digits", "%." + "9" * 30 + "d", [7]),
            ("both", "%*.*f", [9, 2, 1.25]), ("both-too-big", "%*.*f", [9, number("9" * 30), 1.25]),
            ("character", "%c|%c|%c", [65, "\u20ac", 0x1f600]), ("character-high", "%c", [0x110000]),
            ("character-negative", "%c", [-1]), ("character-huge", "%c", [number("9" * 30)]),
            ("character-text", "%c", ["ab"]), ("character-none", "%c", [None]),
            ("character-bytes", "%c", [raw("a")]), ("float-huge", "%d|%x", [1e300, 5]),
            ("float-of-huge-int", "%f", [number("9" * 400)]), ("float-of-text", "%f", ["1"]),
            ("int-of-text", "%d", ["1"]), ("hex-of-float", "%x", [1.5]), ("int-of-nan", "%d",
                                                                           [number("nan")])]:
        yield case(what, "log_message(%r) with %d arguments." % (text[:40], len(args)), GET11,
                   REPLY + [attempt(["log_message", text] + args)])


@area.rule("bytes", refs=REFS)
def bytes_formats():
    """A format that is bytes has conversions of its own."""
    values = [65, True, 65.5, None, raw("x"), raw("ab"), raw(""), "x", "\u20ac", number("9" * 30), 255,
              256, -1, status(200), [1], pair(1), 1e300, number("nan"), {"$dict": {}}]
    for letter in "diouxXeEfFgGcrsab%":
        yield case("conversion-" + {"%": "percent"}.get(letter, letter),
                   "Conversion %s in a format of bytes, of many kinds of value." % letter, GET11,
                   REPLY + [attempt(["log_message", raw("<%" + letter + ">"), value])
                            for value in values])
    for what, text, args in [
            ("plain", "\xe9", []), ("too-few", "%s", []), ("too-many", "%d", [1, 2]),
            ("width", "%5s|%-5s|%.1s", [raw("ab"), raw("ab"), raw("ab")]),
            ("star", "%*d", [5, 6]), ("star-too-big", "%*d", [number("9" * 30), 6]),
            ("key", "%(a)s", [{"$dict": {"a": 1}}]), ("ends", "%", [1]), ("bad", "%y", [1]),
            ("bad-high", "%\xe9", [1]), ("bad-quote", "%'", [1]), ("bad-nul", "%\x00", [1])]:
        yield case(what, "The format %s, as bytes." % ascii(text), GET11,
                   REPLY + [attempt(["log_message", raw(text)] + args)])


@area.rule("wide", refs=REFS + ["python:repr"])
def wide():
    """repr() and ascii() of texts that are not Latin-1."""
    for what, text in [("letters", "\u20ac\n\r\t\\"), ("quotes", "\u20ac'"),
                       ("both-quotes", "\u20ac'\""), ("controls", "\u20ac\x00\x1f\x7f\x9f\xad"),
                       ("unprintable", "\u20ac\u0378\u200b\u2028\ue000\ufeff\uffff"),
                       ("astral", "\U0001f600\U000e0001\U0010ffff"), ("surrogates", "\ud800\udfff"),
                       ("last", "\u20ac\U0010fffd")]:
        yield case(what, "A message with %s." % ascii(text), GET11,
                   REPLY + [attempt(["log_message", "%s|%r|%a", text, text, text])])


@area.rule("argument", refs=REFS + ["python:repr"])
def arguments():
    for what, value in TEXTS + ODD_VALUES:
        yield case(what, "An argument of kind %s through %%s, %%r and %%a." % what, GET11,
                   [["log_message", "s=%s r=%r a=%a", value, value, value]])
    for what, value in TEXTS[::2] + ODD_VALUES[::2]:
        yield case("cut-" + what, "An argument of kind %s, padded and cut." % what, GET11,
                   [["log_message", "%12s|%-12r|%.3s|%12.4a|", value, value, value, value]])


@area.rule("format-type", refs=REFS)
def format_types():
    for what, value in ODD_VALUES:
        yield case(what, "A format that is no text (%s)." % what, GET11,
                   [attempt(["log_message", value]), attempt(["log_message", value, "x"])])


@area.rule("repr", refs=REFS + ["python:repr"])
def reprs():
    """repr of str for all of Latin-1 and for characters beyond it."""
    for row in range(0, 256, 32):
        text = "".join(ALL_BYTES[row:row + 32])
        yield case("latin-1-0x%02x" % row, "repr and ascii of U+%04X to U+%04X." % (row, row + 31),
                   GET11,
                   [["log_message", "%r %a %s", text, text, text]])
    for what, text in [("apostrophe", "a'b"), ("quote", "a\"b"), ("both", "a'b\"c"),
                       ("neither", "ab"),
                       ("backslash-quote", "\\'"), ("empty", ""), ("euro", "\u20ac"),
                       ("zero-width-space", "\u200b"), ("ideographic-space", "\u3000"),
                       ("line-separator", "\u2028\u2029"), ("bom", "\ufeff"),
                       ("surrogates", "\ud800\udfff"),
                       ("private-use", "\ue000"), ("unassigned", "\u0378"), ("emoji", "\U0001f600"),
                       ("last", "\U0010ffff"), ("combining", "e\u0301"), ("rtl-mark", "\u200f"),
                       ("cjk", "\u4e2d\u6587"), ("nested", "'\"'")]:
        yield case(what, "repr and ascii of %s." % ascii(text), GET11,
                   [["log_message", "%r %a %s", text, text, text],
                    ["log_message", "%s %r", [text], pair(text)]])


@area.rule("control", refs=[method("log_message"), doc("log_message.control-chars"), gh(100001),
                            "cpython:gh-100038"])
def control():
    """Which characters of a message are escaped, and that the rest are not."""
    for row in range(0, 256, 16):
        text = "".join(ALL_BYTES[row:row + 16])
        yield case("message-0x%02x" % row, "Characters U+%04X to U+%04X of a message."
                   % (row, row + 15),
                   GET11, [["log_message", "[%s]", text]])
    for row in (0x00, 0x10, 0x50, 0x70, 0x80, 0x90, 0xa0):
        text = "\u20ac" + "".join(ALL_BYTES[row:row + 16])
        yield case("wide-0x%02x" % row,
                   "Characters U+%04X to U+%04X of a message and of a request line, neither of "
                   "them Latin-1." % (row, row + 15), GET11,
                   [["log_message", "[%s]", text], ["set", "requestline", text],
                    ["log_request", 200]])
    for byte in "\x00\x01\x07\x08\x0e\x1a\x1b!\"%'\\\x7e\x7f\x80\x84\x86\x9f\xa1\xad\xff":
        yield case("path-" + byte_id(byte), "Byte %s in a target: how the access line shows it."
                   % byte_text(byte), "GET /a%sb HTTP/1.1\r\n\r\n" % byte, REPLY)
    for what, about, rfile in [
            ("error-twice", "A text that went through repr is escaped twice.",
             "GET /\x1b a b HTTP/1.1\r\n\r\n"),
            ("backslash", "A backslash is doubled.", "GET /a\\b HTTP/1.1\r\n\r\n"),
            ("backslash-x", "A target that looks like an escape.", "GET /\\x1b HTTP/1.1\r\n\r\n"),
            ("cr-inside", "A bare CR in the line.", "GET /\rx HTTP/1.1\r\n\r\n"),
            ("utf-8", "UTF-8 bytes are Latin-1 characters.", "GET /\xe2\x82\xac HTTP/1.1\r\n\r\n"),
            ("django", "Percent escapes stay as they are.",
             "GET /%0aFAKE\x0bline HTTP/1.1\r\n\r\n")]:
        yield case(what, about, rfile, REPLY, refs=[gh(100001)])


@area.rule("request", refs=[method("log_request"), doc("log_request")])
def log_request():
    for what, args in [
            ("no-arguments", []), ("code", [200]), ("code-and-size", [200, 1234]),
                       ("texts", ["a", "b"]),
            ("member", [status(404)]), ("member-size", [status(404), status(200)]),
                       ("none", [None, None]),
            ("float", [404.5, 1.5]), ("bool", [True, False]), ("list", [[1], [2]]),
                       ("bytes", [raw("a"), raw("b")]),
            ("control", ["\x1b", "\\"]), ("percent", ["%s", "%d"]), ("tuple", [pair(1, 2), pair()]),
            ("euro", ["\u20ac", "\u20ac"]), ("empty", ["", ""]), ("big", [number("9" * 25)]),
            ("zero", [0, 0]), ("minus", [-1, -1])]:
        yield case(what, "log_request with arguments of kind %s." % what, GET11,
                   [["log_request"] + args])
    for name, code in [("0", 0), ("minus-1", -1), ("minus-2", -2), ("200", 200), ("404", 404)]:
        for what, args in [("other-code", [5]), ("other-size", [code, "x"]), ("none", [])]:
            yield case("%s-behind-%s" % (name, what),
                       "The response %d is logged behind log_request(%s)." %
                       (code, ", ".join(map(repr, args))), GET11,
                       [["send_response", code], ["log_request"] + args, ["send_response", code],
                        ["end_headers"]])
    yield case("200-behind-a-size-of-5000-digits",
               "The response 200 is logged behind a size that not every version can write.", GET11,
               [["send_response", 200], attempt(["log_request", 5, number("9" * 5000)]),
                ["send_response", 200], ["end_headers"]])
    for what, value in [("percent", "%s %d"), ("none", None), ("int", 5), ("control", "a\x07b"),
                        ("euro", "\u20ac"),
                        ("empty", ""), ("quotes", "\"x\""), ("bytes", raw("GET"))]:
        yield case("requestline-" + what, "requestline set to something else (%s)." % what, GET11,
                   [["set", "requestline", value], ["log_request", 200]] + REPLY)
    for what, words in [("one", "{}"), ("two", " {}  b "), ("three", " {}  b  c "),
                        ("four", "{}  b  c  d"), ("five", "a  {} b  c  d")]:
        for kind, word in [("latin-1", "\xe9"), ("wide", "\u20ac")]:
            yield case("words-%s-%s" % (what, kind),
                       "requestline of spaces and words, %s, one of them %s." % (what, kind), GET11,
                       [["set", "requestline", words.format(word)], ["log_request", 200]] + REPLY)


@area.rule("error", refs=[method("log_error"), doc("log_error")])
def log_error():
    for what, args in [("plain", ["x"]), ("argument", ["%s", "x"]), ("repr", ["%r", "\"q\""]),
                       ("bad", ["%d", "x"]),
                       ("too-many", ["x", 1]), ("percent", ["100%"]), ("control", ["a\tb\\"]),
                       ("none", [None]),
                       ("star", ["%*s", 5, "a"]), ("latin-1", ["\xe9\xad"])]:
        yield case(what, "log_error, which hands on to log_message (%s)." % what, GET11,
                   [attempt(["log_error"] + args)])


@area.rule("line", refs=[method("log_message"), doc("log_message.prefix"),
                         doc("log_message.stderr")])
def line():
    for what, about, rfile, actions in [
            ("prefix", "Address and date stand in front.", GET11, [["log_message", "m"]]),
            ("empty", "An empty message.", GET11, [["log_message", ""]]),
            ("newline", "A line end in the message.", GET11, [["log_message", "a\nb"]]),
            ("http09", "An HTTP/0.9 request is logged like any other.", GET09, REPLY),
            ("no-response", "No response, no line.", GET11, []),
            ("only", "send_response_only logs nothing.", GET11,
             [["send_response_only", 200], ["end_headers"]]),
            ("error-two-lines", "send_error logs two lines.", GET11, [["send_error", 404]]),
            ("order", "Lines are written at once, in order.", GET11,
             [["log_message", "1"], ["send_response", 200], ["log_error", "2"], ["end_headers"]]),
            ("leading-spaces",
             "White space around the request line (from 3.15 on it is collapsed).",
             "   GET  /  HTTP/1.1 \r\n\r\n", REPLY),
            ("tabs", "Tabs between the words.", "GET\t/\tHTTP/1.1\r\n\r\n", REPLY),
            ("two-words-spaces", "Two words and many spaces.", "GET    /  \r\n\r\n", REPLY),
            ("nbsp-words", "No-break spaces between the words.", "GET\xa0/\xa0HTTP/1.1\r\n\r\n",
             REPLY),
            ("percent", "Percent signs in the target.", "GET /%s%d%(a)s HTTP/1.1\r\n\r\n", REPLY),
            ("call", "What log_message returns.", GET11, [["call", "log_message", "m"]]),
            ("quote", "A quote in the target is not escaped.", "GET /\" HTTP/1.1\r\n\r\n", REPLY)]:
        yield case(what, about, rfile, actions)


@area.rule("digits", refs=REFS + [gh(95778)])
def digits():
    """int to text stops at 4,300 digits in all but 3.6 (and hexadecimal never does)."""
    for count in (4300, 4301):
        value = number("1" + "0" * (count - 1))
        for letter in "ds":
            yield case("%d-%s" % (count, letter),
                       "An int of %d digits through %%%s." % (count, letter), GET11,
                       [attempt(["log_message", "%." + "3" + letter if letter == "s" else "%d",
                                 value])])
