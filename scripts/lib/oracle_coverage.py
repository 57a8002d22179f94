"""The measuring and reporting of scripts/oracle_coverage, which is how to run it.

Usage: oracle_coverage.py SUBJECT FOLDER-OF-CASES
"""

import ast
import email.feedparser
import http.client
import http.server
import json
import pathlib
import subprocess
import sys
import tempfile

# What is measured: a name, the module, and the functions and classes of it.  `until` cuts a
# function before its first line with that text, `since` begins there.
HEADER_BODY_BORDER = "if self._headersonly:"
REGIONS = [
    ("BaseHTTPRequestHandler", http.server, [("BaseHTTPRequestHandler", None, None)]),
    ("parse_headers", http.client,
     [("_read_headers", None, None), ("_parse_header_lines", None, None),
      ("parse_headers", None, None)]),
    ("feedparser, header half", email.feedparser,
     [("BufferedSubFile", None, None)] +
     [("FeedParser." + name, None, None)
      for name in ("__init__", "feed", "_call_parse", "close", "_new_message", "_pop_message",
                   "_parse_headers")] +
     [("FeedParser._parsegen", None, HEADER_BODY_BORDER)]),
    ("feedparser, body half", email.feedparser,
     [("FeedParser._parsegen", HEADER_BODY_BORDER, None)]),
]
INFORMATION_ONLY = {"feedparser, body half"}

# What no case can reach, and why: (region, function, line) and (region, function, line, next line).
# Lines are named by their text, so that the list outlives a patch release.
UNREACHABLE_LINES = {
    ("feedparser, header half", "FeedParser.__init__", "self._factory = policy.message_factory"):
        "http.client hands its message class to the parser, so none is looked for",
}
UNREACHABLE_BRANCHES = {}


def lines_of(module, targets):
    """{line number: qualified function name} of the wanted parts of a module."""
    source = pathlib.Path(module.__file__).read_text(encoding="utf-8")
    texts = source.split("\n")  # not splitlines(): the library has form feeds
    owners = {}

    def visit(node, prefix):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.ClassDef, ast.FunctionDef)):
                name = prefix + child.name
                owners.update((n, name) for n in range(child.lineno, child.end_lineno + 1))
                visit(child, name + ".")

    visit(ast.parse(source), "")
    wanted = {}
    for target, since, until in targets:
        inside = sorted(n for n, name in owners.items()
                        if name == target or name.startswith(target + "."))
        if since:
            inside = inside[[texts[n - 1].strip() for n in inside].index(since):]
        if until:
            inside = inside[:[texts[n - 1].strip() for n in inside].index(until)]
        wanted.update((n, owners[n]) for n in inside)
    return wanted, texts


def measure(subject, folder, work):
    """Runs all cases under coverage; the files' parts of its report."""
    cases = sorted(folder.glob("*.jsonl"))
    names = [json.loads(line)["id"] for path in cases
             for line in path.read_text(encoding="utf-8").splitlines() if line]
    if not names:
        print("no case in %s" % folder, file=sys.stderr)
        sys.exit(4)
    modules = sorted({module.__file__ for _, module, _ in REGIONS})
    data = str(work / "data")
    with (work / "cases").open("wb") as out:
        for path in cases:
            out.write(path.read_bytes())
    with (work / "cases").open("rb") as given, (work / "outcomes").open("wb") as got:
        subprocess.run([sys.executable, "-m", "coverage", "run", "--branch", "--pylib",
                        "--data-file", data, "--include", ",".join(modules), str(subject)],
                       stdin=given, stdout=got, check=True)
    check_outcomes(names, work / "outcomes")
    report = work / "report.json"
    subprocess.run([sys.executable, "-m", "coverage", "json", "--data-file", data, "-q",
                    "-o", str(report)], check=True)
    return len(names), json.loads(report.read_text())["files"]


def check_outcomes(names, path):
    outcomes = [json.loads(line) for line in path.read_text().splitlines()]
    bad = [outcome.get("id") for outcome in outcomes if "writes" not in outcome]
    if bad or [outcome.get("id") for outcome in outcomes] != names:
        print("%d of %d cases had an outcome; without one: %s" % (
            len(outcomes) - len(bad), len(names), ", ".join(map(str, bad[:5])) or "the last"),
            file=sys.stderr)
        sys.exit(3)


class Region:
    """The coverage of one region, in names that people can read."""

    def __init__(self, name, module, targets, files):
        self.name = name
        wanted, texts = lines_of(module, targets)
        report = files[module.__file__]
        self.file = "/".join(pathlib.Path(module.__file__).parts[-2:])

        def line(number):
            return texts[number - 1].strip() if number > 0 else "(leaves)"

        def own(numbers):
            return [n for n in numbers if n in wanted]

        def own_pairs(pairs):
            return [pair for pair in pairs if pair[0] in wanted]

        self.lines = len(own(report["executed_lines"])), len(own(report["missing_lines"]))
        self.branches = (len(own_pairs(report["executed_branches"])),
                         len(own_pairs(report["missing_branches"])))
        missed = set(own(report["missing_lines"]))
        self.missed_lines = [(number, (name, wanted[number], line(number)))
                             for number in sorted(missed)]
        # A branch into or out of a missed line says nothing that the line does not say.
        self.missed_branches = [
            (start, (name, wanted[start], line(start), line(end)))
            for start, end in sorted(own_pairs(report["missing_branches"]))
            if start not in missed and end not in missed]

    def print(self):
        for what, (reached, missed) in (("lines", self.lines), ("branches", self.branches)):
            total = reached + missed
            print("  %-26s %-9s %4d of %4d  %5.1f %%" % (
                self.name, what, reached, total, 100.0 * reached / total if total else 100.0))


def shown(region, number, key):
    place = "%s:%d, %s" % (region.file, number, key[1])
    return "%s: %s" % (place, " -> ".join(key[2:]))


def judge(regions):
    """Prints what is missed and what the list has wrong; how many of these there are."""
    faults = 0
    listed = dict(UNREACHABLE_LINES)
    listed.update(UNREACHABLE_BRANCHES)
    met = set()
    for region in regions:
        for number, key in region.missed_lines + region.missed_branches:
            met.add(key)
            if region.name in INFORMATION_ONLY:
                print("  not reached     %s" % shown(region, number, key))
            elif key in listed:
                print("  unreachable     %s\n                  (%s)" % (
                    shown(region, number, key), listed[key]))
            else:
                faults += 1
                print("  MISSED          %s" % shown(region, number, key))
    for key in sorted(set(listed) - met):
        faults += 1
        print("  LISTED, BUT REACHED OR GONE  %s" % ", ".join(key))
    return faults


def main():
    subject, folder = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as work:
        count, files = measure(subject, folder, pathlib.Path(work))
    regions = [Region(name, module, targets, files) for name, module, targets in REGIONS]
    print("%d cases on CPython %s" % (count, sys.version.split()[0]))
    for region in regions:
        region.print()
    print()
    faults = judge(regions)
    print("\n%s" % ("all is reached that can be" if not faults else
                    "%d lines or branches want a case or an entry" % faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
