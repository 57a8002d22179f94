"""The two dates: the log's (local time, cut) and the Date field's (rounded to microseconds)."""

from .common import (Area, GET11, REPLY, attempt, case, doc, method, number, pair, raw, slug,
                     status)
from .values import ODD_VALUES

area = Area("dates")

CLOCKS = [0, 0.5, 0.9999994, 0.9999995, 0.9999996, 0.99999949, 0.9999999999, 1, 59, 60, 3599, 3600,
          86399,
          86400, 68169599, 68169600, 951782400, 951868800, 951955200, 784111777, 784111777.25,
          784111777.9999994, 784111777.9999995, 784111777.9999999, 1000000000, 1234567890.123456,
          1709164800, 1709251200, 2147483647, 2147483647.75]
BEYOND = [2147483648, 4294967295, 4294967296, 4102444800, 7258118400, 32503680000, 253402300799]
NEGATIVE = [-1, -0.5, -0.0000001, -0.0000005, -1e-9, -1.5, -3600, -86400, -86401]
FAR_NEGATIVE = [-2147483648, -2147483649, -6857222400, -62135596800]


def time_id(value):
    return slug(("minus-%s" % repr(value)[1:] if repr(value).startswith("-") else repr(value)))


@area.rule("clock", refs=[method("log_date_time_string"), method("date_time_string"),
                          doc("log_date_time_string"), doc("date_time_string.now")])
def clock():
    for value in CLOCKS + BEYOND + NEGATIVE + FAR_NEGATIVE:
        yield case(time_id(value), "Both dates where the clock says %r." % value, GET11,
                   [attempt(["send_response", 200]), attempt(["end_headers"]),
                    attempt(["call", "log_date_time_string"]),
                    attempt(["call", "date_time_string"])],
                   time=value)
    for value in (253402300800, 253402300800.5, -62135596801):
        yield case("out-of-range-" + time_id(value),
                   "The Date of a clock of %r has a year that no date has: half a response."
                   % value, GET11,
                   [attempt(["send_response", 200]), ["end_headers"]], time=value)
    for month in range(12):
        yield case("month-%02d" % (month + 1), "A date in month %d." % (month + 1), GET11, REPLY,
                   time=1015811200.0 + month * 2629746)
    for day in range(7):
        yield case("weekday-%d" % day, "A date on weekday %d." % day, GET11, REPLY,
                   time=1015811200.0 + day * 86400)


@area.rule("given", refs=[method("date_time_string"), doc("date_time_string.given"),
                          doc("date_time_string.form"), "rfc9110:5.6.7"])
def given():
    for value in CLOCKS[:3] + CLOCKS[12:18] + BEYOND + NEGATIVE + FAR_NEGATIVE:
        yield case(time_id(value), "date_time_string(%r)." % value, GET11,
                   [attempt(["call", "date_time_string", value])])
    for what, value in ODD_VALUES:
        if what != "none":
            yield case("odd-" + what, "date_time_string of another kind (%s)." % what, GET11,
                       [attempt(["call", "date_time_string", value])])
    for what, args in [("no-argument", []), ("none", [None]), ("text", ["0"]), ("empty-text", [""]),
                       ("member", [status(200)]), ("true", [True]), ("nan", [number("nan")]),
                       ("infinity", [number("inf")]), ("minus-infinity", [number("-inf")]),
                       ("year-10000", [253402300800]), ("year-10000-float", [253402300799.9999999]),
                       ("year-0", [-62135596801]), ("1e11", [1e11]), ("1e12", [1e12]),
                       ("1e13", [1e13]),
                       ("1e15", [1e15]), ("1e19", [1e19]), ("1e40", [1e40]),
                       ("minus-1e19", [-1e19]),
                       ("last-year", [67768036191676799]), ("behind-it", [67768036191676800]),
                       ("first-year", [-67768040609740800]), ("before-it", [-67768040609740801]),
                       ("big-int", [number("1" + "0" * 40)]), ("bytes", [raw("0")]),
                       ("tuple", [pair(0)]),
                       ("list", [[0]]), ("dict", [{"$dict": {}}])]:
        yield case(what, "date_time_string(%s)." % what, GET11,
                   [attempt(["call", "date_time_string"] + args)])


@area.rule("half-second", refs=[method("date_time_string"),
                                "python:datetime.datetime.utcfromtimestamp"])
def half_seconds():
    """Rounding is half to even, on the microsecond."""
    for base in (0, 1, 2, 784111777):
        for fraction in (0.0000005, 0.0000015, 0.0000025, 0.4999995, 0.5, 0.9999985, 0.99999951):
            value = base + fraction
            yield case(time_id(value), "date_time_string(%r)." % value, GET11,
                       [["call", "date_time_string", value], ["call", "date_time_string", -value]])


@area.rule("last-second", refs=[method("date_time_string")])
def last_seconds():
    for year, value in [(1969, -1), (1970, 31535999), (1999, 946684799), (2000, 978307199),
                        (2004, 1104537599), (2037, 2145916799), (2100, 4133980799),
                        (9999, 253402300799)]:
        yield case("%d" % year, "The last second of %d and the one after it." % year, GET11,
                   [["call", "date_time_string", value],
                    attempt(["call", "date_time_string", value + 1])])
