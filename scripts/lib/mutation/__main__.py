"""The command behind scripts/mutate, which is how to run it: its help is there."""

import argparse
import hashlib
import json
import multiprocessing
import os
import pathlib
import queue
import signal
import subprocess
import sys
import threading

from mutation import (clang_ast, cpp_build, equivalents, layers, mutant, progress, report, sides,
                      state)

ROOT = pathlib.Path(__file__).resolve().parents[3]
STATUS_SURVIVORS, STATUS_USAGE, STATUS_UNMUTATED, STATUS_NOTHING = 1, 2, 3, 4
STATUS_BUILD, STATUS_DIRTY = 11, 12


class Failure(Exception):
    """Ends the program with this status and message."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def say(text):
    print("mutate: " + text, file=sys.stderr, flush=True)


def parse(arguments):
    parser = argparse.ArgumentParser(prog="scripts/mutate", add_help=False)
    parser.add_argument("--side", choices=("cpp", "cpython"), action="append")
    parser.add_argument("--layer", choices=layers.NAMES, action="append")
    parser.add_argument("--python")
    parser.add_argument("--preset", default="release")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", action="append")
    parser.add_argument("--first", action="store_true")
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("BASEHTTP_JOBS") or
                                                        os.cpu_count() or 1))
    parser.add_argument("--at-least", type=float, default=97.0)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--allow-dirty", action="store_true")  # for work on this program
    options = parser.parse_args(arguments)
    if options.jobs < 1 or (options.sample is not None and options.sample < 1):
        parser.error("--jobs and --sample take a number above 0")
    if not 0 <= options.at_least <= 100:
        parser.error("--at-least takes a percentage")
    if sum(map(bool, (options.sample, options.all, options.only))) > 1:
        parser.error("--sample, --all and --only exclude each other")
    options.side = options.side or ["cpp", "cpython"]
    options.layer = [name for name in layers.NAMES if name in (options.layer or layers.NAMES)]
    return options


def git(*arguments):
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise Failure(STATUS_USAGE, "git %s: %s" % (" ".join(arguments), done.stderr.strip()))
    return done.stdout


def identity_of_tree(allow_dirty):
    """The commit, which is what results belong to.  Refuses a tree that is not as committed."""
    commit = git("rev-parse", "HEAD").strip()
    changed = git("status", "--porcelain").splitlines()
    if not changed:
        return commit
    if not allow_dirty:
        shown = "\n".join("  " + line for line in changed[:20])
        more = "\n  and %d more" % (len(changed) - 20) if len(changed) > 20 else ""
        raise Failure(STATUS_DIRTY, "the tree is not as committed, so results would belong to no "
                      "commit; commit or stash first:\n%s%s" % (shown, more))
    digest = hashlib.sha256()
    names = git("ls-files", "--cached", "--others", "--exclude-standard", "-z", "impl",
                "conformance", "corpus/cases", "corpus/transcripts", "corpus/grids",
                "scripts/subjects").split("\0")
    for name in sorted(filter(None, names)):
        path = ROOT / name
        if path.is_file():
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return "%s-changed-%s" % (commit, digest.hexdigest()[:12])


def build_objects(preset, programs):
    """Builds these programs as they are, in build/<preset>; that folder."""
    say("building preset %s" % preset)
    for command in (["cmake", "--preset", preset],
                    ["cmake", "--build", "--preset", preset, "--target", *programs]):
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode != 0:
            raise Failure(STATUS_BUILD, "%s\n%s" % (done.stdout[-3000:], "it does not build"))
    return ROOT / "build" / preset


def recorded_versions():
    path = ROOT / "corpus/transcripts/subjects.json"
    names = json.loads(path.read_text(encoding="utf-8"))
    return [name[len("cpython-"):] for name in names if name.startswith("cpython-")]


def make_sides(options, objects):
    folder = ROOT / "build" / "mutate"
    made = []
    if "cpp" in options.side:
        made.append(sides.Cpp(ROOT, folder, objects, options.jobs, say))
    if "cpython" in options.side:
        python, version = sides.find_python(recorded_versions(), options.python)
        say("mutating CPython %s: %s" % (version, python))
        made.append(sides.CPython(ROOT, python, version, objects))
    return made


def chosen_layers(side, options):
    return [name for name in options.layer if name in side.layers]


def choose(side, found, options):
    """The mutants to run."""
    if options.only:
        return [one for one in found if one.key in options.only]
    if options.all:
        return found
    chosen = sides.square_root_of_each(found, side.factor)
    if not options.sample:
        return chosen
    # A mutant in a header would have every file compiled again.
    return mutant.sample([one for one in chosen if not one.file.endswith(".h")], options.sample)


def measure(side, runner, options, programs):
    """{layer: its limit}: runs each layer without a mutant.  A layer that fails then is of no
    use to tell mutants from the original."""
    limits = {}
    for layer in chosen_layers(side, options):
        before = layers.processor_seconds()
        run = runner.run(side.command(layer, programs), 0, 3600)
        if run is None:
            return None
        if run.kind != layers.SURVIVED:
            raise Failure(STATUS_UNMUTATED, "%s, without any mutant, fails the layer %s:\n%s" % (
                side.title, layer, run.output[-3000:]))
        limits[layer] = layers.limit_for(layers.processor_seconds() - before)
        say("%s, no mutant: %s passes in %.1f s" % (side.title, layer, run.seconds))
    return limits


class Campaign:
    """Runs the mutants of a side with several workers."""

    def __init__(self, side, runner, options, results, reached):
        self._side = side
        self._reached = reached  # {layer: numbers of mutants}, as far as known
        self._runner = runner
        self._options = options
        self._state = results
        self._lock = threading.Lock()
        self._failure = None

    def run(self, mutants, programs, limits):
        todo = queue.SimpleQueue()
        for one in mutants:
            todo.put(one)
        bar = progress.Progress(self._side.title, len(mutants))
        done, killed = 0, 0

        def work():
            nonlocal done, killed
            while self._failure is None:
                try:
                    one = todo.get_nowait()
                    kinds = self._layers(one, programs, limits)
                except queue.Empty:
                    return
                except Exception as failure:  # reported by the main thread
                    self._failure = failure
                    return
                if kinds is None:
                    return
                with self._lock:
                    done += 1
                    killed += any(kind not in layers.ALIVE for kind in kinds)
                    bar.show(done, "%d killed" % killed)

        threads = [threading.Thread(target=work, daemon=True) for _ in range(self._options.jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        bar.close()
        if self._failure is not None:
            raise self._failure

    def _layers(self, one, programs, limits):
        """How the mutant showed itself to each layer; None when the run was stopped."""
        kinds = []
        for layer in chosen_layers(self._side, self._options):
            known = self._state.results.get((one.key, layer))
            if one.number not in self._reached.get(layer, (one.number,)):
                known = layers.UNREACHED, 0.0
                with self._lock:
                    self._state.add(one.key, layer, *known)
            if known is None:
                run = self._runner.run(self._side.command(layer, programs), one.number,
                                       limits[layer])
                if run is None:
                    return None
                with self._lock:
                    self._state.add(one.key, layer, run.kind, run.seconds)
                if self._options.only:
                    say("%s: %s: %s\n%s" % (one.key, layer, run.kind, run.output[-3000:]))
                known = run.kind, run.seconds
            kinds.append(known[0])
            if self._options.first and known[0] not in layers.ALIVE:
                break
        return kinds


def run_side(side, runner, options, commit):
    """A report.SideResult; None when there is nothing to run."""
    found = side.find()
    chosen = choose(side, found, options)
    if not chosen:
        return None
    listed = equivalents.load(ROOT / "corpus/mutants" / (side.name + ".jsonl"))
    say("%s: %d mutants of %d" % (side.title, len(chosen), len(found)))
    names = chosen_layers(side, options)
    if not names:
        return None
    programs = side.prepare(chosen, sorted({layers.PROGRAMS[name] for name in names}))
    limits = measure(side, runner, options, programs)
    reached = {layer: side.reached(layer, programs, runner) for layer in names}
    reached = {layer: numbers for layer, numbers in reached.items() if numbers is not None}
    if limits is None:
        return None
    if reached:
        side.drop_unplanted(chosen, reached)
    dropped = {one.key for one in side.dropped}
    identity = {"commit": commit, "side": side.name, "version": side.version,
                "preset": options.preset}
    results = state.State(ROOT / "build/mutate" / ("state-%s.jsonl" % side.name), identity,
                          options.resume)
    try:
        Campaign(side, runner, options, results, reached).run(
            [one for one in chosen if one.key not in dropped], programs, limits)
    finally:
        results.close()
    result = report.SideResult(side, chosen, side.dropped, results.results, names, listed, found)
    killed = {one.key: ", ".join(result.killers(one)) for one in result.killed}
    result.list_problems = equivalents.problems(listed, found, killed, side.version)
    return result


def list_mutants(options):
    for side in make_sides(options, ROOT / "build" / options.preset):
        for one in choose(side, side.find(), options):
            print("%s  %s  %s (%s)  %s" % (one.key, one.place, one.function, one.operator,
                                           one.change))


def judge(results, options):
    """The exit status."""
    if not results or any(result.score is None for result in results):
        return STATUS_NOTHING
    red = any(result.list_problems or 100 * result.score < options.at_least for result in results)
    return STATUS_SURVIVORS if red else 0


def mutate(options, runners):
    commit = identity_of_tree(options.allow_dirty)
    if options.list:
        list_mutants(options)
        return 0
    objects = build_objects(options.preset, sorted({layers.PROGRAMS[name]
                                                    for name in options.layer}))
    results = []
    for side in make_sides(options, objects):
        runner = layers.Runner(dict(side.environment, BASEHTTP_CORPUS=str(ROOT / "corpus")))
        runners.append(runner)
        result = run_side(side, runner, options, commit)
        if result is not None:
            results.append(result)
            report.print_side(result, sys.stdout)
            sys.stdout.flush()
    if options.json:
        options.json.write_text(json.dumps(report.as_json(results, commit), indent=1) + "\n",
                                encoding="utf-8")
    if not results:
        say("nothing ran: no mutant was chosen")
    return judge(results, options)


def main():
    options = parse(sys.argv[1:])
    runners = []
    layers.mark_children()
    own = os.getpid()

    def stop(number, _):
        if os.getpid() != own:  # a worker that reads syntax trees
            os._exit(128 + number)
        for runner in runners:
            runner.stop()
        layers.sweep()
        for worker in multiprocessing.active_children():
            worker.kill()
        say("interrupted; --resume goes on from here")
        os._exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        return mutate(options, runners)
    except Failure as failure:
        say(str(failure))
        return failure.status
    except (sides.SideError, equivalents.ListError) as failure:
        say(str(failure))
        return STATUS_USAGE
    except (cpp_build.BuildError, clang_ast.AstError) as failure:
        say(str(failure))
        return STATUS_BUILD
    finally:
        layers.sweep()


if __name__ == "__main__":
    sys.exit(main())
