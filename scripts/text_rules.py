#!/usr/bin/env python3
"""Asks the Python that runs this how its text rules answer a fixed set of questions.

Writes one line for each question on standard output: the name of a corpus file,
the question and the answer, parted by tabs.  A question is a JSON object of
"rule" and "of", the list of its inputs; an answer is a value, or {"$raises":
[type, message]}.  Values that JSON has not are tagged as in a case: $bytes,
$float, $int, $status, $tuple, $dict.

The questions are the same for every Python: what is drawn at random is drawn from
random() alone, with fixed seeds.  Left out are questions about the machine
rather than the release: a Python of 32 bits is not asked about numbers that only
64 bits hold.  Runs on CPython 3.6 and later; scripts/record-text runs it.
"""

import builtins
import email.message
import email.parser
import email.utils
import html
import http.client
import http.server
import json
import math
import os
import random
import socket
import struct
import sys
import time
from http import HTTPStatus

IS_64_BIT = sys.maxsize > 2**32

NAN = float("nan")
INF = float("inf")


# -- values --


class Raised:
    def __init__(self, error):
        self.type, self.message = type(error).__name__, str(error)


def decimal(number):
    """str(number), whatever the limit of its digits."""
    head, tail = divmod(abs(number), 10**4000)
    digits = "%d%04000d" % (head, tail) if head else "%d" % tail
    return "-" + digits if number < 0 else digits


def tagged(value):
    """A value as JSON holds it."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, HTTPStatus):
        return {"$status": int(value)}
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else {"$int": decimal(value)}
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$float": repr(value)}
    if isinstance(value, bytes):
        return {"$bytes": value.decode("latin-1")}
    if isinstance(value, tuple):
        return {"$tuple": [tagged(item) for item in value]}
    if isinstance(value, list):
        return [tagged(item) for item in value]
    if isinstance(value, dict):
        return {"$dict": {key: tagged(item) for key, item in value.items()}}
    if isinstance(value, Raised):
        return {"$raises": [value.type, value.message]}
    raise TypeError("cannot be a question or an answer: %r" % (value,))


class Dice:
    """The same throws in every Python."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, limit):
        return int(self.random() * limit)

    def pick(self, items):
        return items[self.below(len(items))]

    def text(self, pieces, most):
        return "".join(self.pick(pieces) for _ in range(self.below(most + 1)))


def file_of(name):
    """A decorator: the function yields (rule, inputs) for the corpus file of that name."""

    def register(questions):
        FILES.append((name, questions))
        return questions

    return register


FILES = []
RULES = {}


def rule(answer):
    RULES[answer.__name__] = answer
    return answer


# -- characters and texts --

NASTY = [chr(c) for c in (0, 9, 10, 11, 12, 13, 27, 28, 31, 32, 34, 39, 60, 62, 38, 92, 127)]
NASTY += list("aZ09%_") + [chr(c) for c in (0x80, 0x85, 0xA0, 0xAD, 0xB2, 0xB5, 0xC9, 0xDF, 0xFF)]
WIDE = [chr(c) for c in (0x100, 0x130, 0x178, 0x1C5, 0x2028, 0x20AC, 0x3000, 0xD800, 0xDFFF)]
WIDE += [chr(c) for c in (0xFEFF, 0xFFFD, 0xFFFF, 0x10000, 0x10400, 0x1F600, 0x10FFFF)]


@rule
def character(c):
    return [
        c.isspace(),
        c.isdigit(),
        c.isprintable(),
        c.lower(),
        repr(c),
        ascii(c),
        len(("a" + c + "b").split()) == 2,
        c.strip() == "",
    ]


@rule
def text(s):
    narrow = all(c <= "\xff" for c in s)  # as what a request can hold
    return [
        repr(s),
        ascii(s),
        s.lower(),
        s.strip(),
        s.lstrip(),
        s.rstrip(),
        s.rstrip("\r\n") if narrow else None,
        s.split() if narrow else None,
        html.escape(s, quote=False),
        s.encode("utf-8", "replace"),
        s.encode("latin-1", "backslashreplace"),
    ]


@rule
def encode_latin1(s):
    return s.encode("latin-1", "strict")


@rule
def bytes_repr(b):
    return repr(b)


@file_of("texts")
def texts():
    for c in range(256):
        yield "character", [chr(c)]
    # One in 29 of the characters beyond, as far as the first release knows them.
    for c in range(0x100, 0x3000, 29):
        if c in KNOWN_SINCE_2016:
            yield "text", [chr(c)]
    dice = Dice(1)
    for _ in range(300):
        yield "text", [dice.text(NASTY, 12)]
    for _ in range(200):
        s = dice.text(NASTY + WIDE, 8)
        yield "text", [s]
        yield "encode_latin1", [s]
    for c in range(0, 256, 16):
        yield "bytes_repr", [bytes(range(c, c + 16))]
    for b in (b"", b"'", b'"', b"'\"", b"\\"):
        yield "bytes_repr", [b]
    # The borders of white space, surrogates, ASCII and Latin-1.
    borders = (0x167F, 0x1680, 0x1681, 0x1FFF, 0x2000, 0x200A, 0x200B, 0x2027, 0x2028, 0x2029, 0x202A)
    borders += (0x202E, 0x202F, 0x2030, 0x205E, 0x205F, 0x2060, 0x3000, 0x3001)
    borders += (0xD7FF, 0xD800, 0xDFFF, 0xE000, 0x7F, 0x80, 0xFE, 0xFF, 0x100, 0x101, 0xFFFF, 0x10000)
    for c in borders:
        for s in (chr(c), chr(c) + "\u20ac" + chr(c)):
            yield "text", [s]


def known_since_2016():
    """The characters of Unicode 9, which 3.6 has: letters and signs of the first planes."""
    blocks = [(0x100, 0x377), (0x384, 0x38A), (0x3A3, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x2027)]
    blocks += [(0x2030, 0x205E), (0x20A0, 0x20BE), (0x2100, 0x218B), (0x2190, 0x23FE)]
    return {c for first, last in blocks for c in range(first, last + 1)}


KNOWN_SINCE_2016 = known_since_2016()


# -- values --

BIG = 10**30 + 7
NUMBERS = [
    0,
    1,
    -1,
    7,
    255,
    256,
    -256,
    404,
    2**31,
    2**53 + 1,
    2**63 - 1,
    -(2**63),
    2**63,
    BIG,
    -BIG,
]
FLOATS = [0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.1, 1e-4, 1e-5, 123456789.125, 1e15, 1e16, 1e22, 1e23]
FLOATS += [5e-324, 1.7976931348623157e308, 404.0, 9007199254740993.0, NAN, INF, -INF]
OTHERS = [None, True, False, "", "a", "caf\xe9", "\u20ac'", b"", b"a\xff", (), (1,), ("a", None)]
OTHERS += [[], [1, "a"], {}, {"a": 1}, {"a": {"b": [2]}}, HTTPStatus(404), HTTPStatus(200)]
OTHERS += [[HTTPStatus(404)], (HTTPStatus(413),), "404", ["a", ("b", b"c", 1.5)]]
VALUES = NUMBERS + FLOATS + OTHERS


@rule
def value(v):
    return [type(v).__name__, bool(v), str(v), repr(v), ascii(v)]


COMPARED = [0, 1, 404, 2**53 + 1, 2**63, BIG, -0.0, 1.0, 404.0, 9007199254740992.0, NAN, None, True]
COMPARED += [False, "a", "404", b"a", (), (1,), [], [1.0], {}, {"a": 1}, {"a": 1.0}, HTTPStatus(404)]
COMPARED += [{"a": 2}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 2, "b": 1}]


@rule
def equal(a, b):
    return a == b


@rule
def to_json(v):
    return json.dumps(v, separators=(",", ":"))


@file_of("values")
def values():
    for v in VALUES:
        yield "value", [v]
        if not isinstance(v, dict):  # a header that is a dict is out of the reference's reach
            yield "to_json", [v]
    for a in COMPARED:
        for b in COMPARED:
            yield "equal", [a, b]
    dice = Dice(2)
    for _ in range(400):
        bits = dice.below(2**32) << 32 | dice.below(2**32)
        yield "value", [struct.unpack("<d", struct.pack("<Q", bits))[0]]
    for _ in range(200):
        yield "value", [dice.below(10**9) / 10 ** dice.below(9)]
    for _ in range(100):
        yield "to_json", [dice.text(NASTY + WIDE, 8)]
    if IS_64_BIT:  # elsewhere the build sets its own limit
        for digits in (4300, 4301):
            yield "value", [10 ** (digits - 1)]


# -- operators --


@rule
def subscript(container, key):
    return container[key]


@rule
def contains(container, key):
    return key in container


@rule
def unpack_two(v):
    first, second = v
    return [first, second]


@rule
def add(left, right):
    return left + right


@rule
def at_least(left, right):
    return left >= right


@file_of("operators")
def operators():
    containers = [{"a": 1, "404": ("b", "c")}, ("a", "b"), [1, 2, 3], "abc", b"abc", 5, None, 1.5]
    containers += [True, HTTPStatus(404)]
    keys = ["a", "zz", 0, 1, -1, -2, -4, 3, 2**70, 97, 300, True, None, 1.5, b"a", (1,), ([],), [], {}]
    keys += [HTTPStatus(404)]
    for container in containers:
        for key in keys:
            yield "subscript", [container, key]
            # The table of responses is never searched for a piece of a text.
            if not (isinstance(container, str) and isinstance(key, str)):
                if not (isinstance(container, bytes) and isinstance(key, bytes)):
                    yield "contains", [container, key]
    for v in [(), (1,), (1, 2), (1, 2, 3), [], [1, 2], [1, 2, 3], "", "a", "ab", "abc", b"", b"ab"]:
        yield "unpack_two", [v]
    for v in [b"abc", {}, {"a": 1, "b": 2}, {"a": 1, "b": 2, "c": 3}, None, 5, 1.5, True]:
        yield "unpack_two", [v]
    yield "unpack_two", [HTTPStatus(404)]
    for left in ["", "a", "\u20ac", b"a", 5, None, 1.5, True, [], (), {}, HTTPStatus(404)]:
        # What is added to an attribute is a text.
        yield "add", [left, " "]
        yield "at_least", [left, "HTTP/1.1"]
        yield "at_least", [left, 200]
    for right in ["a", b"a", 5, None, 1.5, [], (), {}, HTTPStatus(404)]:
        yield "add", ["do_", right]
    for left in ["HTTP/1.0", "HTTP/1.1", "HTTP/1.1 ", "HTTP/10", "HTTP/2", "http/1.1", "\u0100"]:
        yield "at_least", [left, "HTTP/1.1"]
    for left in [199, 200, 199.5, 200.0, NAN, INF, 2**70, -(2**70)]:
        yield "at_least", [left, 200]


# -- % formatting --


@rule
def percent(format_, args):
    return format_ % args


FLAGS = ["", "-", "+", " ", "#", "0", "+0", "-0", "#0", "+ ", "-#"]
WIDTHS = ["", "1", "12"]
PRECISIONS = ["", ".", ".0", ".3", ".8"]
CONVERSIONS = "diuoxXeEfFgGcrsa"


DIFFERENT = NUMBERS[::2] + [BIG, 0.0, -0.0, 2.5, 1e23, NAN, INF, -INF] + OTHERS


def arguments_for(conversion):
    if conversion in "diuoxX":
        return NUMBERS + [True, HTTPStatus(404)] + ([] if conversion in "oxX" else [2.7, -2.7, 1e22])
    if conversion in "eEfFgG":
        return FLOATS + [0, 1, -7, 2**53 + 1, BIG, True, HTTPStatus(404)]
    if conversion == "c":
        return ["a", "\xe9", "\u20ac", 65, 233, 8364, 0, True]
    return OTHERS + ["a long text", 5, 1.5, BIG]


@file_of("formats")
def formats():
    dice = Dice(3)
    for conversion in CONVERSIONS:
        fitting = arguments_for(conversion)
        for flags in FLAGS:
            for width in WIDTHS:
                for precision in PRECISIONS:
                    spec = "%" + flags + width + precision + conversion
                    yield "percent", [spec, (dice.pick(fitting),)]
        # Every kind of argument, fitting or not.
        for v in DIFFERENT + ["ab", -5, 0x110000, 2**64]:
            if conversion == "c" and isinstance(v, int) and not -(2**31) <= v < 2**31:
                if not IS_64_BIT:
                    continue
            yield "percent", ["%" + conversion, (v,)]
            yield "percent", ["<%+08.2" + conversion + ">", (v,)]
    yield from whole_numbers_in_g()
    yield from arguments_and_keys()
    yield from garbage()
    yield from bytes_formats()
    for is_plain in (False, True):
        for conversion in "dxc":
            yield "percent_of_message", ["%" + conversion, is_plain]
            yield "percent_of_message", ["%*" + conversion, is_plain]
    for left in (None, 5, 1.5, True, [], (), {}, HTTPStatus(404)):
        if not isinstance(left, (int, float)) or isinstance(left, HTTPStatus):
            yield "percent", [left, (1,)]
        yield "percent", [left, ()]
    for precision in ("200000000", "214748364", "2147483640", "2147483647", "2147483648"):
        yield "percent", ["%." + precision + "s", ("abc",)]
    for star in (2**31 - 1, -(2**31)):
        yield "percent", ["%.*s", (star, "abc")]
    for v in (0, 255, 256, -1):
        yield "percent", [b"%c", (v,)]
    # Around each border of what a message shows of an unknown conversion.
    for c in "\x1d\x1e\x1f\x7e\x7f\x80@ABYZ[`abyz{":
        yield "percent", ["%" + c, (1,)]
    if IS_64_BIT:
        limits = ("%9223372036854775807d", "%9223372036854775808d", "%.2147483648d")
        for spec in ("%99999999999999999999d",) + limits:
            yield "percent", [spec, (1,)]
        for spec in ("%0{}d", "%-0{}d", "%+0{}d", "%#0{}x", "%0{}f", "%{}s", "%0{}s", "%0{}c"):
            spec = spec.format("9223372036854775807")
            yield "percent", [spec, (1,)]
            yield "percent", [spec.encode(), (b"1" if spec.endswith("s") else 1,)]
        for v in (2**63, 2**64, -(2**64)):
            yield "percent", [b"%c", (v,)]
        for v in (2**63, -(2**63) - 1):
            yield "percent", ["%*d", (v, 1)]
        for v in (2**31, -(2**31) - 1, 2**63):
            yield "percent", ["%.*d", (v, 1)]
        for conversion in "dsra":
            yield "percent", ["%" + conversion, (10**4300,)]


@rule
def percent_of_message(format_, is_plain):
    """A message as the one argument, or as a mapping."""
    return format_ % (email.message.Message() if is_plain else http.client.HTTPMessage())


def whole_numbers_in_g():
    """What bpo-40780 is about: whole numbers cut half-way."""
    for number in (5, 15, 25, 45, 105, 205, 505, 995, 1005, 2050, 10050, 20500, 1e5, 123450, 2.5e14):
        for precision in range(4):
            for conversion in "gG":
                yield "percent", ["%%.%d%s" % (precision, conversion), (float(number),)]


def arguments_and_keys():
    """How many arguments there are, where they come from, and stars."""
    formats_ = ["", "%", "%%", "a%%b", "%s", "%s %s", "%d%%", "%5%", "%-05.3%", "%(a)%", "%(a)s"]
    formats_ += ["%(a)s %(b)s", "%(a)s%s", "%s%(a)s", "%(a)d", "%(a", "%(", "%(a)", "%((a))s", "%()s"]
    formats_ += ["%(a)*d", "%(a).*d", "%*d", "%.*d", "%*.*f", "%-*d", "%0*d", "%**d", "%*s %s"]
    formats_ += ["%ld", "%hd", "%Ld", "%lld", "%lhd", "%l", "%z", "%y", "%\xe9", "%\u20ac", "%\n"]
    formats_ += ["%5", "%.", "%.5", "%-", "%#", "%5.5", "%*", "%.*", "%(a)5", "%b", "%n", "% d", "%+-d"]
    formats_ += ["%(\u20ac)s", "%(a b)s", "%(a)s %(a)r", "%(a)c", "%(zz)s", "%s%", "%%%", "%(a)%%", "%1$s"]
    arguments = [(), (1,), (1, 2), (1, 2, 3), ("a",), (2, "a"), ("a", 2), (-3, 4), (3, -1, 2.5)]
    arguments += [{}, {"a": 1}, {"a": "b", "b": 2}, {"": 3, "(a)": 4}, {"\u20ac": "\u20ac"}, {"a": None}]
    arguments += ["a", 5, -5, 1.5, None, True, b"a", [], [1], HTTPStatus(404), ([1],), ((1,),), ({},)]
    for format_ in formats_:
        for v in arguments:
            yield "percent", [format_, v]


def garbage():
    dice = Dice(4)
    pieces = list("%%%%%%(a)(b).*-+ #0123sdxfgcra\xe9\u20aclhz") + ["%s", "%d", "%(a)s", "%(a)d"]
    arguments = [(1, "b", 2.5, None), {"a": 1, "b": "x", "": 2}, (3, 4), "t", (HTTPStatus(404),)]
    for _ in range(1000):
        format_ = dice.text(pieces, 8)
        if not any(digits in format_ for digits in ("%1", "%2", "%3")) or len(format_) < 7:
            yield "percent", [format_, dice.pick(arguments)]


def bytes_formats():
    for format_ in (b"", b"a", b"%s", b"%b", b"%d", b"%5.1f|", b"%x", b"%c", b"%r", b"%a", b"%%", b"%"):
        for v in (
            (),
            (1,),
            (b"a",),
            ("a",),
            (b"a", b"b"),
            (256,),
            (2.5,),
            (None,),
            (b"ab",),
            {},
            5,
            (-1,),
            (True,),
        ):
            yield "percent", [format_, v]
    for format_ in (b"%(a)s", b"%(a)d", b"%y", b"%5s|", b"%-5s|", b"%.1s", b"%(", b"%(a"):
        for v in ({}, (b"ab",), 5, b"ab", HTTPStatus(404)):
            yield "percent", [format_, v]


# -- dates --


@rule
def formatdate(timestamp):
    return email.utils.formatdate(timestamp, usegmt=True)


@rule
def localtime(seconds):
    t = time.localtime(seconds)
    return [t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday]


@file_of("dates")
def dates():
    dice = Dice(5)
    moments = [0, 1, -1, 59, 60, 86399, 86400, -86400, 784111777, 951782400, 951868800, 4102444799]
    moments += [
        -62135596800,
        -62135596801,
        253402300799,
        253402300800,
        2**31 - 1,
        2**31,
        -(2**31) - 1,
    ]
    moments += [0.5, -0.5, 0.9999994, 0.9999995, 0.9999996, -0.9999995, 1.5, 1e-7, -1e-7, 5e-7, -5e-7]
    moments += [2.5e-6, 784111777.9999999, 253402300799.9, -62135596800.5, -0.0, NAN]
    moments += [True, HTTPStatus(404)]
    for century in range(1, 100):
        moments.append(-62135596800 + century * 3155695200 + dice.below(10**7))
    for _ in range(150):
        moments.append(int((dice.random() - 0.2) * 3e11))
        moments.append((dice.random() - 0.2) * 1e11)
        moments.append(dice.below(4e9) + dice.below(2000001) / 2e6)  # half a microsecond off
    if IS_64_BIT:
        moments += [1e13, -1e13, 10**15, -(10**15), 67768036191676799, 67768036191676800, 2**62]
        moments += [
            -67768040609740800,
            -67768040609740801,
            2**63,
            -(2**63) - 1,
            2**63 - 1,
            1e18,
            1e19,
        ]
        moments += [INF, -INF, 1e300]
        moments += [6.7767e16, 6.7768e16, -6.7768e16]  # years around the largest C int
    for moment in moments:
        yield "formatdate", [moment]
        if isinstance(moment, float):
            yield "localtime", [moment]
        elif not isinstance(moment, (bool, HTTPStatus)) and abs(moment) < 2**53:
            yield "localtime", [float(moment)]
    for v in ("", "0", b"0", [], {}, [1]):
        yield "formatdate", [v]


# -- parameters and other content-type rules --


def message_with(items):
    message = http.client.HTTPMessage()
    for name, v in items:
        message.set_raw(name, v)
    return message


@rule
def content_type(s):
    message = message_with([("content-type", s), ("Content-Disposition", s)])
    asked = [message.get_params, lambda: message.get_params(unquote=False), message.get_content_type]
    asked += [message.get_content_maintype, message.get_content_subtype, message.get_boundary]
    asked += [message.get_filename, message.get_content_charset, message.get_content_disposition]
    asked += [lambda: message.get_param("a"), lambda: message.get_param("charset", 5, unquote=False)]
    return [answer_of(ask) for ask in asked]


@rule
def quoting(s):
    return [email.utils.quote(s), email.utils.unquote(s)]


@rule
def collapse(v):
    return email.utils.collapse_rfc2231_value(v)


@rule
def set_param(header, name, v, requote, replace):
    message = message_with([("Content-Type", header), ("X", "y")])
    message.set_param(name, v, requote=requote, replace=replace)
    return message.items()


@rule
def del_param(header, name, requote):
    message = message_with([("X", "y"), ("Content-Type", header)])
    message.del_param(name, requote=requote)
    return message.items()


PARAMETER_PIECES = list(';;;;=="""\\ \' <>**01a/a\t\n,') + ["%41", "\xe9", "a*0*=", "a*1=", "a*=", "''"]
PARAMETER_PIECES += ["charset=", "boundary=", "filename=", "utf-8''", "latin-1'en'", "x'y", "; a=", "text/"]


@file_of("parameters")
def parameters():
    dice = Dice(6)
    for _ in range(1300):
        yield "content_type", [dice.text(PARAMETER_PIECES, 12)]
    for _ in range(500):
        yield "content_type", ["text/html; " + dice.text(PARAMETER_PIECES, 14)]
    for _ in range(150):
        yield "quoting", [dice.text(list('\\\\""<>a \xe9'), 7)]
    for charset in (None, "", "us-ascii", "UTF-8", "latin-1", "none-such", "undefined", "a\x00b"):
        for s in ("", "a", '"a"', "<a>", "\xe9", "\xc3\xa9", "\u20ac", "\xff\xc3"):
            yield "collapse", [(charset, "en", s)]
    yield "collapse", ['"a\\"b"']
    headers = ["text/html", "text/html; a=b", 'x/y; a="b c"; charset=utf-8', "x; A=1; a*=utf-8''%41", ";"]
    headers += ["", "a/b; c; d=e; d=f"]
    for _ in range(150):
        header = dice.pick(headers)
        v = dice.pick(["v", "", "v w", 'v"w', "\xe9", None, ("utf-8", "en", "\xe9 x"), (None, None, "x y")])
        name = dice.pick(["a", "A", "d", "charset", "new", "n w"])
        yield "set_param", [header, name, v, dice.pick([True, False]), dice.pick([True, False])]
        yield "del_param", [header, name, dice.pick([True, False])]


# -- codecs --


@rule
def decode(b, charset, errors):
    """None: there is no such codec for text; False: it cannot decode that."""
    try:
        return str(b, charset, errors)
    except LookupError:
        return None
    except UnicodeDecodeError:
        return False


@rule
def encode(s, charset):
    return s.encode(charset)


@file_of("codecs")
def codec_rules():
    dice = Dice(7)
    names = ["ascii", "US-ASCII", "us_ascii", "646", "ISO646-US", "latin-1", "ISO-8859-1", "l1", "8859"]
    names += ["iso8859_1", "utf-8", "UTF8", "utf_8", " utf 8 ", "U8", "utf", "cp819", "csASCII", "cp65001"]
    names += ["", "none-such", "hex", "rot13", "base64", "zip", "bz2", "\xe9", "undefined", "x y", "-", "."]
    names += ["utf-8\x00", "iso-8859-1:1987", "ansi_x3.4-1968", "UTF-8;", "mbcs-none", "utf8x", "latin_2x"]
    samples = [b"", b"abc", b"\xe9", b"\xc3\xa9a", b"\xf0\x9f\x98\x80", b"a\xff\xfe", b"\xed\xa0\x80"]
    for name in names:
        for b in samples:
            for errors in ("strict", "replace"):
                yield "decode", [b, name, errors]
        yield "encode", ["abc", name]
    for s in ("", "\xe9", "\u20ac", "a\u0100\u0101b"):
        yield "encode", [s, "utf-8"]
        yield "encode", [s, "latin-1"]
    for b in (b"", b"abc", b"a.b"):
        yield "decode", [b, "idna", "replace"]
        yield "decode", [b, "idna", "strict"]
    units = [bytes([c]) for c in (0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF)]
    units += [bytes([c]) for c in (0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF)]
    for _ in range(400):
        b = b"".join(dice.pick(units) for _ in range(1 + dice.below(6)))
        yield "decode", [b, "utf-8", "replace"]


# -- messages --


def described(message):
    payload = message.get_payload()
    if isinstance(payload, list):
        payload = [described(part) for part in payload]
    return [
        message.items(),
        [type(defect).__name__ for defect in message.defects],
        message.get_unixfrom(),
        message.preamble,
        message.epilogue,
        payload,
    ]


@rule
def parse(s):
    return described(email.parser.Parser(_class=http.client.HTTPMessage).parsestr(s))


@rule
def call(method, args, keywords):
    """A method of `headers`, then the fields if it changed them."""
    message = message_with([("Host", "h"), ("Content-Type", 'text/html; a="b"'), ("host", "i")])
    before = message.items()
    answer = answer_of(lambda: getattr(message, method)(*args, **keywords))
    return [answer, message.items() if message.items() != before else None]


BLOCK_PIECES = ["\r\n", "\r\n", "\r\n", "\n", "\r", " ", "\t", ":", "A: b\r\n", "A:\r\n", "Host: x\r\n"]
BLOCK_PIECES += [
    "a",
    "From x\r\n",
    "From: x\r\n",
    ": x\r\n",
    "A : b\r\n",
    "\xe9: x\r\n",
    " fold\r\n",
    "\x0b",
]
BLOCK_PIECES += ["Content-Type: multipart/mixed; boundary=b\r\n", "--b\r\n", "--b--\r\n", "--b", "\r\n\r\n"]
BLOCK_PIECES += ["Content-Type: message/rfc822\r\n", "Content-Type: message/delivery-status\r\n"]
BLOCK_PIECES += ["Content-Type: multipart/digest\r\n", "Content-Transfer-Encoding: base64\r\n"]


@file_of("messages")
def messages():
    dice = Dice(8)
    for _ in range(600):
        yield "parse", [dice.text(BLOCK_PIECES, 10)]
    for _ in range(200):
        yield "parse", [dice.pick(BLOCK_PIECES[-6:]) + dice.text(BLOCK_PIECES, 14)]
    methods = ["get", "get_all", "__getitem__", "__contains__", "__len__", "keys", "values", "items"]
    methods += ["get_content_type", "get_content_maintype", "get_content_subtype", "get_default_type"]
    methods += ["get_params", "get_param", "get_filename", "get_boundary", "get_content_charset"]
    methods += ["get_charsets", "get_charset", "get_content_disposition", "get_unixfrom"]
    methods += ["is_multipart", "get_payload", "getallmatchingheaders", "__setitem__", "__delitem__"]
    methods += ["replace_header", "add_header", "set_default_type", "set_unixfrom"]
    methods += ["set_type", "set_boundary", "attach", "no_such_method", "preamble", "policy"]
    arguments = [[], ["host"], ["none", "x"], ["HOST", "x"], ["a/b", "Content-Type", False], [5], [None]]
    arguments += [["x"] * 3, ["x"] * 4, ["x"] * 5, ["x"] * 9, ["New Name", "x"], ["a:b", "x"], ["a", None]]
    keywords = [{}, {"failobj": 5}, {"name": "x"}, {"nope": 1}, {"filename": "f g"}, {"a_b": None}]
    for method in methods:
        for args in arguments:
            yield "call", [method, args, {}]
        for keyword in keywords[1:]:
            yield "call", [method, ["host", "x"], keyword]
    # Names that are nearly right, which newer releases put right.
    for method in ("get", "get_params", "replace_header", "set_type", "keys"):
        for name in ("Name", "header_", "HEADER", "_vale", "sef", "se", "_value_x", "faliobj"):
            yield "call", [method, [], {name: 1}]
    # What stands behind a delimiter, and behind the last part of a part.
    outer, inner = (["Content-Type: multipart/mixed; boundary=" + name, ""] for name in "ab")
    for behind in ("", " ", " \t", "  x", "\tx ", "x"):
        yield "parse", ["\n".join(outer + ["--a", "", "x", "--a" + behind, "", "y", "--a--" + behind])]
    for epilogue in ("", "\n", "\nepi", "\nepi\n", "\nepi\r\n", "\n\n", "\r\n\r\n"):
        part = inner + ["--b", "", "x", "--b--"]
        yield "parse", ["\n".join(outer + ["--a"] + part) + epilogue + "\n--a\n\ny\n--a--"]


# -- exceptions --


@rule
def refused_exception(name, args):
    return type(made_exception(name, args)).__name__


@rule
def exception(name, args):
    error = made_exception(name, args)
    return [type(error).__name__, str(error), repr(error)]


def made_exception(name, args):
    made = socket.timeout if name == "socket.timeout" else getattr(builtins, name)
    return made(*args)


@file_of("exceptions")
def exceptions():
    names = ["Exception", "ValueError", "KeyError", "OSError", "IOError", "EnvironmentError", "TypeError"]
    names += ["TimeoutError", "socket.timeout", "ConnectionResetError", "BrokenPipeError", "SystemExit"]
    names += ["KeyboardInterrupt", "StopIteration", "UnicodeError", "AssertionError"]
    arguments = [[], ["a"], ["it's"], [5], [None], [b"b"], [(1, 2)], ["a", "b"], [HTTPStatus(404)]]
    arguments += [[number, "text"] for number in (1, 2, 32, 104, 110, 111, 9999)]
    arguments += [[2, "text", "file", None, "other", 6], ["a", "b", "c", "d", "e"]]
    arguments += [[2, "text", "file"], [2, "text", "file", None, "other"], ["a", "b", "c"], [[], {}]]
    for name in names:
        for args in arguments:
            # An errno has its number, and so its class, from the platform.
            if IS_64_BIT or len(args) < 2 or not isinstance(args[0], int):
                yield "exception", [name, args]
    if IS_64_BIT:
        # Each number that has a class of its own; a float is as good as an int.
        for number in (3, 4, 10, 11, 13, 17, 20, 21, 103, 108, 114, 115, 2.0, 2.5, -2.0, 4096.0, 1e300):
            yield "exception", ["OSError", [number, "text"]]
    yield "exception", ["SyntaxError", []]
    for name in ("UnicodeEncodeError", "UnicodeDecodeError", "UnicodeTranslateError"):
        for args in ([], ["a"], ["a", "b", 0], ["a"] * 6):
            yield "refused_exception", [name, args]
    places = [("a\xe9b", 1, 2), ("\u20ac", 0, 1), ("\U0001f600a", 0, 2), ("ab", 0, 1)]
    places += [(c, 0, 1) for c in "p\x0f\x00\x7f\x80\xff\u0100\uffff\U00010000"]
    for s, start, end in places:
        yield "exception", ["UnicodeEncodeError", ["latin-1", s, start, end, "reason"]]
        yield "exception", ["UnicodeTranslateError", [s, start, end, "reason"]]
        data = s.encode("utf-8")
        yield "exception", ["UnicodeDecodeError", ["utf-8", data, start, end, "reason"]]


# -- the library's own tables --


@rule
def handler_attribute(name):
    v = getattr(http.server.BaseHTTPRequestHandler, name)
    return [type(v).__name__] if isinstance(v, type) else v


@rule
def statuses():
    return [[int(s), s.name, s.phrase, s.description] for s in HTTPStatus]


@rule
def responses():
    table = http.server.BaseHTTPRequestHandler.responses
    return [[code, texts] for code, texts in table.items()]


@rule
def header_limits():
    return [http.client._MAXLINE, http.client._MAXHEADERS]


@file_of("library")
def library():
    for name in ("server_version", "sys_version", "error_message_format", "error_content_type"):
        yield "handler_attribute", [name]
    for name in ("protocol_version", "default_request_version", "monthname"):
        yield "handler_attribute", [name]
    yield "statuses", []
    yield "responses", []
    yield "header_limits", []


# -- asking --


def answer_of(function, *inputs):
    try:
        return function(*inputs)
    except Exception as error:  # the answer, whatever it is
        return Raised(error)


def dump(value):
    return json.dumps(value, separators=(",", ":"))


def main():
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    for name, questions in FILES:
        asked = set()
        for asked_rule, inputs in questions():
            question = dump({"rule": asked_rule, "of": [tagged(v) for v in inputs]})
            if question not in asked:
                asked.add(question)
                answer = dump(tagged(answer_of(RULES[asked_rule], *inputs)))
                sys.stdout.write("%s\t%s\t%s\n" % (name, question, answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
