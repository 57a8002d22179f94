"""Tables of values that several areas hand to the handler's methods."""

from .common import number, pair, raw, status

# Names of status codes in any version's table.
STATUSES = [100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302,
            303, 304, 305, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411,
            412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451,
            500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511]

# HTTPStatus has these members in every version that is recorded.
COMMON_STATUSES = [code for code in STATUSES if code not in (103, 418, 421, 425, 451)]

UNKNOWN_CODES = [0, 1, 7, 42, 99, 104, 150, 199, 209, 250, 299, 306, 309, 399, 419, 420, 430, 499,
                 509, 512, 599, 600, 700, 999, 1000, 12345, -1, -404]

ODD_CODES = [("true", True), ("false", False), ("none", None), ("text", "404"), ("empty-text", ""),
             ("float", 404.0), ("float-fraction", 404.7), ("float-204", 204.0),
             ("nan", number("nan")),
             ("infinity", number("inf")), ("float-huge", 1e300), ("bytes", raw("404")),
             ("list", [404]), ("tuple", pair(404)), ("tuple-empty", pair()),
             ("dict", {"$dict": {}}),
             ("big-int", number("404" + "0" * 40)), ("negative-big-int", number("-4" + "0" * 30))]

TEXTS = [("plain", "Fine"), ("empty", ""), ("space", " "), ("edge-spaces", " a  b "),
         ("latin-1", "caf\xe9 \xff"), ("nbsp-and-shy", "a\xa0b\xadc"), ("c1", "\x80\x85\x9f"),
         ("euro", "\u20ac<b>"), ("euro-last", "abc\u20ac"), ("astral", "x\U0001f600"),
         ("surrogate", "a\ud800b"), ("two-bad", "\u20ac\u20ac x \u0100"),
         ("markup", "<b>&amp;</b>"),
         ("quotes", "it's \"so\""), ("crlf", "a\r\nInjected: yes"), ("lf", "a\nb"), ("cr", "a\rb"),
         ("tab", "a\tb"), ("nul", "a\x00b"), ("esc", "\x1b[31m"), ("del", "\x7f"),
         ("backslash", "C:\\x\\n"), ("percent", "100% %s %(code)s"), ("long", "long " * 60),
         ("colon", "a: b"), ("digits", "404")]

ODD_VALUES = [("int", 5), ("zero", 0), ("minus", -1), ("big-int", number("9" * 30)), ("none", None),
              ("true", True), ("false", False), ("float", 1.5), ("float-whole", 2.0),
              ("float-big", 1e16), ("float-small", 1e-7), ("nan", number("nan")),
              ("infinity", number("-inf")), ("bytes", raw("by\xfftes'")), ("status", status(404)),
              ("list", [1, "a", None]), ("empty-list", []), ("tuple", pair(1)),
              ("tuple-2", pair("a", "\xe9")), ("empty-tuple", pair()),
              ("dict", {"$dict": {"k": [1.5, True]}})]

TEXT_TABLE = dict(TEXTS)
