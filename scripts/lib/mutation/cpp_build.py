"""Builds the reference with every mutant in it, and the suite's programs around it.

Only impl/ is compiled again, with the unit tests of its modules, which have inline functions of
their own copy; the objects of the harness and of the other tests come from the build of a preset.
A preset that compiles tests several files at a time gives those of the unit tests as well.
Nothing is written outside of the folder that it is given.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess

from mutation import clang_ast, cpp_mutants, mutant, schemata

# Written by a generator from Unicode's tables, and all data.
GENERATED = {"unicode_data.cc", "unicode_data.h"}
ERROR = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):(?:\d+:)? (?P<kind>fatal error|error|note): ")
MOST_ROUNDS = 40
LIBRARY = "libbasehttp.a"  # of impl/


class BuildError(Exception):
    """The mutated build cannot be made; the text says why."""


class Source:
    """A file of impl/ and what can be done to it."""

    def __init__(self, root, path):
        self.path = path
        self.name = str(path.relative_to(root))
        self.text = path.read_bytes().decode("latin-1")
        self.found = None
        self.edits = []  # those that are built

    @property
    def is_header(self):
        return self.path.suffix == ".h"


def sources(root):
    """Every file of impl/ that people write."""
    paths = sorted((root / "impl").rglob("*.cc")) + sorted((root / "impl").rglob("*.h"))
    return [Source(root, path) for path in paths if path.name not in GENERATED]


def find_all(root, files, clang="clang++", jobs=2):
    """Fills `found` of each file and returns all mutants, numbered, in order."""
    options = [clang, "-std=c++20", "-I", str(root / "impl/include"), "-I", str(root / "impl/src")]
    headers = [(source.path, source.name) for source in files if source.is_header]
    # All headers at once: most of the work is what they include.
    tasks = [(options + ["-x", "c++"] + [word for path, _ in headers
                                         for word in ("-include", str(path))],
              os.devnull, headers)]
    tasks += [(options, source.path, [(source.path, source.name)])
              for source in files if not source.is_header]
    by_name = {source.name: source for source in files}
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(_find, tasks):
            for name, one in found.items():
                by_name[name].found = one
    mutants = [edit.mutant for source in files for edit in source.found.edits]
    mutant.number_equals(mutants)
    for number, one in enumerate(mutants, 1):
        one.number = number
    return mutants


def _find(task):
    """{name: what is found in that file}."""
    (clang, *options), source, files = task
    nodes, trees = clang_ast.read(clang, options, source, [path for path, _ in files], "basehttp")
    found = {}
    for path, name in files:
        found[name] = cpp_mutants.find_mutants(nodes[str(path)], trees, path, name)
        found[name].edits.sort(key=lambda edit: (edit.begin, -edit.end))
    return found


class Build:
    """The build in `folder` of the mutants with these keys, with the objects of `objects`, a
    folder that CMake and ninja have built."""

    def __init__(self, root, folder, objects, jobs, say):
        self.root = root
        self.folder = folder
        self.objects = objects
        self.jobs = jobs
        self.say = say
        self.dropped = []  # mutants that do not compile
        self._commands = {}
        self._unchanged = {}  # the object that the preset made of a file
        self._tests = {}  # the same of the unit tests of impl/
        self._replaced = {}  # the object that takes its place

    def make(self, files, wanted, programs):
        """Compiles and links; returns {program: path}.  `wanted` are the keys to build."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for source in files:
            source.edits = [edit for edit in source.found.edits if edit.mutant.key in wanted]
        self._read_commands()
        shutil.copytree(self.root / "impl", self.folder / "impl")
        (self.folder / "prelude.h").write_text(schemata.PRELUDE)
        (self.folder / "switch.cc").write_text(schemata.SWITCH)
        self._compile(files)
        return {program: self._link(program) for program in programs}

    # -- compiling --

    def _read_commands(self):
        listed = self.objects / "compile_commands.json"
        impl = self.root / "impl"
        modules = {path.stem for path in impl.rglob("*.h")}
        for entry in json.loads(listed.read_text()):
            path = pathlib.Path(entry["file"])
            words = shlex.split(entry["command"])
            made = words[words.index("-o") + 1]
            if path.is_relative_to(impl):
                name = str(path.relative_to(self.root))
                self._commands[name] = self._options(entry)
                self._unchanged[name] = str(pathlib.Path(entry["directory"]) / made)
            elif (path.parent == self.root / "conformance/unit" and
                  path.stem.removesuffix("_test") in modules):
                name = str(path.relative_to(self.root))
                self._commands[name] = [*self._options(entry), "-I" + str(self.root)]
                self._tests[name] = made
        if not self._commands:
            raise BuildError("%s compiles nothing of impl/" % listed)

    def _options(self, entry):
        """The compiler and its options for a file of impl/, those of the mutated build."""
        # A launcher such as ccache stays: a run that is resumed builds the same again.
        words = shlex.split(entry["command"])
        options = []
        skip = False
        for word in words:
            if skip or word in ("-o", "-c", "-I"):
                skip = not skip and word in ("-o", "-c")
                continue
            if word.startswith(("-W", "-O", "-g", "-I", "-fsanitize")):
                continue
            options.append(word)
        copy = str(self.folder / "impl")
        # Checked like the preset dev, which is what scripts/test runs.
        return options + ["-w", "-O1", "-D_GLIBCXX_ASSERTIONS", "-include",
                          str(self.folder / "prelude.h"), "-I" + copy + "/include",
                          "-I" + copy + "/src"]

    def _compile(self, files):
        by_copy = {str(self.folder / source.name): source for source in files}
        for source in files:
            self._write(source)
        any_options = next(iter(self._commands.values()))
        for source in files:
            if source.is_header and source.edits:
                self._settle([*any_options, "-x", "c++", "-fsyntax-only",
                              str(self.folder / source.name)], by_copy)
        # A file without mutants, and without headers that have some, is as it was.
        in_headers = any(source.is_header and source.edits for source in files)
        units = [source for source in files
                 if not source.is_header and (source.edits or in_headers)]
        switch = str(self.folder / "switch.o")
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            done = [pool.submit(self._compile_one, source.name, self.folder, by_copy)
                    for source in units]
            if in_headers:
                done += [pool.submit(self._compile_one, name, self.root, by_copy)
                         for name in self._tests]
            done.append(pool.submit(self._run, [*any_options, "-c", "-o", switch,
                                                str(self.folder / "switch.cc")]))
            for one in done:
                one.result()
        if in_headers and not self._tests:
            self.say("%s compiles its tests several files at a time: they keep inline functions "
                     "without faults (the preset release has each by itself)" %
                     self.objects.name)
        compiled = {source.name for source in units}
        self._replaced = {made: self._object(name) for name, made in self._tests.items()
                          if in_headers}
        self._objects = [switch] + [
            self._object(name) if name in compiled else unchanged
            for name, unchanged in self._unchanged.items()]

    def _object(self, name):
        return str(self.folder / (name.replace("/", "-") + ".o"))

    def _compile_one(self, name, folder, by_copy):
        self._settle([*self._commands[name], "-c", "-o", self._object(name), str(folder / name)],
                     by_copy)

    def _write(self, source):
        source.instrumented = schemata.instrument(source.text, source.found, source.edits)
        (self.folder / source.name).write_bytes(source.instrumented.text.encode("latin-1"))

    def _settle(self, command, by_copy):
        """Runs the compiler until it takes the file, and drops the mutants it does not take."""
        for _ in range(MOST_ROUNDS):
            done = self._run(command, check=False)
            if done.returncode == 0:
                return
            bad = self._blamed(done.stderr, by_copy)
            if not bad:
                if self._keep_constant(done.stderr, by_copy):
                    continue
                break
            for source in {id(source): source for source, _ in bad}.values():
                drop = {id(edit) for owner, edit in bad if owner is source}
                self.dropped += [edit.mutant for edit in source.edits if id(edit) in drop]
                source.edits = [edit for edit in source.edits if id(edit) not in drop]
                self._write(source)
        raise BuildError("%s\n%s" % (shlex.join(command), done.stderr[:4000]))

    def _keep_constant(self, messages, by_copy):
        """Leaves those tables constexpr that something needs when it is compiled, and drops
        the mutants in them.  Whether there was one."""
        names = set(re.findall("the value of '([^']+)' is not usable in a constant", messages))
        names = {name.rsplit("::", 1)[-1] for name in names}
        kept = False
        for source in by_copy.values():
            for at, table in list(source.found.tables.items()):
                if table.name in names:
                    kept = True
                    del source.found.tables[at]
                    inside = [edit for edit in source.edits
                              if table.begin <= edit.begin < table.end]
                    self.dropped += [edit.mutant for edit in inside]
                    source.edits = [edit for edit in source.edits if edit not in inside]
                    self._write(source)
        return kept

    def _blamed(self, messages, by_copy):
        """[(source, edit)]: those whose own lines have errors; without such, those near one."""
        exact, near = [], []
        for line in messages.splitlines():
            match = ERROR.match(line)
            if not match or match["file"] not in by_copy:
                continue
            source = by_copy[match["file"]]
            number = int(match["line"])
            owners = source.instrumented.owners
            owner = owners[number - 1] if number <= len(owners) else None
            if owner is not None:
                exact.append((source, owner))
            elif match["kind"] != "note":
                near += [(source, edit) for edit in source.instrumented.edits_near(number)]
        return exact or near

    def _run(self, command, check=True):
        done = subprocess.run(["nice", *command], capture_output=True, text=True, check=False,
                              env=dict(os.environ, LC_ALL="C"))
        if check and done.returncode != 0:
            raise BuildError("%s\n%s" % (shlex.join(command), done.stderr[:4000]))
        return done

    # -- linking --

    def _link(self, program):
        """The program with the mutated objects in place of the library."""
        listed = subprocess.run(["ninja", "-C", str(self.objects), "-t", "commands",
                                 "bin/" + program], capture_output=True, text=True, check=False)
        lines = [line for line in listed.stdout.splitlines() if "-o bin/" + program in line]
        if not lines:
            raise BuildError("%s does not build bin/%s" % (self.objects, program))
        words = [word for word in shlex.split(lines[-1]) if word not in (":", "&&")]
        path = self.folder / "bin" / program
        path.parent.mkdir(exist_ok=True)
        linked, replaced = [], False
        for word in words:
            if os.path.basename(word) == LIBRARY:
                # First, so that its inline functions are the ones that are kept.
                replaced = True
            elif word == "bin/" + program:
                linked.append(str(path))
            else:
                linked.append(self._replaced.get(word, word))
        if not replaced:
            raise BuildError("bin/%s is not linked with %s" % (program, LIBRARY))
        linked[1:1] = self._objects
        done = subprocess.run(linked, cwd=self.objects, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BuildError("%s\n%s" % (shlex.join(linked), done.stderr[:4000]))
        return path
