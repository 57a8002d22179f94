# Runs the installed program away from the sources: it finds the corpus that came with it.
#   -D build=DIR -D version=V
set(name tool)
include(${CMAKE_CURRENT_LIST_DIR}/work_folder.cmake)
install_component(tool)
unset(ENV{BASEHTTP_CORPUS})

set(basehttp ${work}/prefix/bin/basehttp)
run(${basehttp} --version)
if(NOT output MATCHES "${version}")
  message(FATAL_ERROR "basehttp --version says ${output}")
endif()
run(${basehttp} conform --filter expect/* --profile 3.13.0 --json report.json)
file(READ ${work}/report.json report)
string(JSON corpus GET ${report} corpus)
if(NOT corpus STREQUAL "${work}/prefix/share/basehttp/corpus")
  message(FATAL_ERROR "basehttp conform read the corpus ${corpus}")
endif()
