"""What the trials say, as a table."""

import statistics

from fuzz_bench import trials

BEGIN = "<!-- scripts/fuzz-bench --readme writes what follows -->"
END = "<!-- until here -->"


class Cell:
    """The trials of a fault with a target, begun and mutated in one way."""

    def __init__(self, outcomes, wanted):
        self.outcomes = outcomes
        self.wanted = wanted  # trials

    @property
    def misses(self):
        return sum(not one.exposed for one in self.outcomes)

    @property
    def is_miss(self):
        """Half of the trials gave up: so the median did."""
        return self.misses * 2 > self.wanted

    @property
    def is_complete(self):
        return self.is_miss or len(self.outcomes) == self.wanted

    @property
    def median(self):
        """Runs until it was exposed, of the trials that were made; None for a miss."""
        if self.is_miss or not self.outcomes:
            return None
        runs = statistics.median_low(
            one.runs if one.exposed else float("inf") for one in self.outcomes)
        return None if runs == float("inf") else runs

    def text(self):
        if not self.outcomes:
            return ""
        if self.median is None:
            return "> " + short(max(one.runs for one in self.outcomes))
        return short(self.median)


def short(runs):
    """"1,234", "56k", "1.0M"."""
    if runs < 10_000:
        return "{:,}".format(runs)
    if runs < 999_500:
        return "%dk" % round(runs / 1000)
    return "%.1fM" % (runs / 1e6)


WAYS = [(start, mutator) for start in trials.STARTS for mutator in trials.MUTATORS]


def best_target(fault, cells):
    """Of the targets that were run the one that needs fewest runs, with mutator."""
    def least(target):
        medians = [cells[fault.id, target, start, "with"].median for start in trials.STARTS
                   if (fault.id, target, start, "with") in cells]
        known = [median for median in medians if median is not None]
        return min(known) if known else float("inf")

    return min(fault.targets, key=lambda target: (least(target), fault.targets.index(target)))


def is_exposed(fault, cells):
    """Whether some target exposes it, in the median, in some way."""
    return any(cell.median is not None for key, cell in cells.items() if key[0] == fault.id)


def rows(faults, cells):
    """A list of texts for each fault: id, target, the four ways, what noticed."""
    for fault in faults:
        target = best_target(fault, cells)
        texts = []
        reason = ""
        for start, mutator in WAYS:
            cell = cells.get((fault.id, target, start, mutator))
            texts.append(cell.text() if cell else "")
            reason = reason or next((one.reason for one in cell.outcomes if one.exposed), "") \
                if cell else reason
        yield [fault.id, target, *texts, reason]


def markdown(faults, cells, wanted, limit, seconds=None):
    within = short(limit) + " runs" + (" or %d seconds of the processor" % seconds if seconds else "")
    exposed = sum(is_exposed(fault, cells) for fault in faults)
    lines = ["%d of %d faults are exposed; runs until then, the median of %d trials, `>` where %s "
             "did not do:" % (exposed, len(faults), wanted, within), "",
             "| fault | target | from nothing | without mutator | from the seeds | without mutator |",
             "|---|---|---:|---:|---:|---:|"]
    for row in rows(faults, cells):
        lines.append("| %s | `%s` | %s |" % (row[0], row[1].removesuffix("_fuzzer"),
                                            " | ".join(row[2:6])))
    return "\n".join(lines) + "\n"


def put_into(text, table):
    """The text with the table between its two marks."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError("fuzz/README.md has not both marks: %s and %s" % (BEGIN, END))
    return "%s%s\n\n%s\n%s%s" % (head, BEGIN, table, END, tail)
