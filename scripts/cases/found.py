"""Area found: inputs of fuzz targets that made the reference and some CPython differ.

scripts/triage adds the lines of found.jsonl, each a whole case, and only a person takes one out.
"""

import json
import pathlib
from collections import OrderedDict

from .common import OWN, Area, method

FOUND = pathlib.Path(__file__).with_suffix(".jsonl")


def rows_of(path):
    """The cases of the file by rule, the second part of their id."""
    rules = OrderedDict()
    if path.exists():
        for line in path.read_text(encoding="ascii").splitlines():
            row = json.loads(line, object_pairs_hook=OrderedDict)
            _, rule, row["what"] = row.pop("id").split("/")
            row.setdefault("refs", [])
            for key in ("server_version", "sys_version"):
                row.setdefault(key, OWN)
            rules.setdefault(rule, []).append(row)
    return rules


def area_of(rules):
    """The area, or None while nothing was found: a file without cases is an error."""
    made = Area("found")
    for rule, rows in rules.items():
        made.rule(rule, refs=[method("handle")])(lambda rows=rows: rows)
    return made if rules else None


area = area_of(rows_of(FOUND))
