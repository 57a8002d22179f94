#!/bin/bash -eu
# ClusterFuzzLite looks for the build here.
exec bash -eux "$SRC/basehttp/fuzz/oss-fuzz/build.sh"
