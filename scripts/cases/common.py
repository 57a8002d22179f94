"""What every area shares: how a case is made, the usual handler programs, names of bytes.

A module of this package describes one area:

    area = Area("version")

    @area.rule("digits", refs=[method("parse_request")])
    def digits():
        for version in ("HTTP/1.0", "HTTP/1.1"):
            yield case(version, "The version is %s." % version, "GET / %s\r\n\r\n" % version)

which gives the cases `version/digits/HTTP-1.0` and so on.  Whatever is true of a whole
rule (references, a handler program, a protocol version) stands once, in the decorator.
Bytes are written as text, one character per byte (U+0000 to U+00FF).
"""

import re
from collections import OrderedDict

# The id and the documentation of a case come first; the rest in the order of PROTOCOL.md.
KEYS = ("id", "about", "refs", "rfile", "protocol_version", "default_request_version",
        "server_version", "sys_version", "error_message_format", "error_content_type",
        "responses", "responses_only", "client_address", "time", "rfile_timeout_at",
        "rfile_error_at", "wfile_timeout_at", "wfile_error_at", "timeout_kind", "program")

# The library's own words for the Server field name the interpreter, and 3.15 changed its part
# of them, so that every outcome would differ.  Cases name their own, unless they are about that.
DEFAULTS = {"server_version": "S/1", "sys_version": "Python/3"}
OWN = object()  # as a key's value: leave the library's own

ID_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_*=-]*\Z")


def method(name):
    """The reference to a method of the handler."""
    return "python:http.server.BaseHTTPRequestHandler." + name


def message(name):
    """The reference to a method of email.message.Message."""
    return "python:email.message.Message." + name


def doc(clause):
    return "doc:" + clause


def gh(number):
    """The reference to an issue or pull request of CPython."""
    return "cpython:gh-%d" % number


PARSE_HEADERS = "python:http.client.parse_headers"
FEEDPARSER = "python:email.feedparser.FeedParser"
PERCENT = "python:str.__mod__"


def slug(text):
    """An id part that shows `text` as far as an id can."""
    out = "".join(c if re.match(r"[A-Za-z0-9.+_*=-]", c) else "-" for c in text)
    out = re.sub(r"-{2,}", "-", out).strip("-")
    return out if out and out[0].isalnum() else "x" + (out or "-")


class Names(object):
    """Tells id parts apart that `slug` made equal: the second `a` becomes `a-2`."""

    def __init__(self):
        self.seen = {}

    def __call__(self, name):
        self.seen[name] = self.seen.get(name, 0) + 1
        return name if self.seen[name] == 1 else "%s-%d" % (name, self.seen[name])


def case(what, about, rfile, program=None, refs=(), **keys):
    """One case of a rule. `program` is a dict, or the list of actions of do_GET."""
    row = {"what": what, "about": about, "refs": list(refs), "rfile": rfile}
    row.update(keys)
    if program is not None:
        row["program"] = program
    return row


class Area(object):
    """The cases of one file of corpus/cases."""

    def __init__(self, name):
        self.name = name
        self.rules = []

    def rule(self, name, refs=(), **keys):
        """Registers a generator of rows; `refs` and `keys` hold for each of them."""
        def register(function):
            self.rules.append((name, list(refs), keys, function))
            return function
        return register

    def cases(self):
        """All cases, checked, as ordered dictionaries."""
        seen = set()
        for name, refs, keys, function in self.rules:
            for row in function():
                made = self._finish(name, refs, keys, dict(row))
                if made["id"] in seen:
                    raise ValueError("two cases are named " + made["id"])
                seen.add(made["id"])
                yield made

    def _finish(self, rule_name, refs, keys, row):
        what = row.pop("what")
        merged = dict(DEFAULTS)
        merged.update(keys)
        merged.update(row)
        merged["id"] = "%s/%s/%s" % (self.name, rule_name, what)
        merged["refs"] = row["refs"] + [ref for ref in refs if ref not in row["refs"]]
        if isinstance(merged.get("program"), list):
            merged["program"] = {"GET": merged["program"]}
        self._check(merged, what)
        return OrderedDict((key, merged[key]) for key in KEYS
                           if key in merged and merged[key] is not OWN)

    @staticmethod
    def _check(made, what):
        for part in made["id"].split("/")[:2] + [what]:
            if not ID_PART.match(part):
                raise ValueError("not a readable id: " + made["id"])
        unknown = set(made) - set(KEYS)
        if unknown:
            raise ValueError("%s: unknown keys %s" % (made["id"], sorted(unknown)))
        if not made["refs"]:
            raise ValueError("%s: no reference" % made["id"])
        if not made["about"].endswith(".") or "\n" in made["about"]:
            raise ValueError("%s: `about` is not a sentence" % made["id"])
        if any(ord(c) > 0xFF for c in made["rfile"]):
            raise ValueError("%s: rfile is not bytes" % made["id"])


# ---------------------------------------------------------------- handler programs

REPLY = [["send_response", 200], ["end_headers"]]
SHOW_HEADERS = REPLY + [["echo_headers"]]
SHOW_BLOCK = SHOW_HEADERS + [["header_call", "get_payload"], ["header_call", "get_unixfrom"]]
TWO_BYTES = [["send_response", 200], ["send_header", "Content-Length", "2"], ["end_headers"],
             ["write", "ok"]]
READ_BODY = [["read_body"], ["send_response", 200], ["send_header", "X-Body", "1"],
             ["end_headers"], ["echo_body"]]
SERVE = {"GET": TWO_BYTES, "POST": READ_BODY}


def attempt(*actions):
    """The actions, with what they raise noted and swallowed."""
    return ["try", list(actions)]


def get(*names):
    """Actions that write the repr of each attribute."""
    return [["get", name] for name in names]


GET10 = "GET / HTTP/1.0\r\n\r\n"
GET11 = "GET / HTTP/1.1\r\n\r\n"
HEAD11 = "HEAD / HTTP/1.1\r\n\r\n"
GET09 = "GET /\r\n\r\n"
NEXT = "GET /2 HTTP/1.1\r\n\r\n"  # a second request, to see whether the connection persists


def block(*lines):
    """A GET whose header block has these lines (no line end is added to one that has its own)."""
    ended = (line if line.endswith(("\r", "\n")) else line + "\r\n" for line in lines)
    return "GET / HTTP/1.1\r\n" + "".join(ended) + "\r\n"


# ---------------------------------------------------------------- values

def status(code):
    return {"$status": code}


def raw(text):
    return {"$bytes": text}


def number(text):
    """A float that JSON cannot write, or an int that not every JSON reader keeps."""
    return {"$float": text} if not re.match(r"[+-]?\d+\Z", text) else {"$int": text}


def pair(*items):
    return {"$tuple": list(items)}


def mapping(**items):
    return {"$dict": items}


def keywords(**items):
    return {"$kw": items}


# ---------------------------------------------------------------- bytes

BYTE_NAMES = {0x00: "nul", 0x07: "bel", 0x08: "bs", 0x09: "tab", 0x0A: "lf", 0x0B: "vt",
              0x0C: "ff", 0x0D: "cr", 0x1B: "esc", 0x1C: "fs", 0x1D: "gs", 0x1E: "rs",
              0x1F: "us", 0x20: "space", 0x22: "quote", 0x25: "percent", 0x27: "apostrophe",
              0x2F: "slash", 0x3A: "colon", 0x5C: "backslash", 0x7F: "del", 0x85: "nel",
              0xA0: "nbsp", 0xAD: "shy", 0xB2: "superscript-two", 0xB3: "superscript-three",
              0xB9: "superscript-one", 0xFF: "y-diaeresis"}

ALL_BYTES = [chr(n) for n in range(256)]
# Letters and digits behave alike where neither matters: two letters and two digits stand for all.
NOTABLE_BYTES = [c for c in ALL_BYTES if not (c.isalnum() and ord(c) < 128) or c in "09Az"]
# Those that some rule of white space, control characters, signs, digits or quotes picks out.
CLASS_BYTES = [c for c in ALL_BYTES
               if c <= " " or "\x7f" <= c <= "\xa0" or
               c in "!\"%'+,-./09:\\_az\xad\xb2\xb3\xb9\xbc\xe9\xff"]

# White space, control characters and their neighbours: what may change at the edge of a text.
EDGE_BYTES = [c for c in ALL_BYTES if c <= "!" or "~" <= c <= "\xa1" or c in ":\xad\xff"]


def byte_id(byte):
    n = ord(byte)
    return "0x%02x-%s" % (n, BYTE_NAMES[n]) if n in BYTE_NAMES else "0x%02x" % n


def byte_text(byte):
    n = ord(byte)
    return "0x%02X (%s)" % (n, BYTE_NAMES[n]) if n in BYTE_NAMES else "0x%02X" % n
