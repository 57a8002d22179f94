"""What real clients, attackers and bug reports send."""

from .common import (Area, READ_BODY, REPLY, SERVE, TWO_BYTES, case, doc, get, gh, method)

area = Area("real-world")

ALL = {"GET": REPLY + [["echo_headers"]], "HEAD": TWO_BYTES, "POST": READ_BODY,
       "PUT": [["read_body"], ["send_response", 201], ["send_header", "Connection", "keep-alive"],
               ["end_headers"],
               ["echo_body"]], "M-SEARCH": REPLY, "OPTIONS": REPLY}
H = "Host: x\r\n"
G2 = "GET /2 HTTP/1.1\r\n" + H + "\r\n"


def g(line, block=H, rest=""):
    return line + "\r\n" + block + "\r\n" + rest


def both(rows):
    """Each row on a handler of HTTP/1.0 and of HTTP/1.1."""
    for what, about, rfile, refs in rows:
        for protocol in ("1.0", "1.1"):
            yield case("%s-%s" % (what, protocol), about, rfile, refs=refs,
                       protocol_version="HTTP/" + protocol)


def fields(*lines):
    return "".join(line + "\r\n" for line in lines)


@area.rule("client", refs=[method("parse_request")], program=ALL)
def clients():
    local = "Host: localhost:8000"
    return both([
        ("curl", "curl fetches a page.",
         g("GET /index.html HTTP/1.1", fields(local, "User-Agent: curl/7.88.1", "Accept: */*")),
         []),
        ("curl-post", "curl posts a form.",
         g("POST /f HTTP/1.1",
           fields(local, "User-Agent: curl/7.88.1", "Accept: */*", "Content-Length: 7",
                  "Content-Type: application/x-www-form-urlencoded"), "a=1&b=2"), []),
        ("curl-expect", "curl uploads and waits for 100.",
         g("PUT /f HTTP/1.1", fields(local, "Content-Length: 3", "Expect: 100-continue"), "abc"),
         []),
        ("curl-head", "curl -I.",
         g("HEAD / HTTP/1.1", fields(local, "User-Agent: curl/8.5.0", "Accept: */*")), []),
        ("browser", "A browser's request.",
         g("GET / HTTP/1.1",
           fields(local,
                  "User-Agent: Mozilla/5.0 (X11; Linux; rv:128.0) Gecko/20100101 Firefox/128.0",
                  "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                  "Accept-Language: de,en-US;q=0.7,en;q=0.3", "Accept-Encoding: gzip, deflate, br",
                  "Connection: keep-alive", "Cookie: a=1; b=\"2\"", "Upgrade-Insecure-Requests: 1",
                  "Sec-Fetch-Mode: navigate", "Priority: u=0, i")), []),
        ("browser-form", "A browser uploads a form: two defects.",
         g("POST /up HTTP/1.1",
           fields(local, "Content-Type: multipart/form-data; boundary=----WebKitFormBoundary7MA4",
                  "Content-Length: 4"), "----"), []),
        ("ab", "ApacheBench keeps an HTTP/1.0 connection.",
         g("GET / HTTP/1.0",
           fields("Connection: Keep-Alive", local, "User-Agent: ApacheBench/2.3", "Accept: */*"),
           G2), []),
        ("http10", "The smallest HTTP/1.0 request.", "GET / HTTP/1.0\r\n\r\n", []),
        ("telnet", "A request typed by hand, with LF.", "GET / HTTP/1.1\nhost: x\n\n", []),
        ("telnet-http09", "A request of 1991.", "GET /\r\n", []),
        ("ssdp", "An SSDP search.",
         g("M-SEARCH * HTTP/1.1",
           fields("HOST: 239.255.255.250:1900", "MAN: \"ssdp:discover\"", "MX: 1", "ST: ssdp:all")),
         []),
        ("cors", "A CORS preflight.",
         g("OPTIONS /api HTTP/1.1",
           fields(local, "Origin: http://y", "Access-Control-Request-Method: PUT")), []),
        ("websocket", "A WebSocket handshake.",
         g("GET /ws HTTP/1.1",
           fields(local, "Upgrade: websocket", "Connection: Upgrade",
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13")), []),
        ("h2-preface", "The preface of HTTP/2.",
         "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00", []),
        ("h2c-upgrade", "An upgrade to HTTP/2.",
         g("GET / HTTP/1.1",
           fields(local, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c",
                  "HTTP2-Settings: AAMAAABkAAQAAP__")), []),
        ("proxy", "A client that takes us for a proxy.",
         g("GET http://example.com/ HTTP/1.1",
           fields("Host: example.com", "Proxy-Connection: Keep-Alive")), []),
        ("byte-order-mark", "A byte order mark in front.",
         "\xef\xbb\xbfGET / HTTP/1.1\r\n\r\n", []),
        ("json-post", "JSON with a length, and the next request.",
         g("POST /v1/chat HTTP/1.1",
           fields(local, "Content-Type: application/json", "Content-Length: 13"),
           "{\"a\": \"\xc3\xa9\"}\n" + G2), []),
        ("trailing-crlf", "An old browser's CRLF behind a body.",
         g("POST / HTTP/1.1", fields(local, "Content-Length: 1"), "A\r\n" + G2), []),
    ])


@area.rule("stranger", refs=[method("parse_request"), doc("requestline.text")], program=ALL)
def strangers():
    hello = "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\xde\xad\xbe\xef\x20\x85\xa0\x00\x1c"
    return both([
        ("tls-hello", "A TLS hello sent to the plain port.", hello + "\x13\x01\x13\x02",
         ["pykickstart:59"]),
        ("tls-hello-lf", "A TLS hello with a line feed in it.", hello + "\nmore\x00bytes",
         ["pykickstart:59"]),
        ("ssh", "An SSH greeting.", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", []),
        ("smtp", "A mail client.", "EHLO mail.example\r\nMAIL FROM:<a@b>\r\n", []),
        ("rtsp", "A player.", "OPTIONS rtsp://x/ RTSP/1.0\r\nCSeq: 1\r\n\r\n", []),
        ("sip", "A telephone.", "OPTIONS sip:nm SIP/2.0\r\nVia: SIP/2.0/TCP nm\r\n\r\n", []),
        ("redis", "A Redis client.", "*1\r\n$4\r\nPING\r\n", []),
        ("ldap", "An LDAP bind.", "0\x0c\x02\x01\x01`\x07\x02\x01\x03\x04\x00\x80\x00", []),
        ("rdp", "An RDP probe.",
         "\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x03\x00\x00\x00", []),
        ("zeros", "A hundred zero bytes.", "\x00" * 100, []),
        ("random", "Bytes without meaning.", "\xd5\x8f\x1a\x85\n\x00\xff\xa0\xfe\r\r\n\n\x07GET",
         []),
        ("shellshock", "A shell in a header.",
         g("GET /cgi HTTP/1.1", "User-Agent: () { :;}; echo x\r\n"), []),
        ("log4j", "A look-up in a header.",
         g("GET /${jndi:ldap://x/a} HTTP/1.1", "X: ${jndi:ldap://x}\r\n"), []),
        ("traversal", "Dots in the target.", g("GET /../../etc/passwd HTTP/1.1"), []),
        ("terminal-escape", "Escape codes for whoever reads the log.",
         g("GET /\x1b[31mred\x07 HTTP/1.1"), [gh(100001)]),
    ])


@area.rule("smuggling", refs=["rfc9112:11.2", gh(150499)], program=SERVE,
           protocol_version="HTTP/1.1")
def smuggling():
    chunk = "0\r\n\r\n"
    for what, about, framing, body in [
            ("cl-te", "Content-Length and Transfer-Encoding.",
             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunk),
            ("te-cl", "The other way round.", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
             chunk),
            ("cl-cl", "Two lengths.", "Content-Length: 4\r\nContent-Length: 40\r\n", "ABCD"),
            ("cl-list", "A list of lengths.", "Content-Length: 4, 40\r\n", "ABCD"),
            ("te-space", "Transfer-Encoding with a space before the colon.",
             "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", chunk),
            ("te-tab", "Transfer-Encoding with a tab.",
             "Transfer-Encoding:\tchunked\r\nContent-Length: 5\r\n", chunk),
            ("te-vt", "Transfer-Encoding with VT.",
             "Transfer-Encoding: \x0bchunked\r\nContent-Length: 5\r\n", chunk),
            ("te-fold", "A folded Transfer-Encoding.",
             "Content-Length: 4\r\nTransfer-Encoding:\r\n chunked\r\n", "ABCD"),
            ("te-twice", "Two Transfer-Encoding fields.",
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", chunk),
            ("cl-bare-cr", "A length behind a bare CR.", "X: 1\rContent-Length: 4\r\n", "ABCD"),
            ("cl-cr-cr-lf", "A length behind CR CR LF.", "X: 1\r\r\nContent-Length: 4\r\n", "ABCD"),
            ("cl-nul", "A length with NUL.", "Content-Length: 4\x00\r\n", "ABCD"),
            ("cl-plus", "A length with a sign.", "Content-Length: +4\r\n", "ABCD"),
            ("cl-after-junk", "A length behind a bad line.", "junk\r\nContent-Length: 4\r\n",
             "ABCD"),
            ("chunk-extension", "A chunk with an extension.", "Transfer-Encoding: chunked\r\n",
             "1;a=b\r\nA\r\n0\r\n\r\n"),
            ("trailers", "Trailers that are a request.", "Transfer-Encoding: chunked\r\n",
             "0\r\nGET /x HTTP/1.1\r\n\r\n"),
            ("expect", "An expectation and an unread body.",
             "Expect: 100-continue\r\nContent-Length: 4x\r\n", "ABCD"),
            ("get-with-body", "A length that a GET does not read.",
             "Content-Length: %d\r\n" % len(G2), G2)]:
        yield case(what, about, g("POST / HTTP/1.1", H + framing, body + G2))
        if what in ("cl-te", "cl-cl", "get-with-body"):
            yield case(what + "-by-get", about[:-1] + ", in a GET.",
                       g("GET / HTTP/1.1", H + framing, body + G2))


@area.rule("cpython", program=ALL)
def cpython():
    return both([
        ("signs-in-version", "Signs and underscores in the version.", g("GET / HTTP/-9_9_9.+9_9_9"),
         [gh(103204)]),
        ("eleven-digits", "A major number of eleven digits.", g("GET / HTTP/11111111111.1"),
         [gh(103204)]),
        ("5000-digits", "A minor number of 5,000 digits.", g("GET / HTTP/1." + "1" * 5000),
         [gh(95778)]),
        ("no-minor", "HTTP/2 without a minor number.", g("GET / HTTP/2"), [gh(124271)]),
        ("utf-8-target", "A UTF-8 target that ends in A0.", g("GET /\xc3\xa0 HTTP/1.1"),
         [gh(78154)]),
        ("garbage", "One word: a page without a status line until 3.15.", "GARBAGE\r\n\r\n",
         [gh(54930)]),
        ("http2-no-status-line", "505 without a status line until 3.15.", g("GET / HTTP/2.0"),
         [gh(54930)]),
        ("four-words", "Four words: a real 400 from 3.7 on.", g("GET / a HTTP/1.1"),
         ["python:http.server"]),
        ("http09-waits", "An HTTP/0.9 request that is followed by fields.",
         "GET /\r\n" + H + "\r\n", [gh(139492), gh(70765)]),
        ("slashes", "A target that looks like a host.", g("GET //evil.example/%2e%2e HTTP/1.1"),
         [gh(87389), "flask:1639"]),
        ("slash-backslash", "A backslash is no slash.", g("GET /\\oast.me/%2e%2e%2f HTTP/1.1"),
         [gh(132826)]),
        ("zero-in-version", "HTTP/01.1 counts for persistence, not for Expect.",
         g("PUT / HTTP/01.1", H + "Expect: 100-continue\r\nContent-Length: 1\r\n", "A"),
         ["rfc9110:10.1.1"]),
        ("bare-cr", "A bare CR ends a field.",
         "GET / HTTP/1.1\r\nVisible: :/\rSmuggled: :)\r\n\r\n", [gh(114782)]),
        ("non-ascii-name", "A UTF-8 name hides what follows.",
         "GET / HTTP/1.1\r\nA: 1\r\nX-\xc3\xa9: v\r\nContent-Length: 5\r\n\r\nhello",
         [gh(81274), "eventlet:574"]),
        ("space-before-colon", "So does a space before the colon.",
         g("POST / HTTP/1.1", H + "Content-Length : 5\r\nX: y\r\n", "hello"), ["cpython:gh-93176"]),
        ("no-colon", "So does a line without a colon.",
         "GET / HTTP/1.1\r\nA: 1\r\nnocolon\r\nB: 2\r\n\r\n", [gh(69725)]),
        ("unicode-line-ends", "NEL, VT, FF and FS do not split a value.",
         "GET / HTTP/1.1\r\nA: 1\x85B: 2\x0bC: 3\x0cD: 4\x1cE: 5\r\n\r\n", [gh(66429)]),
        ("fold-after-empty", "A value that begins on the second line.",
         g("GET / HTTP/1.1", H + "X-Id:\r\n <abc@example>\r\n"), [gh(124452), gh(109252)]),
        ("from-line", "An envelope line among the fields.",
         "GET / HTTP/1.1\r\nA: 1\r\nFrom nobody\r\nB: 2\r\n\r\n",
         ["python:email.feedparser.FeedParser"]),
        ("multipart-defects", "A multipart type gives every request two defects.",
         g("POST / HTTP/1.1", "Content-Type: multipart/mixed; boundary=b\r\n"),
         ["python:email.feedparser.FeedParser"]),
        ("unbalanced-quotes", "Quotes that are not closed.",
         g("GET / HTTP/1.1", "Content-Type: a; b=\"; c=d; e=\"f\r\n"),
         ["cpython:bpo-37461"]),
        ("keep-alive-and-close", "A list in Connection.",
         g("GET / HTTP/1.1", H + "Connection: keep-alive, close\r\n", G2),
         ["uvicorn:3096", "calibre:3146"]),
        ("close-space", "A space behind close.", g("GET / HTTP/1.1", "Connection: close \r\n", G2),
         ["rfc9112:5.1"]),
        ("bell-in-log", "Control characters in the log.", g("GET /\x1b[31mred\x07 HTTP/1.1"),
         [gh(100001)]),
        ("backslash-in-log", "An escape beside a backslash.", g("GET /a\\\x1bb HTTP/1.1"),
         ["cpython:gh-100038"]),
        ("spaces-in-log", "White space in front of the line.", g("   GET / HTTP/1.1"),
         ["cpython:gh-146292"]),
        ("attributes-unset", "A bad first line: nothing but the line is set.",
         "GET / HTTP/1.0 tralla\r\nContent-Length: 3\r\n\r\nabc",
         ["codechecker:4506", "conpot:78"]),
        ("stale-attributes", "A bad second line: the first request's values remain.",
         g("POST /v1/chat HTTP/1.1", H + "Content-Length: 2\r\n", "{}GARBAGE\r\n\r\n"),
         [method("handle_one_request")]),
    ])


@area.rule("user", program=ALL)
def users():
    return both([
        ("braces-method", "An unread body of {} gives the method {}GET.",
         g("PATCH /a HTTP/1.1", H + "Content-Length: 2\r\n", "{}" + G2), ["werkzeug:2397"]),
        ("desync", "A body that nobody reads, and keep-alive.",
         g("OPTIONS /api HTTP/1.1", H + "Content-Length: 4\r\nConnection: keep-alive\r\n",
           "abcd" + G2), ["colibri:610"]),
        ("folded-value", "A folded value has CR LF in it.",
         g("GET / HTTP/1.1", H + "X-Example: foo\r\n bar\r\n"), ["werkzeug:1080"]),
        ("space-in-url", "A space in the URL.", g("GET /v1.0/something/test=' ' HTTP/1.1"),
         ["werkzeug:827"]),
        ("underscore", "Names that differ in an underscore.",
         "GET / HTTP/1.1\r\nX_A: 1\r\nX-A: 2\r\n\r\n", ["werkzeug:2622"]),
        ("length-underscore", "A length with an underscore.",
         g("POST / HTTP/1.1", "Content-Length: 0_1\r\n", "A"),
         ["werkzeug:2716", gh(150751)]),
        ("repeated", "A repeated field.", "GET / HTTP/1.1\r\nX: 1\r\nx: 2\r\n\r\n",
         ["werkzeug:527"]),
        ("non-ascii-metadata", "A name with a snowman.",
         g("PUT /v1/a/c/o HTTP/1.1", H + "X-Object-Meta-\xe2\x98\x83: y\r\nContent-Length: 1\r\n",
           "A"), ["eventlet:574"]),
        ("strip", "A0 and 85 at the end of values.",
         "GET / HTTP/1.1\r\nX-Meta: \xc3\xa0\r\nY: \x85\r\n\r\n", ["eventlet:504"]),
        ("expect-unread", "An expectation, and a body that nobody reads.",
         g("GET / HTTP/1.1", H + "Expect: 100-continue\r\nContent-Length: 5\r\n", "hello" + G2),
         ["gevent:2075"]),
        ("invalid-trailers", "Trailers that look like a request.",
         g("POST / HTTP/1.1", H + "Transfer-Encoding: chunked\r\n",
           "0\r\nA\r\nGET /x HTTP/1.1\r\n\r\n"), ["gevent:cve-2023-41419"]),
        ("chunked-announced", "Chunks announced, a plain body sent.",
         g("POST / HTTP/1.1", H + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
           "hello" + G2), ["gevent:229"]),
        ("truncated", "A body that ends too early.",
         g("POST / HTTP/1.1", H + "Content-Length: 10\r\n", "abc"), ["gevent:92"]),
        ("log-injection", "An escape in the target.", g("GET /%0aFAKE\x0bline HTTP/1.1"),
         ["django:19593"]),
        ("without-length", "Two responses without a length.", g("GET / HTTP/1.1", H, G2),
         ["django:8820", gh(75259)]),
        ("head-length", "The length in an answer to HEAD.", g("HEAD / HTTP/1.1"), ["django:17643"]),
        ("150-fields", "More fields than are accepted.",
         "GET / HTTP/1.1\r\n" + "".join("H%d: v\r\n" % n for n in range(150)) + "\r\n",
         ["wpt:24619"]),
        ("length-letters", "A length of letters.",
         g("POST / HTTP/1.1", "Content-Length: abc\r\n", "A"), ["mlx-lm:1001"]),
        ("path-135", "A target of 136 bytes.", g("GET /" + "a" * 135 + " HTTP/1.1"),
         ["circuitpython-httpserver:3"]),
        ("line-256", "A request line of exactly 256 bytes.", g("GET /" + "a" * 240 + " HTTP/1.1"),
         ["cherrypy:1220"]),
        ("percent", "Percent signs in the target.",
         g("GET /websockify?title=%E4%B8%AD%20%s HTTP/1.1"), ["websockify:231"]),
        ("pypy-separators", "Bytes 1C and 1D between words.", g("GET\x1c/\x1dHTTP/1.1"),
         ["rustpython:6672"]),
    ])


@area.rule("response", refs=[gh(142533), gh(150679)], protocol_version="HTTP/1.1")
def responses():
    """Reports about what a handler sends."""
    for what, about, refs, actions in [
            ("splitting-header", "CR LF in a value splits the response.", ["gevent:775"],
             [["send_response", 302], ["send_header", "Location", "/x\r\nSet-Cookie: a=b"],
              ["end_headers"]]),
            ("splitting-reason", "CR LF in a reason phrase.", [],
             [["send_response", 200, "OK\r\nX: y"], ["end_headers"]]),
            ("splitting-body", "CR LF CR LF in a value begins the body.", [],
             [["send_response", 200], ["send_header", "A", "b\r\n\r\n<html>"], ["end_headers"]]),
            ("euro-header", "A value that Latin-1 has not.", [gh(86693)],
             [["send_response", 200], ["send_header", "A", "\u20ac"], ["end_headers"]]),
            ("euro-reason", "A reason phrase that Latin-1 has not.", [gh(105956)],
             [["send_response", 200, "\u20ac"]]),
            ("end-headers-first", "end_headers before anything else.", [gh(87640)],
             [["end_headers"]]),
            ("no-length", "No Content-Length, and the connection stays open.", [gh(75259)],
             REPLY + [["write", "x"]]),
            ("attributes", "What the second request finds.", [],
             REPLY + get("path", "close_connection"))]:
        yield case(what, about, "GET / HTTP/1.1\r\n\r\n" + G2, actions, refs=refs)
