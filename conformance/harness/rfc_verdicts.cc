#include "conformance/harness/rfc_verdicts.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "conformance/harness/json_lines.h"

namespace basehttp::conformance {
namespace {

constexpr RfcVerdict kAll[kRfcVerdicts] = {RfcVerdict::kMet, RfcVerdict::kNotMet,
                                           RfcVerdict::kNotApplicable};

std::optional<RfcVerdict> verdict_of_key(Json member) {
  for (const RfcVerdict verdict : kAll)
    if (member.key_is(verdict_name(verdict))) return verdict;
  return std::nullopt;
}

void read_profiles(Json member, RfcVerdict verdict, VerdictsByProfile& verdicts) {
  for (const Json profile : member) {
    const std::string version = profile.utf8();
    if (!verdicts.emplace(version, verdict).second) profile.fail(version + " stands twice");
  }
}

}  // namespace

RfcFinding judge_recorded(const RfcRequirement& requirement, const Corpus& corpus,
                          const std::string& profile) {
  return judge(requirement, [&](const Case& one) -> Answer {
    const Outcome* outcome = corpus.expected(one, "cpython-" + profile);
    if (outcome == nullptr) return Unsupported{"not recorded there"};
    return *outcome;
  });
}

PinnedVerdicts PinnedVerdicts::load(const std::filesystem::path& file,
                                    const std::vector<RfcRequirement>& requirements) {
  PinnedVerdicts pinned;
  for_each_line(file, [&](const JsonLine& line) {
    if (!line.json.is_object()) line.json.fail("must be an object");
    std::string id;
    VerdictsByProfile verdicts;
    for (const Json member : line.json) {
      if (member.key_is("id")) {
        id = member.utf8();
        if (std::none_of(requirements.begin(), requirements.end(),
                         [&](const RfcRequirement& one) { return one.id == id; }))
          member.fail(id + " is no requirement: run basehttp rfc --pin");
      } else if (const auto verdict = verdict_of_key(member)) {
        read_profiles(member, *verdict, verdicts);
      } else {
        member.key().fail("is no key of a pinned verdict");
      }
    }
    if (id.empty()) throw JsonError("id", "is missing");
    if (!pinned.by_id_.emplace(id, std::move(verdicts)).second)
      throw JsonError("id", id + " is pinned already");
  });
  return pinned;
}

const RfcVerdict* PinnedVerdicts::find(const std::string& requirement,
                                       std::string_view profile) const {
  const auto at = by_id_.find(requirement);
  if (at == by_id_.end()) return nullptr;
  const auto verdict = at->second.find(profile);
  return verdict == at->second.end() ? nullptr : &verdict->second;
}

std::string write_verdicts(const std::vector<RfcRequirement>& requirements,
                           const std::vector<std::string>& profiles,
                           const std::vector<std::vector<RfcVerdict>>& verdicts) {
  std::string text;
  for (std::size_t r = 0; r < requirements.size(); ++r) {
    text += fmt::format(R"({{"id": "{}")", requirements[r].id);
    for (const RfcVerdict verdict : kAll) {
      std::vector<std::string> of_this;
      for (std::size_t p = 0; p < profiles.size(); ++p)
        if (verdicts[r][p] == verdict) of_this.push_back('"' + profiles[p] + '"');
      if (!of_this.empty())
        text += fmt::format(R"(, "{}": [{}])", verdict_name(verdict), fmt::join(of_this, ", "));
    }
    text += "}\n";
  }
  return text;
}

}  // namespace basehttp::conformance
