"""scripts/subjects/cpython.py for the differential fuzzer: many cases in one message.

usage: piped_subject.py SUBJECT [TIMES]

A message is a list in marshal's format, version 2, behind its size in four bytes, the lowest
first.  The first one that this sends is who answers, as JSON.  From then on it is sent a list of
programs and one of cases, in which a program is a place in the other list, and sends the answers
of PROTOCOL.md in the order of the cases.  At the end of its input it exits with 0.  TIMES: every case is answered so often, to measure what that
costs.
"""

import gc
import importlib.util
import json
import marshal
import sys


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(subject_path, times="1"):
    subject = load("cpython", subject_path)
    subject.prepare()
    subject.take_signals()
    source = sys.stdin.buffer
    output = sys.stdout.buffer
    answer_case = subject.answer_case

    def send(message):
        data = marshal.dumps(message, 2)
        output.write(len(data).to_bytes(4, "little") + data)
        output.flush()

    gc.collect()
    if sys.version_info >= (3, 7):
        gc.freeze()  # what lives for ever need not be looked at again
    send([json.dumps(subject.identity(), sort_keys=True)])
    while True:
        size = source.read(4)
        if len(size) < 4:
            return
        programs, cases = marshal.loads(source.read(int.from_bytes(size, "little")))
        for case in cases:
            if "program" in case:
                case["program"] = programs[case["program"]]
        for _ in range(int(times)):
            answers = [answer_case(case) for case in cases]
        send(answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
