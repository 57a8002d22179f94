"""What a mutant is, whichever language it is planted in."""

import hashlib
import re


class Mutant:
    """One fault.

    Its identity outlives changes of other lines: file, function, operator, the statement that
    holds it, the change as text, and a number among those of which all that is equal.
    """

    def __init__(self, file, function, operator, statement, change, line):
        self.file = file
        self.function = function
        self.operator = operator
        self.statement = squeezed(statement)
        self.change = squeezed(change)
        self.line = line
        self.ordinal = 0
        self.number = None  # in one build

    @property
    def fields(self):
        return {"file": self.file, "function": self.function, "operator": self.operator,
                "statement": self.statement, "change": self.change, "ordinal": self.ordinal}

    @property
    def key(self):
        return key_of(self.fields)

    @property
    def place(self):
        return "%s:%d" % (self.file, self.line)


def key_of(fields):
    """Twelve hexadecimal digits for an identity."""
    names = ("file", "function", "operator", "statement", "change", "ordinal")
    text = "\0".join(str(fields[name]) for name in names)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def squeezed(text, most=160):
    """The text on one line, and not too long for one."""
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= most else text[:most - 3] + "..."


def number_equals(mutants):
    """Sets the ordinals of mutants that are in the order of their file."""
    seen = {}
    for mutant in mutants:
        mutant.ordinal = 0
        key = mutant.key
        mutant.ordinal = seen.get(key, 0)
        seen[key] = mutant.ordinal + 1


def spread(mutants, most_per_function):
    """The mutants of each function with the smallest keys, at most so many of each."""
    by_function = {}
    for mutant in mutants:
        by_function.setdefault((mutant.file, mutant.function), []).append(mutant)
    chosen = set()
    for group in by_function.values():
        chosen.update(sorted(mutant.key for mutant in group)[:most_per_function])
    return [mutant for mutant in mutants if mutant.key in chosen]


def sample(mutants, count):
    """The `count` mutants with the smallest keys: the same ones as long as they are there."""
    chosen = set(sorted(mutant.key for mutant in mutants)[:count])
    return [mutant for mutant in mutants if mutant.key in chosen]
