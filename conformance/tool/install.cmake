# The component `tool`: the program, and the corpus without which it could
# hold nothing against anything.  Left out are what only our own tests read (text/,
# mutants/, clauses.jsonl) and the seeds of the fuzzers.
include(GNUInstallDirs)

install(TARGETS basehttp RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
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
