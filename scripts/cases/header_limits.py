"""The two limits of a header block: 65,536 bytes a line, 100 lines."""

from .common import Area, PARSE_HEADERS, NEXT, REPLY, SERVE, case

area = Area("header-limits")

REFS = [PARSE_HEADERS, "rfc9110:5.4", "rfc6585:5"]
COUNT = REPLY + [["header_len"], ["header_get", "H0"], ["header_get", "Last"]]


def fields(count, end="\r\n"):
    return "".join("H%d: %d%s" % (n, n, end) for n in range(count))


@area.rule("count", refs=REFS + ["cpython:bpo-26586", "cpython:gh-131724"], program=COUNT)
def count():
    for lines in (97, 98, 99, 100, 101, 102, 150):
        yield case("%d" % lines, "%d fields and the empty line." % lines,
                   "GET / HTTP/1.1\r\n" + fields(lines) + "\r\n" + NEXT)
    for lines in (99, 100, 101):
        yield case("%d-lf" % lines, "%d fields ended by LF." % lines,
                   "GET / HTTP/1.1\n" + fields(lines, "\n") + "\n")
        yield case("%d-eof" % lines, "%d fields, then the end of the stream." % lines,
                   "GET / HTTP/1.1\r\n" + fields(lines))
        yield case("%d-eof-in-line" % lines, "%d fields, the last without its line end." % lines,
                   "GET / HTTP/1.1\r\n" + fields(lines)[:-2])
        yield case("%d-persistent" % lines, "%d fields on a persistent connection." % lines,
                   "GET / HTTP/1.1\r\n" + fields(lines) + "\r\n" + NEXT,
                   protocol_version="HTTP/1.1")
        yield case("%d-http09" % lines, "%d fields after a two-word GET." % lines,
                   "GET /\r\n" + fields(lines) + "\r\n")
        yield case("%d-continuations" % lines, "One field and %d continuation lines." % (lines - 1),
                   "GET / HTTP/1.1\r\nH0: 0\r\n" + " x\r\n" * (lines - 1) + "\r\n")
        yield case("%d-junk" % lines, "A bad line and %d more." % (lines - 1),
                   "GET / HTTP/1.1\r\njunk\r\n" + fields(lines - 1) + "\r\n")
        yield case("%d-empty-names" % lines, "%d lines with an empty name." % lines,
                   "GET / HTTP/1.1\r\n" + ":\r\n" * lines + "\r\n")
        yield case("%d-spaces" % lines, "%d lines of one space." % lines,
                   "GET / HTTP/1.1\r\n" + " \r\n" * lines + "\r\n")
    yield case("200-by-bare-cr", "200 fields that bare CR joins into one line.",
               "GET / HTTP/1.1\r\n" + fields(200, "\r") + "\r\n\r\n")
    yield case("200-by-bare-cr-and-100", "They count as one: 98 more lines pass.",
               "GET / HTTP/1.1\r\n" + fields(200, "\r") + "\r\n" + "Last: 1\r\n" * 98 + "\r\n")
    yield case("head", "431 for HEAD has no body.", "HEAD / HTTP/1.1\r\n" + fields(120) + "\r\n",
               {"HEAD": COUNT})
    yield case("post", "431 for a method that nothing serves comes before 501.",
               "BREW / HTTP/1.1\r\n" + fields(120) + "\r\n")
    yield case("rest-unread", "Nothing behind the line that was one too many is read.",
               "GET / HTTP/1.1\r\n" + fields(110) + "\r\n" + NEXT, {"GET": COUNT},
               protocol_version="HTTP/1.1")
    yield case("second-request", "After 431 the headers are still the first request's.",
               "GET /1 HTTP/1.1\r\nFirst: yes\r\n\r\nGET /2 HTTP/1.1\r\n" + fields(101) + "\r\n",
               SERVE, protocol_version="HTTP/1.1")


@area.rule("length", refs=REFS, program=COUNT)
def length():
    def request(size, first="GET / HTTP/1.1\r\n"):
        return first + "H0: " + "a" * (size - len("H0: \r\n")) + "\r\n\r\n"

    yield case("65536", "A line of 65,536 bytes with its CRLF passes.", request(65536),
               REPLY + [["header_len"]])
    yield case("65537", "One byte more is 431.", request(65537))
    yield case("http09", "A line too long after a two-word GET: the page alone.",
               request(65537, first="GET /\r\n"))
    yield case("before-count", "A line too long in place 101 is reported for its length.",
               "GET / HTTP/1.1\r\n" + fields(100) + "L: " + "l" * 65540 + "\r\n\r\n")
    yield case("8000", "A field of 8,000 bytes crosses the parser's pieces of 8,192.",
               "GET / HTTP/1.1\r\nA: 1\r\nB: " + "b" * 8000 + "\r\nC: " + "c" * 300 + "\r\n\r\n",
               REPLY + [["header_len"], ["header_get", "C"]])


@area.rule("piece", refs=REFS + ["python:email.feedparser.BufferedSubFile"],
           program=REPLY + [["header_len"], ["header_get", "B"]])
def piece():
    """The e-mail parser is fed 8,192 characters at a time; nothing of that may show."""
    for end_name, end in (("cr", "\r"), ("crlf", "\r\n")):
        for place in range(8189, 8195, 1 if end == "\r" else 2):
            yield case("%s-at-%d" % (end_name, place),
                       "The line end %s at character %d, where the first piece ends."
                       % (ascii(end), place),
                       "GET / HTTP/1.1\r\nA: " + "a" * (place - 3) + end + "B: 2\r\n c\r\n\r\n")
