"""Results on disk, so that a run that was interrupted goes on where it was."""

import json


class State:
    """The results of one side at one commit: {(key of the mutant, layer): (kind, seconds)}.

    A file whose first line names another commit, or that is to be forgotten, starts anew.
    """

    def __init__(self, path, identity, resume):
        self.results = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        if resume and path.exists():
            self._read(path, identity)
        self._file = path.open("w", encoding="utf-8")
        self._line(identity)
        for (key, layer), (kind, seconds) in self.results.items():
            self._line([key, layer, kind, seconds])

    def _read(self, path, identity):
        lines = path.read_text(encoding="utf-8").splitlines()
        try:
            if not lines or json.loads(lines[0]) != identity:
                return
            for line in lines[1:]:
                key, layer, kind, seconds = json.loads(line)
                self.results[key, layer] = kind, seconds
        except ValueError:
            return  # cut off in the middle of a line: what was read before it holds

    def add(self, key, layer, kind, seconds):
        self.results[key, layer] = kind, seconds
        self._line([key, layer, kind, round(seconds, 3)])

    def _line(self, value):
        self._file.write(json.dumps(value) + "\n")
        self._file.flush()

    def close(self):
        self._file.close()
