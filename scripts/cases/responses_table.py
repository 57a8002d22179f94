"""The class attribute `responses`: changed, replaced, of other shapes."""

from .common import (Area, GET11, HEAD11, SERVE, attempt, case, doc, mapping, method, number, pair,
                     raw, status)

area = Area("responses-table")

REFS = [doc("responses.shape"), doc("responses.used-by"), method("send_error"),
        method("send_response_only")]
USED = [attempt(["send_error", 404]), attempt(["send_response_only", 404]),
        attempt(["send_response", 200]),
        attempt(["end_headers"]), attempt(["send_error", 999])]


@area.rule("entry", refs=REFS + [doc("responses.short-as-message"),
                                 doc("responses.long-as-explain")])
def entries():
    for what, value in [
            ("pair", ["Lost", "It is lost"]), ("tuple", pair("Lost", "It is lost")),
                        ("empty-texts", ["", ""]),
            ("markup", ["<b>&", "<i>'\""]), ("latin-1", ["\xe9", "\xff"]),
                        ("euro-short", ["\u20ac", "x"]),
            ("euro-long", ["x", "\u20ac"]), ("crlf", ["a\r\nb", "c\r\nd"]),
                        ("percent", ["%s", "%(code)d"]),
            ("none-texts", [None, None]), ("int-texts", [1, 2]), ("one", ["a"]),
                        ("three", ["a", "b", "c"]),
            ("none-at-all", []), ("removed", None), ("text-of-2", "ab"), ("text-of-3", "abc"),
                        ("text-empty", ""),
            ("int", 5), ("bytes", raw("ab")), ("dict", mapping(a=1, b=2)), ("true", True),
                        ("nested", [["a"], ["b"]]),
            ("long-none", ["a", None]), ("short-none", [None, "b"]), ("status", status(404)),
                        ("nan", number("nan"))]:
        yield case(what, "The entry of 404 is of another kind (%s)." % what, GET11, USED,
                   responses={"404": value},
                   error_message_format="%(code)s|%(message)s|%(explain)s")


@area.rule("only", refs=REFS + [doc("send_error.unknown"),
                                doc("send_response_only.default-message")],
           responses_only=True)
def only():
    for what, table in [("empty", {}), ("one", {"404": ["Lost", "It is lost"]}),
                        ("other", {"599": ["Odd", "Very odd"]}),
                        ("zero", {"0": ["Zero", "z"]}), ("minus", {"-1": ["Minus", "m"]}),
                        ("true", {"1": ["One", "o"]}),
                        ("text-key", {"x": ["Text", "t"]}),
                        ("library", {"400": ["B", "b"], "501": ["N", "n"]}),
                        ("many", {str(code): ["Of %d" % code, "x"] for code in range(600, 680)})]:
        for name, rfile in [("served", GET11), ("bad", "BAD\r\n\r\n"),
                            ("unknown", "BREW / HTTP/1.1\r\n\r\n"),
                            ("505", "GET / HTTP/2.0\r\n\r\n")]:
            yield case("%s-%s" % (what, name),
                       "The whole table is %s; a request of kind %s." % (what, name), rfile, USED,
                       responses=table, error_message_format="%(code)s|%(message)s|%(explain)s")
    for what, code in [("true", True), ("float", 1.0), ("text", "x"), ("member", status(404)),
                       ("minus", -1)]:
        yield case("key-" + what, "The table is asked for a key of kind %s." % what, GET11,
                   [attempt(["send_error", code]), attempt(["send_response_only", code]),
                    attempt(["end_headers"])],
                   responses={"1": ["One", "o"], "x": ["Text", "t"], "404": ["Lost", "l"],
                              "-1": ["Minus", "m"]})


@area.rule("library", refs=REFS, program=SERVE, protocol_version="HTTP/1.1")
def library():
    """The texts of the class's own answers come from the table too."""
    requests = [("400", "BAD\r\n\r\n"), ("505", "GET / HTTP/2.0\r\n\r\n"),
                ("501", "BREW / HTTP/1.1\r\n\r\n"),
                ("431", "GET / HTTP/1.1\r\n" + ":\r\n" * 101),
                ("100", "POST / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n"), ("501-head", HEAD11)]
    for what, rfile in requests:
        code = what.split("-")[0]
        yield case("changed-" + what, "The entry of %s is changed." % code, rfile,
                   responses={code: ["Short", "Long <>"]})
        yield case("removed-" + what, "The entry of %s is removed." % code, rfile,
                   responses={code: None})
        yield case("broken-" + what, "The entry of %s is broken: the failure escapes." % code,
                   rfile, responses={code: ["x"]})
