"""How far a run is: a bar on a terminal, a line now and then in a pipe."""

import sys
import threading
import time

SECONDS_BETWEEN_LINES = 30.0
WIDTH = 30


class Progress:
    def __init__(self, what, total, out=sys.stderr):
        self._what = what
        self._total = total
        self._out = out
        self._bar = out.isatty()
        self._start = time.monotonic()
        self._next = 0.0 if self._bar else SECONDS_BETWEEN_LINES
        self._lock = threading.Lock()

    def show(self, done, note=""):
        with self._lock:
            elapsed = time.monotonic() - self._start
            if elapsed < self._next and done < self._total:
                return
            self._next = elapsed + (0.1 if self._bar else SECONDS_BETWEEN_LINES)
            left = elapsed / done * (self._total - done) if done else 0
            text = "%s %d/%d, %s left%s" % (self._what, done, self._total, _minutes(left),
                                            ", " + note if note else "")
            if self._bar:
                filled = WIDTH * done // self._total if self._total else WIDTH
                self._out.write("\r[%s%s] %s\x1b[K" % ("#" * filled, "." * (WIDTH - filled), text))
            else:
                self._out.write(text + "\n")
            self._out.flush()

    def close(self):
        if self._bar:
            self._out.write("\r\x1b[K")
            self._out.flush()


def _minutes(seconds):
    return "%d:%02d min" % divmod(int(seconds), 60)
