#include "conformance/harness/versions_page.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "conformance/harness/comparison.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/profile_names.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kIntroduction =
    R"(# What changed between CPythons

<!-- Written by scripts/make-versions; a test holds it against the corpus. -->

What `http.server.BaseHTTPRequestHandler` does differently in one recorded CPython than in another:
an example of each kind of difference, by area. A kind is named by the first place where the
outcomes part and by what kind of thing either has there: `requests[].path: SP | end` says that
where the path of the older one goes on with a space that of the newer one ends.
)";

constexpr std::string_view kOfReduced =
    R"(The examples are as small as `basehttp reduce` makes them, and were put to every interpreter.

    basehttp diff --profiles 3.10.13,3.15.0rc1     # any two
    basehttp show ID --corpus corpus/versions      # an example, and what each version answers

)";

constexpr std::string_view kOfCorpus =
    R"(The examples are the shortest cases of the corpus.

    basehttp diff --profiles 3.10.13,3.15.0rc1     # any two
    basehttp show ID                               # an example, and what each version answers

)";

std::vector<std::string> versions_of(const Corpus& corpus) {
  std::vector<std::string> versions;
  for (const std::string& name : corpus.subjects) versions.push_back(profile_label(name));
  return versions;
}

VersionStep step_between(const Corpus& corpus, const std::string& before,
                         const std::string& after) {
  VersionStep step{before, after, {}};
  for (const Case& one : corpus.cases) {
    const Outcome* left = corpus.expected(one, recorded_name(before));
    const Outcome* right = corpus.expected(one, recorded_name(after));
    if (left == nullptr || right == nullptr || left == right || same_outcome(*left, *right))
      continue;
    step.areas[std::string(one.area())].add(one, *left, *right);
  }
  return step;
}

// For each two versions, how many cases they answer differently.
std::string matrix(const Corpus& corpus) {
  const std::vector<std::string> versions = versions_of(corpus);
  std::vector<std::vector<std::size_t>> counts(versions.size(),
                                               std::vector<std::size_t>(versions.size()));
  for (const Transcript& transcript : corpus.transcripts.all()) {
    if (transcript.groups.size() < 2) continue;
    std::vector<const Outcome*> outcomes;
    outcomes.reserve(versions.size());
    for (const std::string& version : versions)
      outcomes.push_back(transcript.find(recorded_name(version)));
    for (std::size_t a = 0; a < versions.size(); ++a)
      for (std::size_t b = a + 1; b < versions.size(); ++b)
        if (outcomes[a] != nullptr && outcomes[b] != nullptr && outcomes[a] != outcomes[b] &&
            !same_outcome(*outcomes[a], *outcomes[b]))
          ++counts[a][b];
  }
  std::string out =
      fmt::format("## Cases that two versions answer differently, of {}\n\n|", corpus.cases.size());
  for (const std::string& version : versions) out += " | " + version;
  out += " |\n|---";
  for (std::size_t i = 0; i < versions.size(); ++i) out += "|--:";
  out += "|\n";
  for (std::size_t a = 0; a < versions.size(); ++a) {
    out += "| " + versions[a];
    for (std::size_t b = 0; b < versions.size(); ++b)
      out += a == b ? " | " : fmt::format(" | {}", counts[std::min(a, b)][std::max(a, b)]);
    out += " |\n";
  }
  return out + "\n";
}

std::string cut(const std::string& text) {
  constexpr std::size_t kMost = 300;
  return text.size() > kMost ? text.substr(0, kMost) + "…" : text;
}

// What the case holds beside its input.
std::string settings_of(const Case& one) {
  JsonDocument document;
  std::string out;
  for (const Json member : document.parse(one.json)) {
    if (member.key_is("id") || member.key_is("about") || member.key_is("refs") ||
        member.key_is("rfile"))
      continue;
    std::string text;
    write_canonical(member, text);
    out += fmt::format("{:<9} {}\n", member.key().utf8(), cut(text));
  }
  return out;
}

std::string kind(const DifferenceBucket& bucket, const DifferenceBucket& example,
                 const VersionStep& step) {
  const Difference first =
      differences(std::get<Outcome>(example.a), std::get<Outcome>(example.b)).front();
  const auto width = std::max<std::size_t>({9, step.before.size(), step.after.size()});
  const auto line = [width](std::string_view label, const std::string& text) {
    return fmt::format("{:<{}} {}\n", label, width, text);
  };
  return fmt::format("`{}`: {} case{}, as `{}`\n\n```text\n", bucket.signature, bucket.cases,
                     bucket.cases == 1 ? "" : "s", example.example.id) +
         line("input", cut(escape_bytes(example.example.rfile))) + settings_of(example.example) +
         line("field", first.field) + line(step.before, first.expected) +
         line(step.after, first.actual) + "```\n\n";
}

const DifferenceBucket* find(const std::vector<const DifferenceBucket*>& buckets,
                             const std::string& signature) {
  const auto found = std::find_if(buckets.begin(), buckets.end(), [&](const auto* bucket) {
    return bucket->signature == signature;
  });
  return found == buckets.end() ? nullptr : *found;
}

std::string section(const VersionStep& step, const VersionStep& reduced) {
  std::size_t cases = 0;
  for (const auto& [area, buckets] : step.areas) cases += buckets.differed();
  std::string out = fmt::format("## From {} to {}: {} cases\n\n", step.before, step.after, cases);
  if (step.areas.empty()) return out + "No case tells them apart.\n\n";
  for (const auto& [area, buckets] : step.areas) {
    out += fmt::format("### {} ({} → {})\n\n", area, step.before, step.after);
    const auto smaller = reduced.areas.find(area);
    for (const DifferenceBucket* bucket : buckets.sorted()) {
      const DifferenceBucket* example = smaller == reduced.areas.end()
                                            ? nullptr
                                            : find(smaller->second.sorted(), bucket->signature);
      out += kind(*bucket, example == nullptr ? *bucket : *example, step);
    }
  }
  return out;
}

}  // namespace

std::vector<VersionStep> version_steps(const Corpus& corpus) {
  const std::vector<std::string> versions = versions_of(corpus);
  std::vector<VersionStep> steps;
  for (std::size_t i = 1; i < versions.size(); ++i)
    steps.push_back(step_between(corpus, versions[i - 1], versions[i]));
  return steps;
}

std::string versions_page(const Corpus& corpus, const Corpus& reduced) {
  std::string out = std::string(kIntroduction);
  out += reduced.cases.empty() ? kOfCorpus : kOfReduced;
  out += matrix(corpus);
  for (const VersionStep& step : version_steps(corpus))
    out += section(step, step_between(reduced, step.before, step.after));
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace basehttp::conformance
