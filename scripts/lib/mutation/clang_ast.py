"""The syntax tree of a C++ file, as clang's -ast-dump=json tells it, with source ranges.

The JSON has what a rewriter needs (opcodes, byte offsets, which declaration a name refers to)
and needs nothing but the compiler.  clang leaves a file's name out of a location when it is
the one that it printed last, so a tree is only read from its beginning.
"""

import json
import subprocess


class AstError(Exception):
    """clang did not take the file."""


class Node:
    """A node of the tree.  `begin` and `end` are byte offsets in `file`; None where the node
    is not written there (implicit nodes, expansions of macros)."""

    __slots__ = ("kind", "raw", "file", "begin", "end", "last", "children")

    def __init__(self, raw):
        self.kind = raw.get("kind", "")
        self.raw = raw
        self.file = self.begin = self.end = self.last = None
        self.children = []

    def __getitem__(self, key):
        return self.raw[key]

    def get(self, key, default=None):
        return self.raw.get(key, default)

    @property
    def written(self):
        return self.begin is not None

    @property
    def type(self):
        found = self.raw.get("type", {})
        return found.get("desugaredQualType", found.get("qualType", ""))


class _Reader:
    """Turns raw nodes into Nodes, in the order in which clang wrote them."""

    def __init__(self):
        self._file = None

    def node(self, raw):
        node = Node(raw)
        self._location(raw.get("loc"))
        span = raw.get("range", {})
        begin = self._location(span.get("begin"))
        end = self._location(span.get("end"))
        if begin and end and begin[0] == end[0]:
            node.file, node.begin, _ = begin
            _, node.last, length = end
            node.end = node.last + length
        node.children = [self.node(child) for child in raw.get("inner", ())]
        return node

    def _location(self, location):
        """(file, offset, length of the token), or None; remembers the file either way."""
        if not location:
            return None
        if "spellingLoc" in location or "expansionLoc" in location:
            for part in ("spellingLoc", "expansionLoc"):
                self._location(location.get(part))
            return None
        self._file = location.get("file", self._file)
        if "offset" not in location:
            return None
        return self._file, location["offset"], location["tokLen"]


def read(clang, arguments, source, files, name_filter):
    """({file: Nodes}, raw trees): the declarations in these files whose name contains
    `name_filter`, as Nodes; those of all files that `source` includes, as clang wrote them.

    `arguments` are options of the compiler.  AstError when clang finds an error.
    """
    command = [clang, *arguments, "-w", "-fsyntax-only", "-Xclang", "-ast-dump=json",
               "-Xclang", "-ast-dump-filter=" + name_filter, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AstError("%s: %s" % (source, done.stderr.strip()))
    decoder = json.JSONDecoder()
    text, at, trees = done.stdout, 0, []
    nodes = {str(file): [] for file in files}
    while True:
        at = text.find("{", at)
        if at < 0:
            return nodes, trees
        raw, at = decoder.raw_decode(text, at)
        trees.append(raw)
        # clang starts each tree with the name of its file.
        of_file = nodes.get(raw.get("loc", {}).get("file"))
        if of_file is not None:
            of_file.append(_Reader().node(raw))
