# The component `tool`: the program, its manual page, and the corpus without which it could
# hold nothing against anything.  Left out are what only our own tests read (text/,
# mutants/, clauses.jsonl) and the seeds of the fuzzers.
include(GNUInstallDirs)

install(TARGETS basehttp RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
# Made by the program that it describes, so that the two cannot part.
if(NOT CMAKE_CROSSCOMPILING)
  add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/basehttp.1
    COMMAND basehttp --man > ${CMAKE_CURRENT_BINARY_DIR}/basehttp.1
    DEPENDS basehttp VERBATIM)
  add_custom_target(basehttp_man ALL DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/basehttp.1)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/basehttp.1
    DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tool)
endif()
install(
  DIRECTORY
    ${PROJECT_SOURCE_DIR}/corpus/cases
    ${PROJECT_SOURCE_DIR}/corpus/transcripts
    ${PROJECT_SOURCE_DIR}/corpus/divergences
    ${PROJECT_SOURCE_DIR}/corpus/grids
    ${PROJECT_SOURCE_DIR}/corpus/rfc
    ${PROJECT_SOURCE_DIR}/corpus/schema
  DESTINATION ${CMAKE_INSTALL_DATADIR}/basehttp/corpus COMPONENT tool)
# The subject to copy.
install(PROGRAMS ${PROJECT_SOURCE_DIR}/scripts/subjects/cpython.py
  DESTINATION ${CMAKE_INSTALL_DATADIR}/basehttp/subjects COMPONENT tool)

# Where the program finds its corpus once both have been moved to another place.
file(RELATIVE_PATH corpus_from_program
  /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_DATADIR}/basehttp/corpus)
target_compile_definitions(basehttp PRIVATE
  BASEHTTP_CORPUS_FROM_PROGRAM="${corpus_from_program}")
