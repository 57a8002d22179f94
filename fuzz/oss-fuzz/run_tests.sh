#!/bin/bash -eu
# Runs the project's tests, without a network and without a trace in the sources.
#
# From the environment: CC, CXX, CXXFLAGS (only -stdlib is taken from it), SRC, WORK.  The
# libraries that the tests need are built from $SRC where they are there, else taken from the
# system.  The fuzz targets replay their seeds and regressions among the tests.
# Exit status: 0 all passed.

source=$SRC/basehttp
build=$WORK/basehttp-tests
unset CFLAGS LIB_FUZZING_ENGINE
case ${CXXFLAGS-} in
  *-stdlib=libc++*) export CXXFLAGS='-O1 -stdlib=libc++' ;;
  *) export CXXFLAGS=-O1 ;;
esac

configure() {
  cmake -G Ninja -S "$1" -B "$2" -DCMAKE_BUILD_TYPE= -DBUILD_SHARED_LIBS=OFF \
    -DCMAKE_PREFIX_PATH="$build/libraries" "${@:3}"
}

build_library() {
  [[ -d $SRC/$1 ]] || return 0
  configure "$SRC/$1" "$build/$1" -DCMAKE_INSTALL_PREFIX="$build/libraries" \
    -DCMAKE_INSTALL_LIBDIR=lib "${@:2}"
  ninja -C "$build/$1" install
}

build_library fmt -DFMT_TEST=OFF -DFMT_DOC=OFF
build_library simdjson
build_library cli11 -DCLI11_BUILD_TESTS=OFF -DCLI11_BUILD_EXAMPLES=OFF -DCLI11_BUILD_DOCS=OFF
build_library googletest
if [[ -d $SRC/http-parser ]]; then
  mkdir -p "$build/libraries/include" "$build/libraries/lib"
  cp "$SRC/http-parser/http_parser.h" "$build/libraries/include/"
  $CC -O1 -c "$SRC/http-parser/http_parser.c" -o "$build/http_parser.o"
  ar rcs "$build/libraries/lib/libhttp_parser.a" "$build/http_parser.o"
fi
build_library rapidcheck -DRC_INSTALL_ALL_EXTRAS=ON

configure "$source" "$build/basehttp" -DBUILD_TESTING=ON -DBASEHTTP_WARNINGS_AS_ERRORS=OFF \
  -DCMAKE_DISABLE_FIND_PACKAGE_Python3=ON
ninja -C "$build/basehttp"
ctest --test-dir "$build/basehttp" --label-exclude '^(exhaustive|afl)$' --no-tests=error \
  --output-on-failure --parallel "$(nproc)"
