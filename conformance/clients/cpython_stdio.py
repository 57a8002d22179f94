#!/usr/bin/env python3
"""One connection on standard input and output, served by this Python's own http.server.

usage: cpython_stdio.py CASE-FILE

What `basehttp stdio --program CASE-FILE` does, done by CPython: the other side of the
real-clients test.  The class is made by scripts/subjects/cpython.py, as for a transcript.
"""
import importlib.util
import json
import os
import pathlib
import sys

SUBJECT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "subjects" / "cpython.py"


class Unbuffered:
    """wfile as socketserver makes it: each write hands all its bytes to the system."""

    def write(self, data):
        view = memoryview(data)
        while view:
            view = view[os.write(1, view) :]
        return len(data)

    def flush(self):
        pass


class Counted:
    """rfile, with the place that the recording handler looks at."""

    position = 0

    def __init__(self, stream):
        self.read = stream.read
        self.readline = stream.readline


def main():
    spec = importlib.util.spec_from_file_location("subject", str(SUBJECT))
    subject = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(subject)
    with open(sys.argv[1], encoding="utf-8") as file:
        case = json.load(file)
    handler = subject.make_handler(case, subject.Program(subject.check_program(case["program"])))
    handler.rfile = handler.case_rfile = Counted(sys.stdin.buffer)
    handler.wfile = Unbuffered()
    handler.client_address = (os.environ["SOCAT_PEERADDR"], int(os.environ["SOCAT_PEERPORT"]))
    handler.handle()


if __name__ == "__main__":
    main()
