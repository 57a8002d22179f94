"""The first line of a request: white space, words, line ends, its length limit."""

from .common import (ALL_BYTES, Area, CLASS_BYTES, EDGE_BYTES, GET11, HEAD11, NEXT, SERVE,
                     SHOW_HEADERS,
                     REPLY, byte_id, byte_text, case, doc, get, gh, method)

area = Area("request-line")

PARSE = method("parse_request")
SHOW_LINE = REPLY + get("command", "path", "request_version", "requestline")


@area.rule("separator", refs=[PARSE, "python:str.split", "rfc9112:3"], program=SHOW_HEADERS)
def separator():
    for byte in ALL_BYTES:
        yield case(byte_id(byte), "Byte %s between the three words." % byte_text(byte),
                   "GET%s/%sHTTP/1.1\r\n\r\n" % (byte, byte))


@area.rule("two-blanks", refs=[PARSE, "python:str.split"], program=SHOW_HEADERS)
def two_blanks():
    """Two characters of white space, as in the usual line, that do not stand for three words."""
    for what, line in [("tab-first", "GET\t/ HTTP/1.1"), ("tab-second", "GET /\tHTTP/1.1"),
                       ("at-the-front", " GET /"), ("together", "GET  /"),
                       ("at-the-end", "GET / "), ("both-at-the-front", "  GET"),
                       ("both-at-the-end", "GET  "), ("beyond-ascii", "G\xe9T / HTTP/1.1"),
                       ("beyond-ascii-in-the-path", "GET /\xe9 HTTP/1.1"),
                       ("beyond-ascii-first", "G\xe9T /x"), ("beyond-ascii-second", "GET /\xe9x")]:
        yield case(what, "The line %s." % ascii(line), line + "\r\n\r\n")
    for what, words in [("together", "GET  "), ("at-the-front", " / "), ("both-at-the-front", "  "),
                        ("beyond-ascii", "G\xe9T "), ("beyond-ascii-between", "GET\xe9/ "),
                        ("control-between", "GET\x01/ "), ("delete-between", "GET\x7f/ ")]:
        for version in ("HTTP/1.0", "HTTP/1.1"):
            yield case("%s-then-%s" % (what, version[5:]), "The line %s." % ascii(words + version),
                       words + version + "\r\n\r\n")


@area.rule("head", refs=[PARSE, "python:str.split"], program=SHOW_HEADERS)
def head():
    for byte in EDGE_BYTES:
        yield case(byte_id(byte), "Byte %s before the method." % byte_text(byte),
                   byte + "GET / HTTP/1.1\r\n\r\n")


@area.rule("tail", refs=[PARSE, doc("requestline.text")], program=SHOW_HEADERS)
def tail():
    for byte in EDGE_BYTES:
        yield case(byte_id(byte), "Byte %s after the version." % byte_text(byte),
                   "GET / HTTP/1.1" + byte + "\r\n\r\n")


@area.rule("method", refs=[PARSE, doc("class.method-name"), "rfc9112:3.1"], program=SHOW_HEADERS)
def in_method():
    for byte in CLASS_BYTES:
        yield case(byte_id(byte), "Byte %s inside the method." % byte_text(byte),
                   "G" + byte + "T / HTTP/1.1\r\n\r\n")


@area.rule("whitespace", refs=[PARSE, "python:str.split"], program=SHOW_LINE)
def whitespace():
    rows = [
        ("runs-count-once", "Runs of white space separate two words only.",
         "GET \t  / \x0b\x0c HTTP/1.1\r\n\r\n"),
        ("leading-and-trailing", "White space around the line is no word but stays in requestline.",
         " \tGET / HTTP/1.1 \t\r\n\r\n"),
        ("nbsp-separates-words", "A no-break space separates words.",
         "GET\xa0/\xa0HTTP/1.1\r\n\r\n"),
        ("nel-separates-words", "A next-line byte separates words.",
         "GET\x85/\x85HTTP/1.1\r\n\r\n"),
        ("fs-separates-words-in-ascii", "A file separator separates words of an ASCII line.",
         "GET\x1c/\x1cHTTP/1.1\r\n\r\n"),
        ("fs-separates-words-beside-latin-1", "A file separator separates words of a Latin-1 line.",
         "GET\x1c/\xe9\x1cHTTP/1.1\r\n\r\n"),
        ("cr-separates-words", "A bare CR inside the line is white space.",
         "GET\r/\rHTTP/1.1\r\n\r\n"),
        ("every-kind", "All white space characters together.",
         "GET\t\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0/ HTTP/1.1\r\n\r\n"),
        ("only-spaces", "A line of spaces holds no word: the connection ends without an answer.",
         "   \r\n\r\n"),
        ("only-tab-and-vt", "A line of other white space holds no word either.",
         "\t\x0b\x0c\x1c\x85\xa0\r\nGET / HTTP/1.1\r\n\r\n"),
        ("utf-8-target-with-a0", "A UTF-8 target whose last byte is A0 is cut there.",
         "GET /voil\xc3\xa0 HTTP/1.1\r\n\r\n"),
        ("utf-8-target-with-85", "A UTF-8 target with byte 85 in it becomes two words.",
         "GET /\xe2\x80\x85x HTTP/1.1\r\n\r\n"),
        ("zero-width-space-is-no-space", "The bytes of U+200B are ordinary characters.",
         "GET /\xe2\x80\x8b HTTP/1.1\r\n\r\n"),
        ("nul-is-no-space", "NUL bytes do not separate words.", "GET\x00/\x00HTTP/1.1\r\n\r\n"),
    ]
    for what, about, rfile in rows:
        yield case(what, about, rfile, refs=[gh(78154), "rfc9112:3"])


@area.rule("empty", refs=[PARSE, "rfc9112:2.2"], program=SERVE)
def empty():
    for what, about, rfile in [
            ("no-bytes", "A stream that ends at once.", ""),
            ("crlf-then-request", "An empty line before the request ends the connection.",
             "\r\n" + GET11),
            ("lf-then-request", "The same with a bare LF.", "\n" + GET11),
            ("cr-only", "A lone CR and the end of the stream.", "\r"),
            ("cr-cr-lf", "Several CR before the LF are an empty line too.", "\r\r\r\n" + GET11),
            ("cr-before-request", "A CR before the method is white space of the same line.",
             "\r" + GET11),
            ("three-crlf", "Three empty lines before the request.", "\r\n\r\n\r\n" + GET11),
            ("space-crlf", "A line of one space.", " \r\n" + GET11),
            ("nul-crlf", "A line of one NUL is one word.", "\x00\r\n" + GET11),
            ("between-requests", "An empty line between two requests loses the second.",
             GET11 + "\r\n" + NEXT),
            ("after-body", "CRLF after a body ends the connection.",
             "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nA\r\n" + NEXT)]:
        for protocol in ("HTTP/1.0", "HTTP/1.1"):
            yield case(what + "-" + protocol[-3:], about, rfile, protocol_version=protocol)


@area.rule("words", refs=[PARSE], program=SHOW_LINE)
def words():
    rows = [
        ("1", "One word.", "GET"),
        ("1-latin-1", "One word of Latin-1 letters.", "\xe9\xe8"),
        ("1-quotes", "One word with both quotes.", "a'b\"c"),
        ("1-apostrophe", "One word with an apostrophe.", "it's"),
        ("1-backslash", "One word with a backslash.", "a\\b"),
        ("1-version-alone", "The version alone.", "HTTP/1.1"),
        ("2-get", "A two-word GET is an HTTP/0.9 request.", "GET /"),
        ("2-head", "A two-word HEAD is refused.", "HEAD /"),
        ("2-lower-case", "Only GET in capitals may have two words.", "get /"),
        ("2-get-then-version", "The version stands where the target should.", "GET HTTP/1.1"),
        ("2-quotes", "A two-word line with quotes in the method.", "G'E\"T /"),
        ("3-no-version", "Three words, the last no version.", "GET / x"),
        ("3-version-first", "The version in front.", "HTTP/1.1 GET /"),
        ("4-good-version", "Four words, the last a good version.", "GET / x HTTP/1.1"),
        ("4-version-1.0", "Four words, the last HTTP/1.0.", "GET / x HTTP/1.0"),
        ("4-version-0.9", "Four words, the last HTTP/0.9.", "GET / x HTTP/0.9"),
        ("4-version-2.0", "Four words, the last HTTP/2.0.", "GET / x HTTP/2.0"),
        ("4-bad-version", "Four words, the last HTTP/x.", "GET / x HTTP/x"),
        ("4-no-version", "Four words, the last no version at all.", "GET / a b"),
        ("4-version-third", "Four words with the version in third place.", "GET / HTTP/1.1 x"),
        ("4-two-versions", "Four words, two of them versions.", "GET / HTTP/1.0 HTTP/1.1"),
        ("4-head", "Four words that begin with HEAD: the page is sent all the same.",
         "HEAD / x HTTP/1.1"),
        ("5-good-version", "Five words, the last a good version.", "GET / x y HTTP/1.1"),
        ("5-no-version", "Five words, no version.", "GET / a b c"),
        ("20", "Twenty words.", " ".join("w%d" % n for n in range(20))),
        ("100-good-version", "A hundred words and a good version.",
         " ".join(["a"] * 100) + " HTTP/1.1"),
        ("markup", "Markup in a bad line is escaped in the page and not in the log.",
         "<script>alert('&\"')</script>"),
        ("percent", "Percent signs in a bad line are no format.", "%s%d%(code)s"),
    ]
    for what, about, line in rows:
        yield case(what, about, line + "\r\nHost: h\r\n\r\n")
        yield case(what + "-persistent", about[:-1] + ", on a handler that speaks HTTP/1.1.",
                   line + "\r\nHost: h\r\n\r\n" + NEXT, protocol_version="HTTP/1.1")


@area.rule("line-end", refs=[PARSE, doc("requestline.text"), "rfc9112:2.2"], program=SHOW_LINE)
def line_end():
    for what, about, end in [
            ("crlf", "CRLF ends the line.", "\r\n"), ("lf", "A bare LF ends the line.", "\n"),
            ("cr-cr-lf", "All CR before the LF are dropped.", "\r\r\n"),
            ("eight-cr", "Any number of them.", "\r" * 8 + "\n"),
            ("space-crlf", "A space before CRLF stays in requestline.", " \r\n"),
            ("cr-space-lf", "CR, space, LF: the CR is white space inside.", "\r \n"),
            ("eof", "The end of the stream ends the line.", None),
            ("cr-eof", "CR and the end of the stream.", "\r"),
            ("cr-only", "A bare CR does not end the line.", "\rHost: h")]:
        for kind, line in (("1.1", "GET / HTTP/1.1"), ("0.9", "GET /x")):
            rest = "" if end in (None, "\r") else "\r\n"
            yield case(what + "-" + kind, about, line + (end or "") + rest,
                       refs=["rfc9112:2.2"])


@area.rule("truncated", refs=[PARSE, "rfc9112:8"], program=SHOW_LINE)
def truncated():
    line = "GET /a HTTP/1.1\r\n"
    for length in range(1, len(line)):
        yield case("after-%02d-bytes" % length,
                   "The stream ends after %d bytes of the request line." % length, line[:length])


@area.rule("limit", refs=[method("handle_one_request"), "rfc9112:3", "rfc9110:15.5.15"])
def limit():
    def line(length):
        fixed = len("GET / HTTP/1.1\r\n")
        return "GET /" + "a" * (length - fixed) + " HTTP/1.1\r\n"

    yield case("65536-crlf", "A line of 65,536 bytes with its CRLF is accepted.",
               line(65536) + "\r\n", REPLY)
    yield case("65537-crlf", "One byte more is 414, with a status line.",
               line(65537) + "\r\n", REPLY)
    yield case("white-space-only", "A line of white space that is too long is 414, not silence.",
               " " * 65540, REPLY)
    yield case("second-request-head", "After 414 path and headers are still the first request's; "
               "the command is empty, so HEAD gets the page.",
               "GET /first HTTP/1.1\r\nA: 1\r\n\r\nHEAD /" + "b" * 65540, SERVE,
               protocol_version="HTTP/1.1", refs=[doc("requestline.empty")])
    yield case("7984", "A request line of 8,000 bytes is fine.",
               "GET /" + "a" * 7984 + " HTTP/1.1\r\n\r\n",
               REPLY + [["header_len"]], refs=["rfc9112:3"])


@area.rule("default-request-version", refs=[PARSE, doc("request_version")], program=SHOW_LINE)
def default_request_version():
    for version in ("", "HTTP/0.9", "HTTP/1.0", "HTTP/1.1", "HTTP/9.9", "x", "http/0.9"):
        name = version.replace("/", "-") or "empty"
        for what, about, rfile in [
                ("two-words", "a two-word GET", "GET /\r\nA: 1\r\n\r\n"),
                ("one-word", "a one-word line", "BAD\r\n\r\n"),
                ("bad-version", "a bad version", "GET / HTTP/x\r\n\r\n"),
                ("post-two-words", "a two-word POST", "POST /\r\n\r\n"),
                ("version-2", "HTTP/2.0", "GET / HTTP/2.0\r\n\r\n"),
                ("expect", "a two-word GET that expects 100",
                 "GET /\r\nExpect: 100-continue\r\n\r\n")]:
            yield case(name + "-" + what,
                       "%s where default_request_version is %r." % (about.capitalize(), version),
                       rfile, refs=["cpython:bpo-26578"], default_request_version=version,
                       protocol_version="HTTP/1.1")


@area.rule("attributes", refs=[doc("requestline.by-handle_one_request"), doc("class.state")])
def attributes():
    names = ("command", "path", "request_version", "requestline", "raw_requestline",
             "close_connection", "client_address", "protocol_version")
    for what, rfile in [("1.1", "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n"),
                        ("0.9", "GET /a\r\n\r\n"),
                        ("lf", "GET /a HTTP/1.0\n\n"),
                        ("latin-1", "GET /\xe9\xad\xff HTTP/1.1\r\n\r\n"),
                        ("quotes", "GET /'\"\\ HTTP/1.1\r\n\r\n"),
                        ("slashes", "GET //a HTTP/1.0\r\n\r\n")]:
        yield case(what, "What the method sees after a request line (%s)." % what, rfile,
                   REPLY + get(*names))
    yield case("head", "What do_HEAD sees.", HEAD11, {"HEAD": REPLY + get(*names)})
