"""The table of faults that are planted in a copy of the reference: fuzz/faults/faults.toml."""

import pathlib
import tomllib

KEYS = {"id": str, "about": str, "file": str, "original": str, "replaced": str, "case": str,
        "targets": list, "oracle": str}


class TableError(Exception):
    """The table, or what it says of the sources, is wrong; the text says where."""


class Fault:
    """One row, and where its original stands in the file."""

    def __init__(self, number, row):
        self.number = number  # from 1
        self.id = row["id"]
        self.about = row["about"]
        self.file = row["file"]
        self.original = row["original"]
        self.replaced = row["replaced"]
        self.case = row["case"]
        self.targets = row["targets"]
        self.oracle = row["oracle"]
        self.begin = self.end = 0

    @property
    def is_statement(self):
        return self.original.rstrip().endswith((";", "}"))


def load(table, impl):
    """The faults of a table, found in the sources of the folder `impl`.

    TableError names the row: a key that is missing, unknown or of another type; an id or an
    original that is not alone; a replacement that is no replacement.
    """
    try:
        rows = tomllib.loads(table.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise TableError("%s: %s" % (table, error)) from None
    if set(rows) != {"fault"}:
        raise TableError("%s: holds [[fault]] and nothing else" % table)
    faults = []
    for number, row in enumerate(rows["fault"], 1):
        def wrong(what):
            raise TableError("%s: fault %d (%s): %s" % (table, number, row.get("id", "?"), what))

        for key, kind in KEYS.items():
            if not isinstance(row.get(key), kind):
                wrong("%s has to be a %s" % (key, kind.__name__))
        if set(row) - set(KEYS):
            wrong("unknown: %s" % ", ".join(sorted(set(row) - set(KEYS))))
        if any(fault.id == row["id"] for fault in faults):
            wrong("is there twice")
        if not row["targets"]:
            wrong("names no target")
        fault = Fault(number, row)
        _find(fault, impl, wrong)
        faults.append(fault)
    _check_apart(table, faults)
    return faults


def _find(fault, impl, wrong):
    path = impl / fault.file
    if not path.is_file():
        wrong("there is no %s in impl/" % fault.file)
    text = path.read_text(encoding="utf-8")
    count = text.count(fault.original)
    if count != 1:
        wrong("its original stands %d times in %s, not once:\n%s" % (
            count, fault.file, fault.original))
    if fault.original == fault.replaced:
        wrong("replaces nothing")
    if fault.is_statement and fault.replaced and not fault.replaced.rstrip().endswith((";", "}")):
        wrong("replaces a statement by what is none")
    if not fault.is_statement and not fault.replaced:
        wrong("replaces an expression by nothing")
    fault.begin = text.index(fault.original)
    fault.end = fault.begin + len(fault.original)


def _check_apart(table, faults):
    ordered = sorted(faults, key=lambda fault: (fault.file, fault.begin))
    for one, other in zip(ordered, ordered[1:]):
        if one.file == other.file and other.begin < one.end:
            raise TableError("%s: %s and %s overlap" % (table, one.id, other.id))


def root():
    """The folder of the repository."""
    return pathlib.Path(__file__).resolve().parents[3]


def table():
    return root() / "fuzz/faults/faults.toml"
