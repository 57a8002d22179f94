# The component `development`: headers, library, and how CMake and pkg-config find them.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

install(DIRECTORY include/basehttp TYPE INCLUDE COMPONENT development)
install(TARGETS basehttp_impl EXPORT basehttp
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

# find_package(basehttp) looks for this name; there is nothing else to find first.
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/basehttp)
install(EXPORT basehttp FILE basehttpConfig.cmake NAMESPACE basehttp::
  DESTINATION ${package_dir} COMPONENT development)
# Before 1.0 a minor release may break what was there.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/basehttpConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/basehttpConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT development)

# Relative to itself, so that a tree can be moved.
set(pc_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR} OR IS_ABSOLUTE ${CMAKE_INSTALL_INCLUDEDIR})
  set(pc_prefix ${CMAKE_INSTALL_PREFIX})
else()
  file(RELATIVE_PATH up /${pc_dir} /)
  set(pc_prefix "\${pcfiledir}/${up}")
  string(REGEX REPLACE "/$" "" pc_prefix ${pc_prefix})
endif()
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_LIBDIR BASE_DIRECTORY "\${prefix}" OUTPUT_VARIABLE pc_libdir)
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_INCLUDEDIR BASE_DIRECTORY "\${prefix}"
  OUTPUT_VARIABLE pc_includedir)
configure_file(basehttp.pc.in basehttp.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/basehttp.pc DESTINATION ${pc_dir} COMPONENT development)
