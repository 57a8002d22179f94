"""Plants every fault of the table in a copy of the reference, each behind a switch.

usage: python3 -m fuzz_bench.plant FOLDER | --check

FOLDER becomes a copy of impl/ in which BASEHTTP_FAULT chooses, by its id, the fault that is
there; without it the copy does what impl/ does.  --check only looks whether each fault still
fits the sources.  Exit status: 0 it does; 1 one does not.
"""

import pathlib
import sys

from fuzz_bench import faults

HEADER = """\
// Which fault is planted, by the environment variable BASEHTTP_FAULT.
#pragma once

namespace basehttp {
bool has_planted_fault(int number) noexcept;
}  // namespace basehttp
"""

# A fuzzer is not to see the switch: it says nothing about the input.
SOURCE = """\
#include "basehttp/planted_fault.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace basehttp {
namespace {

constexpr const char* kIds[] = {%s};
int planted = 0;

// Before the constructors of C++, which run what is planted in them.
__attribute__((constructor(101), no_sanitize("coverage"))) void read_fault() {
  const char* id = std::getenv("BASEHTTP_FAULT");
  if (id == nullptr || *id == '\\0') return;
  for (int i = 0; i < %d; ++i)
    if (std::strcmp(id, kIds[i]) == 0) planted = i + 1;
  if (planted != 0) return;
  std::fprintf(stderr, "BASEHTTP_FAULT: there is no fault %%s in fuzz/faults/faults.toml\\n", id);
  std::_Exit(2);
}

}  // namespace

__attribute__((noinline, no_sanitize("coverage"))) bool has_planted_fault(int number) noexcept {
  return planted == number;
}

}  // namespace basehttp
"""

INCLUDE = '#include "basehttp/planted_fault.h"\n'


def with_faults(text, wanted):
    """The text of a file with these faults behind their switches."""
    for fault in sorted(wanted, key=lambda fault: -fault.begin):
        test = "::basehttp::has_planted_fault(%d)" % fault.number
        if fault.is_statement:
            new = "if (%s) { %s } else { %s }" % (test, fault.replaced, fault.original)
        else:
            new = "(%s ? (%s) : (%s))" % (test, fault.replaced, fault.original)
        text = text[:fault.begin] + new + text[fault.end:]
    return text


def plant(impl, wanted, folder):
    """Makes `folder` the copy; files that stay equal keep their times."""
    made = {path.relative_to(impl): path.read_text(encoding="utf-8")
            for path in sorted(impl.rglob("*")) if path.is_file()}
    for file in {fault.file for fault in wanted}:
        path = pathlib.Path(file)
        text = with_faults(made[path], [fault for fault in wanted if fault.file == file])
        # Behind the comment that a header begins with: `#pragma once` is a line of its own.
        made[path] = (text.replace("#pragma once\n", "#pragma once\n" + INCLUDE, 1)
                      if path.suffix == ".h" else INCLUDE + text)
    ids = ", ".join('"%s"' % fault.id for fault in wanted)
    made[pathlib.Path("include/basehttp/planted_fault.h")] = HEADER
    made[pathlib.Path("src/planted_fault.cc")] = SOURCE % (ids, len(wanted))
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(folder) not in made:
            path.unlink()
    for name, text in made.items():
        path = folder / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    impl = faults.root() / "impl"
    try:
        found = faults.load(faults.table(), impl)
    except faults.TableError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments[0] == "--check":
        print("%d faults fit the sources" % len(found))
    else:
        plant(impl, found, pathlib.Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
