# cmake -D LIBRARY=FILE -P none_planted.cmake: fails when FILE has a planted fault, or a way to
# choose one, in it.
file(STRINGS ${LIBRARY} found REGEX "BASEHTTP_FAULT|planted_fault" LIMIT_COUNT 3)
if(found)
  message(FATAL_ERROR "${LIBRARY} holds what only the preset fuzz-bench may: ${found}")
endif()
message(STATUS "${LIBRARY}: no planted fault")
