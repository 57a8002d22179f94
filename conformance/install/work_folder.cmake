# A fresh folder for a test of the installation, and commands that have to succeed in it.
set(work ${build}/install-test/${name})
file(REMOVE_RECURSE ${work})
file(MAKE_DIRECTORY ${work})

function(run)
  execute_process(COMMAND ${ARGV} WORKING_DIRECTORY ${work} RESULT_VARIABLE code
    OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT code EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\nended with ${code}\n${out}${err}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

# Installs a component, then moves it: nothing in it may know where it was.
function(install_component component)
  run(${CMAKE_COMMAND} --install ${build} --component ${component} --prefix ${work}/first)
  file(RENAME ${work}/first ${work}/prefix)
endfunction()
