# shellcheck shell=bash
# What a report of a fuzz target says went wrong: equal for inputs that show the same fault.

# frames REPORT COUNT: the innermost functions of ours in its first stack, without arguments
# and line numbers, which change with every edit.
frames() {
  awk -v count="$2" '
    /^ *#0 / { if (++stacks > 1 && found) exit }
    /^ *#[0-9]+ 0x/ && match($0, /\/(impl|conformance|fuzz)\/[^ ]*\.(cc|h):/) &&
        !/\/fuzz_check\.h:/ {
      line = $0
      sub(/^ *#[0-9]+ 0x[0-9a-f]+ (in )?/, "", line)
      sub(/ \/[^ ]*$/, "", line)
      gsub(/\(anonymous namespace\)/, "", line)
      sub(/\(.*/, "", line)
      sub(/.*::/, "", line)
      if (line == "LLVMFuzzerTestOneInput" && found) next
      if (line == "fail_check") next
      printf "%s%s", (found++ ? " < " : ""), line
      if (found == count) exit
    }' "$1"
}

# bucket_of REPORT
bucket_of() {
  local report=$1 line
  if line=$(grep -m 1 -a '^signature: ' "$report"); then
    printf '%s\n' "$line"
  elif line=$(grep -m 1 -a 'FUZZ_CHECK(.*) failed' "$report"); then
    # FILE:LINE: FUZZ_CHECK(CONDITION) failed: what the input looked like
    sed -E 's|^(.*/)?([A-Za-z0-9_]+\.(cc\|h)):[0-9]+: FUZZ_CHECK\((.*)\) failed.*|check: \2: \4|' \
      <<<"$line"
  elif line=$(grep -m 1 -a 'runtime error: ' "$report"); then
    printf 'undefined behaviour: %s: %s\n' \
      "$(sed -E 's/.*runtime error: //; s/0x[0-9a-f]+/N/g; s/-?[0-9]+/N/g' <<<"$line" | cut -c 1-80)" \
      "$(frames "$report" 2)"
  elif line=$(grep -m 1 -a "terminate called after throwing an instance of " "$report"); then
    line=${line#*instance of \'}
    printf 'exception: %s: %s\n' "${line%\'*}" "$(frames "$report" 2)"
  elif line=$(grep -m 1 -aE 'ERROR: (AddressSanitizer|LeakSanitizer|libFuzzer): ' "$report"); then
    # attempting double-free, detected memory leaks, deadly signal: the kind is two words.
    line=$(sed -E 's/.*ERROR: ([A-Za-z]+): (((attempting|detected|deadly) )?[^ (]+).*/\1: \2/' \
      <<<"$line")
    case $line in
      # Where it was interrupted says nothing.
      *': timeout'*) printf 'timeout\n' ;;
      *) printf '%s: %s\n' "$line" "$(frames "$report" 3)" ;;
    esac
  else
    printf 'unknown: %s\n' "$(tail -n 1 -- "$report" | cut -c 1-80)"
  fi
}

# bucket_name KEY: a file name that a person recognises, and another one for each key.
bucket_name() {
  local slug
  slug=$(tr '[:upper:]' '[:lower:]' <<<"$1" | tr -cs 'a-z0-9\n' '-' | cut -c 1-48)
  slug=${slug#-}
  printf '%s-%s\n' "${slug%-}" "$(printf '%s' "$1" | sha256sum | cut -c 1-8)"
}
