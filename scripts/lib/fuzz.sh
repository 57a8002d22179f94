# shellcheck shell=bash
# What the scripts about fuzz targets share: their names, folders and options.
# shellcheck disable=SC2034  # read by those who source this

source "$(dirname -- "${BASH_SOURCE[0]}")/build.sh"
source "$(dirname -- "${BASH_SOURCE[0]}")/packages.sh"

seeds=$repo_root/corpus/seeds
regressions=$repo_root/corpus/regressions
# What runs leave behind: <target>/corpus, <target>/findings, <target>/history.tsv.  Elsewhere
# (a tmpfs saves a disk from millions of small files) when BASEHTTP_FUZZ_WORK says so.
fuzz_work=${BASEHTTP_FUZZ_WORK:-$repo_root/build/fuzz/work}
# Whose programs are run.  The preset asan has the same instrumentation, at -O1.
fuzz_preset=fuzz
# Whether they are built first.
fuzz_build=true

# A finding, and a target that does not do its job.
status_finding=1 status_broken=3

# configure_preset PRESET: silent unless it fails.
configure_preset() {
  local output
  make_folder "$repo_root/build/$1"
  output=$(cd -- "$repo_root" && cmake --preset "$1" </dev/null 2>&1) || {
    printf '%s\n' "$output" >&2
    fail "$status_build" "preset $1 does not configure"
  }
}

# fuzzer_names PRESET: the targets, one a line; the preset is configured.
fuzzer_names() {
  grep -xE '[a-z0-9_]+_fuzzer' "$repo_root/build/$1/fuzz/fuzzers.txt" | sort -u
}

# Filled by select_targets.
targets=()

# select_targets PRESET [TARGET...]: all targets when none is named.
select_targets() {
  local preset=$1 name known
  shift
  mapfile -t known < <(fuzzer_names "$preset")
  ((${#known[@]})) || fail "$status_build" "preset $preset has no fuzz target"
  if (($# == 0)); then
    targets=("${known[@]}")
    return
  fi
  targets=()
  for name; do
    [[ " ${known[*]} " == *" $name "* ]] ||
      fail "$status_usage" "no fuzz target $name; there are: ${known[*]}"
    targets+=("$name")
  done
}

# prepare_fuzzers [TARGET...]: installs what is missing, builds the preset $fuzz_preset, fills
# `targets`.
prepare_fuzzers() {
  require_packages "${packages_fuzz[@]}"
  ! $fuzz_build || configure_preset "$fuzz_preset"
  select_targets "$fuzz_preset" "$@"
  if $fuzz_build; then
    build_preset "$fuzz_preset" "${targets[@]}"
    return
  fi
  local target
  for target in "${targets[@]}"; do
    [[ -x $(fuzzer_of "$target") ]] ||
      fail "$status_build" "no program $(fuzzer_of "$target"); without --no-build it is built"
  done
}

# fuzzer_of TARGET: the program.
fuzzer_of() { printf '%s\n' "$repo_root/build/$fuzz_preset/bin/$1"; }

# seeds_of TARGET: the target whose seeds it takes; its own unless both read the same data.
seeds_of() {
  local of
  of=$(sed -n "s/^$1 //p" "$repo_root/build/$fuzz_preset/fuzz/fuzzer_seeds.txt" 2>/dev/null) || true
  printf '%s\n' "${of:-$1}"
}

# Filled by find_inputs: those of the two folders in git that hold something.
input_folders=()

# find_inputs TARGET: a missing corpus is worth a sentence, but no failure.
find_inputs() {
  local from
  from=$(seeds_of "$1")
  input_folders=()
  if [[ -n $(find "$seeds/$from" -type f -print -quit 2>/dev/null) ]]; then
    input_folders+=("$seeds/$from")
  else
    say "no seeds in corpus/seeds/$from; git checkout -- corpus/seeds, or scripts/make-seeds --choose"
  fi
  if [[ -n $(find "$regressions/$1" -type f -print -quit 2>/dev/null) ]]; then
    input_folders+=("$regressions/$1")
  fi
}

# options_of TARGET SECTION: NAME=VALUE of each line of that section of its options file.
options_of() {
  [[ -f $repo_root/fuzz/$1.options ]] || return 0
  awk -v wanted="[$2]" '
    { sub(/[#;].*/, ""); gsub(/[ \t\r]/, "") }
    /^\[/ { inside = ($0 == wanted); next }
    inside && /=/' "$repo_root/fuzz/$1.options"
}

# Filled by libfuzzer_options: as OSS-Fuzz makes them of the options file.
fuzzer_options=()

# libfuzzer_options TARGET
libfuzzer_options() {
  local option dictionary=
  fuzzer_options=(-timeout=25 -rss_limit_mb=2560)
  while IFS= read -r option; do
    case $option in
      dict=*) dictionary=$repo_root/fuzz/${option#dict=} ;;
      *) fuzzer_options+=("-$option") ;;
    esac
  done < <(options_of "$1" libfuzzer)
  [[ -n $dictionary || ! -f $repo_root/fuzz/$1.dict ]] || dictionary=$repo_root/fuzz/$1.dict
  if [[ -n $dictionary && ! -r $dictionary ]]; then
    say "no dictionary ${dictionary#"$repo_root/"}, which fuzz/$1.options names;" \
      "git checkout -- fuzz gets it back"
  elif [[ -n $dictionary ]]; then
    fuzzer_options+=("-dict=$dictionary")
  fi
}

# set_sanitizer_options TARGET: exports what the options file asks of the sanitizers.
set_sanitizer_options() {
  ASAN_OPTIONS=$(options_of "$1" asan | paste -sd :)
  UBSAN_OPTIONS=$({
    echo print_stacktrace=1
    options_of "$1" ubsan
  } | paste -sd :)
  export ASAN_OPTIONS UBSAN_OPTIONS
}

# make_folder FOLDER: fails with a sentence when it cannot be made or written to.
make_folder() {
  mkdir -p -- "$1" 2>/dev/null || fail "$status_usage" "cannot make the folder $1"
  [[ -w $1 ]] || fail "$status_usage" "cannot write into $1"
}

# is_finding FILE: slow inputs are kept by libFuzzer too, but are no fault.
is_finding() { [[ ${1##*/} =~ ^(crash|leak|timeout|oom)-[0-9a-f]+$ ]]; }

# findings_of TARGET: the inputs that are still to be looked at, one a line.
findings_of() {
  local file
  for file in "$fuzz_work/$1/findings/"*; do
    [[ -f $file ]] && is_finding "$file" && printf '%s\n' "$file"
  done
  return 0
}

# print_reproducer TARGET FILE: a command that works elsewhere too; the input is in it.
print_reproducer() {
  local name=${2##*/} unpack=base64 packed
  packed=$(base64 -w 0 -- "$2")
  if ((${#packed} > 4096)); then
    packed=$(gzip -9 -n -c -- "$2" | base64 -w 0)
    unpack='base64 -d | gzip'
  fi
  printf 'reproduce: %s -d <<<%s >/tmp/%s && build/%s/bin/%s /tmp/%s\n' \
    "$unpack" "$packed" "$name" "$fuzz_preset" "$1" "$name"
}

# Where run_child leaves the number of its process; set by those who use it.
child_file=

# run_child COMMAND...: as the command alone, but bash waits in a way that a trap interrupts, and
# Ctrl-C reaches no process of the command: libFuzzer takes a signal wherever it is, in malloc
# too, and would hang.  stop_child ends them all.
run_child() {
  local status=0
  setsid -- "$@" &
  printf '%s\n' "$!" >"$child_file"
  wait "$!" || status=$?
  rm -f -- "$child_file"
  return "$status"
}

# stop_child: whatever shell of this script started it.
stop_child() {
  [[ ! -s $child_file ]] || kill -KILL -- "-$(<"$child_file")" 2>/dev/null || true
}

# count_files FOLDER
count_files() { find "$1" -type f 2>/dev/null | wc -l; }
