# shellcheck shell=bash
# Which CPythons are at hand, and how each is asked.
# shellcheck disable=SC2034  # read by those who source this

source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# Filled by find_subjects: NAME=COMMAND of each, as `--subject` of basehttp takes it.
subjects=()
# Filled by take_interpreter_option: paths of --python, and whether pyodide is asked.
given_pythons=()
with_pyodide=true

# take_interpreter_option ARGUMENT...: 0 when the first argument is --python PATH or
# --no-pyodide; `taken` is then how many arguments it used.
taken=0
take_interpreter_option() {
  local interpreter
  case $1 in
    --python)
      [[ -n ${2-} ]] || fail "$status_usage" "--python needs a path"
      interpreter=$(command -v -- "$2") || fail "$status_usage" "no such interpreter: $2"
      # The link of a virtual environment stays a link: it is what makes it one.
      given_pythons+=("$(realpath --no-symlinks -- "$interpreter")")
      taken=2
      ;;
    --no-pyodide)
      with_pyodide=false
      taken=1
      ;;
    *) return 1 ;;
  esac
}

# has_profile VERSION
has_profile() { "$basehttp" subject --profile "$1" </dev/null >/dev/null 2>&1; }

# version_of PYTHON: "CPython 3.13.0"; fails when it is no Python 3 that runs.  Isolated, so
# that a file in the working directory cannot pass for a module of the library.
version_of() {
  "$1" -I -c 'import platform
print(platform.python_implementation(), platform.python_version())' 2>/dev/null
}

declare -A seen=()

# add_subject VERSION WORD...: the words are the command.
add_subject() {
  local name=cpython-$1 command
  shift
  if [[ -n ${seen[$name]-} ]]; then
    say "skipped: ${*: -1}: $name is already taken from ${seen[$name]}"
    return
  fi
  seen[$name]=${*: -1}
  printf -v command '%q ' "$@"
  subjects+=("$name=${command% }")
  say "recording $name: $*"
}

# add_python PATH
add_python() {
  local answer implementation version
  if ! answer=$(version_of "$1"); then
    say "skipped: $1 is no Python 3 that runs"
    return
  fi
  read -r implementation version <<<"$answer"
  if [[ $implementation != CPython ]]; then
    say "skipped: $1 is $answer, and transcripts hold CPython's answers"
  elif ! has_profile "$version"; then
    say "skipped: $1 is $answer, and basehttp has no profile $version"
  else
    add_subject "$version" "$1" scripts/subjects/cpython.py
  fi
}

add_pyodide() {
  local installed package version
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    say "no node or npm here: the answers of pyodide's CPythons are kept as they are"
    return
  fi
  if ! installed=$(scripts/subjects/pyodide-install build); then
    say "pyodide could not be installed: the answers of its CPythons are kept as they are"
    return
  fi
  while IFS=$'\t' read -r version package; do
    if has_profile "$version"; then
      add_subject "$version" node scripts/subjects/pyodide.mjs --package "$package"
    else
      say "skipped: $package: basehttp has no profile $version"
    fi
  done <<<"$installed"
}

# find_subjects BASEHTTP: fills `subjects` from the working directory of the repository.
# Fails with status 4 when there is no interpreter.
find_subjects() {
  basehttp=$1
  local interpreter
  if ((${#given_pythons[@]})); then
    for interpreter in "${given_pythons[@]}"; do add_python "$interpreter"; done
  else
    for interpreter in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python /usr/bin/python3; do
      [[ ! -x $interpreter ]] || add_python "$interpreter"
    done
  fi
  if $with_pyodide; then
    add_pyodide
  fi
  ((${#subjects[@]})) || fail 4 "no interpreter to record"
}
