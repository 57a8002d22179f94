"""What the embedded Python runs first: scripts/subjects/cpython.py, without its protocol."""

import gc
import importlib.util
import json
import sys


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def start(subject_path, coverage_path, coverage):
    """(the function that answers a case, who answers as JSON, a bytearray or None)."""
    reached = None
    if coverage != "none":
        reached = load("python_coverage", coverage_path).start(coverage)
    subject = load("cpython", subject_path)
    subject.HAS_TIMER = False  # the fuzzer has a clock of its own, and uses the same signal
    subject.prepare()
    who = json.dumps(subject.identity(), sort_keys=True)
    gc.collect()
    if sys.version_info >= (3, 7):
        gc.freeze()  # what lives for ever need not be looked at again
    return subject.answer_case, who, reached
