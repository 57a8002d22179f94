"""One trial: a fuzz target with one planted fault, run until it notices."""

import hashlib
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

# What a report of libFuzzer, or of the target, begins its reason with.
REASONS = re.compile(
    rb"(?P<check>\S+_fuzzer\.cc:\d+: FUZZ_CHECK|\S+\.cc:\d+: FUZZ_CHECK)\((?P<what>[^\n]*)"
    rb"|^signature: (?P<signature>[^\n]*)"
    rb"|(?P<assertion>Assertion '[^\n]*' failed)"
    rb"|ERROR: libFuzzer: (?P<libfuzzer>[^\n]*)"
    rb"|(?P<sanitizer>(?:ERROR: AddressSanitizer|runtime error): [^\n]*)", re.MULTILINE)
RUNS = re.compile(rb"^stat::number_of_executed_units: (\d+)", re.MULTILINE)
STARTED = re.compile(rb"^(?:INFO: Seed|#2\s|judged by)", re.MULTILINE)

STARTS = ("nothing", "seeds")
MUTATORS = ("with", "without")


class TrialError(Exception):
    """The target could not be run; the text is what it said."""


class Trial:
    """What is to be run."""

    def __init__(self, fault, target, start, mutator, number):
        self.fault = fault  # an id; empty: none is planted
        self.target = target
        self.start = start
        self.mutator = mutator
        self.number = number

    @property
    def key(self):
        return (self.fault, self.target, self.start, self.mutator, self.number)


class Outcome:
    """What came of it."""

    def __init__(self, runs, exposed, reason, seconds):
        self.runs = runs  # until it was exposed, else all there were
        self.exposed = exposed
        self.reason = reason
        self.seconds = seconds  # of the processor, so that what else the machine does is no matter


class Targets:
    """The programs of a build, and what each is run with."""

    def __init__(self, root, build):
        self._root = root
        self._build = build

    def program(self, target, mutator="with"):
        name = target if mutator == "with" else target + "_bytes"
        return self._build / "bin" / name

    def lines(self, name):
        """Of a list that CMake has written."""
        path = self._build / "fuzz" / (name + ".txt")
        return path.read_text().splitlines() if path.exists() else []

    def has_mutator(self, target):
        """Whether there is anything to compare."""
        return target + "_bytes" in self.lines("fuzzers_of_bytes")

    def seeds(self, target):
        """The folders of seeds, its own or those of its like."""
        listed = dict(line.split() for line in self.lines("fuzzer_seeds"))
        folder = self._root / "corpus/seeds" / listed.get(target, target)
        return [folder] if folder.is_dir() and any(folder.iterdir()) else []

    def options(self, target):
        """Those of its options file, as OSS-Fuzz takes them."""
        path = self._root / "fuzz" / (target + ".options")
        found = []
        section = ""
        for line in path.read_text().splitlines() if path.exists() else ():
            line = re.sub("[#;].*", "", line).replace(" ", "")
            if line.startswith("["):
                section = line
            elif section == "[libfuzzer]" and "=" in line:
                name, value = line.split("=", 1)
                found.append("-%s=%s" % (name, self._root / "fuzz" / value
                                         if name == "dict" else value))
        return found

    def digest(self, target, mutator):
        """Changes when the program does: what was measured before is then of no use.  Empty, and
        so of no trial, when it has not been built."""
        try:
            return hashlib.sha256(self.program(target, mutator).read_bytes()).hexdigest()[:12]
        except FileNotFoundError:
            return ""


class Runner:
    """Runs trials, one at a time, and can be stopped."""

    def __init__(self, targets, runs, seconds):
        self._targets = targets
        self._runs = runs
        self._seconds = seconds
        self._process = None
        self.stopped = False

    def stop(self):
        self.stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def run(self, trial):
        """An Outcome; None when it was stopped.  TrialError when the target does not run."""
        with tempfile.TemporaryDirectory(prefix="fuzz-bench-") as scratch:
            return self._run_in(pathlib.Path(scratch), trial)

    def _run_in(self, scratch, trial):
        (scratch / "corpus").mkdir()
        command = [str(self._targets.program(trial.target, trial.mutator)),
                   *self._targets.options(trial.target), "-runs=%d" % self._runs,
                   "-seed=%d" % (1 + 7919 * trial.number), "-timeout=10", "-rss_limit_mb=2560",
                   "-print_final_stats=1", "-reload=0", "-artifact_prefix=%s/" % scratch]
        command.append(str(scratch / "corpus"))
        if trial.start == "seeds":
            command += map(str, self._targets.seeds(trial.target))
        log = scratch / "log"
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                cwd=scratch, env=dict(os.environ, BASEHTTP_FAULT=trial.fault))
            status, seconds = wait(self._process, self._seconds)
        if self.stopped:
            return None
        return outcome_of(status, log.read_bytes(), seconds)


TICKS = os.sysconf("SC_CLK_TCK")
PAUSES = 0.02, 0.5  # seconds between two looks at a process: the first, the longest


def wait(process, limit):
    """The exit status of a process and the seconds of the processor that it took; one that took
    more than the limit, if there is one, is asked to end after its present run."""
    pause, longest = PAUSES
    asked = False
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG if limit and not asked else 0)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_utime + usage.ru_stime
        if cpu_seconds(process.pid) >= limit:
            process.send_signal(signal.SIGUSR1)  # libFuzzer then ends as after its last run
            asked = True
            continue
        time.sleep(pause)
        pause = min(longest, pause * 1.5)


def cpu_seconds(pid):
    """What a process has taken of the processor until now, which has not been waited for."""
    words = pathlib.Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def outcome_of(status, log, seconds):
    """What the report of a run says."""
    counted = RUNS.search(log)
    if not STARTED.search(log) or not counted:
        raise TrialError(log[-2000:].decode("utf-8", "replace"))
    if status == 0:
        return Outcome(int(counted[1]), False, "", seconds)
    found = REASONS.search(log)
    if not found:
        raise TrialError(log[-2000:].decode("utf-8", "replace"))
    return Outcome(int(counted[1]), True, found[0].decode("utf-8", "replace")[:200], seconds)
