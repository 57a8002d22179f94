# In the place of impl/: a copy with the faults of faults.toml in it, for scripts/fuzz-bench.
if(NOT LIB_FUZZING_ENGINE)
  message(FATAL_ERROR "BASEHTTP_PLANTED_FAULTS is for fuzz targets alone: a reference with faults "
    "in it is good for nothing else.  Take the preset fuzz-bench")
endif()
file(GLOB_RECURSE planted_sources CONFIGURE_DEPENDS impl/*.cc impl/*.h)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/fuzz/faults/faults.toml ${planted_sources}
  ${PROJECT_SOURCE_DIR}/scripts/lib/fuzz_bench/faults.py
  ${PROJECT_SOURCE_DIR}/scripts/lib/fuzz_bench/plant.py)
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env PYTHONPATH=${PROJECT_SOURCE_DIR}/scripts/lib
    PYTHONDONTWRITEBYTECODE=1 python3 -m fuzz_bench.plant ${PROJECT_BINARY_DIR}/planted
  RESULT_VARIABLE planted_status)
if(planted_status)
  message(FATAL_ERROR "The faults cannot be planted")
endif()
add_subdirectory(${PROJECT_BINARY_DIR}/planted impl)
