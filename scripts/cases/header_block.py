"""How the lines after the request line become headers, defects and payload."""

from .common import (ALL_BYTES, Area, FEEDPARSER, GET11, PARSE_HEADERS,
                     SERVE, SHOW_BLOCK, SHOW_HEADERS, block, byte_id, byte_text, case, doc, gh)

area = Area("header-block")

REFS = [PARSE_HEADERS, FEEDPARSER]


@area.rule("name", refs=REFS + ["rfc9110:5.1", gh(81274)], program=SHOW_HEADERS)
def in_name():
    for byte in ALL_BYTES:
        yield case(byte_id(byte), "Byte %s inside a field name." % byte_text(byte),
                   block("A%sC: x" % byte, "B: z"))


@area.rule("line", refs=REFS, program=SHOW_BLOCK)
def line_start():
    for byte in "\x00\t\n\x0b\x0c\r\x1b\x1c\x1f !#/0:;@AFaz~\x7f\x80\x85\xa0\xad\xe9\xff":
        yield case(byte_id(byte), "A line that is only byte %s, between two fields."
                   % byte_text(byte),
                   block("A: 1", byte + "\r\n", "B: z"))


@area.rule("value", refs=REFS + ["rfc9110:5.5", gh(66429)], program=SHOW_HEADERS)
def in_value():
    """Sixteen bytes a case: within the value, and at both edges of it."""
    for row in range(16):
        bytes_ = ALL_BYTES[16 * row:16 * row + 16]
        span = "0x%X0-0x%XF" % (row, row)
        yield case("inside-" + span, "Bytes %s inside a value, one field each." % span,
                   block(*["I%02x: x%sy\r\n" % (ord(b), b) for b in bytes_]))
        yield case("leading-" + span, "Bytes %s right after the colon, one field each." % span,
                   block(*["L%02x:%sx\r\n" % (ord(b), b) for b in bytes_]))
        yield case("trailing-" + span, "Bytes %s at the end of a value, one field each." % span,
                   block(*["T%02x: x%s\r\n" % (ord(b), b) for b in bytes_]))
    for byte in ("\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\xa0", "\x00"):
        yield case("splits-" + byte_id(byte),
                   "Whether byte %s in a value begins a new field." % byte_text(byte),
                   block("A: 1%sB: 2" % byte, "C: 3"))


@area.rule("colon", refs=REFS + ["rfc9112:5.1"], program=SHOW_BLOCK)
def colon():
    for what, about, lines in [
            ("space-before", "A space before the colon hides the field and all after it.",
             ["A: 1", "B : 2", "C: 3"]),
            ("space-before-first", "The same in the first line: no header at all.",
             ["A : 1", "B: 2"]),
            ("tab-before", "A tab before the colon.", ["A: 1", "B\t: 2", "C: 3"]),
            ("none", "A line without a colon ends the headers.", ["A: 1", "nocolon", "B: 2"]),
            ("none-first", "The first line has no colon.", ["nocolon", "B: 2"]),
            ("none-last", "The last line has no colon.", ["A: 1", "nocolon"]),
            ("none-with-spaces", "Words without a colon.", ["A: 1", "not a header", "B: 2"]),
            ("p3p", "The header `P3P : x` ends the headers.", ["P3P : CP=\"NOI\"", "Host: h"]),
            ("empty-name", "A colon at the start is a defect, the line is dropped.",
             ["A: 1", ": v", "B: 2"]),
            ("empty-name-first", "The same in the first line.", [": v", "B: 2"]),
            ("empty-name-last", "The same in the last line.", ["A: 1", ": v"]),
            ("empty-name-twice", "Each empty name is a defect of its own.",
             [": v", ": w", "A: 1", ": x"]),
            ("only-a-colon", "A line that is one colon.", ["A: 1", ":", "B: 2"]),
            ("two-colons", "Two colons: the name ends at the first.", ["A::1", "B:2:3", "C: :"]),
            ("colons-only", "Several colons and nothing else.", [":::", "A: 1"]),
            ("empty-value", "An empty value.", ["A:", "B: ", "C:\t", "D:  \t "]),
            ("no-space-after", "No space after the colon.", ["A:1", "B:\t2"]),
            ("leading-white-space", "All leading spaces and tabs of a value go.",
             ["A: \t \t1", "B:\t\t2"]),
            ("trailing-white-space", "Trailing white space of a value stays.",
             ["A: 1  ", "B: 2\t", "C: 3 \t "]),
            ("nbsp-value", "A no-break space is part of the value.",
             ["A:\xa01", "B: 2\xa0", "C: \x0b\x0c3\x0b"]),
            ("non-ascii-name", "A Latin-1 name ends the headers.", ["A: 1", "\xe9: 2", "B: 3"]),
            ("utf-8-name", "A UTF-8 name ends the headers.",
             ["A: 1", "X-\xc3\xa9: v", "Content-Length: 5"]),
            ("space-in-name", "A space in a name ends the headers.", ["A: 1", "B C: 2", "D: 3"]),
            ("delimiters-in-name", "Delimiters are name characters to an e-mail parser.",
             ["A(B): v", "<>: w", "a/b: x", "@: y", "\"q\": z", "{}: 0", "[]: 1"]),
            ("underscore", "Underscore and hyphen are different names.", ["X_A: 1", "X-A: 2"]),
            ("digits", "Names of digits.", ["1: 2", "3.14: 4"]),
            ("case", "Names keep their case.", ["host: a", "HOST: b", "HoSt: c"]),
            ("duplicates", "Order and duplicates are kept.", ["A: 1", "B: 2", "a: 3", "A: 1"])]:
        yield case(what, about, block(*lines))


@area.rule("end", refs=REFS + [doc("headers.parse"), "rfc9112:2.2"], program=SHOW_BLOCK)
def end():
    for what, about, rest in [
            ("crlf", "An empty line ends the block.", "A: 1\r\n\r\nB: 2\r\n\r\n"),
            ("lf", "So does a bare LF.", "A: 1\n\nB: 2\n\n"),
            ("mixed", "CRLF and LF mixed.", "A: 1\nB: 2\r\n\nC: 3"),
            ("lf-then-crlf", "Fields with LF, the end with CRLF.", "A: 1\nB: 2\n\r\nC: 3"),
            ("cr-line", "A line of CR CR LF ends the headers, not the block.",
             "A: 1\r\n\r\r\nB: 2\r\n\r\n"),
            ("cr-line-first", "CR CR LF as the first line.", "\r\r\n\r\n"),
            ("cr-cr-lf-after-value", "CR CR LF after a value ends the headers.",
             "A: 1\r\r\nB: 2\r\n\r\n"),
            ("bare-cr-splits", "A bare CR ends a field.", "A: 1\rB: 2\r\n\r\n"),
            ("bare-cr-only", "Fields ended by bare CR are one line of the stream.",
             "A: 1\rB: 2\rC: 3\r\r\n\r\n"),
            ("cr-cr", "Two bare CR end the headers.", "A: 1\r\rB: 2\r\n\r\n"),
            ("lf-cr", "LF CR.", "A: 1\n\rB: 2\n\r\n\n"),
            ("space-line", "A line of one space is a continuation, not the end.",
             "A: 1\r\n \r\nB: 2\r\n\r\n"),
            ("tab-line", "The same with a tab.", "A: 1\r\n\t\r\nB: 2\r\n\r\n"),
            ("space-line-first", "A line of one space in front.", " \r\nA: 1\r\n\r\n"),
            ("eof-at-once", "The stream ends after the request line.", ""),
            ("eof-in-name", "The stream ends in a name.", "A: 1\r\nHos"),
            ("eof-after-colon", "The stream ends after a colon.", "A: 1\r\nB:"),
            ("eof-in-value", "The stream ends in a value.", "A: 1\r\nB: 2"),
            ("eof-after-cr", "The stream ends between CR and LF.", "A: 1\r\nB: 2\r"),
            ("eof-after-line", "The stream ends after a field.", "A: 1\r\nB: 2\r\n"),
            ("eof-in-blank-line", "The stream ends between the last CR and LF.", "A: 1\r\n\r"),
            ("eof-after-space", "The stream ends after a space.", "A: 1\r\n "),
            ("eof-in-envelope-line", "The stream ends in an envelope line.", "From me"),
            ("eof-in-last-envelope-line", "The same behind a field.", "A: 1\r\nFrom me"),
            ("empty", "No field at all.", "\r\n"),
            ("empty-lf", "No field at all, with LF.", "\n"),
            ("nul-line", "A line of one NUL ends the headers.", "\x00\r\nA: 1\r\n\r\n"),
            ("vt-line", "A line of one VT ends the headers.", "A: 1\r\n\x0b\r\nB: 2\r\n\r\n"),
            ("body-left", "What follows the empty line stays unread.",
             "A: 1\r\n\r\nrest of the stream")]:
        yield case(what, about, "GET / HTTP/1.1\r\n" + rest)


@area.rule("from", refs=REFS, program=SHOW_BLOCK)
def from_lines():
    for what, about, lines in [
            ("first", "An envelope line in front becomes unixfrom.", ["From a: b", "B: 2"]),
            ("first-no-colon", "It needs no colon.", ["From nobody Mon Jan 1", "B: 2"]),
            ("first-lf", "Its line end is dropped.", ["From me\n", "B: 2"]),
            ("first-cr", "Its bare CR is dropped too.", ["From me\r", "B: 2"]),
            ("first-alone", "An envelope line alone.", ["From me"]),
            ("first-then-fold", "A continuation after it has nothing to continue.",
             ["From me", " x", "B: 2"]),
            ("last", "In the last line it goes back to the body.", ["A: 1", "From me"]),
            ("last-after-fold", "In the last line after a folded field.",
             ["A: 1", " x", "From me"]),
            ("middle", "In the middle it is a defect.", ["A: 1", "From me", "B: 2"]),
            ("middle-then-fold", "A continuation after one in the middle.",
             ["A: 1", "From me", " x", "B: 2"]),
            ("twice", "Two envelope lines in front.", ["From a", "From b", "B: 2"]),
            ("two-only", "Two envelope lines and nothing else.", ["From a", "From b"]),
            ("two-last", "Two envelope lines at the end.", ["A: 1", "From a", "From b"]),
            ("before-junk", "The last of the headers, though not of the block.",
             ["A: 1", "From me", "junk"]),
            ("header-from", "`From:` is a header.", ["From: a", "B: 2"]),
            ("header-from-space", "`From :` is an envelope line.", ["A: 1", "From : a", "B: 2"]),
            ("tab", "`From` and a tab is no envelope line.", ["A: 1", "From\tme", "B: 2"]),
            ("lower-case", "`from me` is no envelope line.", ["A: 1", "from me", "B: 2"]),
            ("upper-case", "`FROM me` is none either.", ["FROM me", "B: 2"]),
            ("fold", "A continuation that reads From is a continuation.", ["A: 1", " From me"])]:
        yield case(what, about, block(*lines))


@area.rule("defects", refs=REFS, program=SHOW_BLOCK)
def defects():
    for what, about, lines in [
            ("order", "Several defects in the order they are found.",
             [" first", ": v", "From a", "A: 1", "junk", "B: 2"]),
            ("missing-comes-first", "The missing separator is found before the lines are read.",
             [" lead", "A: 1", "junk"]),
            ("fold-after-empty-name", "A continuation after an empty name.", [": v", " x", "B: 2"]),
            ("fold-first", "A continuation in front is dropped.", [" A: 1", "B: 2"]),
            ("fold-first-tab", "The same with a tab.", ["\tA: 1", "B: 2"]),
            ("folds-first", "Two continuations in front: two defects.", [" a", " b", "B: 2"]),
            ("fold-only", "Nothing but a continuation.", [" a"]),
            ("junk-then-fold", "A continuation in the body.",
             ["A: 1", " b", "junk", " c", "B: 2"]),
            ("two-junk", "Two bad lines: one defect.", ["junk", "more junk", "A: 1"]),
            ("junk-then-blank-cr", "A bad line and a bare CR line.", ["junk", "\r\r\n", "A: 1"]),
            ("lf-payload", "Line ends of the payload are kept.", ["junk\n", "a\r", "b\r\n"]),
            ("latin-1-payload", "Latin-1 bytes in the payload.", ["\xe9\xff", "\x80\x00"]),
            ("long-payload", "A payload of many lines.", ["x"] * 40)]:
        yield case(what, about, block(*lines))


@area.rule("used", refs=REFS + [doc("rfile.position"), "rfc9112:5"], program=SERVE)
def used():
    """What a bad line hides from the class itself."""
    for what, about, lines in [
            ("connection-after-junk", "Connection: close behind a bad line is not seen.",
             ["junk", "Connection: close"]),
            ("connection-before-junk", "In front of it, it is.", ["Connection: close", "junk"]),
            ("connection-after-cr-line", "Behind a CR CR LF line it is not seen.",
             ["A: 1\r\r\n", "Connection: close"]),
            ("connection-after-bare-cr", "Behind a bare CR it is seen.",
             ["A: 1\rConnection: close"]),
            ("connection-with-space", "`Connection : close` is not seen.", ["Connection : close"]),
            ("connection-in-unixfrom", "In an envelope line it is not seen.",
             ["From Connection: close"]),
            ("length-after-junk", "Content-Length behind a bad line is not seen.",
             ["junk", "Content-Length: 4"]),
            ("length-twice", "Of two Content-Length fields the first counts.",
             ["Content-Length: 4", "Content-Length: 40"])]:
        request = block(*lines).replace("GET", "POST", 1)
        yield case(what, about, request + "BODY" + GET11, protocol_version="HTTP/1.1")
