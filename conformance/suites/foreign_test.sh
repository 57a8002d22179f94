#!/usr/bin/env bash
# Holds another implementation against the corpus, if it can be had here.
#
# usage: conformance/suites/foreign_test.sh [OPTION]... -- OPTION of `basehttp conform`...
#
#   --basehttp FILE     the program basehttp
#   --subject CMD       the implementation, as a shell command; its first word is a program
#   --says TEXT         part of its answer to {"hello": 1}; another one is skipped, for what is
#                       known of one version says nothing of the next
#   --install PACKAGE   Debian's package of the program, installed when it is missing
#
# First the subject is asked whether it speaks the protocol, then it is put to the cases.
#
# Exit status: 0 it does what the corpus and its divergence list say; 1 it does not; 2 usage;
# 77 it is not here, and the reason is printed.
set -euo pipefail
lib=$(dirname -- "$(readlink -f -- "$0")")/../../scripts/lib
# shellcheck source=../../scripts/lib/common.sh
source "$lib/common.sh"
# shellcheck source=../../scripts/lib/packages.sh
source "$lib/packages.sh"

skip() {
  echo "skipped: $*"
  exit 77
}

basehttp='' subject='' says='' package=''
while (($#)); do
  case $1 in
    -h | --help) print_help && exit 0 ;;
    --basehttp) basehttp=$2 ;;
    --subject) subject=$2 ;;
    --says) says=$2 ;;
    --install) package=$2 ;;
    --) shift && break ;;
    *) fail "$status_usage" "unknown option $1; see --help" ;;
  esac
  shift 2
done
[[ $basehttp && $subject ]] || fail "$status_usage" "--basehttp and --subject, please; see --help"
cd -- "$repo_root"

program=${subject%% *}
if ! command -v "$program" >/dev/null && [[ $package ]]; then
  (require_packages "$package") || true
fi
command -v "$program" >/dev/null ||
  skip "no $program here${package:+; apt-get install $package}"
identity=$(sh -c "$subject" <<<'{"hello": 1}' || true)
[[ $identity == *"$says"* ]] || skip "$subject is another one: it says ${identity:0:200}"

"$basehttp" check-subject --quiet "$subject"
exec "$basehttp" conform --subject "$subject" "$@"
