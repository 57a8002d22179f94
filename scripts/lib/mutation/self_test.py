"""Tests of the mutators and of what judges their mutants; `ctest -L mutate` runs them."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
import types
import unittest

from mutation import (clang_ast, cpp_mutants, equivalents, layers, mutant, python_mutants, report,
                      schemata, sides, state)

ROOT = pathlib.Path(__file__).resolve().parents[3]

CPP = """\
namespace basehttp {
constexpr int kMost = 3;
bool small(int n) { return n < kMost && n != -1; }
int total(const char* text) {
  int sum = 0;
  for (int i = 0; text[i] != '\\0'; ++i) {
    if (text[i] == ' ') continue;
    sum += text[i];
  }
  return sum;
}
const char* greeting() { return "hi"; }
constexpr int twice(int n) { return n * 2; }
static_assert(twice(2) == 4);
}  // namespace basehttp
"""

CPP_CHANGES = {
    ("small", "return", "return n < kMost && n != -1; => (removed)"),
    ("small", "value", "return n < kMost && n != -1; => return !(n < kMost && n != -1);"),
    ("small", "logical", "n < kMost && n != -1 => (n < kMost) || (n != -1)"),
    ("small", "logical", "n < kMost && n != -1 => static_cast<bool>(n < kMost)"),
    ("small", "logical", "n < kMost && n != -1 => static_cast<bool>(n != -1)"),
    ("small", "comparison", "n < kMost => n <= kMost"),
    ("small", "comparison", "n < kMost => n >= kMost"),
    ("small", "constant", "kMost => kMost + 1"),
    ("small", "constant", "kMost => kMost - 1"),
    ("small", "comparison", "n != -1 => n == -1"),
    ("small", "arithmetic", "-1 => 1"),
    ("small", "constant", "1 => (1 + 1)"),
    ("small", "constant", "1 => (1 - 1)"),
    ("total", "constant", "0 => (0 + 1)"),
    ("total", "loop", "for (int i = 0; text[i] != '\\0'; ++i) => (removed)"),
    ("total", "comparison", "text[i] != '\\0' => text[i] == '\\0'"),
    ("total", "constant", "'\\0' => static_cast<char>('\\0' + 1)"),
    ("total", "step", "++i => (removed)"),
    ("total", "arithmetic", "++i => --i"),
    ("total", "comparison", "text[i] == ' ' => text[i] != ' '"),
    ("total", "constant", "' ' => static_cast<char>(' ' + 1)"),
    ("total", "continue", "continue; => (removed)"),
    ("total", "assignment", "sum += text[i]; => (removed)"),
    ("total", "arithmetic", "sum += text[i] => sum -= text[i]"),
    ("total", "return", "return sum; => (removed)"),
    ("total", "value", "return sum; => return {};"),
    ("greeting", "return", 'return "hi"; => (removed)'),
    ("greeting", "value", 'return "hi"; => return {};'),
    ("greeting", "text", '"hi" => "Xi"'),
    ("greeting", "text", '"hi" => ""'),
    ("twice", "return", "return n * 2; => (removed)"),
    ("twice", "value", "return n * 2; => return {};"),
    ("twice", "arithmetic", "n * 2 => (n) + (2)"),
    ("twice", "constant", "2 => (2 + 1)"),
    ("twice", "constant", "2 => (2 - 1)"),
}

MAIN = """\
#include <cstdio>
namespace basehttp { bool small(int); int total(const char*); const char* greeting(); }
int main() {
  using namespace basehttp;
  std::printf("%d%d%d %d %s\\n", small(2), small(3), small(-1), total("a b"), greeting());
}
"""


class CppTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def find(self, text=CPP):
        path = self.folder / "tiny.cc"
        path.write_text(text)
        nodes, trees = clang_ast.read("clang++", ["-std=c++20"], path, [path], "basehttp")
        found = cpp_mutants.find_mutants(nodes[str(path)], trees, path, "tiny.cc")
        found.edits.sort(key=lambda edit: (edit.begin, -edit.end))
        mutants = [edit.mutant for edit in found.edits]
        mutant.number_equals(mutants)
        for number, one in enumerate(mutants, 1):
            one.number = number
        return found

    def test_the_mutants_are_those_expected(self):
        found = {(edit.mutant.function, edit.mutant.operator, edit.mutant.change)
                 for edit in self.find().edits}
        self.assertEqual(found, CPP_CHANGES)

    def test_identities_outlive_a_shift_of_lines(self):
        before = [edit.mutant.key for edit in self.find().edits]
        shifted = CPP.replace("int total", "// A comment.\n\nint total")
        after = [edit.mutant.key for edit in self.find(shifted).edits]
        self.assertEqual(before, after)
        self.assertEqual(len(set(before)), len(before))

    def test_each_number_plants_its_mutant_and_no_other(self):
        found = self.find()
        program = self.compile(found)
        self.assertEqual(self.output(program, 0), "100 195 hi\n")
        expected = {"n < kMost => n <= kMost": "110 195 hi\n",
                    "n != -1 => n == -1": "001 195 hi\n",
                    "kMost => kMost - 1": "000 195 hi\n",
                    "continue; => (removed)": "100 227 hi\n",
                    "return sum; => return {};": "100 0 hi\n",
                    '"hi" => "Xi"': "100 195 Xi\n", '"hi" => ""': "100 195 \n"}
        for edit in found.edits:
            if edit.mutant.change in expected:
                self.assertEqual(self.output(program, edit.mutant.number),
                                 expected[edit.mutant.change], edit.mutant.change)

    def test_the_program_tells_which_mutants_it_came_across(self):
        found = self.find()
        program = self.compile(found)
        listed = self.folder / "reached"
        self.output(program, -1, BASEHTTP_MUTANTS_REACHED=str(listed))
        reached = {int(line) for line in listed.read_text().split()}
        functions = {edit.mutant.function for edit in found.edits if edit.mutant.number in reached}
        self.assertEqual(functions, {"small", "total", "greeting"})

    def test_an_error_of_the_compiler_names_its_mutant(self):
        found = self.find()
        instrumented = schemata.instrument(CPP, found, found.edits)
        for number, line in enumerate(instrumented.text.split("\n"), 1):
            if line == "(text[i] == '\\0')":
                near = instrumented.edits_near(number)
                self.assertEqual([edit.mutant.change for edit in near],
                                 ["text[i] != '\\0' => text[i] == '\\0'"])
                return
        self.fail("the alternative stands on no line of its own")

    def compile(self, found):
        for name, text in (("prelude.h", schemata.PRELUDE), ("switch.cc", schemata.SWITCH),
                           ("main.cc", MAIN),
                           ("mutated.cc", schemata.instrument(CPP, found, found.edits).text)):
            (self.folder / name).write_text(text)
        program = self.folder / "program"
        subprocess.run([os.environ.get("CXX", "c++"), "-std=c++20", "-w", "-include", "prelude.h",
                        "-o", str(program), "main.cc", "mutated.cc", "switch.cc"],
                       cwd=self.folder, check=True)
        return program

    def output(self, program, number, **more):
        return subprocess.run([str(program)], env=dict(os.environ, BASEHTTP_MUTANT=str(number),
                                                       **more),
                              stdout=subprocess.PIPE, text=True, check=False, timeout=120).stdout


PYTHON = textwrap.dedent('''\
    LIMIT = 3

    def read(words, strict=False):
        """Not a mutant."""
        try:
            first = words[0].strip()
        except (IndexError, KeyError):
            return None
        if len(words) > LIMIT and strict:
            raise ValueError("too many")
        return first.lower()

    def untouched():
        return 1
    ''')

PYTHON_CHANGES = {
    ("LIMIT", "constant", "3 => 4"), ("LIMIT", "constant", "3 => 2"),
    ("read", "constant", "False => True"),
    ("read", "assignment", "first = words[0].strip() => pass"),
    ("read", "callee", "words[0].strip() => words[0]"),
    ("read", "callee", "words[0].strip() => words[0].rstrip()"),
    ("read", "constant", "0 => 1"), ("read", "constant", "0 => -1"),
    ("read", "except", "IndexError => KeyError"), ("read", "except", "KeyError => IndexError"),
    ("read", "return", "return None => pass"),
    ("read", "constant", "None => 0"),
    ("read", "condition", "len(words) > LIMIT and strict => not (len(words) > LIMIT and strict)"),
    ("read", "condition", "len(words) > LIMIT and strict => True"),
    ("read", "condition", "len(words) > LIMIT and strict => False"),
    ("read", "logical", "len(words) > LIMIT and strict => len(words) > LIMIT or strict"),
    ("read", "logical", "len(words) > LIMIT and strict => strict"),
    ("read", "logical", "len(words) > LIMIT and strict => len(words) > LIMIT"),
    ("read", "comparison", "len(words) > LIMIT => len(words) >= LIMIT"),
    ("read", "comparison", "len(words) > LIMIT => len(words) <= LIMIT"),
    ("read", "argument", "len(words) => len()"),
    ("read", "raise", "raise ValueError('too many') => pass"),
    ("read", "argument", "ValueError('too many') => ValueError()"),
    ("read", "text", "'too many' => ''"), ("read", "text", "'too many' => 'Xoo many'"),
    ("read", "return", "return first.lower() => pass"),
    ("read", "value", "first.lower() => None"),
    ("read", "callee", "first.lower() => first"),
    ("read", "callee", "first.lower() => first.upper()"),
}


class PythonTest(unittest.TestCase):
    def setUp(self):
        self.mutants = python_mutants.find_mutants(
            (("tiny", ("LIMIT", "read")),), lambda module: ("tiny.py", "/tiny.py", PYTHON))

    def planted(self, change):
        """The module with that mutant, executed."""
        found = [one for one in self.mutants if one.change == change]
        self.assertEqual(len(found), 1, change)
        module = types.ModuleType("tiny")
        exec(compile(python_mutants.planted(PYTHON, found[0]), "tiny.py", "exec"), module.__dict__)
        return module

    def test_the_mutants_are_those_expected(self):
        found = {(one.function, one.operator, one.change) for one in self.mutants}
        self.assertEqual(found, PYTHON_CHANGES)

    def test_a_planted_mutant_changes_what_it_says(self):
        self.assertEqual(self.planted("words[0].strip() => words[0]").read([" A "]), " a ")
        self.assertEqual(self.planted("first.lower() => first").read([" A "]), "A")
        with self.assertRaises(ValueError):
            self.planted("False => True").read("abcd")
        with self.assertRaises(IndexError):
            self.planted("IndexError => KeyError").read([])
        self.assertIsNone(self.planted("return first.lower() => pass").read(["A"]))

    def test_the_rest_of_the_module_is_as_it_was(self):
        for one in self.mutants:
            module = types.ModuleType("tiny")
            exec(compile(python_mutants.planted(PYTHON, one), "tiny.py", "exec"), module.__dict__)
            self.assertEqual(module.untouched(), 1)

    def test_the_library_has_hundreds_each_with_an_identity_of_its_own(self):
        found = python_mutants.find_mutants()
        self.assertGreater(len(found), 300)
        self.assertEqual(len({one.key for one in found}), len(found))

    def test_the_subject_answers_with_a_mutant_and_says_who_it_is(self):
        found = python_mutants.find_mutants()
        changed = [one for one in found if one.change == "'HTTP/1.0' => 'XTTP/1.0'"]
        request = ('{"hello": 1}\n{"id": "a", "rfile": "GET / HTTP/1.1\\r\\n\\r\\n", "program": '
                   '{"GET": [["get", "protocol_version"]]}}\n')
        plain, mutated = (self.subject(number, request) for number in (0, changed[0].number))
        self.assertEqual(plain[0], mutated[0])
        self.assertEqual(plain[1]["writes"], ["'HTTP/1.0'"])
        self.assertEqual(mutated[1]["writes"], ["'XTTP/1.0'"])

    def test_a_case_that_computes_too_long_is_stopped(self):
        case = {"id": "a", "rfile": "GET / HTTP/1.1\r\n\r\n",
                "program": {"GET": [["get", "path"]] * 200000}}
        answer = self.subject(0, json.dumps(case) + "\n", "--seconds", "0.1")[0]
        self.assertEqual(answer["error"], "more than 0.1 seconds")
        self.assertEqual(layers.kind_of(3, answer["error"]), layers.HANG)

    def subject(self, number, request, *arguments):
        program = pathlib.Path(python_mutants.__file__).with_name("python_subject.py")
        done = subprocess.run([sys.executable, "-B", str(program), *arguments], input=request,
                              env=dict(os.environ, BASEHTTP_MUTANT=str(number)),
                              stdout=subprocess.PIPE, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]


class LayersTest(unittest.TestCase):
    def kind(self, code, seconds=0.0):
        layers.mark_children()
        return layers.Runner({}).run([sys.executable, "-c", code], 0, seconds).kind

    def test_a_hang_is_no_crash_and_neither_is_a_difference(self):
        self.assertEqual(self.kind("pass"), layers.SURVIVED)
        self.assertEqual(self.kind("raise SystemExit(1)"), layers.DIFFERENCE)
        self.assertEqual(self.kind("import os; os.abort()"), layers.CRASH)
        self.assertEqual(self.kind("raise SystemExit(3)"), layers.CRASH)
        self.assertEqual(self.kind("while True: pass"), layers.HANG)

    def test_what_waits_for_ever_hangs_and_what_waits_for_a_child_does_not(self):
        most, layers.MOST_IDLE = layers.MOST_IDLE, 0.5
        look, layers.SECONDS_A_LOOK = layers.SECONDS_A_LOOK, 0.1
        try:
            self.assertEqual(self.kind("import time; time.sleep(60)"), layers.HANG)
            computes = "import time; end = time.time() + 2\nwhile time.time() < end: pass"
            self.assertEqual(self.kind("import subprocess, sys; subprocess.run([sys.executable, "
                                       "'-c', %r], start_new_session=True)" % computes, 5.0),
                             layers.SURVIVED)
        finally:
            layers.MOST_IDLE, layers.SECONDS_A_LOOK = most, look

    def test_what_the_harness_says_of_a_subject_is_heard(self):
        self.assertEqual(layers.kind_of(3, "error  a/b\n  reason    more than 3 seconds\n"),
                         layers.HANG)
        self.assertEqual(layers.kind_of(3, "no answer within 10 s, so it was killed"), layers.HANG)
        self.assertEqual(layers.kind_of(1, "it was ended by signal 11 before it answered"),
                         layers.CRASH)
        self.assertEqual(layers.kind_of(1, "expected  Request timed out: timeout('timed out')"),
                         layers.DIFFERENCE)

    def test_nothing_outlives_an_interruption(self):
        layers.mark_children()
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "pid"
            # A grandchild in a session of its own, as the harness starts its subjects.
            code = ("import subprocess; child = subprocess.Popen(['sleep', '60'], "
                    "start_new_session=True); open(%r, 'w').write(str(child.pid)); "
                    "raise SystemExit(1)" % str(path))
            subprocess.run([sys.executable, "-c", code], check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            pid = int(path.read_text())
            self.assertTrue(is_running(pid))
            layers.sweep()
            deadline = time.monotonic() + 5
            while is_running(pid) and time.monotonic() < deadline:
                time.sleep(0.01)
            self.assertFalse(is_running(pid))


def is_running(pid):
    try:
        status = pathlib.Path("/proc/%d/stat" % pid).read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


class ListTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.one = mutant.Mutant("a.cc", "f", "constant", "return 1", "1 => 2", 7)

    def load(self, *lines):
        path = self.folder / "list.jsonl"
        path.write_text("".join(line + "\n" for line in lines))
        return equivalents.load(path)

    def entry(self, **changes):
        return json.dumps(dict(self.one.fields, reason="nobody looks", **changes))

    def test_an_entry_holds_for_its_mutant(self):
        listed = self.load(self.entry())
        self.assertIn(self.one.key, listed)
        self.assertEqual(equivalents.problems(listed, [self.one], {}, None), [])

    def test_an_entry_without_a_mutant_is_an_error(self):
        found = equivalents.problems(self.load(self.entry(change="3 => 4")), [self.one], {}, None)
        self.assertEqual(len(found), 1)
        self.assertIn("list.jsonl:1: matches no mutant", found[0])

    def test_an_entry_for_a_mutant_that_is_killed_is_an_error(self):
        found = equivalents.problems(self.load(self.entry()), [self.one],
                                     {self.one.key: "grids"}, None)
        self.assertIn("is killed by grids", found[0])

    def test_an_entry_for_another_interpreter_is_left_alone(self):
        listed = self.load(self.entry(change="3 => 4", version="3.12.1"))
        self.assertEqual(equivalents.problems(listed, [self.one], {}, "3.13.0"), [])

    def test_a_line_that_is_wrong_is_named(self):
        for line, what in (("{", "no JSON"), ("[]", "no JSON object"),
                           (json.dumps(self.one.fields), "key reason"),
                           (self.entry(ordinal="0"), "key ordinal")):
            with self.assertRaises(equivalents.ListError) as caught:
                self.load(self.entry(change="other"), line)
            self.assertIn("list.jsonl:2: ", str(caught.exception))
            self.assertIn(what, str(caught.exception))
        with self.assertRaises(equivalents.ListError):
            self.load(self.entry(), self.entry())


class ResultTest(unittest.TestCase):
    def test_the_score_leaves_out_equivalents_and_counts_survivors(self):
        names = "abcd"
        mutants = [mutant.Mutant("a.cc", name, "constant", "", "1 => 2", 1) for name in names]
        kinds = dict(zip(names, (layers.DIFFERENCE, layers.HANG, layers.SURVIVED, layers.SURVIVED)))
        results = {(one.key, "grids"): (kinds[one.function], 0.0) for one in mutants}
        equivalent = {mutants[3].key: None}
        result = report.SideResult(types.SimpleNamespace(title="", name="cpp"), mutants, [],
                                   results, ["grids"], equivalent, mutants)
        self.assertEqual([one.function for one in result.killed], ["a", "b"])
        self.assertEqual([one.function for one in result.survivors], ["c"])
        self.assertAlmostEqual(result.score, 2 / 3)

    def test_a_selection_is_stable(self):
        mutants = [mutant.Mutant("a.cc", "f", "constant", "", "%d => 0" % n, n) for n in range(90)]
        chosen = sides.square_root_of_each(mutants, 1.0)
        self.assertEqual(len(chosen), 10)
        more = mutants + [mutant.Mutant("a.cc", "g", "constant", "", "1 => 0", 1)]
        self.assertEqual([one.key for one in sides.square_root_of_each(more, 1.0)][:10],
                         [one.key for one in chosen])

    def test_a_run_is_resumed_at_the_same_commit_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "state"
            first = state.State(path, {"commit": "a"}, False)
            first.add("k", "grids", layers.HANG, 1.0)
            first.close()
            with path.open("a") as file:
                file.write('["cut')
            for commit, count in (("a", 1), ("b", 0)):
                again = state.State(path, {"commit": commit}, True)
                self.assertEqual(len(again.results), count)
                again.close()


class CommandTest(unittest.TestCase):
    """The command as a whole, in a repository of its own."""

    def setUp(self):
        if shutil.which("git") is None:
            self.skipTest("no git here")
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(ROOT / "scripts", self.folder / "scripts",
                        ignore=shutil.ignore_patterns("__pycache__"))
        for words in (["init", "-q"], ["add", "-A"],
                      ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m",
                       "all"]):
            subprocess.run(["git", *words], cwd=self.folder, check=True)

    def mutate(self, *arguments):
        done = subprocess.run([sys.executable, "-B", "-m", "mutation", *arguments],
                              cwd=self.folder, capture_output=True, text=True, check=False,
                              env=dict(os.environ, PYTHONPATH=str(self.folder / "scripts/lib")))
        return done.returncode, done.stderr

    def test_a_tree_that_is_not_as_committed_is_refused(self):
        (self.folder / "left-over").write_text("")
        status, said = self.mutate("--sample", "1")
        self.assertEqual(status, 12)
        self.assertIn("?? left-over", said)

    def test_wrong_options_are_refused(self):
        for arguments in (["--no-such"], ["--side", "rust"], ["--layer", "no-such"], ["--jobs", "0"],
                          ["--sample", "0"], ["--sample", "3", "--all"], ["--at-least", "101"]):
            self.assertEqual(self.mutate(*arguments)[0], 2, arguments)


if __name__ == "__main__":
    unittest.main(verbosity=1)
