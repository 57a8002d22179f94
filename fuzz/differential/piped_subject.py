"""scripts/subjects/cpython.py for the differential fuzzer: many cases in one message.

usage: piped_subject.py SUBJECT TIMES

A message is its size in four bytes, the lowest first, and objects in marshal's format, version 4.
The first one that this sends is who answers, as JSON.  From then on it is sent a list of programs
and one of cases, in which a program is a place in the other list, and sends lists of the answers of
PROTOCOL.md in the order of the cases.  Each case is answered TIMES times and the last answer is
sent: so what answering costs can be told from what the pipe costs.  At the end of its input it
exits with 0.
"""

import gc
import importlib.util
import json
import marshal
import sys


# Answers that are written together: each refers to the names in those before it, and all are still
# in the caches.
TOGETHER = 8


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(subject_path, times):
    subject = load("cpython", subject_path)
    subject.prepare()
    subject.take_signals()
    source = sys.stdin.buffer
    output = sys.stdout.buffer
    answer_case = subject.answer_case
    dumps = marshal.dumps

    def send(objects):
        size = sum(map(len, objects))
        output.write(b"".join([size.to_bytes(4, "little")] + objects))
        output.flush()

    gc.collect()
    if sys.version_info >= (3, 7):
        gc.freeze()  # what lives for ever need not be looked at again
    send([dumps(json.dumps(subject.identity(), sort_keys=True), 4)])
    while True:
        size = source.read(4)
        if len(size) < 4:
            return
        programs, cases = marshal.loads(source.read(int.from_bytes(size, "little")))
        for case in cases:
            if "program" in case:
                case["program"] = programs[case["program"]]
        for _ in range(times - 1):
            for case in cases:
                answer_case(case)
        send([dumps([answer_case(case) for case in cases[first:first + TOGETHER]], 4)
              for first in range(0, len(cases), TOGETHER)])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
