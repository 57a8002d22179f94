# Builds hello.cc against the installed library.
#   -D way=find_package|pkg_config -D build=DIR -D source=DIR -D compiler=CXX -D version=V
#   -D generator=NAME: CMake's own choice may need a program that is not installed
set(name ${way})
include(${CMAKE_CURRENT_LIST_DIR}/work_folder.cmake)
install_component(development)

if(way STREQUAL find_package)
  file(WRITE ${work}/CMakeLists.txt "
    cmake_minimum_required(VERSION 3.25)
    project(hello LANGUAGES CXX)
    find_package(basehttp ${version} REQUIRED)
    add_executable(hello ${source}/hello.cc)
    target_link_libraries(hello PRIVATE basehttp::basehttp)
  ")
  run(${CMAKE_COMMAND} -S . -B out -G ${generator} -D CMAKE_CXX_COMPILER=${compiler}
    -D CMAKE_PREFIX_PATH=${work}/prefix)
  run(${CMAKE_COMMAND} --build out)
  run(out/hello)
else()
  find_program(pkg_config NAMES pkg-config pkgconf)
  if(NOT pkg_config)
    message(NOTICE "skipped: pkg-config is not installed")
    return()
  endif()
  file(GLOB_RECURSE pc ${work}/prefix/*/basehttp.pc)
  cmake_path(GET pc PARENT_PATH folder)
  set(ENV{PKG_CONFIG_PATH} ${folder})
  run(${pkg_config} --modversion basehttp)
  if(NOT output STREQUAL "${version}\n")
    message(FATAL_ERROR "pkg-config gives version ${output}")
  endif()
  run(${pkg_config} --cflags --libs basehttp)
  separate_arguments(flags UNIX_COMMAND "${output}")
  run(${compiler} -std=c++20 ${source}/hello.cc -o hello ${flags})
  run(./hello)
endif()

# execute_process turns the CRLF of HTTP into LF.
set(expected "HTTP/1.0 200 OK\nServer: BaseHTTP/0.6 Python/3.13.0\n\
Date: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Length: 5\n\nhello")
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "hello says\n${output}\nand not\n${expected}")
endif()
