"""Continuation lines: what becomes of the line ends and the white space around them."""

from .common import (Area, FEEDPARSER, NEXT, PARSE_HEADERS, SERVE, SHOW_HEADERS, block, case, gh)

area = Area("folding")

REFS = [PARSE_HEADERS, FEEDPARSER, "rfc9112:5.2"]

FIRST = [("value", "a"), ("trailing-space", "a "), ("empty", ""), ("space", " "),
         ("tab", "\t"), ("cr", "\r")]
NEXT_LINES = [("space-value", " b"), ("tab-value", "\tb"), ("spaces-value", "   b"),
              ("mixed-value", " \t b"), ("space-only", " "), ("tab-only", "\t"),
              ("value-space", " b "), ("colon", " B: 2"), ("vt", " \x0bb"), ("nbsp", " \xa0b"),
              ("two", " b\r\n c"), ("empty-then-value", " \r\n b"), ("cr-inside", " b\r c"),
              ("cr-end", " b\r")]


@area.rule("join", refs=REFS + [gh(124452)], program=SHOW_HEADERS)
def join():
    for first_name, first in FIRST:
        for next_name, lines in NEXT_LINES:
            yield case("%s-%s" % (first_name, next_name),
                       "First line %s, then %s." % (ascii(first), ascii(lines)),
                       block("A:" + (" " if first.strip() else "") + first, lines, "C: 3"))


@area.rule("line-end", refs=REFS + [gh(124452), "rfc9112:2.2"], program=SHOW_HEADERS)
def line_end():
    for name, end in (("crlf", "\r\n"), ("lf", "\n"), ("cr", "\r"), ("cr-cr-lf", "\r\r\n")):
        for what, lines in (("value", ["A: a", " b", "C: 3"]), ("empty", ["A:", " b", "C: 3"]),
                            ("blank", ["A: a", " ", "C: 3"]),
                            ("three", ["A: a", "\tb", " c", "D: 4"])):
            yield case("%s-%s" % (name, what), "A folded field whose lines end in %s." % ascii(end),
                       "GET / HTTP/1.1\r\n" + end.join(lines) + end + "\r\n\r\n")


@area.rule("trailing", refs=REFS, program=SHOW_HEADERS)
def trailing():
    for what, about, rest in [
            ("eof-after-fold", "The stream ends in a continuation.", "A: a\r\n b"),
            ("eof-after-fold-line", "The stream ends after one.", "A: a\r\n b\r\n"),
            ("eof-after-fold-space", "The stream ends after its space.", "A: a\r\n "),
            ("blank-fold-last", "The last line is white space.", "A: a\r\n \r\n\r\n"),
            ("blank-folds", "Several lines of white space.",
             "A: a\r\n \r\n\t\r\n  \r\nB: 2\r\n\r\n"),
            ("cr-ends", "CR at the end of a folded value.", "A: a\r\n b\r\r\r\n\r\n"),
            ("fifty", "Fifty continuation lines.", "A: 0\r\n" + " x\r\n" * 50 + "\r\n")]:
        yield case(what, about, "GET / HTTP/1.1\r\n" + rest)


@area.rule("meaning", refs=REFS + [gh(124452), gh(109252), "rfc9112:9.6"], program=SERVE,
           protocol_version="HTTP/1.1")
def meaning():
    """Folded fields that the class itself looks at."""
    for what, about, lines in [
            ("connection-close", "Connection, folded before `close`.", ["Connection:", " close"]),
            ("connection-close-space", "The same with a space before the fold.",
             ["Connection: ", " close"]),
            ("connection-close-tab", "The same with a tab.", ["Connection:", "\tclose"]),
            ("connection-close-two", "The same with two folds.", ["Connection:", " ", " close"]),
            ("connection-close-after", "Folded after `close`.", ["Connection: close", " "]),
            ("connection-middle", "Folded within the value.", ["Connection: keep-", " alive"]),
            ("connection-keep-alive", "Folded before keep-alive.", ["Connection:", " keep-alive"]),
            ("expect", "Expect, folded before its value.", ["Expect:", " 100-continue"]),
            ("expect-after", "Expect, folded after its value.", ["Expect: 100-continue", " "]),
            ("length", "Content-Length, folded before its value.", ["Content-Length:", " 4"])]:
        yield case(what, about, block(*lines).replace("GET", "POST", 1) + NEXT)
        yield case(what + "-1.0", about[:-1] + ", in an HTTP/1.0 request.",
                   block(*lines).replace("HTTP/1.1", "HTTP/1.0", 1) + NEXT)
