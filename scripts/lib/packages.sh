# shellcheck shell=bash
# Debian packages: which ones a job needs, and how the missing ones get there.
# shellcheck disable=SC2034  # read by those who source this

source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# For the program and for its tests.
packages_build=(cmake ninja-build g++ libcli11-dev libfmt-dev libgtest-dev
  librapidcheck-dev libsimdjson-dev zlib1g-dev)
# For one more fuzz target, which the tests replay; they do without, and say so.
packages_test=("${packages_build[@]}" libhttp-parser-dev)
# For the preset asan.  llvm turns the addresses in a sanitizer's report into lines.
packages_asan=(clang libclang-rt-14-dev llvm)
# For scripts/mutate.  clang prints the syntax tree; what is built is built by g++.
packages_mutate=(clang python3)
# For the scripts about fuzz targets: libFuzzer comes with clang's runtime, and each of the two
# libraries with a target that is left out without it.
packages_fuzz=("${packages_test[@]}" "${packages_asan[@]}" libpython3-dev)
# For scripts/bench: Google Benchmark and the peers, each of which it does without and says so.
packages_bench=("${packages_build[@]}" libbenchmark-dev libboost-dev libbrotli-dev
  libcpp-httplib-dev libhttp-parser-dev libssl-dev python3)
# For scripts/bench --instructions.
packages_instructions=("${packages_build[@]}" valgrind)
# For scripts/lint.
packages_lint=(clang-format clang-tidy python3 python3-yaml shellcheck)

is_installed() {
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# require_packages NAME...: installs those that are missing.  With none missing it does
# nothing, so it needs neither network nor rights.
require_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "not a Debian system, so nothing is installed; this needs: $*"
    return
  fi
  local package missing=()
  for package; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "$status_packages" \
      "not root and no sudo; have someone run: apt-get install ${missing[*]}"
    as_root=(sudo)
    [[ -t 0 ]] || as_root+=(-n)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0)

  say "installing Debian packages: ${missing[*]}"
  # Old lists may do, so a failed update is no reason to stop.
  "${apt[@]}" update </dev/null >&2 || say "apt-get update failed; trying with the lists at hand"
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >&2 ||
    fail "$status_packages" "could not install: ${missing[*]}"
}
