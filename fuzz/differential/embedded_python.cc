#include "fuzz/differential/embedded_python.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "conformance/harness/json_lines.h"
#include "conformance/harness/profile_names.h"
#include "fuzz/differential/python_coverage.h"

// What an interpreter, and OpenSSL for its hashlib, allocate lasts as long as the process.  It
// stands here, so that whoever embeds one has it.
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): the sanitizer's name
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpython3\nleak:libcrypto\n"; }
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)

namespace basehttp::fuzz {
namespace {

#if PY_VERSION_HEX < 0x03080000

void start_interpreter() {
  Py_IsolatedFlag = 1;
  Py_IgnoreEnvironmentFlag = 1;
  Py_NoSiteFlag = 1;
  Py_NoUserSiteDirectory = 1;
  Py_DontWriteBytecodeFlag = 1;
  wchar_t* const home = Py_DecodeLocale(BASEHTTP_PYTHON_HOME, nullptr);
  Py_SetPythonHome(home);
  Py_InitializeEx(0);
}

#else

// Nothing of the user's environment, and no signal handlers: libFuzzer has its own.
void start_interpreter() {
  PyConfig config;
  PyConfig_InitIsolatedConfig(&config);
  config.site_import = 0;
  config.write_bytecode = 0;
  config.use_hash_seed = 1;
  config.hash_seed = 0;
  PyStatus status = PyConfig_SetBytesString(&config, &config.home, BASEHTTP_PYTHON_HOME);
  if (PyStatus_Exception(status) == 0) status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  if (PyStatus_Exception(status) != 0)
    throw PythonApiError(
        fmt::format("the Python of {} does not start: {}", BASEHTTP_PYTHON_HOME, status.err_msg));
}

#endif

// The module of a file of this folder.
PyRef load_module(const char* name, const std::string& path) {
  const std::string source = conformance::read_file(path);
  const PyRef code = checked(Py_CompileString(source.c_str(), path.c_str(), Py_file_input));
  return checked(PyImport_ExecCodeModule(name, code.get()));
}

// "3.11.2" of "3.11.2 (main, ...".
const Profile& profile_of_interpreter() {
  const std::string_view text = Py_GetVersion();
  const std::string_view version = text.substr(0, text.find(' '));
  const Profile* profile = find_profile(version);
  if (profile == nullptr || profile->version != version)
    throw PythonApiError(
        fmt::format("CPython {} is not recorded, so nothing says what it should do; configure with "
                    "-DBASEHTTP_PYTHON=PREFIX of one of: {}",
                    version, conformance::known_profiles()));
  return *profile;
}

PyRef item_of(const PyRef& tuple, Py_ssize_t at) {
  PyObject* item = PyTuple_GetItem(tuple.get(), at);
  Py_XINCREF(item);
  return checked(item);
}

}  // namespace

EmbeddedPython::EmbeddedPython(const std::string& coverage) {
  start_interpreter();
  profile_ = &profile_of_interpreter();
  const std::string sources = BASEHTTP_SOURCES;
  const PyRef module =
      load_module("embedded_subject", sources + "/fuzz/differential/embedded_subject.py");
  const PyRef started = checked(PyObject_CallMethod(
      module.get(), "start", "sss", (sources + "/scripts/subjects/cpython.py").c_str(),
      (sources + "/fuzz/differential/python_coverage.py").c_str(), coverage.c_str()));
  answer_case_ = item_of(started, 0);
  identity_ = utf8_of(item_of(started, 1).get());
  if (PyRef reached = item_of(started, 2); reached.get() != Py_None) reached_ = std::move(reached);
}

PyRef EmbeddedPython::ask(const conformance::Case& one) {
  const PyRef given = objects_.make(one);
  PyRef answered = checked(PyObject_CallFunctionObjArgs(answer_case_.get(), given.get(), nullptr));
  if (reached_) {
    auto* slots = reinterpret_cast<std::uint8_t*>(PyByteArray_AS_STRING(reached_.get()));
    publish_python_coverage(
        {slots, static_cast<std::size_t>(PyByteArray_GET_SIZE(reached_.get()))});
  }
  return answered;
}

bool EmbeddedPython::agrees(const conformance::Case& one, const conformance::Answer& actual) {
  const auto* outcome = std::get_if<conformance::Outcome>(&actual);
  return outcome != nullptr && says(ask(one).get(), *outcome);
}

conformance::Answer EmbeddedPython::answer(const conformance::Case& one,
                                           const conformance::Delivery& delivery) {
  if (!delivery.is_whole()) return conformance::Unsupported{"it is given its input whole"};
  return answer_of(ask(one).get());
}

}  // namespace basehttp::fuzz
