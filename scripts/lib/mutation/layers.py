"""The layers of the suite, as commands, and what came of running one against a mutant."""

import os
import re
import resource
import signal
import subprocess
import threading
import time
import uuid

PROGRAMS = {"transcripts": "basehttp", "documentation": "basehttp_suites_test",
            "grids": "basehttp_suites_test", "properties": "basehttp_properties_test",
            "unit": "basehttp_unit_test", "allocations": "serve_input"}
NAMES = tuple(PROGRAMS)

# Tests of the harness and of its programs say little of impl/, and start many processes.
NOT_OF_IMPL = ("Tool*", "*Command*", "ProcessSubject*", "SubjectCheck*", "Recorder*", "Reduce*",
               "AtomicFiles*", "*/FaultTest*", "*/StartTest*", "*/Planted*", "ConformanceRun*",
               "PairedRun*", "Report*", "Page*", "Markup*", "Help*", "Saved*", "Divergence*",
               "Difference*", "Rules/*", "VersionsPage*", "*Signature*", "Sha256*", "Grid*",
               "Clause*", "Rfc*")
FILTERS = {"documentation": "Documentation*", "grids": "Grids*",
           "unit": "-" + ":".join(NOT_OF_IMPL)}

# How a mutant shows itself.
SURVIVED, UNREACHED, DIFFERENCE, CRASH, HANG = (
    "survived", "not reached", "difference", "crash", "hang")
ALIVE = (SURVIVED, UNREACHED)

# What the harness says of a subject that does not answer, or that died.
HANGS = re.compile(r"no answer within|more than [0-9.]+ seconds|by signal 24\b")
CRASHES = re.compile(r"was ended by signal|before it answered|cannot be used")

MOST_MEMORY = 4 << 30  # bytes of address space: a mutant that loops may allocate
SECONDS_TO_START = 3.0
MOST_IDLE = 20.0  # seconds in which nothing computes: it waits for what does not come
SECONDS_A_LOOK = 2.0


class Run:
    """What came of one layer and one mutant."""

    def __init__(self, kind, seconds, output):
        self.kind = kind
        self.seconds = seconds
        self.output = output


def command(layer, programs, subject=None, profile=None):
    """The words that run a layer up to its first failure."""
    program = str(programs[PROGRAMS[layer]])
    if layer == "transcripts":
        words = [program, "conform", "--fail-fast", "--quiet", "--most", "1"]
        if subject:
            words += ["--subject", subject, "--profile", profile, "--timeout", "120"]
        return words
    if layer == "allocations":
        return [program, "--allocations"]
    words = [program, "--gtest_brief=1", "--gtest_fail_fast"]
    return words + (["--gtest_filter=" + FILTERS[layer]] if layer in FILTERS else [])


class Runner:
    """Runs commands, several at a time, and can end all that it started."""

    def __init__(self, environment):
        self._environment = dict(os.environ, **environment, BASEHTTP_FAIL_FAST="1")
        self._lock = threading.Lock()
        self._living = set()
        self._stopped = False

    def run(self, words, mutant, seconds, **more):
        """Runs a command with a mutant planted; `seconds` of processor time are its limit,
        which the load of the machine does not shorten.  `more` joins the environment.  None
        after stop()."""
        environment = dict(self._environment, BASEHTTP_MUTANT=str(mutant), **more)
        limit = int(seconds + 1)
        limited = ["prlimit", "--core=0", "--cpu=%d:%d" % (limit, limit + 1),
                   "--as=%d" % MOST_MEMORY, "--"]
        start = time.monotonic()
        with self._lock:
            if self._stopped:
                return None
            process = subprocess.Popen(limited + words, env=environment, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                       start_new_session=True)
            self._living.add(process)
        try:
            output, timed_out = _wait(process)
        finally:
            with self._lock:
                self._living.discard(process)
        if self._stopped:
            return None
        text = output.decode("utf-8", "replace")
        return Run(kind_of(process.returncode, text, timed_out), time.monotonic() - start, text)

    def stop(self):
        """Ends every command that was started."""
        with self._lock:
            self._stopped = True
            living = list(self._living)
        for process in living:
            _end(process)


MARK = "BASEHTTP_MUTATION_RUN"


def mark_children():
    """Has every process that this one starts, and theirs, carry a mark in its environment."""
    os.environ[MARK] = uuid.uuid4().hex


def sweep():
    """Ends what carries the mark and lives: a subject can outlive the program that started it."""
    mark = ("%s=%s" % (MARK, os.environ[MARK])).encode()
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open("/proc/%s/environ" % name, "rb") as environ:
                marked = mark in environ.read().split(b"\0")
            if marked:
                os.kill(int(name), signal.SIGKILL)
        except OSError:
            continue  # somebody else's, or gone


def _wait(process):
    """(its output, whether it was ended since it only waited).  What computes too long meets
    its limit of processor time; what waits is told by not computing, which the load of the
    machine does not change either."""
    used, since = -1, time.monotonic()
    while True:
        try:
            return process.communicate(timeout=SECONDS_A_LOOK)[0], False
        except subprocess.TimeoutExpired:
            pass
        now = _ticks_used(process.pid)
        if now != used:
            used, since = now, time.monotonic()
        elif time.monotonic() - since > MOST_IDLE:
            _end(process)
            return process.communicate()[0], True


def _ticks_used(root):
    """Ticks of processor time of a process and of all that descend from it."""
    parents, ticks = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % name, encoding="latin-1") as stat:
                fields = stat.read().rpartition(")")[2].split()
        except OSError:
            continue  # gone
        parents[int(name)] = int(fields[1])
        ticks[int(name)] = int(fields[11]) + int(fields[12])
    total = 0
    for pid in ticks:
        above = pid
        while above not in (0, root):
            above = parents.get(above, 0)
        total += ticks[pid] if above == root else 0
    return total


def _end(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def kind_of(status, text, timed_out=False):
    """How the mutant showed itself, from the exit status (negative: a signal) and the output."""
    if timed_out or status == -signal.SIGXCPU or (status != 0 and HANGS.search(text)):
        return HANG
    if status == 0:
        return SURVIVED
    if status != 1 or CRASHES.search(text):
        return CRASH
    return DIFFERENCE


def limit_for(seconds):
    """The limit for a layer that takes so many seconds of processor time without a mutant."""
    return SECONDS_TO_START + 4 * seconds


def processor_seconds():
    """What ended children of this process have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
