#!/usr/bin/env bash
# Proves that AFL++ drives the fuzz targets: they ask for nothing but LIB_FUZZING_ENGINE.
#
# usage: fuzz/afl_test.sh TARGET BUILD
#
# Builds TARGET in the folder BUILD with AFL++'s compiler and its driver as the engine, and
# runs afl-fuzz on some of its seeds for five seconds.  Wanted: the target is instrumented, is
# run more than a thousand times, and does not crash.
#
# Exit status: 0 all that holds; 1 something does not; 2 usage; 77 there is no AFL++ here, or
# this kernel does not let it run.
set -euo pipefail
case ${1-} in
  -h | --help)
    awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
    exit 0
    ;;
esac
if (($# != 2)); then
  echo "afl_test.sh: a target and a build folder, please; see --help" >&2
  exit 2
fi
readonly target=$1 build=$2
source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

skip() {
  echo "skipped: $*"
  exit 77
}
wrong() {
  echo "wrong: $*"
  exit 1
}

if ! command -v afl-clang-fast++ || ! command -v afl-fuzz; then
  skip "no AFL++ here; apt-get install afl++"
fi
prefix=$(dirname -- "$(dirname -- "$(command -v afl-fuzz)")")
driver=$prefix/lib/afl/libAFLDriver.a
[[ -f $driver ]] || skip "this AFL++ has no $driver"
seeds=$source/corpus/seeds/$target
[[ -d $seeds ]] || wrong "no seeds in $seeds; scripts/make-seeds writes them"

build_target() {
  export CXX=afl-clang-fast++ AFL_QUIET=1
  cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS=-O1 \
    -DBUILD_TESTING=OFF -DBASEHTTP_FUZZERS=ON -DBASEHTTP_TOOL=OFF \
    -DBASEHTTP_WARNINGS_AS_ERRORS=OFF -DCMAKE_DISABLE_FIND_PACKAGE_Python3=ON \
    -DLIB_FUZZING_ENGINE="$driver" && cmake --build "$build" --target "$target"
}
if ! (build_target) >"$build.log" 2>&1; then
  tail -n 30 -- "$build.log"
  wrong "$target does not build with AFL++"
fi

# A few seeds: AFL++ tries each of them before it begins.
rm -rf -- "$build/in" "$build/out"
mkdir -p -- "$build/in"
find "$seeds" -maxdepth 1 -type f -size -4k | sort | head -n 20 |
  while IFS= read -r file; do cp -- "$file" "$build/in/"; done

status=0
AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
  afl-fuzz -m none -t 5000+ -V 5 -i "$build/in" -o "$build/out" -- "$build/bin/$target" \
  </dev/null >"$build/afl.log" 2>&1 || status=$?
if ((status != 0)); then
  tail -n 20 -- "$build/afl.log"
  ! grep -qaE 'shmget|shm_open|Permission denied|Operation not permitted' "$build/afl.log" ||
    skip "this kernel gives AFL++ no shared memory"
  wrong "afl-fuzz ended with status $status"
fi

# figure NAME: of the run.
figure() { sed -n "s/^$1 *: *//p" "$build/out/default/fuzzer_stats"; }
runs=$(figure execs_done) edges=$(figure edges_found) kept=$(figure corpus_count)
crashes=$(figure saved_crashes)
echo "$target: $runs runs, $edges edges, $kept inputs kept, $crashes crashes"
((runs > 1000)) || wrong "AFL++ ran it $runs times only"
((edges > 300)) || wrong "not instrumented: $edges edges"
((crashes == 0)) || wrong "it crashes: see $build/out/default/crashes"
