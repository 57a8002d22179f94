#!/bin/bash -eu
# Builds the fuzz targets for OSS-Fuzz and ClusterFuzzLite and lays them into $OUT.
#
# From the environment: CC, CXX, CFLAGS, CXXFLAGS, LIB_FUZZING_ENGINE (flags, or an archive),
# SANITIZER, SRC (basehttp, and fmt, http-parser and simdjson beside it), WORK and OUT.
# Needs no network.  A library that is not in $SRC is taken from the system, and whatever is
# shared and not the C library's goes into $OUT/lib.
# Can be run again over its own leftovers: a build folder belongs to one set of flags.

source=$SRC/basehttp
flags=$(printf '%s\n' "$CC" "$CXX" "$CFLAGS" "$CXXFLAGS" "$LIB_FUZZING_ENGINE" "$SANITIZER" |
  sha256sum | cut -c 1-12)
build=$WORK/basehttp-$flags
mkdir -p "$build" "$OUT"

# configure SOURCES FOLDER OPTION...: no build type, so that the given flags are all there is.
configure() {
  cmake -G Ninja -S "$1" -B "$2" -DCMAKE_BUILD_TYPE= -DBUILD_SHARED_LIBS=OFF \
    -DCMAKE_PREFIX_PATH="$build/libraries" "${@:3}"
}

# build_library NAME OPTION...
build_library() {
  [[ -d $SRC/$1 ]] || return 0
  configure "$SRC/$1" "$build/$1" -DCMAKE_INSTALL_PREFIX="$build/libraries" \
    -DCMAKE_INSTALL_LIBDIR=lib "${@:2}"
  ninja -C "$build/$1" install
}

build_library fmt -DFMT_TEST=OFF -DFMT_DOC=OFF
build_library simdjson
# Its own makefile builds the tests as well.
if [[ -d $SRC/http-parser ]]; then
  mkdir -p "$build/libraries/include" "$build/libraries/lib"
  cp "$SRC/http-parser/http_parser.h" "$build/libraries/include/"
  # shellcheck disable=SC2086  # CFLAGS is a list
  $CC $CFLAGS -c "$SRC/http-parser/http_parser.c" -o "$build/http_parser.o"
  ar rcs "$build/libraries/lib/libhttp_parser.a" "$build/http_parser.o"
fi

# The differential targets need a whole Python beside them: they stay at home.
# The targets find their libraries beside themselves, wherever they are moved.
# shellcheck disable=SC2016  # the loader expands $ORIGIN
configure "$source" "$build/basehttp" -DBUILD_TESTING=OFF -DBASEHTTP_FUZZERS=ON \
  -DBASEHTTP_TOOL=OFF -DBASEHTTP_WARNINGS_AS_ERRORS=OFF \
  -DCMAKE_DISABLE_FIND_PACKAGE_Python3=ON -DLIB_FUZZING_ENGINE="$LIB_FUZZING_ENGINE" \
  -DCMAKE_BUILD_RPATH='$ORIGIN/lib' -DCMAKE_EXE_LINKER_FLAGS=-Wl,--disable-new-dtags
mapfile -t targets <"$build/basehttp/fuzz/fuzzers.txt"
ninja -C "$build/basehttp" "${targets[@]}"

# libraries_of PROGRAM: the shared ones that are no part of the C library.
libraries_of() {
  ldd "$1" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' |
    grep -vE '/(libc|libm|libdl|librt|libpthread|libresolv|ld-linux[^/]*)\.so[.0-9]*$' || true
}

cp "$source"/fuzz/*.dict "$OUT/"
for target in "${targets[@]}"; do
  cp "$build/basehttp/bin/$target" "$OUT/"
  for library in $(libraries_of "$build/basehttp/bin/$target"); do
    mkdir -p "$OUT/lib"
    cp -L "$library" "$OUT/lib/"
  done
  [[ ! -f $source/fuzz/$target.options ]] || cp "$source/fuzz/$target.options" "$OUT/"
  inputs=$build/inputs/$target
  rm -rf "$inputs"
  mkdir -p "$inputs"
  for folder in seeds regressions; do
    [[ -d $source/corpus/$folder/$target ]] || continue
    for file in "$source/corpus/$folder/$target"/*; do
      cp "$file" "$inputs/$folder-${file##*/}"
    done
  done
  (cd "$inputs" && rm -f "$OUT/${target}_seed_corpus.zip" &&
    cmake -E tar cf "$OUT/${target}_seed_corpus.zip" --format=zip .)
done
