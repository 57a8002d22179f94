"""Blocks whose Content-Type makes the e-mail parser look for a body inside the block."""

from .common import (Area, FEEDPARSER, GET11, PARSE_HEADERS, REPLY, SERVE, attempt, block, case,
                     doc, gh, message,
                     number, slug)

area = Area("multipart")

REFS = [FEEDPARSER, PARSE_HEADERS, doc("headers.parse")]
SHOW = REPLY + [["echo_headers"], ["header_call", "is_multipart"],
                ["header_call", "get_content_type"],
                attempt(["header_call", "get_boundary"]), attempt(["header_call", "get_charsets"])]
SHOW_TEXT = SHOW + [attempt(["header_call", "get_payload"])]
MIXED = "Content-Type: multipart/mixed; boundary=b"


@area.rule("boundary", refs=REFS + [message("get_boundary"), "rfc2046:5.1.1"], program=SHOW_TEXT)
def boundary():
    for what, about, value in [
            ("plain", "An ordinary multipart request has two defects.", "; boundary=b"),
            ("none", "No boundary: another defect.", ""),
                               ("empty", "An empty boundary.", "; boundary="),
            ("empty-quoted", "An empty boundary in quotes.", "; boundary=\"\""),
            ("quoted", "A quoted boundary.", "; boundary=\"b\""),
                               ("spaces", "Trailing spaces go.", "; boundary=\"b  \""),
            ("regex", "A boundary of special characters.", "; boundary=\"a.*[(+?$^|\\\\\""),
            ("latin-1", "A Latin-1 boundary.", "; boundary=\xe9"),
            ("encoded", "An encoded boundary.", "; boundary*=utf-8''%62"),
            ("encoded-unknown-codec", "A codec that nobody knows.", "; boundary*=nope''%62"),
            ("encoded-bad-bytes", "Bytes that the codec replaces.", "; boundary*=us-ascii''%C3%A9"),
            ("continued", "A boundary in two pieces.", "; boundary*0=a; boundary*1=b"),
            ("two", "Two boundaries: the first counts.", "; boundary=b; boundary=c"),
            ("upper-case", "The name in capitals.", "; BOUNDARY=B"),
            ("form-data", "multipart/form-data is no different.",
             "; boundary=----WebKitFormBoundaryX"),
            ("comma", "Two types: no multipart at all.", ", text/html; boundary=b")]:
        yield case(what, about, block("Host: h", "Content-Type: multipart/mixed" + value))


@area.rule("type", refs=REFS, program=SHOW_TEXT)
def types():
    for what, value in [("multipart-slash", "multipart/; boundary=b"),
                        ("multipart-alone", "multipart; boundary=b"),
                        ("multipart-case", "MultiPart/Mixed; boundary=b"),
                        ("digest", "multipart/digest; boundary=b"),
                        ("multipart-space", "multipart /mixed; boundary=b"),
                        ("x-multipart", "x-multipart/mixed; boundary=b"),
                        ("message", "message/rfc822"), ("message-slash", "message/"),
                        ("message-partial", "message/partial"),
                        ("delivery-status", "message/delivery-status"), ("http", "message/http"),
                        ("delivery-status-case", "Message/Delivery-Status; a=b"),
                        ("text", "text/plain; boundary=b")]:
        yield case(what, "Content-Type: %s." % value, block("Host: h", "Content-Type: " + value),
                   program=(
            SHOW if value.lower().startswith("message") else SHOW_TEXT))


@area.rule("parts", refs=REFS + ["rfc2046:5.1.1"], program=SHOW)
def parts():
    for what, about, lines in [
            ("one", "One part that is closed.", ["--b", "A: 1", "x", "--b--"]),
            ("one-open", "One part that is not closed.", ["--b", "A: 1"]),
            ("two", "Two parts.", ["--b", "A: 1", "--b", "B: 2", "--b--"]),
            ("close-only", "A closing line alone.", ["--b--"]),
            ("open-close", "An opening line and at once a closing one, which is swallowed.",
             ["--b", "--b--"]),
            ("open-open", "Two opening lines count as one.", ["--b", "--b", "A: 1", "--b--"]),
            ("close-twice", "Two closing lines.", ["--b", "A: 1", "--b--", "--b--"]),
            ("preamble", "A text in front.", ["text", "--b", "A: 1", "--b--"]),
            ("preamble-lines", "Several lines in front.", ["x y", "z", "--b", "A: 1", "--b--"]),
            ("epilogue", "A text behind.", ["--b", "A: 1", "--b--", "text"]),
            ("white-space", "White space behind the delimiters.", ["--b \t", "A: 1", "--b-- "]),
            ("vt", "VT behind a delimiter: no delimiter.", ["--b\x0b", "A: 1", "--b--"]),
            ("text-behind", "Text behind a delimiter: no delimiter.", ["--bc", "A: 1", "--b--"]),
            ("close-text-behind", "Text behind a closing line.", ["--b", "A: 1", "--b--c"]),
            ("three-dashes", "Three dashes in front.", ["---b", "--b", "A: 1", "--b--"]),
            ("close-three-dashes", "Three dashes behind.", ["--b", "A: 1", "--b---"]),
            ("lf", "Delimiters ended by LF.", ["--b\n", "A: 1\n", "--b--\n"]),
            ("cr", "Delimiters ended by CR.", ["--b\r", "A: 1\r", "--b--\r\n"]),
            ("body", "A part with a body.", ["--b\r", "A: 1\r", "\r", "body\r", "--b--\r\n"]),
            ("body-lines", "A part with a body of lines.",
             ["--b\r", "\r", "1\r", "2\r", "\r", "--b--\r\n"]),
            ("empty-part", "An empty part.", ["--b\r", "\r", "--b--\r\n"]),
            ("part-defect", "A defect inside a part is not the message's.",
             ["--b", ": x", "--b--"]),
            ("part-junk", "A bad line inside a part.", ["--b", "junk", "A: 1", "--b--"]),
            ("part-multipart", "A multipart inside.",
             ["--b\r", "Content-Type: multipart/mixed; boundary=c\r", "\r", "--c\r", "A: 1\r",
              "--c--\r", "--b--\r\n"]),
            ("part-multipart-open", "A multipart inside that the outer delimiter ends.",
             ["--b\r", "Content-Type: multipart/mixed; boundary=c\r", "\r", "--c\r", "A: 1\r",
              "--b--\r\n"]),
            ("part-multipart-epilogue", "A multipart inside with a text behind it.",
             ["--b\r", "Content-Type: multipart/mixed; boundary=c\r", "\r", "--c\r", "A: 1\r", "\r",
              "--c--\r",
              "tail\r", "--b--\r\n"]),
            ("part-message", "A message inside.",
             ["--b\r", "Content-Type: message/rfc822\r", "\r", "A: 1\r", "--b--\r\n"]),
            ("part-charsets", "Parts with character sets.",
             ["--b\r", "Content-Type: text/plain; charset=UTF-8\r", "\r", "x\r", "--b\r",
              "Content-Type: text/html\r",
              "\r", "--b--\r\n"]),
            ("latin-1", "Latin-1 bytes in a part.", ["--b", "\xe9: 1", "--b--"])]:
        yield case(what, about, block("Host: h", MIXED, *lines))
        if what in ("one", "open-close", "preamble", "epilogue", "body", "part-multipart"):
            yield case(what + "-same-boundary-empty", about[:-1] + "; the boundary is empty.",
                       block("Host: h", "Content-Type: multipart/mixed; boundary=\"\"",
                             *[line.replace("--b--", "----").replace("--b", "--")
                               for line in lines]))
            yield case(what + "-digest", about[:-1] + "; the type is multipart/digest.",
                       block("Host: h", "Content-Type: multipart/digest; boundary=b", *lines))


@area.rule("after-blank", refs=REFS, program=SHOW)
def after_blank():
    """A bare CR line ends the headers but not the block, so a body is possible."""
    for what, about, body in [
            ("text", "An ordinary body.", "x\r\r\n"), ("empty", "An empty body.", "\r\n"),
            ("parts", "A body of parts.", "--b\rA: 1\r\r1\r--b--\rtail\r\n"),
            ("parts-then-blank", "A blank line behind the closing delimiter.",
             "--b\rA: 1\r\r1\r--b--\r\r\n"),
            ("parts-no-line-end", "Nothing behind the closing delimiter.", "--b\rA: 1\r--b--")]:
        yield case(what, about, "GET / HTTP/1.1\r\n%s\r\r%s\r\n" % (MIXED, body))
        yield case(what + "-lf-eof", about[:-1] + ", up to the end of the stream.",
                   "GET / HTTP/1.1\r\n%s\r\r%s" % (MIXED, body))


@area.rule("no-boundary", refs=REFS, program=SHOW_TEXT)
def no_boundary():
    """Without a boundary everything behind the headers is the payload."""
    for what, lines in [("junk", ["junk", "--b", "A: 1"]), ("cr-line", ["\r\r\n", "text"]),
                        ("from", ["From me"])]:
        yield case(what, "A multipart type without a boundary and a body (%s)." % what,
                   block("Content-Type: multipart/mixed", *lines))


@area.rule("piece", refs=REFS,
           program=REPLY + [["header_call", "is_multipart"], ["header_call", "get_charsets"]])
def pieces():
    """The parser is fed 8,192 characters at a time; a piece may end anywhere in a body."""
    filler = "x" * 70 + "\r"
    for what, head, tail in [
            ("preamble", MIXED + "\r\r", "--b\rA: 1\r--b--\r\n"),
            ("part", MIXED + "\r\r--b\rA: 1\r\r", "--b--\r\n"),
            ("epilogue", MIXED + "\r\r--b\rA: 1\r\r--b--\r", "tail\r\n"),
            ("no-boundary", "Content-Type: multipart/mixed\r\r", "tail\r\n"),
            ("closed-at-once", MIXED + "\r\r--b--\r", "tail\r\n"),
            ("delivery-status", "Content-Type: message/delivery-status\r\rA: 1\r\r",
             "B: 2\r\r\n")]:
        yield case(what, "The first piece ends within a body of kind %s." % what,
                   "GET / HTTP/1.1\r\n" + head + filler * 116 + tail + "\r\n")

    def filled(head, size):
        return head + "y" * (size - len(head))

    for place in (8191, 8192):
        yield case("delimiters-at-%d" % place,
                   "The first piece ends behind one of two delimiters (character %d)." % place,
                   "GET / HTTP/1.1\r\n" + filled(MIXED + "\r\r", place - 5) +
                   "\r--b\r--b\rA: 1\r--b--\r\n\r\n")
        yield case("status-block-at-%d" % place,
                   "The first piece ends between two blocks (character %d)." % place,
                   "GET / HTTP/1.1\r\n" +
                   filled("Content-Type: message/delivery-status\r\rA: ", place - 2) +
                   "\r\rB: 2\r\n\r\n")


@area.rule("message", refs=REFS, program=SHOW)
def messages():
    for kind in ("rfc822", "delivery-status", "partial"):
        for what, body in [
                ("nothing", ""), ("headers", "\rA: 1\rB: 2\r\n"),
                           ("headers-and-body", "\rA: 1\r\rbody\r\n"),
                ("two-blocks", "\rA: 1\r\rB: 2\r\r\n"), ("blank-lines", "\r\r\rA: 1\r\n"),
                ("three-blocks", "\rA: 1\r\rB: 2\r\rC: 3"), ("junk", "\rjunk\rA: 1\r\n"),
                           ("no-blank", "junk\r\nA: 1\r\n"),
                ("nested", "\rContent-Type: message/%s\r\rA: 1\r\n" % kind)]:
            yield case("%s-%s" % (kind, what),
                       "A message/%s with a body of kind %s." % (kind, what),
                       "GET / HTTP/1.1\r\nContent-Type: message/%s\r%s\r\n" % (kind, body))


@area.rule("encoding", refs=REFS, program=SHOW_TEXT)
def encodings():
    for what, value in [("7bit", "7bit"), ("8bit", "8bit"), ("binary", "binary"),
                        ("upper-case", "BINARY"),
                        ("base64", "base64"), ("quoted-printable", "quoted-printable"),
                        ("space", "7bit "),
                        ("empty", ""), ("unknown", "x"), ("latin-1", "\xe9")]:
        yield case(what, "A multipart with Content-Transfer-Encoding: %s." % ascii(value),
                   block(MIXED, "Content-Transfer-Encoding: " + value))
    yield case("twice", "Two of them: the first counts.",
               block(MIXED, "Content-Transfer-Encoding: 7bit", "Content-Transfer-Encoding: base64"))


@area.rule("escapes", refs=REFS + [gh(134151), "python:email.utils.decode_params"], program=SERVE,
           protocol_version="HTTP/1.1")
def escapes():
    """Boundaries over which the parser itself raises: no answer at all."""
    rows = [("star-and-number", "boundary*=x; boundary*0=y"),
            ("number-and-star", "boundary*0=y; boundary*=x"),
            ("star-and-number-encoded", "boundary*=x; boundary*0*=y"),
            ("two-stars", "boundary*=x; boundary*=y"),
            ("other-name", "a*=x; a*0=y; boundary=b"), ("idna", "boundary*=idna''b"),
            ("undefined", "boundary*=undefined''b"), ("nul-codec", "boundary*=a\x00b''x"),
            ("utf-16", "boundary*=utf-16''b"), ("utf-7", "boundary*=utf-7''%2BAOk-"),
            ("unknown", "boundary*=nope''b"), ("rot13", "boundary*=rot13''b"),
            ("hex", "boundary*=hex''62"),
            ("base64", "boundary*=base64''Yg"), ("punycode", "boundary*=punycode''b"),
            ("codec-space", "boundary*=utf 8''b"), ("codec-empty", "boundary*=''b")]
    for what, value in rows:
        yield case(what, "The boundary %s of a multipart type." % ascii(value),
                   block("A: 1", "Content-Type: multipart/mixed; " + value) + GET11)
        yield case(what + "-text", "The same parameter of a text type, which nobody asks for (%s)."
                   % what,
                   block("A: 1", "Content-Type: text/html; " + value) + GET11)
    yield case("second-request", "headers keep the value of the request before.",
               block("A: 1") + block("Content-Type: multipart/mixed; boundary*=x; boundary*0=y"))
    for digits in (4300, 4301):
        yield case("number-of-%d-digits" % digits, "A piece number of %d digits." % digits,
                   block("Content-Type: multipart/mixed; boundary*%s=x" % ("1" * digits)),
                   refs=[gh(95778)])


@area.rule("nested", refs=REFS, program=SHOW)
def nested():
    for depth in (2, 10, 60):
        head = "Content-Type: message/rfc822\r\r"
        yield case("message-%d" % depth,
                   "Messages within messages, %d deep, in one line of the stream." % depth,
                   "GET / HTTP/1.1\r\n" + head * depth + "A: 1\r\n\r\n")
        lines = "".join("Content-Type: multipart/mixed; boundary=b%d\r\r--b%d\r"
                        % (n, n) for n in range(depth))
        yield case("multipart-%d" % depth, "Multiparts within multiparts, %d deep." % depth,
                   "GET / HTTP/1.1\r\n" + lines + "A: 1\r\n\r\n")


@area.rule("payload", refs=REFS + [message("get_payload")])
def payload():
    parts_ = ["--b\r", "A: 1\r", "\r", "one\r", "--b\r", "\r", "two\r", "--b--\r\n"]
    for what, actions in [
            ("index-text", [["header_call", "get_payload", "x"]]),
                          ("index-9", [["header_call", "get_payload", 9]]),
            ("decode", [["header_call", "get_payload", None, True]]),
                          ("index-float", [["header_call", "get_payload", 1.5]]),
            ("index-big", [["header_call", "get_payload", number("9" * 30)]])]:
        yield case(what, "get_payload of a real multipart (%s)." % slug(what),
                   block(MIXED, *parts_),
                   REPLY + [attempt(action) for action in actions])
