"""scripts/fuzz-bench, whose head says what it does."""

import argparse
import os
import pathlib
import queue
import signal
import subprocess
import sys
import threading

from fuzz_bench import faults, results, table, trials

STATUS_MISSED = 1
STATUS_USAGE = 2
STATUS_UNPLANTED = 3
STATUS_BUILD = 11


class Failure(Exception):
    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


def say(text):
    print("fuzz-bench: %s" % text, file=sys.stderr, flush=True)


def parse(arguments):
    parser = argparse.ArgumentParser(prog="scripts/fuzz-bench", add_help=False)
    parser.add_argument("--fault", action="append", default=[])
    parser.add_argument("--target", action="append", default=[])
    parser.add_argument("--all-targets", action="store_true")
    parser.add_argument("--start", action="append", choices=trials.STARTS)
    parser.add_argument("--mutator", action="append", choices=trials.MUTATORS)
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--trials", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("BASEHTTP_JOBS") or 1))
    parser.add_argument("--cases", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args(arguments)
    if min(options.runs, options.trials, options.jobs) < 1 or options.seconds < 0:
        parser.error("--runs, --trials and --jobs take a number above 0")
    return options


def chosen_faults(options):
    try:
        found = faults.load(faults.table(), faults.root() / "impl")
    except faults.TableError as error:
        raise Failure(STATUS_USAGE, str(error)) from None
    unknown = set(options.fault) - {fault.id for fault in found}
    if unknown:
        raise Failure(STATUS_USAGE, "no fault %s; --list names them" % ", ".join(sorted(unknown)))
    return [fault for fault in found if not options.fault or fault.id in options.fault]


def targets_of(fault, options, targets):
    listed = targets.lines("fuzzers") if options.all_targets else fault.targets
    return [target for target in listed if not options.target or target in options.target]


def run(command):
    done = subprocess.run(command, cwd=faults.root(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise Failure(STATUS_BUILD, done.stdout[-3000:] + "\nit does not build")


def configure():
    say("building preset fuzz-bench in build/fuzz-bench")
    run(["cmake", "--preset", "fuzz-bench"])


def build(names):
    run(["cmake", "--build", "--preset", "fuzz-bench", "--target", *names])


def plan(wanted, options, targets):
    """Every trial, in the order in which a table fills soonest; none from seeds where a target
    has none."""
    starts = options.start or trials.STARTS
    mutators = options.mutator or trials.MUTATORS
    for number in range(options.trials):
        for start in starts:
            for mutator in mutators:
                for fault in wanted:
                    for target in targets_of(fault, options, targets):
                        if mutator == "without" and not targets.has_mutator(target):
                            continue
                        if start == "seeds" and not targets.seeds(target):
                            continue
                        yield trials.Trial(fault.id, target, start, mutator, number)


class Campaign:
    """Runs what is not known yet."""

    def __init__(self, options, targets, known):
        self._options = options
        self._targets = targets
        self._known = known
        self._lock = threading.Lock()
        self._digests = {}
        self._failure = None
        self.cells = {}
        self.runners = [trials.Runner(targets, options.runs, options.seconds)
                        for _ in range(options.jobs)]

    def _program(self, trial):
        key = trial.target, trial.mutator
        if key not in self._digests:
            self._digests[key] = self._targets.digest(*key)
        return self._digests[key]

    def _take(self, trial, outcome):
        cell = self.cells.setdefault(trial.key[:4], table.Cell([], self._options.trials))
        cell.outcomes.append(outcome)

    def _is_needed(self, trial):
        cell = self.cells.get(trial.key[:4])
        return cell is None or not cell.is_complete

    def collect(self, planned):
        """Takes what is known; returns the trials that are to be run."""
        left = []
        for trial in planned:
            outcome = self._known.find(trial, self._program(trial))
            if outcome is None:
                left.append(trial)
            else:
                self._take(trial, outcome)
        return left

    def run(self, left):
        todo = queue.SimpleQueue()
        for trial in left:
            todo.put(trial)
        threads = [threading.Thread(target=self._work, args=(runner, todo, len(left)), daemon=True)
                   for runner in self.runners]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._failure is not None:
            raise self._failure

    def _work(self, runner, todo, count):
        while self._failure is None:
            try:
                trial = todo.get_nowait()
            except queue.Empty:
                return
            with self._lock:
                if not self._is_needed(trial):
                    continue
            try:
                outcome = runner.run(trial)
            except Exception as failure:  # reported by the main thread
                self._failure = failure
                return
            if outcome is None:
                return
            with self._lock:
                self._known.add(trial, self._program(trial), outcome)
                self._take(trial, outcome)
                say("%d/%d  %s  %s from %s, %s mutator: %s after %s runs, %.0f s" % (
                    count - todo.qsize(), count, trial.fault or "no fault", trial.target,
                    trial.start, trial.mutator, outcome.reason[:60] if outcome.exposed else
                    "nothing", table.short(outcome.runs), outcome.seconds))


def check_cases(wanted, folder):
    """Whether each fault is seen by the case that its row names; the ids of those that are not."""
    def conform(planted, cases):
        filters = [word for case in cases for word in ("--filter", case)]
        return subprocess.run([str(folder / "bin/basehttp"), "conform", "--quiet", *filters],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False,
                              env=dict(os.environ, BASEHTTP_FAULT=planted))

    without = conform("", [fault.case for fault in wanted])
    if without.returncode != 0:
        raise Failure(STATUS_UNPLANTED, "without any fault:\n%s" % without.stdout[-3000:])
    missed = []
    for fault in wanted:
        seen = conform(fault.id, [fault.case]).returncode != 0
        print("%s  %s  %s" % ("seen  " if seen else "MISSED", fault.id, fault.case), flush=True)
        if not seen:
            missed.append(fault.id)
    return missed


def main():
    options = parse(sys.argv[1:])
    root = faults.root()
    folder = root / "build/fuzz-bench"
    wanted = chosen_faults(options)
    if options.list:
        for fault in wanted:
            print("%s\t%s\t%s\t%s" % (fault.id, ",".join(fault.targets), fault.case, fault.about))
        return 0
    targets = trials.Targets(root, folder)
    if not options.report:
        configure()
    if options.cases:
        build(["basehttp"])
        return STATUS_MISSED if check_cases(wanted, folder) else 0
    if not options.report:
        names = sorted({target for fault in wanted for target in
                        targets_of(fault, options, targets)})
        if not names:
            raise Failure(STATUS_USAGE, "no fault is for these targets")
        build(names + [name + "_bytes" for name in names if targets.has_mutator(name)])
    known = results.Results(folder / "trials.jsonl", options.runs, options.seconds)
    campaign = Campaign(options, targets, known)

    def stop(number, _):
        for runner in campaign.runners:
            runner.stop()
        say("interrupted; the same command goes on from here")
        os._exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    left = campaign.collect(plan(wanted, options, targets))
    if not options.report:
        check_unplanted(campaign, wanted, options, targets)
        campaign.run(left)
    known.close()
    return report(campaign.cells, wanted, options)


def check_unplanted(campaign, wanted, options, targets):
    """A target that finds something in a reference without a fault says nothing of the faults."""
    names = sorted({target for fault in wanted for target in targets_of(fault, options, targets)})
    planned = [trials.Trial("", name, "nothing", "with", 0) for name in names]
    left = campaign.collect(planned)
    campaign.run(left)
    for trial in planned:
        for outcome in campaign.cells[trial.key[:4]].outcomes:
            if outcome.exposed:
                raise Failure(STATUS_UNPLANTED, "%s finds something without any fault, so it "
                              "proves nothing: %s" % (trial.target, outcome.reason))


def report(cells, wanted, options):
    text = table.markdown(wanted, cells, options.trials, options.runs, options.seconds)
    print(text, end="")
    for row in table.rows(wanted, cells):
        print("%s: %s" % (row[0], row[6] or "not exposed"))
    if options.readme:
        path = faults.root() / "fuzz/README.md"
        path.write_text(table.put_into(path.read_text(encoding="utf-8"), text), encoding="utf-8")
    missed = [fault.id for fault in wanted if not table.is_exposed(fault, cells)]
    return STATUS_MISSED if len(missed) * 20 > len(wanted) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        say(str(failure))
        sys.exit(failure.status)
    except trials.TrialError as failure:
        say("a target does not run: %s" % failure)
        sys.exit(STATUS_BUILD)
