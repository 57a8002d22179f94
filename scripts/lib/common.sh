# shellcheck shell=bash
# What every script here needs: where the repository is, and how to speak.
# Messages go to standard error; standard output belongs to what was asked for.
# shellcheck disable=SC2034  # read by those who source this

repo_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

# Statuses of the scripts' own failures, above those of basehttp (0 to 4) and ctest (8).
status_usage=2 status_packages=10 status_build=11

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# fail STATUS MESSAGE...
fail() {
  local status=$1
  shift
  say "$@"
  exit "$status"
}

# The comment at the top of the running script is its help.
print_help() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"; }

# How many things to do at once: BASEHTTP_JOBS, else one for each processor.
job_count() { printf '%s\n' "${BASEHTTP_JOBS:-$(nproc)}"; }
