# shellcheck shell=bash
# What OSS-Fuzz makes sure of before it takes a build: looks at an $OUT.  Uses pass, flunk,
# skip, expected_targets, and engine, sanitizer and house of the script.
# shellcheck disable=SC2154

# One instrumented function has a few of these; a target that links the runtime alone has none.
readonly least_counters=1000 least_checks=200

# fuzzers_in FOLDER: programs that hold the entry point and have a name without extension.
fuzzers_in() {
  local file
  for file in "$1"/*; do
    [[ -f $file && -x $file && $(head -c 4 -- "$file" | tail -c 3) == ELF ]] || continue
    [[ ${file##*/} =~ ^[A-Za-z0-9_-]+$ ]] || continue
    grep -qa LLVMFuzzerTestOneInput "$file" && printf '%s\n' "${file##*/}"
  done
}

# check_targets VARIANT OUT
check_targets() {
  local missing
  missing=$(comm -13 <(fuzzers_in "$2" | sort) <(expected_targets | sort) | paste -sd ' ')
  if [[ -z $(fuzzers_in "$2") ]]; then
    flunk "$1" targets "no fuzzer in $2"
  elif [[ -n $missing ]]; then
    flunk "$1" targets "missing: $missing"
  else
    pass "$1" targets "$(fuzzers_in "$2" | wc -l)"
  fi
}

# check_files VARIANT OUT
check_files() {
  local target dictionary wrong=()
  for target in $(fuzzers_in "$2"); do
    [[ -s $2/${target}_seed_corpus.zip ]] || wrong+=("$target: no seeds")
    [[ -f $2/$target.options ]] || continue
    while IFS= read -r dictionary; do
      [[ -s $2/$dictionary ]] || wrong+=("$target: no $dictionary")
    done < <(sed -n 's/^ *dict *= *//p' "$2/$target.options")
  done
  for target in "$2"/*_seed_corpus.zip; do
    [[ -x ${target%_seed_corpus.zip} ]] || wrong+=("${target##*/} belongs to no target")
  done
  if ((${#wrong[@]})); then
    flunk "$1" files "$(printf '%s; ' "${wrong[@]}")"
  else
    pass "$1" files
  fi
}

# check_libraries VARIANT MOVED: all that the loader finds is in the folder, or part of libc.
check_libraries() {
  local target wrong=()
  for target in $(fuzzers_in "$2"); do
    mapfile -t -O "${#wrong[@]}" wrong < <(env -i ldd "$2/$target" 2>&1 | awk -v home="$2/" -v name="$target" '
      /not found/ { print name ": " $1 " not found"; next }
      $2 == "=>" && index($3, home) != 1 &&
        $1 !~ /^(libc|libm|libdl|librt|libpthread|libresolv)\.so/ { print name ": " $3 }')
  done
  if ((${#wrong[@]})); then
    flunk "$1" libraries "$(printf '%s; ' "${wrong[@]}" | cut -c 1-300)"
  else
    pass "$1" libraries "$(find "$2/lib" -type f 2>/dev/null | wc -l) shared ones beside the targets"
  fi
}

# run_in LOG COMMAND...: from a folder of its own, with nothing in the environment.
run_in() {
  local log=$1
  shift
  (cd -- "$scratch/cwd" && env -i "PATH=/usr/bin:/bin" "LLVM_PROFILE_FILE=$scratch/%p.profraw" \
    UBSAN_OPTIONS=silence_unsigned_overflow=1 \
    AFL_NO_UI=1 timeout -k 5 300 "$@") </dev/null >"$log" 2>&1
}

# first_words LOG
first_words() { grep -m 2 -aE 'ERROR|error|FUZZ_CHECK|cannot' "$1" | cut -c 1-200 | paste -sd ' '; }

# check_starts VARIANT MOVED
check_starts() {
  local target wrong=()
  for target in $(fuzzers_in "$2"); do
    # A build for coverage alone tells libFuzzer nothing, which some versions take for an error.
    if [[ $engine == libfuzzer && $sanitizer != coverage ]]; then
      run_in "$scratch/starts-$target" "$2/$target" -seed=1337 -len_control=0 -runs=4
    else
      run_in "$scratch/starts-$target" "$2/$target" "$scratch/empty"
    fi || wrong+=("$target: $(first_words "$scratch/starts-$target")")
  done
  if ((${#wrong[@]})); then
    flunk "$1" starts "$(printf '%s; ' "${wrong[@]}")"
  else
    pass "$1" starts
  fi
}

# checks_in PROGRAM PATTERN: how many calls of a sanitizer's or an engine's functions.
checks_in() { llvm-objdump -d --no-show-raw-insn "$1" 2>/dev/null | grep -caE "call.*<$2" || true; }

# check_instrumented VARIANT MOVED
check_instrumented() {
  local target counters count wrong=() least=999999999
  for target in $(fuzzers_in "$2"); do
    case $sanitizer in
      address) count=$(checks_in "$2/$target" __asan_report) ;;
      undefined) count=$(checks_in "$2/$target" __ubsan_handle) ;;
      memory) count=$(checks_in "$2/$target" __msan) ;;
      coverage) count=$(llvm-size -A "$2/$target" | awk '$1 == "__llvm_prf_cnts" { print int($2 / 8) }') ;;
    esac
    ((${count:-0} >= least_checks)) || wrong+=("$target: ${count:-0} checks of $sanitizer")
    ((${count:-0} >= least)) || least=${count:-0}
    case $engine-$sanitizer in
      libfuzzer-coverage | archive-*) ;;
      libfuzzer-*)
        counters=$(sed -n 's/.*Loaded [0-9]* modules *(\([0-9]*\) .*/\1/p' "$scratch/starts-$target")
        ((${counters:-0} >= least_counters)) || wrong+=("$target: ${counters:-0} counters")
        ;;
      afl-*)
        grep -qa '##SIG_AFL_PERSISTENT##' "$2/$target" || wrong+=("$target: no loop of AFL++")
        counters=$(llvm-objdump -d --no-show-raw-insn "$2/$target" 2>/dev/null |
          grep -ca __afl_area_ptr) || true
        ((${counters:-0} >= least_checks)) || wrong+=("$target: ${counters:-0} places of AFL++")
        ;;
    esac
  done
  if ((${#wrong[@]})); then
    flunk "$1" instrumented "$(printf '%s; ' "${wrong[@]}")"
  else
    pass "$1" instrumented "at least $least of $sanitizer"
  fi
}

# check_seeds VARIANT MOVED
check_seeds() {
  local target inputs count all=0 wrong=()
  for target in $(fuzzers_in "$2"); do
    inputs=$scratch/seeds/$target
    mkdir -p -- "$inputs"
    (cd -- "$inputs" && cmake -E tar xf "$2/${target}_seed_corpus.zip") 2>/dev/null || true
    count=$(count_files "$inputs")
    all=$((all + count))
    if ((count == 0)); then
      wrong+=("$target: no seeds")
      continue
    fi
    if [[ $engine == libfuzzer && $sanitizer != coverage ]]; then
      run_in "$scratch/seeds-$target" "$2/$target" -timeout=25 -rss_limit_mb=2560 \
        -artifact_prefix="$scratch/" -runs=0 "$inputs"
    else
      run_in "$scratch/seeds-$target" "$2/$target" "$inputs"/*
    fi || wrong+=("$target: $(first_words "$scratch/seeds-$target")")
  done
  if ((${#wrong[@]})); then
    flunk "$1" seeds "$(printf '%s; ' "${wrong[@]}")"
  else
    pass "$1" seeds "$all"
  fi
}

# check_out VARIANT OUT
check_out() {
  local moved
  scratch=$(mktemp -d)
  moved=$scratch/elsewhere
  mkdir -p -- "$scratch/cwd"
  : >"$scratch/empty"
  cp -r -- "$2" "$moved"
  chmod -R a-w -- "$moved"
  check_targets "$1" "$2"
  check_files "$1" "$2"
  check_libraries "$1" "$moved"
  if [[ $sanitizer == memory ]]; then
    skip "$1" starts "needs a C++ library built with MemorySanitizer; OSS-Fuzz has one"
    skip "$1" instrumented "the same"
    skip "$1" seeds "the same"
  else
    check_starts "$1" "$moved"
    check_instrumented "$1" "$moved"
    check_seeds "$1" "$moved"
  fi
  chmod -R u+w -- "$moved"
  rm -rf -- "$scratch"
}
