#include "conformance/harness/rfc_requirements.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kLevels[] = {"MUST", "MUST NOT", "SHOULD",   "RECOMMENDED", "MAY",
                                        "rule", "grammar",  "semantic", "advice"};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Loader {
 public:
  explicit Loader(const std::vector<Case>& cases) {
    for (const Case& one : cases) cases_.emplace(one.id, &one);
  }

  RfcRequirement read(const JsonLine& line) {
    RfcRequirement made;
    if (!line.json.is_object()) line.json.fail("must be an object");
    made.file = line.file;
    made.line = line.number;
    for (const Json member : line.json) read_member(made, member);
    check_complete(made);
    check_parameters(made);
    check_references(made);
    return made;
  }

 private:
  void read_member(RfcRequirement& made, Json member) {
    if (member.key_is("id")) {
      made.id = unique(member, plain_id(member));
    } else if (member.key_is("number")) {
      constexpr std::int64_t kMost = 9999;
      made.number = static_cast<int>(member.int64(1, kMost));
      (void)unique(member, std::to_string(made.number));
    } else if (member.key_is("sections")) {
      for (const Json section : member) made.sections.push_back(reference(section));
    } else if (member.key_is("level")) {
      made.level = level(member);
    } else if (member.key_is("requirement")) {
      made.requirement = member.utf8();
    } else if (member.key_is("check")) {
      made.check = check(member);
    } else if (member.key_is("with")) {
      if (!member.is_object()) member.fail("must be an object");
      for (const Json parameter : member)
        made.parameters[parameter.key().utf8()] = parameter_values(parameter);
    } else if (member.key_is("cases")) {
      for (const Json id : member) made.cases.push_back(find_case(id));
    } else if (member.key_is("finding")) {
      made.finding = member.utf8();
    } else {
      member.key().fail("is no key of a requirement");
    }
  }

  static std::string plain_id(Json json) {
    std::string id = json.utf8();
    const auto is_plain = [](char c) {
      return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             std::string_view("-./").find(c) != std::string_view::npos;
    };
    if (id.empty() || !std::all_of(id.begin(), id.end(), is_plain))
      json.fail("may hold letters, digits, '-', '.' and '/'");
    return id;
  }

  std::string unique(Json json, std::string name) {
    if (!taken_.insert(name).second) json.fail(name + " is that of another requirement");
    return name;
  }

  static std::string reference(Json json) {
    std::string text = json.utf8();
    if (!is_rfc_reference(text)) json.fail(text + " is no section: write rfc9112:3.2.3");
    return text;
  }

  static std::string level(Json json) {
    std::string text = json.utf8();
    if (std::find(std::begin(kLevels), std::end(kLevels), text) == std::end(kLevels))
      json.fail(fmt::format("{} is none of {}", text, fmt::join(kLevels, ", ")));
    return text;
  }

  static const RfcCheck* check(Json json) {
    const std::string name = json.utf8();
    const RfcCheck* found = find_rfc_check(name);
    if (found == nullptr) json.fail(name + " is no check");
    return found;
  }

  static std::vector<std::string> parameter_values(Json json) {
    if (!json.is_array()) return {json.bytes()};
    std::vector<std::string> values;
    for (const Json value : json) values.push_back(value.bytes());
    if (values.empty()) json.fail("needs a value");
    return values;
  }

  const Case* find_case(Json json) const {
    const std::string id = json.utf8();
    const auto at = cases_.find(id);
    if (at == cases_.end()) json.fail(id + " is no case");
    return at->second;
  }

  static void check_complete(const RfcRequirement& made) {
    const std::pair<const char*, bool> present[] = {
        {"id", !made.id.empty()},
        {"number", made.number != 0},
        {"sections", !made.sections.empty()},
        {"level", !made.level.empty()},
        {"requirement", !made.requirement.empty()},
        {"check", made.check != nullptr},
        {"cases", !made.cases.empty()},
        {"finding", !made.finding.empty()},
    };
    for (const auto& [key, is_there] : present)
      if (!is_there) throw JsonError(key, "is missing or empty");
  }

  static void check_parameters(const RfcRequirement& made) {
    if (const std::string problem = parameter_problem(*made.check, made.parameters);
        !problem.empty())
      throw JsonError("with", problem);
  }

  static void check_references(const RfcRequirement& made) {
    for (const Case* one : made.cases) {
      const bool refers = std::any_of(one->refs.begin(), one->refs.end(), [&](const auto& ref) {
        return std::find(made.sections.begin(), made.sections.end(), ref) != made.sections.end();
      });
      if (!refers)
        throw JsonError("cases", fmt::format("{} ({}:{}) refers to none of {}", one->id, one->file,
                                             one->line, fmt::join(made.sections, ", ")));
    }
  }

  std::unordered_map<std::string, const Case*> cases_;
  std::unordered_set<std::string> taken_;  // ids and numbers
};

RfcFinding judge_case(const RfcRequirement& requirement, const Case& one, const Answer& answer) {
  if (const auto* outcome = std::get_if<Outcome>(&answer))
    return decide(*requirement.check, requirement.parameters, one, *outcome);
  if (const auto* unsupported = std::get_if<Unsupported>(&answer))
    return {RfcVerdict::kNotApplicable, "unsupported: " + unsupported->why};
  return {RfcVerdict::kNotApplicable, std::get<Failure>(answer).what};
}

// Which of two verdicts of cases decides about the requirement.
int weight(RfcVerdict verdict) {
  return verdict == RfcVerdict::kNotMet ? 2 : verdict == RfcVerdict::kMet ? 1 : 0;
}

}  // namespace

std::span<const std::string_view> rfc_levels() { return kLevels; }

bool is_rfc_reference(std::string_view text) {
  if (!text.starts_with("rfc")) return false;
  text.remove_prefix(3);
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon > 4 || !std::all_of(text.begin(), text.begin() + colon, is_digit))
    return false;
  text.remove_prefix(colon + 1);
  bool appendix = !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
  while (true) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string_view part = text.substr(0, dot);
    const bool number = !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
    if (!number && !(appendix && part.size() == 1)) return false;
    if (dot == text.size()) return true;
    appendix = false;
    text.remove_prefix(dot + 1);
  }
}

std::vector<RfcRequirement> load_rfc_requirements(const std::filesystem::path& file,
                                                  const std::vector<Case>& cases) {
  std::vector<RfcRequirement> all;
  Loader loader(cases);
  for_each_line(file, [&](const JsonLine& line) { all.push_back(loader.read(line)); });
  return all;
}

RfcFinding judge(const RfcRequirement& requirement,
                 const std::function<Answer(const Case&)>& answer) {
  std::optional<RfcFinding> all;
  for (const Case* one : requirement.cases) {
    RfcFinding finding = judge_case(requirement, *one, answer(*one));
    if (!all || weight(finding.verdict) > weight(all->verdict)) all = std::move(finding);
  }
  return std::move(*all);
}

}  // namespace basehttp::conformance
