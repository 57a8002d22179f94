"""What a method raises: what escapes handle(), what is logged as a time-out."""

from .common import (Area, GET09, GET11, NEXT, REPLY, TWO_BYTES, attempt, case, doc, get, gh,
                     method, number, pair, raw,
                     status)

area = Area("exceptions")

REFS = [method("handle_one_request"), doc("handle_one_request")]


@area.rule("type", refs=REFS, protocol_version="HTTP/1.1")
def types():
    rows = [("ValueError", ["x"]), ("TypeError", ["x"]), ("KeyError", ["x"]), ("KeyError", [5]),
            ("KeyError", ["it's"]),
            ("IndexError", []), ("LookupError", ["a", "b"]), ("AttributeError", ["x"]),
            ("NameError", ["x"]),
            ("RuntimeError", ["x"]), ("NotImplementedError", []), ("RecursionError", ["x"]),
            ("ArithmeticError", [1]),
            ("ZeroDivisionError", ["division by zero"]), ("OverflowError", ["x"]),
            ("FloatingPointError", []),
            ("AssertionError", []), ("AssertionError", ["x"]), ("BufferError", ["x"]),
            ("EOFError", []),
            ("MemoryError", []), ("ReferenceError", ["x"]), ("StopIteration", []),
            ("StopIteration", ["x"]),
            ("StopAsyncIteration", []), ("SystemError", ["x"]), ("UnicodeError", ["x"]),
            ("ImportError", ["x"]),
            ("ModuleNotFoundError", ["x"]), ("SyntaxError", ["x"]), ("Exception", []),
            ("Exception", ["x"]),
            ("Exception", ["a", 1]), ("Exception", [raw("x")]), ("Exception", [None]),
            ("Exception", [1.5]),
            ("Exception", [[1, "a"]]), ("Exception", [pair(1)]), ("Exception", [status(404)]),
            ("Exception", ["\u20ac"]),
            ("Exception", ["\ud800"]), ("Exception", ["a\nb"]), ("Exception", [""]),
            ("Exception", [number("nan")]),
            ("BaseException", ["x"]), ("KeyboardInterrupt", []), ("SystemExit", []),
            ("SystemExit", [3]),
            ("GeneratorExit", []), ("Warning", ["x"]), ("UserWarning", ["x"]),
            ("DeprecationWarning", []),
            ("OSError", []), ("OSError", ["x"]), ("OSError", ["a", "b"]), ("OSError", [9999, "x"]),
            ("IOError", ["x"]),
            ("BrokenPipeError", []), ("BrokenPipeError", ["x"]), ("BrokenPipeError", [32, "p"]),
            ("ConnectionResetError", [104, "r"]), ("ConnectionAbortedError", [103, "a"]),
            ("ConnectionError", ["x"]),
            ("ConnectionRefusedError", [111, "x"]), ("InterruptedError", [4, "x"]),
            ("BlockingIOError", [11, "x"]),
            ("FileNotFoundError", [2, "No such file"]),
            ("FileNotFoundError", [2, "No such file", "name"]),
            ("PermissionError", [13, "x", "a", None, "b"]), ("IsADirectoryError", [21, "x"]),
            ("UnicodeEncodeError", ["latin-1", "a\u20ac", 1, 2, "why"]),
            ("UnicodeEncodeError", ["latin-1", "\u20ac\u20ac", 0, 2, "why"]),
            ("UnicodeDecodeError", ["utf-8", raw("\xff"), 0, 1, "why"]),
            ("UnicodeEncodeError", ["x"]),
            ("UnicodeTranslateError", ["a\u20ac", 1, 2, "why"]),
            # their constructors look at what they are given
            ("UnicodeTranslateError", ["a\u20ac", "1", 2, "why"]),
            ("UnicodeTranslateError", [raw("a"), 1, 2, "why"]),
            ("UnicodeTranslateError", ["a\u20ac", 1.5, 2, "why"]),
            ("UnicodeTranslateError", ["a\u20ac", 1, None, "why"]),
            ("UnicodeTranslateError", ["a\u20ac", 1, {"$int": str(2 ** 70)}, "why"]),
            ("UnicodeTranslateError", ["a\u20ac", True, 2, None]),
            ("UnicodeDecodeError", ["utf-8", "a", 0, 1, "why"]),
            ("UnicodeDecodeError", ["utf-8", None, 0, 1, 5]),
            ("UnicodeEncodeError", ["latin-1", raw("a"), 0, 1, "why"])]
    seen = {}
    for name, args in rows:
        seen[name] = seen.get(name, 0) + 1
        what = name if seen[name] == 1 else "%s-%d" % (name, seen[name])
        yield case(what, "The method raises %s with %d argument%s."
                   % (name, len(args), "" if len(args) == 1 else "s"),
                   GET11 + NEXT, [["raise", name] + args])


@area.rule("unicode-positions", refs=REFS, protocol_version="HTTP/1.1")
def unicode_positions():
    """str() of a Unicode*Error names characters, wherever its start and end are."""
    for name, codec, text in [("UnicodeEncodeError", ["x"], "a\x7f\xe9\u20ac\U0001f600"),
                              ("UnicodeDecodeError", ["x"], raw("a\x7f\xe9bc")),
                              ("UnicodeTranslateError", [], "a\x7f\xe9\u20ac\U0001f600")]:
        for what, size in [("none", 0), ("one", 1), ("five", 5)]:
            cut = {"$bytes": text["$bytes"][:size]} if isinstance(text, dict) else text[:size]
            yield case("%s-of-%s" % (name, what), "%s of a text of %d, at every place."
                       % (name, size), GET11, REPLY + [
                           attempt(["raise", name] + codec + [cut, start, end, "why"])
                           for start in range(-1, size + 2) for end in range(-1, size + 2)
                           # There CPython reads in front of its object.
                           if start >= 0 or end != start + 1])


@area.rule("unicode-kinds", refs=REFS, protocol_version="HTTP/1.1")
def unicode_kinds():
    """The constructor of a Unicode*Error takes what is an int; the rest is a TypeError."""
    kinds = [1, True, False, status(404), number("9" * 30), number("-" + "9" * 30), 1.0, "1", None,
             raw("1"), [1], pair(1)]
    for name, start in [("UnicodeEncodeError", ["x", "a\u20ac"]),
                        ("UnicodeDecodeError", ["x", raw("a\xff")]),
                        ("UnicodeTranslateError", ["a\u20ac"])]:
        for what, texts in [("start", [[kind, 2, "why"] for kind in kinds]),
                            ("end", [[0, kind, "why"] for kind in kinds]),
                            ("reason", [[0, 1, kind] for kind in kinds])]:
            yield case("%s-%s" % (name, what), "%s with each kind of %s." % (name, what), GET11,
                       REPLY + [attempt(["raise", name] + start + rest) for rest in texts])


@area.rule("errno", refs=REFS + ["python:OSError"], protocol_version="HTTP/1.1")
def errnos():
    """OSError with a number and a text is the subclass of the number."""
    numbers = [1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 108, 110, 111, 114, 115, 0, -2,
               9999, number("9" * 30), True, 2.0, "2", None]
    for name in ("OSError", "IOError", "EnvironmentError", "ConnectionError"):
        yield case("number-" + name, "%s with each number that has a subclass, and some more."
                   % name, GET11, REPLY + [attempt(["raise", name, each, "text"])
                                           for each in numbers])
    for count in range(7):
        for what, args in [("texts", [9999, "text", "file", None, "other", 5]),
                           ("none", [9999, None, None, None, None, None]),
                           ("odd", ["2", 5, raw("file"), 7, pair(1), None])]:
            yield case("arguments-%d-%s" % (count, what), "OSError with %d argument%s (%s)."
                       % (count, "" if count == 1 else "s", what), GET11, REPLY + [
                           attempt(["raise", name] + args[:count])
                           for name in ("OSError", "FileNotFoundError", "socket.timeout")])
    for name, errno in [("BlockingIOError", 11), ("BlockingIOError", 2), ("OSError", 11),
                        ("OSError", 9999)]:
        third = [0, 5, -1, True, status(200), 1.5, number("nan"), number("9" * 30),
                 number("-" + "9" * 30), "file", None, raw("file"), [1]]
        yield case("characters-written-%s-%d" % (name, errno),
                   "%s(%d) with each kind of third argument: a number is characters_written."
                   % (name, errno), GET11, REPLY + [
                       attempt(["raise", name, errno, "text", each] + more)
                       for each in third for more in ([], [None, "other"], [1, 2, 3])])
    for name in ("SyntaxError", "KeyError", "OSError", "UnicodeError", "StopIteration"):
        yield case("nothing-" + name, "%s without arguments." % name, GET11,
                   REPLY + [attempt(["raise", name])])


@area.rule("timeout", refs=REFS + ["python:socket.timeout"], protocol_version="HTTP/1.1")
def timeouts():
    """Before 3.10 only socket.timeout is a time-out; from then on it is TimeoutError."""
    for name, short in (("socket.timeout", "socket"), ("TimeoutError", "built-in")):
        for what, args in [("none", []), ("text", ["slow"]), ("two", ["a", "b"]),
                           ("errno", [110, "Connection timed out"]),
                           ("int", [5]), ("quote", ["it's"]), ("latin-1", ["\xe9\x85"]),
                           ("control", ["a\nb"]),
                           ("empty", [""]), ("null", [None]), ("bytes", [raw("x")]),
                           ("list", [[1]]), ("percent", ["%s"]),
                           ("tuple", [pair(1, "a")]), ("file", [110, "x", "name"]),
                           ("no-file", [110, "x", None]),
                           ("no-file-but-other", [110, "x", None, None, "other"]),
                           ("backslash", ["\\"])]:
            yield case("%s-%s" % (short, what), "The method raises %s (%s)." % (name, what),
                       GET11 + NEXT,
                       [["raise", name] + args])
        for what, actions in [
                ("after-response", REPLY), ("after-buffered", [["send_response", 200]]),
                              ("after-body", TWO_BYTES),
                ("after-error", [["send_error", 404]]),
                              ("after-keep-alive", [["send_header", "Connection", "keep-alive"]])]:
            yield case("%s-%s" % (short, what),
                       "The method raises %s %s." % (name, what.replace("-", " ")), GET11 + NEXT,
                       actions + [["raise", name, "slow"]])
        yield case(short + "-caught", "The method catches %s itself." % name, GET11 + NEXT,
                   [attempt(["raise", name, "slow"])] + TWO_BYTES)
        yield case(short + "-in-expect", "handle_expect_100 raises %s." % name,
                   "GET / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n" + NEXT,
                   {"GET": REPLY, "handle_expect_100": [["raise", name, "slow"]]})
        yield case(short + "-http09", "The method of an HTTP/0.9 request raises %s." % name, GET09,
                   [["write", "x"], ["raise", name, "slow"]])


@area.rule("try", refs=["doc:class.state", method("send_response")], protocol_version="HTTP/1.1")
def caught():
    boom = ["raise", "ValueError", "boom"]
    for what, about, actions in [
            ("nothing", "Nothing to catch.", [["try", []]] + REPLY),
            ("no-exception", "No exception.", [["try", REPLY]]),
            ("rest-is-skipped", "What follows in the try is not run.",
             [["try", [boom, ["write", "never"]]]] + REPLY),
            ("after", "What follows the try is run.",
             [["try", [["write", "a"], boom]], ["write", "b"]]),
            ("nested", "An inner try catches first.",
             [["try", [["try", [boom]], ["write", "a"], boom]]] + REPLY),
            ("two", "Two, in order.", [["try", [boom]], ["try", [["raise", "KeyError", "k"]]]]
             + REPLY),
            ("return-inside", "A return inside ends the method.",
             [["try", [["write", "a"], ["return"]]], ["write", "never"]]),
            ("return-after", "A return behind an exception is not reached.",
             [["try", [boom, ["return"]]], ["write", "b"]]),
            ("encode", "A header that cannot be written.",
             [["send_response", 200], ["try", [["send_header", "A", "\u20ac"]]],
              ["end_headers"]]),
            ("attribute", "An attribute that is not there.", [["try", [["get", "nope"]]]] + REPLY),
            ("delete", "An attribute that cannot be deleted.",
             [["try", [["del", "nope"]]]] + REPLY),
            ("no-buffer", "end_headers too early.", [["try", [["end_headers"]]]] + REPLY),
            ("raise-after", "An exception behind a try escapes.",
             [["try", [boom]], ["raise", "KeyError", "k"]]),
            ("base-exception", "KeyboardInterrupt is caught too.",
             [["try", [["raise", "KeyboardInterrupt"]]]] + REPLY)]:
        yield case(what, about, GET11 + NEXT, actions)


@area.rule("state", refs=REFS + [method("handle")], protocol_version="HTTP/1.1")
def state():
    """What an exception leaves behind."""
    for what, actions in [("nothing-sent", []), ("buffered", [["send_response", 200]]),
                          ("sent", REPLY),
                          ("written", [["write", "x"]]),
                          ("closed", [["set", "close_connection", True]])]:
        yield case("first-" + what, "An exception in the first request (%s) ends handle()."
                   % what.replace("-", " "),
                   GET11 + NEXT, actions + [["raise", "ValueError", "x"]])
        yield case("second-" + what, "An exception in the second request (%s)."
                   % what.replace("-", " "),
                   "HEAD / HTTP/1.1\r\n\r\n" + NEXT,
                   {"HEAD": REPLY, "GET": actions + [["raise", "ValueError", "x"]]})


@area.rule("arguments", refs=REFS + [gh(87640)])
def wrong_arguments():
    """Methods called with too few or too many arguments."""
    for what, action in [
            ("send-response-0", ["send_response"]),
                         ("send-response-3", ["send_response", 200, "M", 1]),
            ("send-response-only-0", ["send_response_only"]),
                         ("send-response-only-3", ["send_response_only", 1, 2, 3]),
            ("send-header-0", ["send_header"]), ("send-header-1", ["send_header", "A"]),
            ("send-header-3", ["send_header", "A", "b", "c"]),
                         ("end-headers-1", ["end_headers", 1]),
            ("flush-headers-1", ["flush_headers", 1]), ("send-error-0", ["send_error"]),
            ("send-error-4", ["send_error", 404, "M", "E", 1]), ("log-message-0", ["log_message"]),
            ("log-error-0", ["log_error"]), ("log-request-3", ["log_request", 1, 2, 3])]:
        yield case(what, "A method called with a wrong number of arguments (%s)." % what, GET11,
                   [attempt(action)] + REPLY)
    for what, action in [("write-nothing", ["write", ""]), ("get-nope", ["get", "nope"]),
                         ("call-nope", ["call", "nope"])]:
        yield case(what, "An action that may fail (%s), uncaught." % what, GET11,
                   REPLY + [action] + get("path"))
