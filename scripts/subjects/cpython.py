#!/usr/bin/env python3
"""The Python that runs this file, as a subject of the conformance harness.

A subject is a program that reads cases on standard input and writes outcomes on
standard output: JSON, one object a line, in the same order, flushed after each.
A case holds the bytes of a connection and what the handler's methods do with
it; an outcome holds everything a caller could then see.  This file is the
example to copy: it runs the http.server of the Python it is started with, on
CPython 3.6 and later and on PyPy 3, and uses the standard library alone.

It is written top to bottom in the order of the work:

    values       the notation of a case <-> Python objects
    streams      rfile and wfile in memory, with the faults that a case plans
    actions      what do_GET and its like do
    the handler  a subclass of BaseHTTPRequestHandler, named Handler
    one case     freeze the clock, run handle(), write down what happened
    protocol     lines in, lines out

What the protocol leaves open is decided here:

* Bytes are text, one character a byte.  A value of an outcome (an attribute that
  a program has set) is written as a case would write it: plain JSON where JSON
  holds it, else {"$bytes"}, {"$status"}, {"$tuple"}, {"$float"} for nan and the
  infinities, {"$int"} beyond 64 bits, {"$dict"} where a key starts with "$".
  For anything else: {"$repr": "..."}.
* A memory address in a repr or a message (" at 0x7f...>") is written as
  " at 0x...>", so that two runs give the same bytes.
* Items or defects that `headers` cannot give are a list with the name of the
  exception: ["<AttributeError>"] for the defects of a plain dict.
* Unknown keys of a case are notes and ignored.  An unknown action, value or
  exception type anywhere in a case: {"id", "unsupported"}, and nothing is run.  A
  known one in the wrong form: {"id", "error"}.  A line that is no JSON object:
  {"id": null, "error"}.
* The arguments of an action are decoded first, when it runs: {"$status": N} is
  HTTPStatus(N) and raises ValueError where this Python has no such member.  `try`
  swallows SystemExit and KeyboardInterrupt too.  The body that `echo_body` writes is
  empty at first and stays from one request of the connection to the next.
* A case is stopped when request 1,001 would begin, or after 20 seconds.
"""

import builtins
import functools
import hashlib
import http.server
import importlib
import io
import json
import math
import os
import platform
import random
import re
import signal
import socket
import struct
import sys
import sysconfig
import time
import warnings
from http import HTTPStatus

MAX_REQUESTS = 1000
MAX_SECONDS = 20.0
# Whoever imports this file and keeps the time himself sets this to false.
HAS_TIMER = hasattr(signal, "setitimer")

CLASS_ATTRIBUTES = (
    "protocol_version",
    "default_request_version",
    "server_version",
    "sys_version",
    "error_message_format",
    "error_content_type",
)

# The modules whose behaviour an outcome shows.  Not every Python has them all.
SOURCES = (
    "http/__init__.py",
    "http/client.py",
    "http/server.py",
    "socketserver.py",
    "html/__init__.py",
    "enum.py",
    "_colorize.py",
    "email/__init__.py",
    "email/_encoded_words.py",
    "email/_parseaddr.py",
    "email/_policybase.py",
    "email/base64mime.py",
    "email/charset.py",
    "email/encoders.py",
    "email/errors.py",
    "email/feedparser.py",
    "email/generator.py",
    "email/header.py",
    "email/iterators.py",
    "email/message.py",
    "email/parser.py",
    "email/quoprimime.py",
    "email/utils.py",
)


class Unsupported(Exception):
    """The case asks for something that this subject does not know."""


class Malformed(Exception):
    """The case is not what the protocol describes."""


class CaseStopped(BaseException):
    """The case used up its requests or its time.

    No Exception, so that nothing between here and run_case() takes it for its own.
    """


# --- values -------------------------------------------------------------------


def to_bytes(text):
    """The bytes that a text of a case stands for."""
    if not isinstance(text, str):
        raise Malformed("bytes are written as text, not as %r" % (text,))
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError as error:
        raise Malformed("character U+%04X in bytes" % ord(text[error.start]))


def to_text(data):
    """The text that stands for these bytes in an outcome."""
    return data.decode("latin-1")


def to_int(digits):
    """int(digits) for any length: from 3.11 on, int() itself stops at 4,300 digits."""
    if not re.fullmatch("-?[0-9]+", digits):
        raise Malformed("no integer: %r" % (digits,))
    value = 0
    for start in range(0, len(digits.lstrip("-")), 4000):
        piece = digits.lstrip("-")[start : start + 4000]
        value = value * 10 ** len(piece) + int(piece)
    return -value if digits.startswith("-") else value


# tag: the type that its content has in JSON, the value it stands for
TAGS = {
    "$status": (int, HTTPStatus),
    "$bytes": (str, to_bytes),
    "$float": (str, float),
    "$int": (str, to_int),
    "$tuple": (list, lambda items: tuple(map(to_value, items))),
    "$dict": (dict, lambda items: {key: to_value(item) for key, item in items.items()}),
}


def tag_of(raw):
    """The tag of a decoded JSON object; None when it is a plain one."""
    tags = [key for key in raw if key.startswith("$")]
    if tags and (len(raw) != 1 or tags[0] not in TAGS):
        raise Unsupported("unknown value: %s" % ", ".join(sorted(raw)))
    return tags[0] if tags else None


def check_value(raw):
    """Raises when to_value() would not know this value, before anything is run."""
    if isinstance(raw, list):
        for item in raw:
            check_value(item)
    elif isinstance(raw, dict):
        tag = tag_of(raw)
        content = raw[tag] if tag else raw
        if tag and not isinstance(content, TAGS[tag][0]):
            raise Malformed("value of %s: %r" % (tag, content))
        if tag in ("$bytes", "$float", "$int"):
            to_value(raw)
        elif tag != "$status":
            check_value(list(content.values()) if isinstance(content, dict) else content)


def to_value(raw):
    """The Python value for a value of a case, new on each call.

    {"$status": N} raises ValueError where this Python has no such member, as
    HTTPStatus(N) in a handler would.
    """
    if isinstance(raw, list):
        return [to_value(item) for item in raw]
    if isinstance(raw, dict):
        tag = tag_of(raw)
        if tag:
            return TAGS[tag][1](raw[tag])
        return {key: to_value(item) for key, item in raw.items()}
    return raw


def from_value(value):
    """The opposite of to_value(): how an outcome writes a Python value."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, HTTPStatus):
        return {"$status": value.value}
    if type(value) is int:
        return value if -(2 ** 63) <= value < 2 ** 63 else {"$int": str(value)}
    if type(value) is float:
        return value if math.isfinite(value) else {"$float": repr(value)}
    if type(value) is bytes:
        return {"$bytes": to_text(value)}
    if type(value) is list:
        return [from_value(item) for item in value]
    if type(value) is tuple:
        return {"$tuple": [from_value(item) for item in value]}
    if type(value) is dict and all(isinstance(key, str) for key in value):
        items = {key: from_value(item) for key, item in value.items()}
        return {"$dict": items} if any(key.startswith("$") for key in items) else items
    return {"$repr": without_addresses(repr(value))}


def without_addresses(text):
    """The text with each object's memory address blotted out."""
    return re.sub(r" at 0x[0-9A-Fa-f]+>", " at 0x...>", text)


def describe(exception):
    """An exception as an outcome writes it."""
    return {
        "type": type(exception).__name__,
        "message": without_addresses(str(exception)),
    }


# --- streams ------------------------------------------------------------------


def timeout_of(case):
    """A function that makes the timeout of this case."""
    kind = case.get("timeout_kind", "socket")
    if kind == "socket":
        return lambda: socket.timeout("timed out")
    if kind == "etimedout":
        return lambda: TimeoutError(110, "Connection timed out")
    raise Unsupported("timeout_kind %r" % (kind,))


def connection_reset():
    return ConnectionResetError(104, "Connection reset by peer")


def broken_pipe():
    return BrokenPipeError(32, "Broken pipe")


def first_fault(case, stream, make_error):
    """(N, make_exception) of the earliest fault planned for a stream, or None.

    Where both are planned at the same N, the timeout comes first.
    """
    faults = []
    for key, make in (("_timeout_at", timeout_of(case)), ("_error_at", make_error)):
        at = case.get(stream + key)
        if at is not None:
            if type(at) is not int or at < 0:
                raise Malformed("%s%s: %r" % (stream, key, at))
            faults.append((at, make))
    return min(faults, key=lambda fault: fault[0]) if faults else None


class RFile(io.BytesIO):
    """What the peer sends: the bytes of the case, up to the planned fault.

    A fault at N is a peer of which N bytes arrive and then nothing more, not
    even the end.  A read that these N bytes satisfy (it has its newline, or as
    many bytes as it asked for) succeeds; one that has to wait for more raises
    and consumes nothing.  With fewer than N bytes in the case their end is the
    end of the stream, and the fault is never reached.
    """

    def __init__(self, data, fault):
        super().__init__(data)
        self.position = 0  # tell() that outlives close()
        self._length = len(data)
        self._fault = fault

    def read(self, size=-1):
        return self._guard(super().read, size, b"")

    def readline(self, size=-1):
        return self._guard(super().readline, size, b"\n")

    def _guard(self, read, size, end_mark):
        start = self.position
        size = self._clamp(size)
        data = read(size)
        satisfied = (end_mark and data.endswith(end_mark)) or len(data) == size
        needed = start + len(data) + (0 if satisfied else 1)
        if self._fault and needed > self._fault[0]:
            self.seek(start)
            raise self._fault[1]()
        self.position = self.tell()
        return data

    def _clamp(self, size):
        """The same size, small enough for a Python of 32 bits."""
        if isinstance(size, int) and -(2 ** 63) <= size < 2 ** 63:
            return max(-1, min(size, self._length + 1))
        return size


class WFile(io.BufferedIOBase):
    """Keeps what is written, each call apart.

    A fault at N lets write calls 0 to N-1 through and raises in all later ones.
    """

    def __init__(self, fault):
        self.writes = []
        self.flushes = []
        self._fault = fault
        self._calls = 0

    def write(self, data):
        copy = io.BytesIO()
        copy.write(data)  # TypeError for what is not bytes
        call = self._calls
        self._calls += 1
        if self._fault and call >= self._fault[0]:
            raise self._fault[1]()
        self.writes.append(copy.getvalue())
        return len(self.writes[-1])

    def flush(self):
        self.flushes.append(len(self.writes))


# --- actions ------------------------------------------------------------------

# Actions that call the handler's method of the same name.
HANDLER_METHODS = (
    "send_response",
    "send_response_only",
    "send_header",
    "end_headers",
    "flush_headers",
    "send_error",
    "log_message",
    "log_error",
    "log_request",
)


def exception_type(name):
    """The exception class of this name; None where this Python has none."""
    if name == "socket.timeout":
        return socket.timeout
    found = getattr(builtins, name, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def write_repr(handler, value):
    text = without_addresses(repr(value))
    handler.wfile.write(text.encode("latin-1", "backslashreplace"))


class Program:
    """The action interpreter: what the methods of one handler do."""

    def __init__(self, methods):
        self.methods = methods
        self.body = b""  # what was read last; it stays from request to request
        self.caught = []

    def run(self, handler, actions):
        """Runs actions in order.  () at their end, (value,) after a `return`."""
        for name, *args in actions:
            if name == "try":
                result = self._try(handler, args[0])
            elif name == "return":
                result = (to_value(args[0]) if args else None,)
            else:
                result = self._act(handler, name, args)
            if result:
                return result
        return ()

    def _try(self, handler, actions):
        try:
            return self.run(handler, actions)
        except CaseStopped:
            raise
        except BaseException as exception:
            self.caught.append(describe(exception))
            return ()

    def _act(self, handler, name, args):
        args, keywords = split_keywords(args)
        values = [to_value(raw) for raw in args]
        if name in HANDLER_METHODS:
            getattr(handler, name)(*values)
        else:
            keywords = {key: to_value(raw) for key, raw in keywords.items()}
            getattr(self, "_" + name)(handler, *values, **keywords)

    def _write(self, handler, text):
        handler.wfile.write(to_bytes(text))

    def _flush(self, handler):
        handler.wfile.flush()

    def _read(self, handler, size=-1):
        self.body = handler.rfile.read(size)

    def _readline(self, handler, size=-1):
        self.body = handler.rfile.readline(size)

    def _read_body(self, handler):
        length = handler.headers.get("Content-Length")
        if length is not None and re.fullmatch("[0-9]{1,18}", length.strip(" \t")):
            self.body = handler.rfile.read(int(length.strip(" \t")))
        else:
            self.body = b""

    def _echo_body(self, handler):
        handler.wfile.write(self.body)

    def _echo_headers(self, handler):
        items = list(handler.headers.items())
        handler.wfile.write(json.dumps(items, separators=(",", ":")).encode("ascii"))

    def _header_get(self, handler, name):
        write_repr(handler, handler.headers.get(name))

    def _header_call(*args, **keywords):
        self, handler, method, *values = args  # any name may be a keyword
        write_repr(handler, getattr(handler.headers, method)(*values, **keywords))

    def _header_len(self, handler):
        write_repr(handler, len(handler.headers))

    def _header_keys(self, handler):
        write_repr(handler, handler.headers.keys())

    def _header_contains(self, handler, name):
        write_repr(handler, name in handler.headers)

    def _set(self, handler, attribute, value):
        setattr(handler, attribute, value)

    def _del(self, handler, attribute):
        delattr(handler, attribute)

    def _get(self, handler, attribute):
        write_repr(handler, getattr(handler, attribute))

    def _call(self, handler, method, *args):
        write_repr(handler, getattr(handler, method)(*args))

    def _raise(self, handler, name, *args):
        raise exception_type(name)(*args)


def split_keywords(args):
    """(arguments, keywords) of a header_call."""
    if args and isinstance(args[-1], dict) and set(args[-1]) == {"$kw"}:
        return args[:-1], args[-1]["$kw"]
    return args, {}


# action: (fewest, most) arguments, and whether the first one names something
SHAPES = {
    "write": (1, 1, True),
    "flush": (0, 0, False),
    "read_body": (0, 0, False),
    "read": (0, 1, False),
    "readline": (0, 1, False),
    "echo_body": (0, 0, False),
    "echo_headers": (0, 0, False),
    "header_get": (1, 1, False),
    "header_call": (1, None, True),
    "header_len": (0, 0, False),
    "header_keys": (0, 0, False),
    "header_contains": (1, 1, False),
    "set": (2, 2, True),
    "del": (1, 1, True),
    "get": (1, 1, True),
    "call": (1, None, True),
    "raise": (1, None, True),
    "return": (0, 1, False),
    "try": (1, 1, False),
}
SHAPES.update((name, (0, None, False)) for name in HANDLER_METHODS)


def check_actions(actions):
    """Raises for actions that the interpreter would not know, before any is run."""
    if not isinstance(actions, list):
        raise Malformed("no list of actions: %r" % (actions,))
    for action in actions:
        if not isinstance(action, list) or not action or not isinstance(action[0], str):
            raise Malformed("no action: %r" % (action,))
        check_action(action[0], action[1:])


def check_action(name, args):
    if name not in SHAPES:
        raise Unsupported("unknown action: %s" % name)
    fewest, most, named = SHAPES[name]
    if len(args) < fewest or (most is not None and len(args) > most):
        raise Malformed("%s with %d arguments" % (name, len(args)))
    if named and not isinstance(args[0], str):
        raise Malformed("%s of %r" % (name, args[0]))
    if name == "try":
        check_actions(args[0])
        return
    if name == "write":
        to_bytes(args[0])
    if name == "raise" and exception_type(args[0]) is None:
        raise Unsupported("no such exception here: %s" % args[0])
    if name == "header_call":
        args, keywords = split_keywords(args)
        if not isinstance(keywords, dict):
            raise Malformed("$kw: %r" % (keywords,))
        check_value(list(keywords.values()))
    check_value(list(args))


def check_program(methods):
    """The program of a case, or an empty one, known to be runnable."""
    if methods is None:
        return {}
    if not isinstance(methods, dict):
        raise Malformed("program: %r" % (methods,))
    for actions in methods.values():
        check_actions(actions)
    return methods


# --- the handler --------------------------------------------------------------


class RecordingHandler(http.server.BaseHTTPRequestHandler):
    """Notes the state of the handler after each request.

    Its instances are made without __init__, which would want a socket.
    """

    @functools.wraps(http.server.BaseHTTPRequestHandler.handle_one_request)
    def handle_one_request(self):
        if self.case_requests_begun == MAX_REQUESTS:
            raise CaseStopped("more than %d requests" % MAX_REQUESTS)
        self.case_requests_begun += 1
        try:
            super().handle_one_request()
        finally:
            self.case_requests.append(snapshot(self))


def snapshot(handler):
    """The entry of `requests` for a request that just ended."""
    attributes = ("requestline", "command", "path", "request_version", "close_connection")
    entry = {name: from_value(getattr(handler, name, None)) for name in attributes}
    headers = getattr(handler, "headers", None)
    if headers is None:
        entry["headers"] = entry["defects"] = None
    else:
        entry["headers"] = attempt(
            lambda: [[from_value(part) for part in item] for item in headers.items()]
        )
        entry["defects"] = attempt(lambda: [type(defect).__name__ for defect in headers.defects])
    entry["rfile_pos"] = handler.case_rfile.position
    return entry


def attempt(function):
    """What the function returns, or a list with the name of what it raised."""
    try:
        return function()
    except Exception as exception:
        return ["<%s>" % type(exception).__name__]


def make_method(name, program, actions, otherwise):
    """A method that runs these actions; it returns `otherwise` unless they return."""

    def method(self):
        result = program.run(self, actions)
        return result[0] if result else otherwise

    method.__name__ = name
    method.__qualname__ = "Handler." + name
    return method


def make_class(case, program):
    """The handler class of a case.  Error texts show its name."""
    members = {}
    for name in CLASS_ATTRIBUTES:
        if name in case:
            members[name] = checked_value(case[name])
    if "responses" in case or case.get("responses_only"):
        members["responses"] = make_responses(case)
    for name, actions in program.methods.items():
        if name == "handle_expect_100":
            members[name] = make_method(name, program, actions, True)
        else:
            members["do_" + name] = make_method("do_" + name, program, actions, None)
    return type("Handler", (RecordingHandler,), members)


def make_responses(case):
    """The table of status texts: the library's with the changes of the case."""
    changes = case.get("responses") or {}
    if not isinstance(changes, dict):
        raise Malformed("responses: %r" % (changes,))
    table = {}
    if not case.get("responses_only"):
        table.update(RecordingHandler.responses)
    for text, raw in changes.items():
        key = to_int(text) if re.fullmatch("-?[0-9]+", text) else text
        if raw is None:
            table.pop(key, None)
        else:
            entry = checked_value(raw)
            table[key] = tuple(entry) if isinstance(entry, list) else entry
    return table


def checked_value(raw):
    check_value(raw)
    try:
        return to_value(raw)
    except ValueError as error:  # a status that this Python does not have
        raise Unsupported(str(error))


def make_handler(case, program):
    """A handler with its streams, ready for handle()."""
    handler = object.__new__(make_class(case, program))
    handler.rfile = RFile(to_bytes(case.get("rfile")), first_fault(case, "rfile", connection_reset))
    handler.wfile = WFile(first_fault(case, "wfile", broken_pipe))
    handler.request = handler.connection = handler.server = None
    address = checked_value(case.get("client_address", ["127.0.0.1", 54321]))
    handler.client_address = tuple(address) if isinstance(address, list) else address
    # The recorder's own, out of reach of a program that replaces handler.rfile.
    handler.case_rfile = handler.rfile
    handler.case_requests = []
    handler.case_requests_begun = 0
    return handler


# --- one case -----------------------------------------------------------------


class Limits:
    """While active: a frozen clock, a captured standard error, a time limit."""

    def __init__(self, moment):
        self._moment = moment
        self.log = io.StringIO()

    def __enter__(self):
        self._outside = time.time, sys.stderr
        moment = self._moment
        time.time = lambda: moment
        sys.stderr = self.log
        random.seed(0)  # the boundaries that as_string() makes up
        if HAS_TIMER:
            signal.setitimer(signal.ITIMER_REAL, MAX_SECONDS)
        return self

    def __exit__(self, *exc_info):
        if HAS_TIMER:
            signal.setitimer(signal.ITIMER_REAL, 0)
        time.time, sys.stderr = self._outside


def on_alarm(signum, frame):
    raise CaseStopped("more than %g seconds" % MAX_SECONDS)


def run_case(case):
    """The outcome of a case."""
    program = Program(check_program(case.get("program")))
    handler = make_handler(case, program)
    rfile, wfile = handler.rfile, handler.wfile
    exception = None
    with Limits(checked_time(case)) as limits:
        try:
            handler.handle()
        except CaseStopped:
            raise
        except BaseException as escaped:
            exception = describe(escaped)
    outcome = {
        "id": case["id"],
        "writes": list(map(to_text, wfile.writes)),
        "flushes": list(wfile.flushes),
        "log": limits.log.getvalue(),
        "requests": handler.case_requests,
        "exception": exception,
        "rfile_pos": rfile.position,
        "pending": pending(handler),
        "close_connection": from_value(getattr(handler, "close_connection", None)),
    }
    if program.caught:
        outcome["caught"] = program.caught
    return outcome


def checked_time(case):
    moment = checked_value(case.get("time", 784111777.0))
    if isinstance(moment, bool) or not isinstance(moment, (int, float)):
        raise Malformed("time: %r" % (moment,))
    return float(moment)


def pending(handler):
    """What waits in the headers buffer; None when it was never made."""
    if not hasattr(handler, "_headers_buffer"):
        return None
    try:
        return to_text(b"".join(handler._headers_buffer))
    except TypeError:  # a program has put something else there
        return from_value(handler._headers_buffer)


# --- protocol -----------------------------------------------------------------


def source_hash(path):
    """The hash of a library module; None where this Python has no such module."""
    name = path[: -len(".py")].replace("/", ".")
    if name.endswith(".__init__"):
        name = name[: -len(".__init__")]
    try:
        spec = importlib.import_module(name).__spec__
    except ImportError:
        return None
    # Through the loader: the library may be a zip file.
    return "sha256:" + hashlib.sha256(spec.loader.get_data(spec.origin)).hexdigest()


def identity():
    """Who answers."""
    version = platform.python_version()
    who = {
        "name": platform.python_implementation(),
        "version": version,
        "profile": version,
        "platform": sysconfig.get_platform(),
        "pointer_bits": 8 * struct.calcsize("P"),
        "sources": {path: source_hash(path) for path in SOURCES if source_hash(path)},
    }
    if who["name"] == "PyPy":
        who["implementation_version"] = "%d.%d.%d" % sys.pypy_version_info[:3]
    return who


def no_constant(name):
    raise ValueError("%s is no JSON" % name)


def read_line(line):
    """The object of an input line."""
    decoded = json.loads(line.decode("utf-8"), parse_int=to_int, parse_constant=no_constant)
    if not isinstance(decoded, dict):
        raise ValueError("no JSON object")
    return decoded


def answer(line):
    """The answer to one line of input, as an object."""
    try:
        case = read_line(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": "not a case: %s" % error}
    if "hello" in case and "id" not in case:
        return {"subject": identity()}
    return answer_case(case)


def answer_case(case):
    """The answer to a case, as an object."""
    name = case.get("id")
    if not isinstance(name, str):
        return {"id": None, "error": "a case without an id"}
    try:
        return run_case(case)
    except Unsupported as error:
        return {"id": name, "unsupported": str(error)}
    except (Malformed, CaseStopped) as error:
        return {"id": name, "error": str(error)}
    except Exception as error:  # a fault of this program costs one case, not the run
        return {"id": name, "error": "%s: %s" % (type(error).__name__, error)}


def prepare():
    """Makes this process the same everywhere: UTC, no colours, no warnings."""
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    for name in ("FORCE_COLOR", "PYTHON_COLORS"):
        os.environ.pop(name, None)
    warnings.simplefilter("ignore")  # they would appear in the log


def take_signals():
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if HAS_TIMER:
        signal.signal(signal.SIGALRM, on_alarm)


def main():
    prepare()
    take_signals()
    output = sys.stdout.buffer
    for line in sys.stdin.buffer:
        reply = json.dumps(answer(line), sort_keys=True, ensure_ascii=True)
        output.write(reply.encode("ascii") + b"\n")
        output.flush()


if __name__ == "__main__":
    main()
