"""C++ text that holds many mutants at once, each behind a switch that is read at run time.

A compiler would need hours for a build of each mutant.  So every place that mutants change
becomes a choice, `is(17) ? (a <= b) : (a < b)`, and one build holds them all; the number in
the environment variable BASEHTTP_MUTANT says which one is planted.

Each alternative stands on a line of its own, so that an error of the compiler names its mutant.
"""

# Goes before every file.  In a constant expression there is no mutant; tables that are
# constexpr become const, and their mutants ask `now`, which keeps the compiler from working
# them out beforehand.
PRELUDE = """\
#pragma once
#include <type_traits>
namespace basehttp_mutants {
extern int planted;
bool note(int number);
inline bool now(int number) { return planted == number || (planted < 0 && note(number)); }
constexpr bool is(int number) {
  if (std::is_constant_evaluated()) return false;
  return now(number);
}
inline void at_run_time() {}
}  // namespace basehttp_mutants
"""

# The number is there before the constructors of C++ run, which make tables.  With the number
# -1 no mutant is planted, and the program leaves in a file which ones it came across.
SWITCH = """\
#include <cstdio>
#include <cstdlib>
namespace basehttp_mutants {
int planted = 0;
namespace {
constexpr int kMost = 1 << 16;
bool reached[kMost];
__attribute__((constructor(101))) void read() {
  if (const char* number = std::getenv("BASEHTTP_MUTANT")) planted = std::atoi(number);
}
__attribute__((destructor)) void write() {
  const char* name = planted < 0 ? std::getenv("BASEHTTP_MUTANTS_REACHED") : nullptr;
  std::FILE* file = name != nullptr ? std::fopen(name, "w") : nullptr;
  if (file == nullptr) return;
  for (int i = 0; i < kMost; ++i)
    if (reached[i]) std::fprintf(file, "%d\\n", i);
  std::fclose(file);
}
}  // namespace
bool note(int number) {
  reached[number] = true;
  return false;
}
}  // namespace basehttp_mutants
"""


class _Region:
    """Edits that replace the same bytes, and the regions inside."""

    def __init__(self, begin, end):
        self.begin = begin
        self.end = end
        self.edits = []
        self.inner = []
        self.makes_table = False


class Instrumented:
    """A file with its mutants: the text, and what each line of it belongs to."""

    def __init__(self, text, owners):
        self.text = text
        self.owners = owners  # by line, from 0: the edit whose alternative it is, or None

    def edits_near(self, line):
        """The edits that an error in this line (from 1) may come from: that of the line, else
        those of the nearest statement with any."""
        owner = self.owners[line - 1] if line <= len(self.owners) else None
        if owner is not None:
            return [owner]
        for distance in range(1, len(self.owners)):
            near = [self.owners[i] for i in (line - 1 - distance, line - 1 + distance)
                    if 0 <= i < len(self.owners) and self.owners[i] is not None]
            if near:
                nearest = near[0].mutant
                return [edit for edit in self.owners if edit is not None and
                        edit.mutant.function == nearest.function and
                        edit.mutant.statement == nearest.statement]
        return []


def instrument(text, found, edits):
    """The text (latin-1, as offsets count bytes) with these of its edits; an Instrumented."""
    # Tables may be made by constexpr functions that have mutants, wherever those stand.
    tables = found.tables if edits else {}
    in_tables = [(table.begin, table.end) for table in tables.values()]
    root = _Region(0, len(text))
    regions = {}
    for edit in edits:
        regions.setdefault((edit.begin, edit.end), _Region(edit.begin, edit.end)).edits.append(edit)
    for at in found.fall_offs:
        regions[(at, at)] = _Region(at, at)
    for at, table in tables.items():
        regions[(at, at + len("constexpr"))] = _Region(at, at + len("constexpr"))
        if table.value:
            regions.setdefault(table.value, _Region(*table.value)).makes_table = True
    _nest(root, sorted(regions.values(), key=lambda region: (region.begin, -region.end)))
    writer = _Writer(text, set(tables), in_tables)
    writer.inside(root)
    return writer.result()


def _nest(root, regions):
    open_regions = [root]
    for region in regions:
        while region.begin >= open_regions[-1].end and open_regions[-1] is not root:
            open_regions.pop()
        if region.end > open_regions[-1].end:
            raise ValueError("edits that cross: %d-%d" % (region.begin, region.end))
        open_regions[-1].inner.append(region)
        open_regions.append(region)


class _Writer:
    def __init__(self, text, table_words, in_tables):
        self._text = text
        self._table_words = table_words
        self._in_tables = in_tables
        self._pieces = []  # (text, the edit whose alternative it is)

    def result(self):
        owners = [None]
        for text, edit in self._pieces:
            if edit is not None and owners[-1] is None:
                owners[-1] = edit
            owners.extend([edit] * text.count("\n"))
            if edit is not None:
                owners[-1] = None if text.endswith("\n") else edit
        return Instrumented("".join(text for text, _ in self._pieces), owners)

    def _put(self, text, edit=None):
        self._pieces.append((text, edit))

    def inside(self, region):
        """The region's own bytes, with the regions in it instrumented."""
        at = region.begin
        for inner in region.inner:
            self._put(self._text[at:inner.begin])
            self._region(inner)
            at = inner.end
        self._put(self._text[at:region.end])

    def _region(self, region):
        if region.begin == region.end:
            self._put("__builtin_trap(); ")
        elif region.begin in self._table_words and not region.edits:
            self._put("const    ")
        elif region.makes_table:
            self._put("(basehttp_mutants::at_run_time(), ")
            if region.edits:
                self._expression(region)
            else:
                self.inside(region)
            self._put(")")
        elif region.edits[0].form == "statement":
            self._statement(region)
        elif region.edits[0].form.startswith("declared:"):
            self._declared(region)
        else:
            self._expression(region)

    def _test(self, edit):
        in_table = any(begin <= edit.begin < end for begin, end in self._in_tables)
        return "basehttp_mutants::%s(%d)" % ("now" if in_table else "is", edit.mutant.number)

    def _alternative(self, edit, text):
        self._put("\n")
        self._put(text + "\n", edit)

    def _statement(self, region):
        self._put("{ ")
        for edit in region.edits:
            self._put("if (%s) {" % self._test(edit))
            self._alternative(edit, edit.text or "static_cast<void>(0);")
            self._put("} else ")
        self._put("{ ")
        self.inside(region)
        self._put(" } }")

    def _declared(self, region):
        edit = region.edits[0]
        self.inside(region)
        self._put("; %s ?" % self._test(edit))
        self._alternative(edit, edit.text)
        self._put(": %s" % edit.form.partition(":")[2])

    def _expression(self, region):
        forms = {edit.form for edit in region.edits}
        cast = "static_cast<void>" if "void" in forms else ""
        self._put("(")
        for edit in region.edits:
            self._put("%s ?" % self._test(edit))
            self._alternative(edit, "%s(%s)" % (cast, edit.text))
            self._put(": ")
        self._put("%s(" % ("static_cast<bool>" if "condition" in forms else cast))
        self.inside(region)
        self._put("))")
