"""Runs the benchmarks in rounds, everything once in each round and in random order, and
makes ratios: of each round, then their median and quartiles.

Called by scripts/bench, which builds what is run.  See --help there.
"""
import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time

# What is compared: a name, the two sides, which of them should be the larger one, and
# the goal.  A side is BUILD:BENCHMARK, or cpython:INPUT/MODE in the place of the first.
GOALS = [
    ("full cycle on W2 / http_parser parsing it", "o2:cycle/W2", "o2:peer-http_parser/W2", "<=", 0.18),
    ("full cycle on W2 / memchr over its lines", "o2:cycle/W2", "o2:limit-memchr/W2", "<=", 3.5),
    ("full cycle on W3 / http_parser parsing it", "o2:cycle/W3", "o2:peer-http_parser/W3", "<=", 0.15),
    ("full cycle on W6 / memcpy of W6", "o2:cycle/W6", "o2:limit-memcpy/W6", "<=", 2),
    ("full cycle on W1 / appending its response", "o2:cycle/W1", "o2:limit-append-response/W1", "<=", 3),
    ("Beast / full cycle, W4", "o2:peer-beast/W4", "o2:cycle/W4", ">=", 10),
    ("cpp-httplib / full cycle, W4", "o2:peer-httplib/W4", "o2:cycle/W4", ">=", 60),
    ("CPython, no log / full cycle, W1", "cpython:W1/quiet", "o2:cycle/W1", ">=", 200),
    ("CPython, no log / full cycle, W2", "cpython:W2/quiet", "o2:cycle/W2", ">=", 200),
    ("CPython, no log / full cycle, W3", "cpython:W3/quiet", "o2:cycle/W3", ">=", 200),
    ("CPython, no log / full cycle, W4", "cpython:W4/quiet", "o2:cycle/W4", ">=", 200),
    ("CPython, no log / full cycle, W5", "cpython:W5/quiet", "o2:cycle/W5", ">=", 60),
    ("CPython, no log / full cycle, W5b", "cpython:W5b/quiet", "o2:cycle/W5b", ">=", 100),
    ("CPython logging / logging, W2", "cpython:W2/log", "o2:cycle-log/W2", ">=", 120),
    ("CPython logging / logging, W4", "cpython:W4/log", "o2:cycle-log/W4", ">=", 120),
    ("CPython logging / logging, W5", "cpython:W5/log", "o2:cycle-log/W5", ">=", 60),
    ("replaying transcripts, reading included / the handler on them", "o2:harness-replay-of-all",
     "o2:harness-handler-alone-of-all", "<=", 3),
    ("replaying one interpreter of them / the handler on them", "o2:harness-replay",
     "o2:harness-handler-alone", None, None),
    ("replaying transcripts / a kept, quiet handler that greets", "o2:harness-replay-of-all",
     "o2:harness-greeting-cycle-of-all", None, None),
    ("replaying one interpreter / a kept, quiet handler that greets", "o2:harness-replay",
     "o2:harness-greeting-cycle", None, None),
    ("one-byte reads on W2 / whole", "o2:cycle-bytes/W2", "o2:cycle/W2", "<=", 12),
    ("-O3 -march=native / -O2, W2", "native:cycle/W2", "o2:cycle/W2", None, None),
    ("-O3 -march=native / -O2, W4", "native:cycle/W4", "o2:cycle/W4", None, None),
]
CPYTHON_FOR_GOALS = "3.11"


class Failure(Exception):
    """What went wrong, as a sentence for the person who ran it."""

    def __init__(self, text, status=1):
        super().__init__(text)
        self.status = status


class Binary:
    """One build of basehttp_bench."""

    def __init__(self, path, min_time):
        self.path = path
        self.min_time = min_time
        self.context = {}

    def run(self, names):
        """CPU nanoseconds per iteration of each benchmark."""
        # A POSIX expression, which takes no escapes that it does not need.
        exact = [re.sub(r"([.+*?()$|])", r"[\1]", name) for name in sorted(names)]
        wanted = "^(" + "|".join(exact) + ")$"
        done = subprocess.run(
            [self.path, "--benchmark_filter=" + wanted, "--benchmark_format=json",
             "--benchmark_min_time=" + str(self.min_time)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, check=False)
        if done.returncode != 0:
            raise Failure("%s failed with %d: %s" % (self.path, done.returncode, done.stderr.strip()))
        report = json.loads(done.stdout)
        self.context = report["context"]
        times = {}
        for row in report["benchmarks"]:
            if row.get("error_occurred"):
                raise Failure("%s: %s: %s" % (self.path, row["name"], row["error_message"]))
            unit = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[row["time_unit"]]
            times[row["name"]] = (row["cpu_time"] * unit, row.get("allocations"))
        return times

    def names(self):
        listed = subprocess.run([self.path, "--benchmark_list_tests=true"], check=True,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                universal_newlines=True)
        return listed.stdout.split()


class Interpreter:
    """One CPython, in a process that lives as long as the run."""

    def __init__(self, path, folder, worker, work_ns):
        self.process = subprocess.Popen([path, "-I", worker, folder], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, universal_newlines=True)
        self.version = self.process.stdout.readline().strip()
        if not self.version:
            raise Failure("%s does not run scripts/lib/bench/cpython_worker.py" % path)
        self.work_ns = work_ns
        self.times = {}

    def ask(self, name, mode, times):
        self.process.stdin.write("%s %s %d\n" % (name, mode, times))
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer.isdigit():
            raise Failure("CPython %s: %s" % (self.version, answer or "it ended"))
        return int(answer)

    def run(self, name, mode):
        """CPU nanoseconds of one connection."""
        key = (name, mode)
        if key not in self.times:
            once = max(self.ask(name, mode, 3), 1) / 3
            self.times[key] = max(1, int(self.work_ns / once))
        return self.ask(name, mode, self.times[key]) / self.times[key]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def quartiles(values):
    if len(values) < 2:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def progress(text):
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + text)
        sys.stderr.flush()


def measure(binaries, names, interpreters, asked, rounds):
    """rounds x {side: ns}; what was allocated, by side."""
    measured = []
    allocations = {}
    for number in range(rounds):
        progress("round %d of %d" % (number + 1, rounds))
        found = {}
        jobs = [("binary", key) for key in binaries] + [
            ("python", (key, name, mode)) for key in interpreters for name, mode in asked]
        random.shuffle(jobs)
        for kind, job in jobs:
            if kind == "binary":
                for name, (spent, allocated) in binaries[job].run(names[job]).items():
                    found["%s:%s" % (job, name)] = spent
                    allocations["%s:%s" % (job, name)] = allocated
            else:
                key, name, mode = job
                found["cpython-%s:%s/%s" % (key, name, mode)] = interpreters[key].run(name, mode)
        measured.append(found)
    progress("")
    return measured, allocations


def ratios(measured, left, right):
    return [found[left] / found[right] for found in measured if left in found and right in found]


def met(value, direction, goal):
    if direction is None:
        return ""
    return "met" if (value <= goal if direction == "<=" else value >= goal) else "MISSED"


def goal_rows(measured, interpreters):
    rows = []
    chosen = next((key for key in interpreters if key.startswith(CPYTHON_FOR_GOALS)), None)
    for name, left, right, direction, goal in GOALS:
        if left.startswith("cpython:"):
            if chosen is None:
                rows.append({"name": name, "skipped": "no CPython %s here" % CPYTHON_FOR_GOALS})
                continue
            left = "cpython-%s:%s" % (chosen, left.split(":", 1)[1])
        found = ratios(measured, left, right)
        if not found:
            rows.append({"name": name, "skipped": "not measured: %s" % ", ".join(
                side for side in (left, right) if side not in measured[0])})
            continue
        low, middle, high = quartiles(found)
        rows.append({"name": name, "ratio": middle, "low": low, "high": high, "left": left,
                     "right": right, "goal": "" if goal is None else "%s %g" % (direction, goal),
                     "verdict": met(middle, direction, goal)})
    return rows


def table(rows):
    lines = ["%-60s %9s  %-18s %-8s %s" % ("ratio, median of rounds", "", "quartiles", "goal", "")]
    for row in rows:
        if "skipped" in row:
            lines.append("%-60s   skipped: %s" % (row["name"], row["skipped"]))
            continue
        spread = "[%.3g, %.3g]" % (row["low"], row["high"])
        lines.append("%-60s %9.3g  %-18s %-8s %s" % (row["name"], row["ratio"], spread, row["goal"],
                                                    row["verdict"]))
    return "\n".join(lines)


def times_table(measured, allocations, binaries):
    lines = ["%-34s" % "CPU ns a connection, median" + "".join("%14s" % key for key in binaries) +
             "   allocations a request"]
    names = sorted({side.split(":", 1)[1] for side in measured[0] if not side.startswith("cpython")})
    for name in names:
        cells = []
        for key in binaries:
            values = [found["%s:%s" % (key, name)] for found in measured
                      if "%s:%s" % (key, name) in found]
            cells.append("%14.0f" % statistics.median(values) if values else "%14s" % "-")
        first = next(iter(binaries))
        allocated = allocations.get("%s:%s" % (first, name))
        lines.append("%-34s%s   %s" % (name, "".join(cells),
                                       "" if allocated is None else "%.3g" % allocated))
    return "\n".join(lines)


def python_table(measured, asked):
    keys = sorted({side.split(":")[0] for side in measured[0] if side.startswith("cpython")},
                  key=lambda key: [int(part) for part in re.findall(r"\d+", key)])
    if not keys:
        return "no CPython here"
    lines = ["%-34s" % "CPU us a connection, median" + "".join("%16s" % key for key in keys)]
    for name, mode in asked:
        side = ":%s/%s" % (name, mode)
        lines.append("%-34s" % side[1:] + "".join(
            "%16.1f" % (statistics.median([found[key + side] for found in measured]) / 1e3)
            for key in keys))
    return "\n".join(lines)


def plot(rows, path):
    """One bar for each goal, as a part of it; the whole is the goal, whichever way it points."""
    shown = [row for row in rows if row.get("verdict")]
    height = 24 * len(shown) + 60
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" width="980" height="%d" '
             'font-family="sans-serif" font-size="13">' % height,
             '<text x="10" y="20" font-size="15">How far inside its goal each ratio is '
             '(right of the line: met)</text>']
    scale, zero = 150.0, 460
    for index, row in enumerate(shown):
        direction, goal = row["goal"].split()
        part = float(goal) / row["ratio"] if direction == "<=" else row["ratio"] / float(goal)
        low = float(goal) / row["high"] if direction == "<=" else row["low"] / float(goal)
        high = float(goal) / row["low"] if direction == "<=" else row["high"] / float(goal)
        y = 40 + 24 * index
        width = min(part, 3.2) * scale
        color = "#2a7" if row["verdict"] == "met" else "#c63"
        parts.append('<text x="%d" y="%d" text-anchor="end">%s</text>' % (
            zero - 8, y + 13, row["name"].replace("&", "&amp;").replace("<", "&lt;")))
        parts.append('<rect x="%d" y="%d" width="%.1f" height="16" fill="%s"/>' % (zero, y, width, color))
        parts.append('<line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="#333"/>' % (
            zero + min(low, 3.2) * scale, zero + min(high, 3.2) * scale, y + 8, y + 8))
        parts.append('<text x="%.1f" y="%d">%.3g</text>' % (zero + width + 6, y + 13, row["ratio"]))
    parts.append('<line x1="%d" x2="%d" y1="34" y2="%d" stroke="#000"/>' % (
        zero + scale, zero + scale, height - 10))
    parts.append("</svg>")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n")


def compare(measured, binaries):
    """What changed between two builds beyond noise: the quartiles are on one side of 1."""
    old, new = list(binaries)
    lines = ["%-34s %9s  %s" % ("new / old, median of rounds", "", "quartiles")]
    names = sorted(side.split(":", 1)[1] for side in measured[0] if side.startswith(new + ":"))
    for name in names:
        found = ratios(measured, "%s:%s" % (new, name), "%s:%s" % (old, name))
        if not found:
            continue
        low, middle, high = quartiles(found)
        verdict = "slower" if low > 1.02 else "faster" if high < 0.98 else "no change beyond noise"
        lines.append("%-34s %9.3f  [%.3f, %.3f]  %s" % (name, middle, low, high, verdict))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", action="append", default=[], metavar="KEY=PATH")
    parser.add_argument("--python", action="append", default=[], metavar="PATH")
    parser.add_argument("--inputs", help="a folder with a file for each input")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--min-time", type=float, default=0.02)
    parser.add_argument("--filter", default=".", help="only benchmarks that match")
    parser.add_argument("--compare", action="store_true", help="the two binaries with each other")
    parser.add_argument("--json")
    parser.add_argument("--svg")
    options = parser.parse_args()

    binaries = {}
    for item in options.binary:
        key, path = item.split("=", 1)
        binaries[key] = Binary(path, options.min_time)
    wanted = re.compile(options.filter)
    # What grows is for a look at complexity, not for a comparison of rounds.
    names = {key: [name for name in each.names()
                   if wanted.search(name) and not name.startswith("grows/")]
             for key, each in binaries.items()}
    if binaries and not any(names.values()):
        raise Failure("no benchmark matches " + options.filter, 4)

    asked = [(name, mode) for name in ("W1", "W2", "W3", "W4", "W5", "W5b")
             for mode in ("quiet", "log")]
    interpreters = {}
    worker = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cpython_worker.py")
    for path in options.python:
        each = Interpreter(path, options.inputs, worker, 40e6)
        if each.version in interpreters:
            each.close()
        else:
            interpreters[each.version] = each

    load = os.getloadavg()[0]
    began = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    measured, allocations = measure(binaries, names, interpreters, asked, options.rounds)
    for each in interpreters.values():
        each.close()

    context = next((each.context for each in binaries.values()), {})
    print("%s, %d rounds; load average %.2f before, %.2f behind" % (
        began, options.rounds, load, os.getloadavg()[0]))
    for key in ("compiler", "flags", "peers"):
        if key in context:
            print("%s: %s" % (key, context[key].strip()))
    if max(load, os.getloadavg()[0]) > 0.5 * (os.cpu_count() or 1) + 0.5:
        print("WARNING: other work was running; ratios move by 5 to 15 per cent, times by far more")
    if context.get("build", "release") != "release":
        print("WARNING: no release build was measured: its numbers mean nothing")
    if context.get("missing", "").strip():
        print("WARNING: peers were left out; apt-get install %s" % context["missing"].strip())
    if context.get("cpu_scaling_enabled"):
        print("WARNING: the processor changes its frequency; times mean little, ratios less than they seem")
    if not interpreters and not options.compare:
        print("WARNING: no CPython was measured")
    print()
    rows = []
    if options.compare:
        print(compare(measured, binaries))
    else:
        if binaries:
            rows = goal_rows(measured, interpreters)
            print(table(rows) + "\n")
            print(times_table(measured, allocations, binaries) + "\n")
        print(python_table(measured, asked))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"began": began, "rounds": options.rounds, "load": load, "context": context,
                       "ratios": rows, "allocations": allocations, "measured": measured}, file,
                      indent=1)
    if options.svg and rows:
        plot(rows, options.svg)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print("bench: %s" % failure, file=sys.stderr)
        sys.exit(failure.status)
    except KeyboardInterrupt:
        sys.exit(130)
