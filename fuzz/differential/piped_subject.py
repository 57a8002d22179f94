"""scripts/subjects/cpython.py for the differential fuzzer: many cases in one message.

usage: piped_subject.py SUBJECT

A message is a list in marshal's format, version 4, behind its size in four bytes, the lowest
first.  The first one that this sends is who answers, as JSON.  From then on it is sent a list of
programs and one of cases, in which a program is a place in the other list, and sends how many
seconds of CPU time the answers took, and the answers of PROTOCOL.md in the order of the cases.
At the end of its input it exits with 0.
"""

import gc
import importlib.util
import json
import marshal
import sys
from time import process_time


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(subject_path):
    subject = load("cpython", subject_path)
    subject.prepare()
    subject.take_signals()
    source = sys.stdin.buffer
    output = sys.stdout.buffer
    answer_case = subject.answer_case

    def send(message):
        data = marshal.dumps(message, 4)
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
        start = process_time()
        answers = [answer_case(case) for case in cases]
        send([process_time() - start, answers])


if __name__ == "__main__":
    main(sys.argv[1])
