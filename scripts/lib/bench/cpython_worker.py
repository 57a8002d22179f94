"""CPython's own handler on the inputs of the benchmarks, in memory.

Started by scripts/lib/bench/run.py, one process for each interpreter, and asked line
by line: `NAME MODE TIMES`, where NAME is a file in the folder of inputs and MODE is
quiet or log.  Answers the CPU nanoseconds of all TIMES connections, or `error: ...`.
Runs under every CPython from 3.6 on.
"""
import io
import os
import sys
import time
from http.server import BaseHTTPRequestHandler

EXPECTED = {  # bytes of response, by the first digit of the status
    "W1": 200, "W2": 200, "W3": 200, "W3x": 431, "W4": 200, "W5": 400, "W5b": 501, "W6": 200,
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    client_address = ("127.0.0.1", 54321)
    close_connection = True

    def __init__(self, rfile, wfile):  # no socket: what socketserver does is left out
        self.rfile = rfile
        self.wfile = wfile

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "13")
        self.end_headers()
        self.wfile.write(b"hello, world\n")


class Quiet(Handler):
    def log_message(self, format, *args):
        pass


def serve(handler_class, data, times):
    """CPU nanoseconds of `times` connections, and what the last one was answered."""
    log = sys.stderr
    sys.stderr = io.StringIO()
    try:
        begin = time.process_time()
        for _ in range(times):
            wfile = io.BytesIO()
            handler_class(io.BytesIO(data), wfile).handle()
        spent = time.process_time() - begin
    finally:
        sys.stderr = log
    return int(spent * 1e9), wfile.getvalue()


def check(name, data, response):
    requests = data.count(b"GET /art") if name == "W4" else 1
    status = str(EXPECTED.get(name, 200)).encode()
    if name == "W5":  # answered as HTTP/0.9 before 3.15
        return b"Error code: 400" in response
    return response.count(b"HTTP/1.1 " + status + b" ") == requests


def main(folder):
    inputs = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            inputs[name] = file.read()
    print(sys.version.split()[0], flush=True)
    for line in sys.stdin:
        name, mode, times = line.split()
        spent, response = serve(Quiet if mode == "quiet" else Handler, inputs[name], int(times))
        if not check(name, inputs[name], response):
            print("error: a wrong response to", name, flush=True)
        else:
            print(spent, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
