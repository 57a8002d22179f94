"""Tells a fuzzer what of the library an input has reached: one byte of a bytearray a place.

`start(source)` comes before the modules are imported.  A source of coverage is

    probes     every function body and every arm of a branch begins with "store 1 in slot n":
               a loader puts that into the syntax tree, so it works on any Python.  A branch
               that has no arm for "else" gets one.
    first-hit  sys.monitoring (3.12 and later) reports each line once in the life of the
               process and is free from then on.  Inputs are kept for what they are the first
               to reach; running one again reports nothing.

Nothing of what a handler does depends on either: no line is moved, no name is looked up but
the builtin one of the bytearray.
"""

import ast
import builtins
import importlib
import importlib.abc
import importlib.machinery
import sys

# Where the behaviour of the handler is decided.
MODULES = (
    "html",
    "http.server",
    "http.client",
    "email._policybase",
    "email.feedparser",
    "email.message",
)

SLOTS = 8192  # as many as fuzz/python_coverage.h has counters
NAME = "__slots_reached__"  # a builtin: every module sees it


class TooManyPlaces(Exception):
    """The modules have more places than there are slots."""


class Slots:
    """Gives each place a slot of its own."""

    def __init__(self):
        self.reached = bytearray(SLOTS)
        self.used = 0

    def next(self):
        if self.used == SLOTS:
            raise TooManyPlaces("more than %d places: raise SLOTS here and kSlots there" % SLOTS)
        self.used += 1
        return self.used - 1


# --- probes -------------------------------------------------------------------


class ProbeInserter(ast.NodeVisitor):
    """Adds probes to a syntax tree, in place."""

    # Fields whose statements do not run whenever those before them do.
    ARMS = {
        "FunctionDef": ("body",),
        "AsyncFunctionDef": ("body",),
        "If": ("body", "orelse"),
        "For": ("body", "orelse"),
        "While": ("body", "orelse"),
        "Try": ("orelse",),
        "ExceptHandler": ("body",),
        "match_case": ("body",),
    }

    def __init__(self, slots):
        self._slots = slots

    def generic_visit(self, node):
        super().generic_visit(node)
        for field in self.ARMS.get(type(node).__name__, ()):
            if isinstance(node, ast.Try) and not node.orelse:
                continue
            arm = getattr(node, field)
            first = arm[0] if arm else node
            # A docstring stays where Python looks for it.
            place = 1 if field == "body" and is_docstring(first) else 0
            arm.insert(place, self._probe(first))

    def _probe(self, beside):
        store = ast.parse("%s[%d] = 1" % (NAME, self._slots.next())).body[0]
        for part in ast.walk(store):
            ast.copy_location(part, beside)
        return store


def is_docstring(statement):
    return isinstance(statement, ast.Expr) and isinstance(
        getattr(statement.value, "value", getattr(statement.value, "s", None)), str
    )


class ProbeLoader(importlib.machinery.SourceFileLoader):
    """Compiles a module with probes, and neither reads nor writes a compiled file."""

    slots = None

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def source_to_code(self, data, path, **options):
        tree = ast.parse(data, path)
        ProbeInserter(self.slots).visit(tree)
        return compile(tree, path, "exec", dont_inherit=True)


class ProbeFinder(importlib.abc.MetaPathFinder):
    def __init__(self, slots):
        self._slots = slots

    def find_spec(self, name, path=None, target=None):
        if name not in MODULES:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        spec.loader = ProbeLoader(spec.loader.name, spec.loader.path)
        spec.loader.slots = self._slots
        return spec


def start_probes(slots):
    loaded = [name for name in MODULES if name in sys.modules]
    if loaded:
        raise ImportError("loaded before their probes: %s" % ", ".join(loaded))
    setattr(builtins, NAME, slots.reached)
    sys.meta_path.insert(0, ProbeFinder(slots))


# --- first hit ----------------------------------------------------------------


def code_objects(code):
    """A code object with all that are inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, type(code)):
            yield from code_objects(constant)


def start_first_hit(slots):
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        raise ImportError("first-hit coverage is for Python 3.12 and later; take probes")
    slot_of = {}

    def line_reached(code, line):
        slots.reached[slot_of[code, line]] = 1
        return monitoring.DISABLE

    monitoring.use_tool_id(monitoring.COVERAGE_ID, "fuzz")
    monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, line_reached)
    for name in MODULES:
        module = importlib.import_module(name)
        for code in code_objects(module.__loader__.get_code(name)):
            for _, _, line in code.co_lines():
                slot_of.setdefault((code, line), None)
    for place in slot_of:
        slot_of[place] = slots.next()
    for name in MODULES:
        for code in live_code(sys.modules[name]):
            monitoring.set_local_events(monitoring.COVERAGE_ID, code, monitoring.events.LINE)


def live_code(module):
    """The code objects that the functions of a module run."""
    pending = list(vars(module).values())
    for value in pending:
        if isinstance(value, type) and value.__module__ == module.__name__:
            pending.extend(vars(value).values())
        function = getattr(value, "fget", getattr(value, "__func__", value))
        if getattr(function, "__module__", None) == module.__name__:
            code = getattr(function, "__code__", None)
            if code:
                yield from code_objects(code)


SOURCES = {"probes": start_probes, "first-hit": start_first_hit}


def start(source):
    """The bytearray that the places store into."""
    slots = Slots()
    SOURCES[source](slots)
    return slots.reached
