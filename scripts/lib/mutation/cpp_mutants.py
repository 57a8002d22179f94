"""The mutants of a C++ file: where, and by which text each replaces the original."""

from mutation.mutant import Mutant

RELATIONAL = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"),
              "==": ("!=",), "!=": ("==",)}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "/": "*", "%": "*", "<<": ">>", ">>": "<<",
              "&": "|", "|": "&", "^": "&",
              "+=": "-=", "-=": "+=", "*=": "+=", "/=": "*=", "%=": "*=", "<<=": ">>=",
              ">>=": "<<=", "&=": "|=", "|=": "&=", "^=": "&="}
LOGICAL = {"&&": "||", "||": "&&"}

# Functions that are easily taken for another.
LOOKALIKES = {"min": "max", "max": "min", "any_of": "all_of", "all_of": "any_of",
              "none_of": "any_of", "front": "back", "back": "front", "find": "rfind",
              "rfind": "find", "find_first_of": "find_last_of", "find_last_of": "find_first_of",
              "find_first_not_of": "find_last_not_of", "find_last_not_of": "find_first_not_of",
              "starts_with": "ends_with", "ends_with": "starts_with",
              "remove_prefix": "remove_suffix", "remove_suffix": "remove_prefix",
              "lower_bound": "upper_bound", "upper_bound": "lower_bound"}

# Nodes around an expression that add nothing to its text.
TRANSPARENT = {"ImplicitCastExpr", "ExprWithCleanups", "MaterializeTemporaryExpr",
               "CXXBindTemporaryExpr"}
LOOPS = {"ForStmt", "WhileStmt", "DoStmt", "CXXForRangeStmt"}
INTEGERS = ("int", "long", "short", "char", "unsigned", "signed", "size_t", "ptrdiff_t",
            "char32_t")


class Edit:
    """A replacement: the bytes from `begin` to `end` become `text` in this mutant.

    `form` says where the original stands: "expression", or "statement", its semicolon included.
    """

    def __init__(self, mutant, begin, end, text, form):
        self.mutant = mutant
        self.begin = begin
        self.end = end
        self.text = text
        self.form = form


class Table:
    """A constexpr variable that may as well be made when the program starts."""

    def __init__(self, begin, end, name, value):
        self.begin = begin
        self.end = end
        self.name = name
        self.value = value  # (begin, end) of the expression it is made from, or None


class Found:
    """What the walk over one file finds."""

    def __init__(self):
        self.edits = []
        self.fall_offs = set()  # offsets of a `}` that the end of a function must not reach
        self.tables = {}  # offset of the word constexpr -> Table
        self.constexpr_functions = set()  # names


def find_mutants(roots, trees, path, name):
    """The mutants of the file `path`, called `name`; a Found.  `roots` and `trees` are what
    clang_ast.read() gives."""
    with open(path, "rb") as source:
        text = source.read().decode("latin-1")  # offsets count bytes
    walk = _Walk(trees, path, name, text)
    for root in roots:
        walk.declaration(root, "")
    return walk.found


def stripped(node):
    """The node without what the compiler put around it."""
    while node.kind in TRANSPARENT and node.children:
        node = node.children[0]
    return node


def constants(trees):
    """({id of an enumerator: the name of the one after it}, ids of constexpr variables)."""
    after, variables = {}, set()

    def visit(raw):
        kind = raw.get("kind", "")
        inner = raw.get("inner", ())
        if kind == "EnumDecl":
            members = [child for child in inner if child.get("kind") == "EnumConstantDecl"]
            for i, member in enumerate(members):
                after[member["id"]] = members[(i + 1) % len(members)]["name"]
            return
        if kind == "VarDecl" and raw.get("constexpr"):
            variables.add(raw["id"])
        for child in inner:
            visit(child)

    for tree in trees:
        visit(tree)
    return after, variables


class _Walk:
    def __init__(self, trees, path, name, text):
        self.path = str(path)
        self.name = name
        self.text = text
        self.found = Found()
        self._next_enumerator, self._constants = constants(trees)
        self._seen = set()
        self._function = ""
        self._statement = None

    # -- declarations --

    def declaration(self, node, scope):
        if node.get("isImplicit"):
            return
        kind = node.kind
        if kind in ("NamespaceDecl", "CXXRecordDecl", "LinkageSpecDecl"):
            inner = scope
            if kind == "CXXRecordDecl" and node.get("name"):
                inner = scope + node["name"] + "::"
            for child in node.children:
                self.declaration(child, inner)
        elif kind in ("FunctionTemplateDecl", "ClassTemplateDecl"):
            # What comes after the first one are its instantiations.
            for child in node.children:
                if child.kind in ("FunctionDecl", "CXXMethodDecl", "CXXRecordDecl"):
                    self.declaration(child, scope)
                    return
        elif kind in ("FunctionDecl", "CXXMethodDecl", "CXXConstructorDecl", "CXXDestructorDecl",
                      "CXXConversionDecl"):
            self._define(node, scope)
        elif kind == "VarDecl" and self._is_here(node):
            self._function = scope + node.get("name", "")
            self._variable(node)

    def _is_here(self, node):
        return node.written and node.file == self.path

    def _define(self, node, scope):
        if not self._is_here(node) or node.get("explicitlyDefaulted"):
            return
        words = self.text[node.begin:node.end].split("(", 1)[0].split()
        qualified = words[-1].lstrip("&*") if words else ""
        named = qualified.endswith("::" + node.get("name", ""))
        self._function = qualified if named else scope + node.get("name", "")
        if node.get("constexpr"):
            self.found.constexpr_functions.add(self._function)
        never_returns = any("NoReturn" in child.kind for child in node.children)
        for child in node.children:
            if child.kind == "CompoundStmt":
                self._body(child, never_returns)
            elif child.kind == "CXXCtorInitializer":
                for part in child.children:
                    if self._is_here(part):
                        self._expression(part)

    def _body(self, body, never_returns=False):
        """The body of a function or lambda.  Its end is guarded where reaching it would be
        undefined: the compiler could take that for proof that the mutant is never planted."""
        if not self._is_here(body):
            return
        if never_returns or _returns_a_value(body):
            self.found.fall_offs.add(body.end - 1)
        self._compound(body)

    def _variable(self, node):
        initialisers = [child for child in node.children if _is_expression(child)]
        if not initialisers:
            return
        if node.get("constexpr"):
            self._table(node, initialisers)
            return
        self._in_statement(node, lambda: [self._expression(part) for part in initialisers])

    def _table(self, node, initialisers):
        """A constexpr variable that can be worked out at run time as well: arrays of texts."""
        word = self.text.rfind("constexpr", max(0, node.begin - 24), node.begin + 24)
        if word < 0 or not ("array<" in node.type or "string_view" in node.type):
            return
        first = stripped(initialisers[0])
        value = None  # what can be put behind something that only run time knows
        if self._is_here(first) and self.text[first.begin] != "{" and (
                "=" in self.text[node.begin:first.begin]):
            value = first.begin, first.end
        self.found.tables[word] = Table(node.begin, node.end, node["name"], value)
        self._in_statement(node, lambda: [self._expression(part) for part in initialisers])

    # -- statements --

    def _compound(self, node):
        for child in node.children:
            self._statement_of(child)

    def _statement_of(self, node):
        """A statement in a place where a statement stands."""
        if not node.kind or not self._is_here(node):
            return
        kind = node.kind
        if kind == "CompoundStmt":
            self._compound(node)
        elif kind == "DeclStmt":
            for child in node.children:
                if child.kind == "VarDecl" and self._is_here(child):
                    self._variable(child)
                elif child.kind == "CXXRecordDecl":
                    self.declaration(child, self._function + "::")
        elif kind == "IfStmt":
            self._if(node)
        elif kind in LOOPS:
            self._loop(node)
        elif kind == "SwitchStmt":
            *before, body = node.children
            for child in before:
                self._in_statement(child, lambda child=child: self._expression_or_declaration(child))
            self._statement_of(body)
        elif kind in ("CaseStmt", "DefaultStmt"):
            for child in node.children:
                if child.kind != "ConstantExpr":
                    self._statement_of(child)
        elif kind == "CXXTryStmt":
            for child in node.children:
                if child.kind == "CXXCatchStmt":
                    self._statement_of(child.children[-1])
                else:
                    self._statement_of(child)
        elif kind == "ReturnStmt":
            self._return(node)
        elif kind in ("BreakStmt", "ContinueStmt"):
            self._delete(node, kind[:-4].lower())
        elif _is_expression(node):
            self._expression_statement(node)

    def _in_statement(self, node, visit):
        outer = self._statement
        self._statement = self.text[node.begin:node.end] if self._is_here(node) else outer
        visit()
        self._statement = outer

    def _expression_or_declaration(self, node):
        if node.kind in ("DeclStmt", "VarDecl"):
            self._statement_of(node) if node.kind == "DeclStmt" else self._variable(node)
        elif _is_expression(node):
            self._expression(node)

    def _if(self, node):
        parts = list(node.children)
        otherwise = parts.pop() if node.get("hasElse") else None
        then = parts.pop()
        condition = parts.pop()
        head = Span(node.begin, then.begin)
        head.text = self.text[head.begin:head.end]

        def visit():
            for part in parts:
                self._expression_or_declaration(part)
            if node.get("isConstexpr"):
                return
            if node.get("hasVar"):
                variable = parts[-1].children[0] if parts[-1].kind == "DeclStmt" else parts[-1]
                if not node.get("hasInit") and self._is_here(parts[-1]):
                    self._negate_declared(parts[-1], variable.get("name", ""))
            else:
                self._condition(condition)

        outer, self._statement = self._statement, head.text
        visit()
        self._statement = outer
        self._statement_of(then)
        if otherwise is not None:
            self._statement_of(otherwise)

    def _negate_declared(self, declaration, name):
        """if (T x = f()) becomes if (T x = f(); !x)."""
        begin = declaration.begin
        end = declaration.end
        if self.text[end - 1] == ";":
            end -= 1
        # The condition as it was needs the same form, so it is one edit behind the declaration.
        self._add("condition", begin, end, "static_cast<bool>(%s)" % name, "!" + name, "declared")

    def _loop(self, node):
        self._in_statement(node, lambda: None)
        head = self.text[node.begin:node.end].split("{", 1)[0]
        outer, self._statement = self._statement, head
        self._add_raw("loop", node.begin, self._end_of_statement(node), "", head, "", "statement")
        if node.kind == "CXXForRangeStmt":
            body = node.children[-1]
            self._range(node)
        elif node.kind == "ForStmt":
            first, _, condition, step, body = (node.children + [None] * 5)[:5]
            for part in (first, step):
                if part.kind:
                    self._expression_or_declaration(part)
            if condition.kind:
                self._condition(condition)
            if step.kind and self._is_here(step):
                self._add_raw("step", step.begin, step.end, "0",
                              self.text[step.begin:step.end], "", "void")
        elif node.kind == "WhileStmt":
            *parts, condition, body = node.children
            if not parts:
                self._condition(condition)
        else:
            body, condition = node.children
            self._condition(condition)
        self._statement_of(body)
        self._statement = outer

    def _range(self, node):
        """The expression that a range-based loop runs over."""
        for child in node.children[:-1]:
            if child.kind == "DeclStmt" and child.children:
                variable = child.children[0]
                if variable.get("name", "").startswith("__range") and variable.children:
                    self._expression(variable.children[0])

    def _condition(self, node):
        """An expression that decides where to go."""
        inner = stripped(node)
        compares = inner.kind == "BinaryOperator" and inner["opcode"] in RELATIONAL
        negated = inner.kind == "UnaryOperator" and inner["opcode"] == "!"
        if self._is_here(inner) and not compares and not negated:
            text = self.text[inner.begin:inner.end]
            self._add("condition", inner.begin, inner.end, None, "!(%s)" % text, "condition")
        self._expression(node)

    def _return(self, node):
        end = self._end_of_statement(node)
        value = stripped(node.children[0]) if node.children else None
        text = self.text[node.begin:end]

        def visit():
            self._add_raw("return", node.begin, end, "", text, "", "statement")
            if value is None or not self._is_here(value):
                return
            whole = self.text[value.begin:value.end]
            if value.type == "bool" and value.kind not in ("CXXBoolLiteralExpr",) and not (
                    value.kind == "BinaryOperator" and value["opcode"] in RELATIONAL):
                self._add_raw("value", node.begin, end, "return !(%s);" % whole, text,
                              "return !(%s);" % whole, "statement")
            elif value.type not in ("bool", "void", "std::nullptr_t") and whole not in (
                    "{}", "std::nullopt", "nullptr", "0", "*this", '""'):
                self._add_raw("value", node.begin, end, "return {};", text, "return {};",
                              "statement")
            self._expression(node.children[0])

        self._in_statement(node, visit)

    def _delete(self, node, operator):
        self._in_statement(node, lambda: self._add_raw(
            operator, node.begin, self._end_of_statement(node), "", self._statement + ";", "",
            "statement"))

    def _expression_statement(self, node):
        inner = stripped(node)
        operator = {"CXXThrowExpr": "throw", "CallExpr": "call", "CXXMemberCallExpr": "call",
                    "UnaryOperator": "step"}.get(inner.kind, "assignment")

        def visit():
            self._add_raw(operator, node.begin, self._end_of_statement(node), "",
                          self._statement + ";", "", "statement")
            self._expression(node)

        self._in_statement(node, visit)

    def _end_of_statement(self, node):
        """Behind the semicolon, where the statement has one."""
        if node.kind == "CompoundStmt":
            return node.end
        if node.kind == "DoStmt":
            return self.text.index(";", node.end) + 1
        if node.kind in LOOPS or node.kind in ("IfStmt", "SwitchStmt"):
            return self._end_of_statement(node.children[-1])
        if node.kind == "CXXTryStmt" or node.kind == "CXXCatchStmt":
            return node.end
        return self.text.index(";", node.end - 1) + 1

    # -- expressions --

    def _expression(self, node):
        if node.kind == "ConstantExpr" or node.kind.endswith("Decl"):
            return
        if node.kind == "LambdaExpr":
            self._lambda(node)
            return
        if node.kind == "CXXRewrittenBinaryOperator":
            self._rewritten(node)
            return
        if node.kind == "CXXDefaultArgExpr" or node.kind == "UnaryExprOrTypeTraitExpr":
            return
        if self._is_here(node):
            visit = getattr(self, "_on_" + node.kind, None)
            if visit:
                visit(node)
        if node.kind == "ConditionalOperator":
            self._condition(node.children[0])
            for child in node.children[1:]:
                self._expression(child)
            return
        for child in node.children:
            if _is_expression(child):
                self._expression(child)

    def _lambda(self, node):
        for child in node.children:
            if child.kind == "CompoundStmt":
                outer = self._statement
                self._body(child)
                self._statement = outer
            elif child.kind != "CXXRecordDecl" and self._is_here(child):
                self._expression(child)

    def _on_BinaryOperator(self, node):
        left, right = node.children
        self._binary(node, left, right, node["opcode"])

    _on_CompoundAssignOperator = _on_BinaryOperator

    def _on_CXXOperatorCallExpr(self, node):
        if len(node.children) == 3:
            self._binary(node, node.children[1], node.children[2], None, overloaded=True)

    def _rewritten(self, node):
        """a != b that the language turns into !(a == b)."""
        inner = node.children[0] if node.children else None
        while inner is not None and inner.kind != "CXXOperatorCallExpr":
            inner = inner.children[0] if inner.children else None
        if inner is not None and len(inner.children) == 3 and self._is_here(node):
            left, right = sorted(inner.children[1:], key=lambda part: part.begin or 0)
            self._binary(node, left, right, None, overloaded=True)
            self._expression(left)
            self._expression(right)

    def _binary(self, node, left, right, operator, overloaded=False):
        left, right = stripped(left), stripped(right)
        if not (self._is_here(left) and self._is_here(right) and left.end <= right.begin):
            return
        between = self.text[left.end:right.begin]
        if operator is None:
            operator = between.strip()
        if between.strip() != operator:
            return  # a comment, or no operator
        a, b = self.text[left.begin:left.end], self.text[right.begin:right.end]

        def replaced(new):
            return a + between.replace(operator, new) + b

        def add(kind, text):
            self._add(kind, node.begin, node.end, None, text, "binary")

        if operator in RELATIONAL:
            for new in RELATIONAL[operator]:
                add("comparison", replaced(new))
        elif operator in LOGICAL:
            add("logical", "(%s) %s (%s)" % (a, LOGICAL[operator], b))
            add("logical", "static_cast<bool>(%s)" % a)
            add("logical", "static_cast<bool>(%s)" % b)
        elif operator in ARITHMETIC and not overloaded:
            add("arithmetic", "(%s)%s(%s)" % (a, between.replace(operator, ARITHMETIC[operator]), b)
                if not operator.endswith("=") else replaced(ARITHMETIC[operator]))

    def _on_UnaryOperator(self, node):
        operator = node["opcode"]
        operand = stripped(node.children[0])
        if not self._is_here(operand):
            return
        text = self.text[operand.begin:operand.end]
        if operator == "!":
            self._add("condition", node.begin, node.end, None, "static_cast<bool>(%s)" % text, "not")
        elif operator in ("-", "~"):
            self._add("arithmetic", node.begin, node.end, None, text, "sign")
        elif operator in ("++", "--"):
            new = {"++": "--", "--": "++"}[operator]
            whole = self.text[node.begin:node.end].replace(operator, new)
            self._add("arithmetic", node.begin, node.end, None, whole, "step")

    def _on_IntegerLiteral(self, node):
        text = self.text[node.begin:node.end]
        self._add("constant", node.begin, node.end, None, "(%s + 1)" % text, "integer")
        if node.get("value") != "0":
            self._add("constant", node.begin, node.end, None, "(%s - 1)" % text, "integer")

    def _on_FloatingLiteral(self, node):
        text = self.text[node.begin:node.end]
        self._add("constant", node.begin, node.end, None, "(%s + 1)" % text, "float")

    def _on_CharacterLiteral(self, node):
        text = self.text[node.begin:node.end]
        self._add("constant", node.begin, node.end, None,
                  "static_cast<%s>(%s + 1)" % (node.type, text), "character")

    def _on_CXXBoolLiteralExpr(self, node):
        text = self.text[node.begin:node.end]
        other = {"true": "false", "false": "true"}.get(text)
        if other:
            self._add("constant", node.begin, node.end, None, other, "bool")

    def _on_StringLiteral(self, node):
        text = self.text[node.begin:node.end]
        if text.startswith("R") or text == '""':
            return
        altered = with_one_letter_changed(text)
        if altered:
            self._add("text", node.begin, node.end, None, altered, "string")
        self._add("text", node.begin, node.end, None, text[:text.index('"')] + '""', "string")

    def _on_DeclRefExpr(self, node):
        declared = node.get("referencedDecl", {})
        text = self.text[node.begin:node.end]
        if declared.get("kind") == "EnumConstantDecl":
            after = self._next_enumerator.get(declared["id"])
            if after and after != declared["name"]:
                self._add("constant", node.begin, node.end, None,
                          text[:len(text) - len(declared["name"])] + after, "enumerator")
        elif declared.get("kind") == "VarDecl" and declared["id"] in self._constants:
            if not any(word in INTEGERS for word in node.type.replace("::", " ").split()) or (
                    "[" in node.type or "<" in node.type):
                return
            for sign in "+-":
                self._add("constant", node.begin, node.end, None,
                          "static_cast<std::remove_cvref_t<decltype(%s)>>(%s %s 1)" % (
                              text, text, sign), "named", "%s %s 1" % (text, sign))

    def _on_CallExpr(self, node):
        callee = stripped(node.children[0])
        if not self._is_here(callee):
            return
        self._lookalike(node, callee)
        self._swap(node, [stripped(child) for child in node.children[1:]])

    _on_CXXMemberCallExpr = _on_CallExpr

    def _lookalike(self, node, callee):
        """Another function of the same form."""
        name = self.text[callee.last:callee.end]
        if callee.kind == "DeclRefExpr":  # not its template arguments
            name = callee.get("referencedDecl", {}).get("name", "")
        other = LOOKALIKES.get(name)
        at = self.text.rfind(name, callee.begin, callee.end) if other else -1
        if at < 0:
            return
        whole = self.text[node.begin:at] + other + self.text[at + len(name):node.end]
        self._add("callee", node.begin, node.end, None, whole, "callee")

    def _swap(self, node, arguments):
        name = self.text[node.begin:node.end].split("(", 1)[0]
        if name.endswith(("min", "max", "equal")):
            return  # it is the same either way
        for first, second in zip(arguments, arguments[1:]):
            if not (self._is_here(first) and self._is_here(second)):
                continue
            a, b = self.text[first.begin:first.end], self.text[second.begin:second.end]
            if a == b or first.type.replace("const ", "") != second.type.replace("const ", ""):
                continue
            whole = (self.text[node.begin:first.begin] + b + self.text[first.end:second.begin] + a +
                     self.text[second.end:node.end])
            self._add("swap", node.begin, node.end, None, whole, "swap")

    # -- results --

    def _add(self, operator, begin, end, test, text, what, shown=None):
        """An expression becomes `text`."""
        original = self.text[begin:end]
        if what == "declared":
            self._note(operator, begin, end, text, "declared:" + test, original, original + "; " + text)
            return
        self._note(operator, begin, end, text, "condition" if what in ("condition",) else "expression",
                   original, shown or text)

    def _add_raw(self, operator, begin, end, text, before, after, form):
        self._note(operator, begin, end, text, form, before, after)

    def _note(self, operator, begin, end, text, form, before, after):
        if (begin, end, text, form) in self._seen:
            return
        self._seen.add((begin, end, text, form))
        line = self.text.count("\n", 0, begin) + 1
        statement = self._statement or before
        mutant = Mutant(self.name, self._function, operator, decoded(statement),
                        decoded("%s => %s" % (before, after or "(removed)")), line)
        self.found.edits.append(Edit(mutant, begin, end, text, form))


class Span:
    """A part of the text that is no node."""

    def __init__(self, begin, end):
        self.begin = begin
        self.end = end
        self.text = ""


def decoded(text):
    """Text that was read byte by byte, as what it says."""
    return text.encode("latin-1").decode("utf-8", "replace")


def _is_expression(node):
    return node.kind.endswith(("Expr", "Operator", "Literal", "ExprWithCleanups"))


def _returns_a_value(node):
    """Whether the body, without the lambdas in it, returns anything."""
    for child in node.children:
        if child.kind == "ReturnStmt":
            if child.children and stripped(child.children[0]).type != "void":
                return True
        elif child.kind != "LambdaExpr" and not child.kind.endswith("Decl"):
            if _returns_a_value(child):
                return True
    return False


def with_one_letter_changed(literal):
    """A string literal of the same length and another content; None where it has no letter."""
    at = literal.index('"') + 1
    while at < len(literal):
        if literal[at] == "\\":
            at += 2
        elif literal[at] == '"':  # of pieces in a row, the next one
            at = literal.find('"', at + 1) + 1
            if at == 0:
                return None
        elif literal[at].isalnum() or literal[at] in " _-/.,:;%?#":
            if literal[at] == "%":  # a format stays one
                at += 2
                continue
            other = "X" if literal[at] != "X" else "Y"
            return literal[:at] + other + literal[at + 1:]
        else:
            at += 1
    return None
