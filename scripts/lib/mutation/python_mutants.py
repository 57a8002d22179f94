"""The mutants of CPython's own handler, planted in the syntax tree of its modules.

Runs on the interpreter whose library it mutates: Python 3.9 and later, standard library only.
"""

import ast
import copy
import importlib.util

from mutation.mutant import Mutant, number_equals

# What is mutated: the module, and the names at its top level.
TARGETS = (
    ("http.client", ("_MAXLINE", "_MAXHEADERS", "_read_headers", "_parse_header_lines",
                     "parse_headers")),
    ("http.server", ("DEFAULT_ERROR_MESSAGE", "DEFAULT_ERROR_CONTENT_TYPE",
                     "BaseHTTPRequestHandler")),
)

COMPARISONS = {ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Lt: (ast.LtE, ast.GtE),
               ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
               ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,),
               ast.NotIn: (ast.In,)}
ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
              ast.FloorDiv: ast.Mult, ast.Mod: ast.Add, ast.BitOr: ast.BitAnd,
              ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift}
# A method of str or bytes, and one that is easily taken for it; "" leaves the call out.
METHODS = {"strip": ("", "rstrip"), "rstrip": ("", "strip"), "lstrip": ("", "strip"),
           "lower": ("", "upper"), "upper": ("", "lower"), "split": ("rsplit",),
           "rsplit": ("split",), "startswith": ("endswith",), "endswith": ("startswith",),
           "isdigit": ("isalnum",), "translate": ("",), "append": ("extend",),
           "encode": (), "decode": (), "get": (), "items": (), "find": ("rfind",),
           "join": (), "replace": ("",)}
# A built-in exception and another one that an except clause could name instead.
EXCEPTIONS = {"KeyError": "IndexError", "IndexError": "KeyError", "ValueError": "KeyError",
              "TimeoutError": "ConnectionError", "AttributeError": "ValueError",
              "TypeError": "ValueError", "OSError": "ValueError"}


class PythonMutant(Mutant):
    """A mutant that knows how to plant itself in a fresh tree of its module."""

    def __init__(self, module, path, plant, *identity):
        super().__init__(*identity)
        self.module = module
        self.path = path  # of the node: (field, index or None) from the root
        self.plant = plant  # called with the node; returns what stands in its place


def source_of(module):
    """(name of the file in the library, absolute path, text)."""
    spec = importlib.util.find_spec(module)
    text = spec.loader.get_data(spec.origin).decode("utf-8")
    return module.replace(".", "/") + ".py", spec.origin, text


def find_mutants(targets=TARGETS, read=source_of):
    """All mutants of the running interpreter's library, numbered from 1."""
    found = []
    for module, names in targets:
        file, _, text = read(module)
        tree = ast.parse(text)
        walk = _Walk(module, "Lib/" + file, text)
        for index, node in enumerate(tree.body):
            if _name_of(node) in names:
                walk.visit(node, [("body", index)], "")
        found += walk.found
    number_equals(found)
    for number, mutant in enumerate(found, 1):
        mutant.number = number
    return found


def planted(text, mutant):
    """The syntax tree of the module with the mutant in it."""
    tree = ast.parse(text)
    parent, node = None, tree
    for field, index in mutant.path:
        parent = node
        node = getattr(node, field) if index is None else getattr(node, field)[index]
    field, index = mutant.path[-1]
    new = mutant.plant(node)
    if index is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[index] = new
    return ast.fix_missing_locations(tree)


def _name_of(node):
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(
        node.value.value, str)


class _Walk:
    def __init__(self, module, file, text):
        self.found = []
        self._module = module
        self._file = file
        self._lines = text.split("\n")
        self._function = ""
        self._statement = None

    def visit(self, node, path, scope):
        """A statement, expression or part of one."""
        if _is_docstring(node):
            return
        outer = self._function, self._statement
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            scope = scope + node.name
            self._function = scope
            self._decorators(node, path)
            scope += "."
        elif not scope and isinstance(node, ast.Assign):
            self._function = _name_of(node)
        if isinstance(node, ast.stmt):
            self._statement = node
            self._on_statement(node, path)
        handler = getattr(self, "_on_" + type(node).__name__, None)
        if handler:
            handler(node, path)
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "ctx"):
                continue
            if isinstance(value, ast.AST):
                self.visit(value, path + [(field, None)], scope)
            elif isinstance(value, list):
                for index, child in enumerate(value):
                    if isinstance(child, ast.AST):
                        self.visit(child, path + [(field, index)], scope)
        self._function, self._statement = outer

    # -- statements --

    def _on_statement(self, node, path):
        removable = (ast.Expr, ast.Assign, ast.AugAssign, ast.Return, ast.Break, ast.Continue,
                     ast.Raise, ast.Delete, ast.Assert)
        if isinstance(node, removable) and len(path) > 1:  # without a global nothing imports
            kind = {"Expr": "call", "AugAssign": "assignment"}.get(
                type(node).__name__, type(node).__name__.lower())
            kind = {"assign": "assignment"}.get(kind, kind)
            self._add(kind, node, path, "pass", lambda node: ast.Pass())
        if isinstance(node, (ast.For, ast.While)):
            self._add("loop", node, path, "pass", lambda node: ast.Pass(), self._head(node))

    def _head(self, node):
        return self._lines[node.lineno - 1].strip()

    def _on_Return(self, node, path):
        if node.value is not None and not isinstance(node.value, ast.Constant):
            self._replace("value", node.value, path + [("value", None)], ast.Constant(None))

    def _on_If(self, node, path):
        test = path + [("test", None)]
        if not isinstance(node.test, (ast.Compare, ast.UnaryOp)):
            self._replace("condition", node.test, test, ast.UnaryOp(ast.Not(), node.test))
        for value in (True, False):
            self._replace("condition", node.test, test, ast.Constant(value))

    def _on_While(self, node, path):
        test = path + [("test", None)]
        self._replace("condition", node.test, test, ast.Constant(False))
        if not isinstance(node.test, (ast.Compare, ast.UnaryOp, ast.Constant)):
            self._replace("condition", node.test, test, ast.UnaryOp(ast.Not(), node.test))

    def _on_IfExp(self, node, path):
        test = path + [("test", None)]
        self._replace("condition", node.test, test, ast.UnaryOp(ast.Not(), node.test))

    def _on_ExceptHandler(self, node, path):
        if node.type is None:
            return
        for index, name in enumerate(getattr(node.type, "elts", [node.type])):
            other = EXCEPTIONS.get(name.attr if isinstance(name, ast.Attribute) else
                                   getattr(name, "id", ""))
            where = path + [("type", None)]
            if isinstance(node.type, ast.Tuple):
                where.append(("elts", index))
            if other:
                self._replace("except", name, where, ast.Name(other, ast.Load()))
            elif isinstance(name, ast.Attribute):
                self._replace("except", name, where, ast.Name("KeyError", ast.Load()))

    def _decorators(self, node, path):
        for index, decorator in enumerate(node.decorator_list):
            def without(node, index=index):
                node.decorator_list.pop(index)
                return node

            self._add("decorator", node, path, "(removed)", without,
                      "@" + ast.unparse(decorator))

    # -- expressions --

    def _on_Compare(self, node, path):
        for index, operator in enumerate(node.ops):
            for other in COMPARISONS[type(operator)]:
                changed = copy.deepcopy(node)
                changed.ops[index] = other()
                self._replace("comparison", node, path, changed)

    def _on_BoolOp(self, node, path):
        changed = copy.deepcopy(node)
        changed.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        self._replace("logical", node, path, changed)
        for index in range(len(node.values)):
            changed = copy.deepcopy(node)
            changed.values.pop(index)
            self._replace("logical", node, path,
                          changed if len(changed.values) > 1 else changed.values[0])

    def _on_UnaryOp(self, node, path):
        self._replace("condition" if isinstance(node.op, ast.Not) else "arithmetic", node, path,
                      node.operand)

    def _on_BinOp(self, node, path):
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant):
            self._replace("arithmetic", node, path, node.left)  # a format without its arguments
            return
        other = ARITHMETIC.get(type(node.op))
        if other:
            changed = copy.deepcopy(node)
            changed.op = other()
            self._replace("arithmetic", node, path, changed)

    def _on_AugAssign(self, node, path):
        other = ARITHMETIC.get(type(node.op))
        if other:
            changed = copy.deepcopy(node)
            changed.op = other()
            self._replace("arithmetic", node, path, changed)

    def _on_Constant(self, node, path):
        value = node.value
        if isinstance(value, bool):
            self._replace("constant", node, path, ast.Constant(not value))
        elif value is None:
            self._replace("constant", node, path, ast.Constant(0))
        elif isinstance(value, (int, float)):
            self._replace("constant", node, path, ast.Constant(value + 1))
            self._replace("constant", node, path, ast.Constant(value - 1))
        elif isinstance(value, str) and value:
            self._replace("text", node, path, ast.Constant(""))
            self._replace("text", node, path, ast.Constant(_altered(value, "X", "Y")))
        elif isinstance(value, bytes) and value:
            self._replace("text", node, path, ast.Constant(b""))
            self._replace("text", node, path, ast.Constant(
                _altered(value.decode("latin-1"), "X", "Y").encode("latin-1")))

    def _on_JoinedStr(self, node, path):
        for index, part in enumerate(node.values):
            if isinstance(part, ast.FormattedValue) and part.conversion != -1:
                changed = copy.deepcopy(node)
                changed.values[index].conversion = -1
                self._replace("text", node, path, changed)

    def _on_Subscript(self, node, path):
        if isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
            self._replace("slice", node, path, node.value)

    def _on_Call(self, node, path):
        if isinstance(node.func, ast.Attribute):
            for other in METHODS.get(node.func.attr, ()):
                if other:
                    changed = copy.deepcopy(node)
                    changed.func.attr = other
                    self._replace("callee", node, path, changed)
                else:
                    self._replace("callee", node, path, node.func.value)
        for index, (a, b) in enumerate(zip(node.args, node.args[1:])):
            if ast.dump(a) != ast.dump(b) and not isinstance(a, ast.Starred) and not isinstance(
                    b, ast.Starred):
                changed = copy.deepcopy(node)
                changed.args[index:index + 2] = [copy.deepcopy(b), copy.deepcopy(a)]
                self._replace("swap", node, path, changed)
        for index in range(len(node.keywords)):
            changed = copy.deepcopy(node)
            changed.keywords.pop(index)
            self._replace("argument", node, path, changed)
        if node.args and not isinstance(node.args[-1], ast.Starred):
            changed = copy.deepcopy(node)
            changed.args.pop()
            self._replace("argument", node, path, changed)

    # -- results --

    def _replace(self, operator, node, path, new):
        self._add(operator, node, path, ast.unparse(new), lambda node: copy.deepcopy(new))

    def _add(self, operator, node, path, after, plant, before=None):
        statement = self._head(self._statement) if isinstance(
            self._statement, (ast.If, ast.While, ast.For, ast.Try, ast.With, ast.FunctionDef,
                              ast.ClassDef)) else ast.unparse(self._statement)
        change = "%s => %s" % (before or ast.unparse(node), after)
        self.found.append(PythonMutant(self._module, tuple(path), plant, self._file,
                                       self._function, operator, statement, change,
                                       node.lineno))


def _altered(text, letter, other):
    """The text with its first letter changed, and not one of a conversion like %s."""
    for at, c in enumerate(text):
        if c.isalnum() and not (at and text[at - 1] in "%)0123456789"):
            return text[:at] + (letter if c != letter else other) + text[at + 1:]
    return letter + text[1:]
