"""The two things that faults are planted in: the C++ reference and a CPython."""

import json
import math
import os
import shlex
import subprocess

from mutation import cpp_build, layers, mutant


class SideError(Exception):
    """The side cannot be used; the text says why."""


def square_root_of_each(mutants, factor):
    """Of each function as many as `factor` times the square root of their number: the small
    functions are not drowned by the long ones."""
    by_function = {}
    for one in mutants:
        by_function.setdefault((one.file, one.function), []).append(one)
    chosen = []
    for group in by_function.values():
        chosen += mutant.sample(group, math.ceil(factor * math.sqrt(len(group))))
    kept = {one.key for one in chosen}
    return [one for one in mutants if one.key in kept]


class Cpp:
    """The reference handler."""

    name = "cpp"
    title = "the C++ reference"
    factor = 1.0
    layers = layers.NAMES

    def __init__(self, root, folder, objects, jobs, say):
        self.version = None
        self._root = root
        self._folder = folder / ("cpp-" + objects.name)
        self._objects = objects
        self._jobs = jobs
        self._say = say
        self._files = cpp_build.sources(root)
        self.dropped = []

    def find(self):
        return cpp_build.find_all(self._root, self._files, jobs=self._jobs)

    def prepare(self, chosen, programs):
        """Builds what is to be run; {program: path}."""
        build = cpp_build.Build(self._root, self._folder, self._objects, self._jobs, self._say)
        try:
            return build.make(self._files, {one.key for one in chosen}, programs)
        finally:
            self.dropped = build.dropped

    def command(self, layer, programs):
        return layers.command(layer, programs)

    def reached(self, layer, programs, runner):
        """The numbers of the mutants that a layer comes across; None after a stop."""
        path = self._folder / "reached"
        run = runner.run(self.command(layer, programs), -1, 3600, BASEHTTP_MUTANTS_REACHED=str(path))
        return None if run is None else {int(line) for line in path.read_text().split()}

    def drop_unplanted(self, chosen, reached):
        """Counts as not planted what no layer reaches of functions that the compiler runs, and
        of inline ones: the objects of the harness and of most tests hold those as they were."""
        ran = set().union(*reached.values())
        at_compile_time = {(source.name, name) for source in self._files
                           for name in source.found.constexpr_functions}
        self.dropped = self.dropped + [
            one for one in chosen if one.number not in ran and one not in self.dropped and
            (one.file.endswith(".h") or (one.file, one.function) in at_compile_time)]

    environment = {}


class CPython:
    """BaseHTTPRequestHandler and the header parser of an interpreter."""

    name = "cpython"
    factor = 3.5
    layers = tuple(name for name in layers.NAMES
                   if name not in ("unit", "allocations"))  # these ask no subject
    dropped = ()

    def __init__(self, root, python, version, objects):
        self.version = version
        self.title = "CPython " + version
        self._objects = objects
        self._program = [python, "-B", str(root / "scripts/lib/mutation/python_subject.py")]
        # A case takes milliseconds, so one of three seconds hangs.
        self._subject = shlex.join(self._program + ["--seconds", "3"])
        self.environment = {"BASEHTTP_SUBJECT": self._subject, "BASEHTTP_PROFILE": version}

    def find(self):
        done = subprocess.run(self._program + ["--list"], capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            raise SideError("%s cannot list its mutants: %s" % (
                self._program[0], done.stderr.strip()[-500:]))
        found = []
        for line in done.stdout.splitlines():
            fields = json.loads(line)
            one = mutant.Mutant(fields["file"], fields["function"], fields["operator"],
                                fields["statement"], fields["change"], fields["line"])
            one.ordinal, one.number = fields["ordinal"], fields["number"]
            found.append(one)
        return found

    def prepare(self, chosen, programs):
        return {program: self._objects / "bin" / program for program in programs}

    def reached(self, layer, programs, runner):
        return None  # not known: every mutant is run

    def drop_unplanted(self, chosen, reached):
        pass

    def command(self, layer, programs):
        return layers.command(layer, programs, self._subject, self.version)


def find_python(recorded, wanted=None):
    """(path, version) of the interpreter to mutate: the one named, else 3.13.0 of pyenv, else
    another of pyenv or /usr/bin/python3 that was recorded.  SideError when there is none."""
    if wanted:
        version = python_version(wanted)
        if version not in recorded:
            raise SideError("%s is %s, which was not recorded; recorded are %s" % (
                wanted, version or "no CPython of 3.9 or later", ", ".join(recorded)))
        return wanted, version
    home = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    first = "3.13.0"
    others = [version for version in reversed(recorded) if version != first]
    for version in [first] + others:
        path = "%s/versions/%s/bin/python" % (home, version)
        if os.access(path, os.X_OK) and python_version(path) == version:
            return path, version
    path = "/usr/bin/python3"
    version = python_version(path)
    if version in recorded:
        return path, version
    raise SideError("no CPython of 3.9 or later that was recorded is here (recorded are %s): "
                    "name one with --python, or leave this side out with --side cpp" %
                    ", ".join(recorded))


def python_version(path):
    """The version of a CPython that the mutator runs on; None for anything else."""
    code = ("import platform, sys; print(platform.python_version() if sys.version_info >= (3, 9) "
            "and platform.python_implementation() == 'CPython' else '')")
    try:
        done = subprocess.run([path, "-I", "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None
