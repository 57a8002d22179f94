"""The mutants that change nothing which anybody could see, each with the reason.

corpus/mutants/cpp.jsonl and cpython.jsonl: one mutant a line, with its identity (file, function,
operator, statement, change, ordinal), a "reason", and for CPython the "version" that it was
found in.
"""

import json

from mutation.mutant import key_of

IDENTITY = ("file", "function", "operator", "statement", "change", "ordinal")


class ListError(Exception):
    """A line that cannot be read: file, line and what is wrong."""


class Entry:
    def __init__(self, fields, place):
        self.key = key_of(fields)
        self.reason = fields["reason"]
        self.version = fields.get("version")
        self.place = place
        self.shown = "%s: %s: %s" % (fields["file"], fields["function"], fields["change"])


def load(path):
    """{key: Entry} of a list; an empty one when there is no file."""
    if not path.exists():
        return {}
    entries = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = "%s:%d" % (path, number)
        try:
            fields = json.loads(line)
        except ValueError as error:
            raise ListError("%s: no JSON: %s" % (place, error)) from None
        if not isinstance(fields, dict):
            raise ListError("%s: no JSON object" % place)
        for name in IDENTITY + ("reason",):
            kind = int if name == "ordinal" else str
            if not isinstance(fields.get(name), kind) or fields[name] == "":
                raise ListError("%s: key %s: missing or no %s" % (place, name, kind.__name__))
        entry = Entry(fields, place)
        if entry.key in entries:
            raise ListError("%s: is on the list already, %s" % (place, entries[entry.key].place))
        entries[entry.key] = entry
    return entries


def problems(entries, mutants, killed, version):
    """What is wrong with a list: entries without a mutant, and with one that is killed."""
    known = {one.key for one in mutants}
    found = []
    for entry in entries.values():
        if entry.version not in (None, version):
            continue  # speaks of another interpreter
        if entry.key not in known:
            found.append("%s: matches no mutant: %s" % (entry.place, entry.shown))
        elif entry.key in killed:
            found.append("%s: is no equivalent, it is killed by %s: %s" % (
                entry.place, killed[entry.key], entry.shown))
    return found
