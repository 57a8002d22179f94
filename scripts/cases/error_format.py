"""error_message_format: Python's % formatting with a mapping."""

import itertools

from .common import (Area, GET11, HEAD11, Names, PERCENT, attempt, case, doc, mapping, number, pair,
                     raw, slug, status)
from .values import ODD_VALUES, TEXT_TABLE

area = Area("error-format")

REFS = [PERCENT, doc("error_message_format"), doc("send_error.format")]
ASKED = [attempt(["send_error", 404, "M<&>", "E'\"<"]), attempt(["end_headers"])]
CONVERSIONS = "diouxXeEfFgGcrsa%"
FLAGS = ["".join(flags) for size in range(6) for flags in itertools.combinations("#0- +", size)]

FORMAT_NAMES = {"%": "pct", "(": "-", ")": "-", "#": "hash", " ": "sp", "*": "star", "<": "lt",
                ">": "gt", "\\": "bs", "\n": "nl", "\t": "tab", "/": "slash", "|": "-",
                "\x00": "nul",
                "&": "amp", "$": "dollar", "'": "q", "\"": "qq", "!": "bang", "?": "question",
                "]": "-",
                "[": "-", "{": "-", "}": "-", "^": "caret", "~": "tilde", ",": "comma",
                ":": "colon"}


def format_id(text):
    shown = "".join(FORMAT_NAMES.get(c, c if ord(c) < 128 else "u%04x" % ord(c)) for c in text[:40])
    return slug(shown)


@area.rule("flags", refs=REFS)
def flags():
    """All 32 sets of flags for each conversion: one page shows eight of them."""
    for conversion in CONVERSIONS:
        key = "code" if conversion in "diouxXeEfFgGc" else "message"
        for width in ("", "8", "8.5", ".0"):
            if conversion == "%" and width:
                continue
            text = "|".join("%%(%s)%s%s%s" % (key, f, width, conversion) for f in FLAGS)
            yield case("%s-%s" % ({"%": "percent"}.get(conversion, conversion), width or "plain"),
                       "Every set of flags with %s%s of the %s." % (width, conversion, key), GET11,
                       ASKED, error_message_format=text)


@area.rule("conversion", refs=REFS)
def conversion():
    """Each conversion alone, of each key."""
    for letter in CONVERSIONS:
        name = {"%": "percent"}.get(letter, letter)
        for key in ("code", "message"):
            text = "%%(%s)%s|" % (key, letter)
            yield case("%s-of-%s" % (name, key),
                       "%s: conversion %s of the %s." % (text, letter, key),
                       GET11, ASKED, error_message_format=text)
            if key == "code":
                yield case("%s-of-member" % name, "Conversion %s of an HTTPStatus member." % letter,
                           "GET / HTTP/9.0\r\n\r\n",
                           error_message_format="%(code)" + letter + "|%(code)9" + letter +
                           "|%(code)-9" + letter + "|%(code).2" + letter)
    for letter in "bBDknpqtvyzHISU@$&\\'\"<_{\t\n\x00\x1f~\x7f\x80\xa0\xe9\u20ac\ud800\U0001f600":
        yield case("bad-u%04x" % ord(letter), "%s is no conversion." % ascii(letter), GET11, ASKED,
                   error_message_format="%(code)" + letter)


@area.rule("code", refs=REFS + [doc("send_error.code")])
def code_types():
    """Codes of other types in a page."""
    text = "%(code)s|%(code)r|%(code)d|%(code)x|%(code)5.1f|%(code)e"
    for what, value in [("int", 404), ("member", status(404)), ("true", True), ("float", 404.7),
                        ("float-whole", 404.0), ("big", number("404" + "0" * 20)),
                        ("float-huge", 1e22), ("float-half", 499.5), ("member-500", status(500))]:
        for name, form in [("all", text), ("d", "%(code)d %(code)+5i %(code)-6u|"),
                           ("s", "%(code)10s|%(code).2s|%(code)a|%(code)g|%(code)#G"),
                           ("c", "%(code)c"), ("x", "%(code)#x %(code)X %(code)o")]:
            yield case("%s-%s" % (what, name), "A code of kind %s as %s." % (what, name), GET11,
                       [attempt(["send_error", value])], error_message_format=form)


@area.rule("width", refs=REFS)
def width():
    name = Names()
    for text in ["%(code)0d", "%(code)00005d", "%(code)-05d", "%(code)+05d", "%(code) 05d",
                 "%(code)+ d",
                 "%(code) +d", "%(code)5.4d", "%(code)05.4d", "%(code)-8.5dx", "%(code).10d",
                 "%(code).d",
                 "%(code)5.d", "%(code).0d", "%(code)#x", "%(code)#10x", "%(code)#010x",
                 "%(code)-#10xx",
                 "%(code)#.6x", "%(code)#10.6x", "%(code)#o", "%(code)#.5o", "%(code)#X",
                 "%(code)+#x",
                 "%(code)#d", "%(code)#s", "%(code)010s", "%(code)-10sx", "%(code)10.2s",
                 "%(code).2s",
                 "%(code).0s", "%(code).s", "%(message)10s|", "%(message)-10s|", "%(message).3s",
                 "%(message)010s", "%(message)+s", "%(message) s", "%(message).1r",
                 "%(message)10.4r",
                 "%(message)a", "%(explain)r", "%(explain)a", "%(explain).4s", "%(code)5c|",
                 "%(code)05c|",
                 "%(code)-5c|", "%(code).0c|", "%(code)+c", "%(code)5%", "%(code)-5%|",
                 "%(code)05%",
                 "%(code).3%", "%(code)f", "%(code).0f", "%(code)#.0f", "%(code)12.3f",
                 "%(code)012.3f",
                 "%(code)-12.3f|", "%(code)+.1f", "%(code) .1f", "%(code)e", "%(code).0e",
                 "%(code)#.0e",
                 "%(code)E", "%(code).15e", "%(code)g", "%(code).1g", "%(code).2g", "%(code)#.3g",
                 "%(code)G", "%(code)012g", "%(code).50f", "%(code).100g", "%(code)300d",
                 "%(code)1000s"]:
        yield case(name(format_id(text)), "The format %s." % text, GET11, ASKED,
                   error_message_format=text)


@area.rule("shape", refs=REFS)
def shape():
    name = Names()
    for text in ["", "x", "%%", "%%%%", "a%%b", "%", "100%", "x%", "%(", "%(code", "%(code)",
                 "%(code)5",
                 "%(code)5.", "%(code)-", "%(code)#0- +", "%(code).", "%(code)h", "%(code)l",
                 "%(code)hd",
                 "%(code)ld", "%(code)Ld", "%(code)hhd", "%(code)lld", "%(code)hld", "%(code)hs",
                 "%(code)5.2ld", "%(code)*d", "%(code).*d", "%(code)-*d", "%*d", "%.*f", "%s", "%r",
                 "%a",
                 "%d", "%c", "%x", "%f", "%5s", "%.20s", "%s%s", "%s %(code)d", "%(code)d %s",
                 "%(code)d %d", "%%s", "%5%", "%-5%|", "%.3%", "%#%", "%l%", "% %", "%()s", "%()d",
                 "%(())s", "%(nope)s", "%(nope)y", "%(nope)", "%(Code)d", "%(code )d", "%( code)d",
                 "%(code)(message)s", "%((code))s", "%(a(b)c)s", "%(a(b)s", "%(a)b)s", "%(code)\n",
                 "%(code)ds%(message)ss", "%(code)d%(code)d%(code)d", "%(code)%d", "%%(code)d",
                 "%(code)d%", "%(code)d%%", "%(code)d%(", "%y", "%(code)y", "%5y", "%.y", "%\xe9",
                 "%(\xe9)s", "%(\u20ac)s", "\xe9\u20ac%(code)d", "\ud800%(code)d", "%(code)\ud800",
                 "{code} {message}", "%{code}d", "$code", "%(message)s%(message)s", "%(explain)s",
                 "%(code)99999999999999999999d", "%(code).99999999999999999999d",
                 "%(code)9223372036854775808d",
                 "%(code).2147483648f", "%(code).2147483647f", "%(code).2147483648d", "%2147483648",
                 "%n",
                 "%(code)i%(code)u", "\n%(code)d\r\n", "\x00%(code)d\x00", "%(code)d" * 30]:
        if "2147483647f" in text:
            continue  # asks for two gigabytes
        yield case(name(format_id(text)), "The format %s." % ascii(text)[:60], GET11,
                   ASKED, error_message_format=text)


@area.rule("texts", refs=REFS + [doc("send_error.escaping")])
def texts():
    for name in ("euro", "surrogate", "astral", "markup", "quotes", "percent", "c1", "nbsp-and-shy",
                 "backslash", "crlf", "empty"):
        value = TEXT_TABLE[name]
        yield case(name, "An explanation of kind %s through %%s, %%r and %%a." % name, GET11,
                   [attempt(["send_error", 404, "M", value])],
                   error_message_format="|".join("%(explain)" + letter + "|%(explain)12.5" + letter
                                                 for letter in "sra"))
        yield case(name + "-whole", "The whole mapping through %%s, explanation of kind %s." % name,
                   GET11,
                   [attempt(["send_error", 404, "M", value])], error_message_format="%s")


@area.rule("type", refs=REFS)
def format_types():
    for what, value in ODD_VALUES + [("bytes-format", raw("%(code)d")), ("bytes-plain", raw("x")),
                                     ("bytes-percent", raw("%d")), ("int-3", 3),
                                     ("set-like", mapping())]:
        yield case(what, "error_message_format is no text (%s)." % what, GET11,
                   [attempt(["send_error", 404]), attempt(["end_headers"])],
                   error_message_format=value)
    for what, value in [("list", ["x"]), ("int", 5), ("none", None), ("bytes", raw("x")),
                        ("tuple", pair())]:
        yield case("204-" + what, "It is not looked at for 204 (%s)." % what, GET11,
                   [attempt(["send_error", 204])], error_message_format=value)
        yield case("library-" + what, "The class's own 400 meets it: the failure escapes (%s)."
                   % what,
                   "BAD\r\n\r\n", error_message_format=value)


@area.rule("library", refs=REFS)
def library():
    """The class's own errors hand over HTTPStatus members."""
    name = Names()
    for text in ["%(message)s", "%(code)s", "%(code)r", "%(code)d", "%(code)a", "%(code)10s|",
                 "%(code)-40s|",
                 "%(code).5s", "%(code)x", "%(code)c", "%(code)f", "%(explain)s", "%s", "%(nope)s",
                 "%(code)y",
                 "%(code)", "", "%(code)#.0f", "%(message)r", "%(message)a", "%(code)%"]:
        for what, rfile in [("400", "BA<D>\r\n\r\n"), ("501", "B\xe9R'EW / HTTP/1.1\r\n\r\n")]:
            yield case(name("%s-%s" % (what, format_id(text))),
                       "The format %s for the class's own %s."
                       % (text, what), rfile, error_message_format=text)
    for what, text in [("head", "%(code)d"), ("head-empty", ""), ("head-bad", "%(nope)s")]:
        yield case(what, "The format %s where HEAD gets no body." % text, HEAD11,
                   {"HEAD": [attempt(["send_error", 404]), attempt(["end_headers"])]},
                   error_message_format=text)


@area.rule("bytes", refs=REFS)
def bytes_formats():
    """A format that is bytes has conversions of its own."""
    codes = [404, True, 404.5, None, raw("x"), raw("ab"), "x", number("9" * 20), 255, 256, -1,
             status(200), [1], pair(1)]
    for letter in CONVERSIONS + "b":
        name = {"%": "percent"}.get(letter, letter)
        yield case("conversion-" + name, "Conversion %s in a format of bytes." % letter, GET11, [
            attempt(["send_error", code, "M"]) for code in codes], error_message_format=raw(
                "<%(code)" + letter + ">"))
    for what, text in [("plain", "no conversion"), ("no-key", "%s"), ("message", "%(message)s"),
                       ("message-b", "%(message)b"), ("message-c", "%(message)c"),
                       ("other-key", "%(nope)s"), ("width", "%(code)8d|%(code)-8d|%(code)08x"),
                       ("percent", "100%%"), ("ends", "%"), ("bad", "%(code)y"),
                       ("open", "%(code"), ("huge-width", "%(code)" + "9" * 30 + "d"),
                       ("huge-precision", "%(code)." + "9" * 30 + "d"), ("high", "\xe9%(code)d"),
                       ("star", "%*d"), ("star-key", "%(code)*d"), ("a", "%(message)a"),
                       ("r", "%(message)r"), ("empty", "")]:
        yield case(what, "The format %r, as bytes." % text, GET11, ASKED,
                   error_message_format=raw(text))


@area.rule("too-big", refs=REFS)
def too_big():
    """A width or precision that no C integer holds."""
    for what, text in [("width", "%(code)" + "9" * 30 + "d"),
                       ("precision", "%(code)." + "9" * 30 + "d"),
                       ("width-of-text", "%(message)" + "9" * 30 + "s"),
                       ("precision-of-text", "%(message)." + "9" * 30 + "s"),
                       ("precision-2-31", "%(message).2147483648s"),
                       ("width-2-63", "%(message)9223372036854775808s"),
                       ("star", "%*d"), ("star-with-key", "%(code)*d"),
                       ("precision-star-with-key", "%(code).*d"), ("key-quote", "%(it's)s"),
                       ("key-euro", "%(\u20ac)y"), ("bad-quote", "%(code)'"),
                       ("bad-unprintable", "%(code)\u0378"), ("bad-astral", "%(code)\U000e0001")]:
        yield case(what, "The format %s." % ascii(text[:40]), GET11, ASKED,
                   error_message_format=text)
