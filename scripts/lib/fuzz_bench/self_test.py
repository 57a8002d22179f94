"""Tests of scripts/fuzz-bench: its table, how faults are planted, what it makes of trials."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

from fuzz_bench import faults, plant, results, table, trials

SOURCE = "int small(int n) {\n  if (n < 3 && n != -1) return 1;\n  count(n);\n  return 0;\n}\n"


def row(**changes):
    values = {"id": "one", "about": "x", "file": "src/a.cc", "original": "n < 3",
              "replaced": "n <= 3", "case": "a/b/c", "targets": ["a_fuzzer"], "oracle": "x"}
    values.update(changes)
    return values


def toml(rows):
    def text(value):
        return "[%s]" % ", ".join(map(text, value)) if isinstance(value, list) else \
            "'''%s'''" % value
    return "".join("[[fault]]\n" + "".join("%s = %s\n" % (key, text(value))
                                          for key, value in each.items()) for each in rows)


class Folder(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name)
        self.impl = self.folder / "impl"
        (self.impl / "src").mkdir(parents=True)
        (self.impl / "src/a.cc").write_text(SOURCE)

    def load(self, *rows):
        path = self.folder / "faults.toml"
        path.write_text(toml(rows))
        return faults.load(path, self.impl)


class TheTable(Folder):
    def test_what_fits(self):
        found = self.load(row(), row(id="two", original="count(n);", replaced=""))
        self.assertEqual([(one.number, one.id, one.is_statement) for one in found],
                         [(1, "one", False), (2, "two", True)])
        self.assertEqual(SOURCE[found[0].begin:found[0].end], "n < 3")

    def test_what_does_not(self):
        for rows, word in (
                ([row(original="n < 4")], "stands 0 times"),
                ([row(original="n")], "times in src/a.cc, not once"),
                ([row(), row(original="count(n);", replaced="")], "is there twice"),
                ([row(), row(id="two", original="n < 3 &&", replaced="n < 4 &&")], "overlap"),
                ([row(file="src/b.cc")], "there is no src/b.cc"),
                ([row(replaced="n < 3")], "replaces nothing"),
                ([row(replaced="")], "an expression by nothing"),
                ([row(original="count(n);", replaced="n")], "by what is none"),
                ([row(targets=[])], "names no target"),
                ([dict(row(), more="x")], "unknown: more"),
                ([{key: value for key, value in row().items() if key != "case"}], "case has to be"),
        ):
            with self.assertRaises(faults.TableError) as raised:
                self.load(*rows)
            self.assertIn(word, str(raised.exception))

    def test_the_one_of_the_repository(self):
        found = faults.load(faults.table(), faults.root() / "impl")
        self.assertGreaterEqual(len(found), 20)
        cases = "".join(path.read_text(encoding="utf-8")
                        for path in (faults.root() / "corpus/cases").glob("*.jsonl"))
        for fault in found:
            self.assertIn('"id": "%s"' % fault.case, cases, fault.id)
            for target in fault.targets:
                self.assertTrue((faults.root() / "fuzz" / (target + ".cc")).exists(), target)


class Planting(Folder):
    def test_each_is_behind_its_switch(self):
        found = self.load(row(), row(id="two", original="count(n);", replaced=""))
        text = plant.with_faults(SOURCE, found)
        self.assertIn("if ((::basehttp::has_planted_fault(1) ? (n <= 3) : (n < 3)) && n", text)
        self.assertIn("if (::basehttp::has_planted_fault(2)) {  } else { count(n); }", text)

    def test_the_copy(self):
        (self.impl / "src/b.cc").write_text("int b;\n")
        copy = self.folder / "copy"
        copy.mkdir()
        (copy / "old.cc").write_text("")
        plant.plant(self.impl, self.load(row()), copy)
        names = {str(path.relative_to(copy)) for path in copy.rglob("*") if path.is_file()}
        self.assertEqual(names, {"src/a.cc", "src/b.cc", "src/planted_fault.cc",
                                 "include/basehttp/planted_fault.h"})
        self.assertEqual((copy / "src/b.cc").read_text(), "int b;\n")
        self.assertIn('kIds[] = {"one"}', (copy / "src/planted_fault.cc").read_text())
        before = (copy / "src/a.cc").stat().st_mtime_ns
        plant.plant(self.impl, self.load(row()), copy)
        self.assertEqual((copy / "src/a.cc").stat().st_mtime_ns, before)


class Reports(unittest.TestCase):
    def test_what_a_target_says(self):
        head = b"INFO: Seed: 1\n"
        tail = b"\nstat::number_of_executed_units: 321\n"
        for text, reason in (
                (b"/x/fuzz/connection_fuzzer.cc:70: FUZZ_CHECK(a == b) failed: another line",
                 "FUZZ_CHECK(a == b)"),
                (b"signature: log: end | letter", "signature: log: end | letter"),
                (b"string_view:1: Assertion '__pos < this->_M_len' failed.", "Assertion '"),
                (b"==1== ERROR: libFuzzer: timeout after 10 seconds", "timeout after 10"),
        ):
            outcome = trials.outcome_of(77, head + text + tail, 1.5)
            self.assertTrue(outcome.exposed)
            self.assertEqual(outcome.runs, 321)
            self.assertIn(reason, outcome.reason)
        self.assertFalse(trials.outcome_of(0, head + tail, 1.5).exposed)
        with self.assertRaises(trials.TrialError):
            trials.outcome_of(2, b"error while loading shared libraries", 0)
        with self.assertRaises(trials.TrialError):
            trials.outcome_of(77, head + b"nothing that is known" + tail, 0)


class Waiting(unittest.TestCase):
    """A limit is of the processor: sleeping is free, and who takes too much may finish."""

    def wait(self, program, limit):
        with subprocess.Popen([sys.executable, "-c", program]) as process:
            return trials.wait(process, limit)

    def test_one_that_ends(self):
        for limit in (0, 60):
            status, seconds = self.wait("import time; time.sleep(0.1); raise SystemExit(7)", limit)
            self.assertEqual(status, 7)
            self.assertLess(seconds, 10)

    def test_one_that_takes_too_much(self):
        status, seconds = self.wait(
            "import signal, sys\n"
            "signal.signal(signal.SIGUSR1, lambda number, _: sys.exit(3))\n"
            "while True: pass", 0.5)
        self.assertEqual(status, 3)
        self.assertGreaterEqual(seconds, 0.5)


class Tables(Folder):
    def outcomes(self, *runs):
        return [trials.Outcome(abs(one), one > 0, "why", 1) for one in runs]

    def test_medians(self):
        for runs, median, is_complete in (((5, 3, 9, 7, 1), 5, True), ((5, 3, -10, 7, -10), 7, True),
                                          ((-10, -10, -10), None, True), ((5,), 5, False),
                                          ((-10,), None, False)):
            cell = table.Cell(self.outcomes(*runs), 5)
            self.assertEqual((cell.median, cell.is_complete), (median, is_complete), runs)
        self.assertEqual(table.Cell(self.outcomes(-10, -20, -10), 5).text(), "> 20")
        self.assertEqual(table.Cell(self.outcomes(-10), 5).text(), "> 10")

    def test_what_is_exposed(self):
        found = self.load(row(), row(id="two", original="count(n);", replaced=""))
        cells = {("one", "a_fuzzer", "nothing", "with"): table.Cell(self.outcomes(4, 4, 4, 4, 4), 5),
                 ("one", "a_fuzzer", "seeds", "with"): table.Cell(self.outcomes(-9, -9, -9), 5),
                 ("two", "a_fuzzer", "nothing", "with"): table.Cell(self.outcomes(-9, -9, -9), 5)}
        text = table.markdown(found, cells, 5, 1_000_000)
        self.assertIn("1 of 2 faults are exposed", text)
        self.assertIn("| one | `a` | 4 |  | > 9 |  |", text)
        whole = "head\n%s\nold\n%s\ntail\n" % (table.BEGIN, table.END)
        self.assertNotIn("old", table.put_into(whole, text))
        self.assertEqual(table.put_into(table.put_into(whole, text), text),
                         table.put_into(whole, text))
        with self.assertRaises(ValueError):
            table.put_into("no marks", text)

    def test_short(self):
        self.assertEqual([table.short(runs) for runs in (7, 1234, 56_400, 1_000_000)],
                         ["7", "1,234", "56k", "1.0M"])


class KeptResults(Folder):
    def test_what_is_known_is_not_run_again(self):
        path = self.folder / "trials.jsonl"
        trial = trials.Trial("one", "a_fuzzer", "nothing", "with", 0)
        first = results.Results(path, 1000, 0)
        first.add(trial, "program", trials.Outcome(700, False, "", 60))
        first.close()
        with path.open("a") as file:
            file.write('{"trial": ["one", "a_fuz')  # an interruption
        self.assertIsNone(results.Results(path, 1000, 0).find(trial, "program"))
        self.assertIsNone(results.Results(path, 500, 0).find(trial, "another program"))
        self.assertEqual(results.Results(path, 500, 0).find(trial, "program").runs, 700)
        self.assertEqual(results.Results(path, 1000, 60).find(trial, "program").runs, 700)


if __name__ == "__main__":
    unittest.main()
