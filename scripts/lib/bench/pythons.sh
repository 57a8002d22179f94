# shellcheck shell=bash
# The interpreters that are measured, and the inputs they are given.

source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

# Filled by add_given_python: those of --python.
given_pythons=()
# Filled by find_pythons.
pythons=()

# add_given_python PATH
add_given_python() {
  local python
  [[ -n $1 ]] || fail "$status_usage" "--python needs a path"
  python=$(command -v -- "$1") || fail "$status_usage" "no such interpreter: $1"
  given_pythons+=("$(realpath --no-symlinks -- "$python")")
}

find_pythons() {
  local python candidates
  if ((${#given_pythons[@]})); then
    candidates=("${given_pythons[@]}")
  else
    candidates=("${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python /usr/bin/python3)
  fi
  for python in "${candidates[@]}"; do
    [[ -x $python ]] || continue
    if "$python" -I -c 'import http.server' 2>/dev/null; then
      pythons+=("$python")
    else
      say "skipped: $python does not run http.server"
    fi
  done
}

# write_inputs SERVE_INPUT FOLDER: a file for each named input.
write_inputs() {
  local name
  mkdir -p -- "$2"
  while read -r name; do "$1" --write "$name" >"$2/$name"; done < <("$1" --list)
}
