#include "fuzz/differential/interpreters.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/profile_names.h"
#include "fuzz/differential/piped_python.h"

namespace basehttp::fuzz {
namespace {

Judge start(std::string_view version, const std::string& path) {
  const Profile& profile = conformance::profile_named(version);
  auto subject = std::make_unique<PipedPython>(path);
  if (subject->identity().version != profile.version)
    throw conformance::SubjectError(
        fmt::format("{} is not CPython {}, as BASEHTTP_PYTHONS says, but {} {}", path,
                    profile.version, subject->identity().name, subject->identity().version));
  PipedPython& python = *subject;
  return {&profile, std::move(subject), nullptr,
          [&python](const auto& cases, const auto& expected, const auto& sink) {
            python.run_all_unlike(cases, expected, sink);
          }};
}

}  // namespace

std::vector<Judge> start_interpreters(std::string_view list) {
  std::vector<Judge> judges;
  while (!list.empty()) {
    const std::string_view entry = list.substr(0, list.find(','));
    list.remove_prefix(std::min(entry.size() + 1, list.size()));
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == entry.size())
      throw conformance::InputError("BASEHTTP_PYTHONS", 0, entry,
                                    "is not VERSION=PATH-OF-AN-INTERPRETER");
    judges.push_back(start(entry.substr(0, equals), std::string(entry.substr(equals + 1))));
  }
  if (judges.empty())
    throw conformance::InputError("BASEHTTP_PYTHONS", 0, "", "names no interpreter");
  return judges;
}

}  // namespace basehttp::fuzz
