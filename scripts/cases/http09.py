"""HTTP/0.9: two-word requests, and requests that name that version themselves."""

from .common import (Area, NEXT, READ_BODY, REPLY, SHOW_BLOCK, TWO_BYTES, attempt, case, doc, get,
                     gh, method,
                     status)

area = Area("http09")

REFS = [method("parse_request"), doc("request_version"), gh(70765), gh(139492), "rfc1945:4.1"]


@area.rule("block", refs=REFS)
def header_block():
    """Whether anything after the request line is read, and what becomes of it."""
    for what, about, rest in [
            ("none", "The stream ends after the request line.", ""),
            ("empty-line", "An empty line follows.", "\r\n"),
            ("fields", "Fields follow.", "Host: x\r\nA: 1\r\n\r\nrest"),
            ("junk", "A bad line follows.", "junk\r\nA: 1\r\n\r\n"),
            ("fields-eof", "Fields follow, and the end of the stream.", "Host: x\r\nA:"),
            ("connection-close", "Connection: close follows.", "Connection: close\r\n\r\n" + NEXT),
            ("connection-keep-alive", "Connection: keep-alive follows.",
             "Connection: keep-alive\r\n\r\n" + NEXT),
            ("expect", "Expect: 100-continue follows.", "Expect: 100-continue\r\n\r\n"),
            ("multipart", "A multipart type with a bad boundary follows.",
             "Content-Type: multipart/mixed; boundary*=x; boundary*0=y\r\n\r\n"),
            ("request", "Another request follows.", NEXT)]:
        for protocol in ("HTTP/1.0", "HTTP/1.1"):
            yield case("%s-%s" % (what, protocol[5:]), about, "GET /x\r\n" + rest,
                       [["write", "body"]] + [attempt(["echo_headers"])], protocol_version=protocol)
            yield case("named-%s-%s" % (what, protocol[5:]),
                       about[:-1] + " a line that names HTTP/0.9.",
                       "GET /x HTTP/0.9\r\n" + rest, [["write", "body"], ["echo_headers"]],
                       protocol_version=protocol)


@area.rule("headers", refs=REFS)
def headers():
    """What the method finds in self.headers (a plain dict from 3.14 on)."""
    for what, actions in [
            ("get", [["header_get", "Host"]]), ("len", [["header_len"]]),
                          ("keys", [["header_keys"]]),
            ("contains", [["header_contains", "Host"]]), ("items", [["header_call", "items"]]),
            ("values", [["header_call", "values"]]),
                          ("get-default", [["header_call", "get", "Host", "none"]]),
            ("get-all", [["header_call", "get_all", "Host"]]),
            ("content-type", [["header_call", "get_content_type"]]),
            ("payload", [["header_call", "get_payload"]]),
                          ("getitem", [["header_call", "__getitem__", "Host"]]),
            ("setitem", [["header_call", "__setitem__", "A", "1"], ["echo_headers"]]),
            ("read-body", READ_BODY), ("repr-of-empty", [["header_get", "Nope"]])]:
        for name, line in (("two-words", "GET /"), ("named", "GET / HTTP/0.9")):
            yield case("%s-%s" % (what, name), "headers of an HTTP/0.9 request (%s)." % what,
                       line + "\r\nHost: h\r\n\r\n", [attempt(action) for action in actions])


@area.rule("response", refs=[method("send_response"), method("send_header"), method("end_headers"),
                             method("flush_headers"), doc("send_response.buffered")])
def response():
    for what, about, actions in [
            ("whole", "Only the body of a whole response is sent.", TWO_BYTES),
            ("end-headers", "end_headers does nothing.", [["end_headers"]]),
            ("flush-headers", "flush_headers does nothing: there is no buffer.",
             [["flush_headers"]]),
            ("send-error", "The page alone.", [["send_error", 404]]),
            ("send-error-204", "Nothing at all.", [["send_error", 204]]),
            ("send-error-member", "The page for a member.", [["send_error", status(500)]]),
            ("bad-header", "A header that Latin-1 cannot write is not looked at.",
             [["send_response", 200], ["send_header", "A", "\u20ac"], ["end_headers"]]),
            ("bad-message", "Nor is a message.", [["send_response", 200, "\u20ac"]]),
            ("bad-code", "Nor is a code.", [attempt(["send_response", "x"]),
                                            attempt(["send_response_only", None])]),
            ("connection-int", "The value of Connection is.", [["send_header", "Connection", 5]]),
            ("name-int", "So is every name.", [["send_header", 5, "x"]]),
            ("version-changed", "A method that changes request_version gets headers.",
             [["set", "request_version", "HTTP/1.0"], ["send_response", 200], ["end_headers"]]),
            ("version-lower-case", "Only the exact text HTTP/0.9 counts.",
             [["set", "request_version", "http/0.9"], ["send_response", 200], ["end_headers"]]),
            ("version-deleted", "Without the attribute it fails.",
             [["del", "request_version"], attempt(["send_response_only", 200]),
              attempt(["send_header", "A", "1"]),
              attempt(["end_headers"]), ["flush_headers"]]),
            ("attributes", "What the method sees.",
             get("command", "path", "request_version", "requestline"))]:
        for name, line in (("two-words", "GET /"), ("named", "GET / HTTP/0.9")):
            yield case("%s-%s" % (what, name), about, line + "\r\n\r\n" + NEXT, actions)


@area.rule("method", refs=REFS + ["rfc1945:5"])
def methods():
    for name in ("GET", "HEAD", "POST", "PUT", "get", "Get", "GETX", "BREW", "0", "'", "\xe9",
                 "GET\x00"):
        shown = {"'": "apostrophe", "\xe9": "latin-1", "GET\x00": "nul"}.get(name, name)
        shown = {"get": "lower-case", "Get": "capital"}.get(name, shown)
        for kind, line in (("two-words", "%s /"), ("named", "%s / HTTP/0.9"),
                           ("named-00.9", "%s / HTTP/00.9")):
            yield case("%s-%s" % (shown, kind),
                       "Method %s in a request of kind %s." % (ascii(name), kind),
                       (line % name) + "\r\n\r\n",
                       {name: REPLY + [["write", "x"]]} if name.isalpha() and
                       ord(name[0]) < 128 else {"GET": REPLY})


@area.rule("left-over", refs=[method("flush_headers"), method("end_headers")],
           protocol_version="HTTP/1.1")
def left_over():
    """Headers of an earlier request that were never sent."""
    for what, actions in [("nothing", []), ("end-headers", [["end_headers"]]),
                          ("flush-headers", [["flush_headers"]]), ("response", TWO_BYTES),
                          ("send-error", [["send_error", 404]])]:
        yield case(what, "A buffer of the request before meets an HTTP/0.9 method that runs %s."
                   % what,
                   "HEAD / HTTP/1.1\r\n\r\nGET /x\r\n\r\n",
                   {"HEAD": [["send_header", "Left", "over"]], "GET": actions})


@area.rule("message", refs=REFS, program=SHOW_BLOCK)
def whole_message():
    yield case("payload", "Payload and envelope line of an HTTP/0.9 request.",
               "GET / HTTP/0.9\r\nFrom me\r\njunk\r\n\r\n")
