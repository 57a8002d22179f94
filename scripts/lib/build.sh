# shellcheck shell=bash
# Configures and builds one preset.

source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# build_preset PRESET [TARGET...]: all targets when none is named.
build_preset() {
  local preset=$1
  shift
  local targets=()
  (($# == 0)) || targets=(--target "$@")
  say "building preset $preset in build/$preset"
  (
    # Presets are looked up in the working directory.
    cd -- "$repo_root"
    cmake --preset "$preset" &&
      cmake --build --preset "$preset" --parallel "$(job_count)" "${targets[@]}"
  ) </dev/null >&2 || fail "$status_build" "preset $preset does not build"
}
