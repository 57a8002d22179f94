"""The trials that were made, in a file of one JSON object a line, so that a run can go on."""

import json
import os

from fuzz_bench import trials


class Results:
    """By trial and program; what was measured with another program does not count."""

    def __init__(self, path, runs, seconds):
        self._path = path
        self._runs = runs
        self._seconds = seconds
        self._known = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._take(line)
        self._file = None  # opened for the first trial

    def _take(self, line):
        try:
            row = json.loads(line)
            key = (*row["trial"], row["program"])
            self._known[key] = trials.Outcome(row["runs"], row["exposed"], row["reason"],
                                              row["seconds"])
        except (ValueError, KeyError):
            return  # a line that an interruption cut short

    def find(self, trial, program):
        """The outcome, or None: also when it gave up before the limits of this run."""
        known = self._known.get((*trial.key, program))
        if known is None or known.exposed or known.runs >= self._runs:
            return known
        return known if self._seconds and known.seconds >= self._seconds else None

    def add(self, trial, program, outcome):
        self._known[(*trial.key, program)] = outcome
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8")
        self._file.write(json.dumps({
            "trial": trial.key, "program": program, "runs": outcome.runs,
            "exposed": outcome.exposed, "reason": outcome.reason,
            "seconds": round(outcome.seconds, 1)}) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self):
        if self._file is not None:
            self._file.close()
