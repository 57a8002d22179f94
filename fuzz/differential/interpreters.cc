#include "fuzz/differential/interpreters.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/report.h"

namespace basehttp::fuzz {
namespace {

using conformance::ProcessSubject;

Judge start(std::string_view version, const std::string& path, std::size_t batch) {
  const Profile& profile = conformance::profile_named(version);
  conformance::ProcessLimits limits;
  limits.ahead = batch;
  auto subject = std::make_unique<ProcessSubject>(
      fmt::format("exec {} -I -B {}", conformance::shell_quoted(path),
                  conformance::shell_quoted(BASEHTTP_SOURCES "/scripts/subjects/cpython.py")),
      limits);
  if (subject->identity().version != profile.version)
    throw conformance::SubjectError(
        fmt::format("{} is not CPython {}, as BASEHTTP_PYTHONS says, but {} {}", path,
                    profile.version, subject->identity().name, subject->identity().version));
  return {&profile, std::move(subject)};
}

}  // namespace

std::vector<Judge> start_interpreters(std::string_view list, std::size_t batch) {
  std::vector<Judge> judges;
  while (!list.empty()) {
    const std::string_view entry = list.substr(0, list.find(','));
    list.remove_prefix(std::min(entry.size() + 1, list.size()));
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == entry.size())
      throw conformance::InputError("BASEHTTP_PYTHONS", 0, entry,
                                    "is not VERSION=PATH-OF-AN-INTERPRETER");
    judges.push_back(start(entry.substr(0, equals), std::string(entry.substr(equals + 1)), batch));
  }
  if (judges.empty())
    throw conformance::InputError("BASEHTTP_PYTHONS", 0, "", "names no interpreter");
  return judges;
}

}  // namespace basehttp::fuzz
