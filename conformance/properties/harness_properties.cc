// The harness: what is written is read back, what is equal compares equal.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/generators/cases.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/deliveries.h"
#include "conformance/generators/outcomes.h"
#include "conformance/generators/texts.h"
#include "conformance/generators/values.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/case_writer.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/glob.h"
#include "conformance/harness/json_value.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/report.h"
#include "conformance/properties/law.h"
#include "conformance/properties/python_literal.h"

namespace basehttp::conformance {
namespace {

Case read_back(const std::string& json) {
  JsonDocument document;
  return read_case(document.parse(json), json);
}

Outcome read_back_outcome(const std::string& json) {
  JsonDocument document;
  return read_outcome(document.parse(json));
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

LIBRARY_PROP(HarnessLaws, ACaseThatIsWrittenIsReadBack, ()) {
  const Case one = *generators::cases();
  const std::string json = write_case(one);
  const Case read = read_back(json);
  RC_CLASSIFY(one.program.has_value(), "with a program");
  RC_ASSERT(is_ascii(json));
  RC_ASSERT(read.rfile == one.rfile);
  RC_ASSERT(identical(read.time, one.time));
  RC_ASSERT(identical(read.client_address, one.client_address));
  RC_ASSERT(read.rfile_timeout_at == one.rfile_timeout_at);
  RC_ASSERT(read.wfile_error_at == one.wfile_error_at);
  RC_ASSERT((read.timeout_kind == one.timeout_kind));
  RC_ASSERT(read.unknown_keys.empty());
  RC_ASSERT(read.unknown_tags.empty());
  RC_ASSERT(write_case(read) == json);
  RC_ASSERT(read.hash == one.hash);
}

LIBRARY_PROP(HarnessLaws, ACaseThatWasReadBackHasTheSameOutcome, ()) {
  const Case one = *generators::cases();
  const std::string version = *tested_versions();
  RC_CLASSIFY(one.program.has_value(), "with a program");
  require_same(outcome_of(one, version), outcome_of(read_back(write_case(one)), version));
}

LIBRARY_PROP(HarnessLaws, AnOutcomeThatIsWrittenIsReadBack, ()) {
  const Outcome outcome = *generators::outcomes();
  const std::string json = write_outcome("a/b/c", outcome);
  RC_CLASSIFY(outcome.exception.has_value(), "with an exception");
  RC_ASSERT(is_ascii(json));
  const Outcome read = read_back_outcome(json);
  require_same(outcome, read);
  RC_ASSERT(write_outcome("a/b/c", read) == json);
}

LIBRARY_PROP(HarnessLaws, AnOutcomeEqualsItselfAndDiffersBothWays, ()) {
  const Outcome a = *generators::outcomes();
  const Outcome b = *rc::gen::oneOf(generators::outcomes(), rc::gen::just(a));
  RC_ASSERT(same_outcome(a, a));
  RC_ASSERT(differences(a, a).empty());
  const bool same = same_outcome(a, b);
  RC_TAG(same ? "equal" : "different");
  RC_ASSERT(same == same_outcome(b, a));
  const auto there = differences(a, b);
  const auto back = differences(b, a);
  RC_ASSERT(there.empty() == same);
  RC_ASSERT(there.size() == back.size());
  for (std::size_t i = 0; i < there.size(); ++i) {
    RC_ASSERT(there[i].field == back[i].field);
    RC_ASSERT(there[i].expected == back[i].actual);
    RC_ASSERT(there[i].actual == back[i].expected);
  }
}

// One field of an outcome made another, with the name that a report has to give.
struct Planted {
  const char* field;
  std::function<void(Outcome&)> plant;
};

LIBRARY_PROP(HarnessLaws, ADifferenceIsFoundAndNamed, ()) {
  static const std::vector<Planted> kPlanted = {
      {"writes", [](Outcome& o) { o.writes.emplace_back("x"); }},
      {"flushes", [](Outcome& o) { o.flushes.push_back(99); }},
      {"log", [](Outcome& o) { o.log.append(U'x'); }},
      {"requests", [](Outcome& o) { o.requests.emplace_back(); }},
      {"exception",
       [](Outcome& o) {
         o.exception = Raised{"PlantedError", Text("x")};
       }},
      {"caught",
       [](Outcome& o) {
         o.caught.push_back({"PlantedError", Text("x")});
       }},
      {"rfile_pos", [](Outcome& o) { ++o.rfile_pos; }},
      {"pending", [](Outcome& o) { o.pending = o.pending.value_or("") + "x"; }},
      {"close_connection", [](Outcome& o) { o.close_connection = Value("planted"); }},
  };
  const Outcome outcome = *generators::outcomes();
  const auto at = *generators::number<std::size_t>(0, kPlanted.size() - 1);
  Outcome other = outcome;
  kPlanted[at].plant(other);
  RC_TAG(kPlanted[at].field);
  RC_ASSERT_FALSE(same_outcome(outcome, other));
  const auto found = differences(outcome, other);
  RC_ASSERT(!found.empty());
  for (const Difference& one : found) RC_ASSERT(one.field.starts_with(kPlanted[at].field));
}

LIBRARY_PROP(HarnessLaws, AValueThatIsWrittenIsReadBack, ()) {
  const Value value = *generators::values();
  std::string json = "[";
  write_value(value, json);
  json += "]";
  RC_TAG(type_name(value));
  RC_ASSERT(is_ascii(json));
  JsonDocument document;
  std::vector<std::string> unknown;
  const Value read = read_value(*document.parse(json).begin(), unknown);
  RC_ASSERT(unknown.empty());
  RC_ASSERT(identical(read, value));
}

LIBRARY_PROP(HarnessLaws, CanonicalJsonIsTheSameWhenItIsMadeTwice, ()) {
  const Value value = *generators::values();
  std::string json = "[ ";
  write_value(value, json);
  json += "\n]";
  const auto canonical = [](const std::string& text) {
    JsonDocument document;
    std::string out;
    write_canonical(document.parse(text), out);
    return out;
  };
  const std::string once = canonical(json);
  RC_TAG(type_name(value));
  RC_ASSERT(canonical(once) == once);
  RC_ASSERT(is_ascii(once));
}

LIBRARY_PROP(HarnessLaws, TheOrderOfTheKeysOfACaseIsNoMatter, ()) {
  const Case one = *generators::cases();
  const std::string json = write_case(one);
  JsonDocument document;
  std::vector<std::string> members;
  for (const Json member : document.parse(json)) {
    std::string text;
    write_text(member.key().text(), text);
    text += ": ";
    write_canonical(member, text);
    members.push_back(text);
  }
  for (std::size_t i = 0; i < members.size(); ++i)
    std::swap(members[i], members[*generators::number<std::size_t>(i, members.size() - 1)]);
  std::string shuffled = "{";
  for (const std::string& member : members) shuffled += (shuffled.size() == 1 ? "" : ",") + member;
  shuffled += "}";
  RC_CLASSIFY(shuffled != json, "in another order");
  RC_ASSERT(read_back(shuffled).hash == one.hash);
}

LIBRARY_PROP(HarnessLaws, WhatIsEscapedIsALiteralOfPython, ()) {
  const Text text = *generators::texts();
  const Value value = *generators::values();
  RC_TAG(type_name(value));
  const auto reads = [](const std::string& literal, const Value& expected) {
    const auto read = read_literal(Text(literal));
    return is_ascii(literal) && read && identical(*read, expected);
  };
  RC_ASSERT(reads(escape_text(text), Value(text)));
  RC_ASSERT(reads(escape_bytes(text.utf8()), Value(Bytes{text.utf8()})));
  const std::string shown = escape_value(value);
  RC_ASSERT(is_ascii(shown));
  const bool quoted = value.is_str() || value.kind() == Value::Kind::kBytes;
  if (quoted) RC_ASSERT(reads(shown, value));
}

LIBRARY_PROP(HarnessLaws, AnExcerptKeepsThePlaceWhereTwoTextsPart, ()) {
  const std::string start = *generators::string_over("ab", 60);
  const std::string left = start + "L" + *generators::string_over("cd", 60);
  const std::string right = start + "R" + *generators::string_over("cd", 60);
  const std::size_t width = *generators::number<std::size_t>(20, 80);
  const Excerpts cut = cut_around_difference(left, right, width);
  const bool shortened = cut.left != left || cut.right != right;
  RC_TAG(shortened ? "cut" : "whole");
  RC_ASSERT(cut.left.find('L') != std::string::npos);
  RC_ASSERT(cut.right.find('R') != std::string::npos);
  constexpr std::size_t kMarks = std::size_t{2} * 3;  // an ellipsis at each end, in UTF-8
  RC_ASSERT(cut.left.size() <= std::max(width, std::size_t{1}) + kMarks);
}

// A star tries every end, by the letter of the definition.
bool matches(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] == '*') {
    for (std::size_t skip = 0; skip <= name.size(); ++skip)
      if (matches(pattern.substr(1), name.substr(skip))) return true;
    return false;
  }
  if (name.empty()) return false;
  return (pattern[0] == '?' || pattern[0] == name[0]) && matches(pattern.substr(1), name.substr(1));
}

LIBRARY_PROP(HarnessLaws, AStarStandsForAnyNumberOfCharacters, ()) {
  const std::string pattern = *generators::string_over("a/*?b", 7);
  const std::string name = *generators::string_over("ab/", 7);
  RC_TAG(matches(pattern, name) ? "matches" : "does not match");
  RC_ASSERT(glob_matches(pattern, name) == matches(pattern, name));
  RC_ASSERT(glob_matches("*", name));
  RC_ASSERT(glob_matches(name, name));
}

LIBRARY_PROP(HarnessLaws, AShellReadsAQuotedWordAsItWas, ()) {
  const std::string word = *generators::string_over("a '\"\\$`*\n;~", 10);
  const std::string quoted = shell_quoted(word);
  // POSIX: inside single quotes every character stands for itself.
  std::string read;
  bool inside = false;
  bool plain = true;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    if (quoted[i] == '\'') {
      inside = !inside;
    } else if (!inside && quoted[i] == '\\') {
      read += quoted[++i];
    } else {
      const bool special =
          std::string_view(" \"\\$`*\n;~'").find(quoted[i]) != std::string_view::npos;
      plain = plain && (inside || !special);
      read += quoted[i];
    }
  }
  RC_CLASSIFY(word.find('\'') != std::string::npos, "with a quote");
  RC_ASSERT_FALSE(inside);
  RC_ASSERT(plain);
  RC_ASSERT(read == word);
}

LIBRARY_PROP(HarnessLaws, VersionsAreInOneOrder, ()) {
  const auto versions =
      generators::choice({"3.6.15", "3.10.13", "3.15.0rc1", "3.15.0", "3.9.18", "3.13.0", "3.13.2",
                          "cpython-3.9.1", "cpython-3.10.1", "pypy-3.9.1"});
  const std::string a = *versions;
  const std::string b = *versions;
  const std::string c = *versions;
  RC_TAG(a == b ? "equal" : "different");
  RC_ASSERT_FALSE(version_less(a, a));
  RC_ASSERT((a == b || version_less(a, b) != version_less(b, a)));
  if (version_less(a, b) && version_less(b, c)) RC_ASSERT(version_less(a, c));
}

LIBRARY_PROP(HarnessLaws, ADeliveryIsReadBackFromItsName, ()) {
  const Delivery delivery = *generators::deliveries(30);
  const auto read = Delivery::parse(delivery.name());
  RC_TAG(delivery.name() == "bytewise" ? "bytewise" : "in pieces");
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->name() == delivery.name());
  constexpr std::size_t kSize = 25;
  for (std::size_t at = 0; at < kSize; ++at) {
    RC_ASSERT(read->piece_end(at, kSize) == delivery.piece_end(at, kSize));
    RC_ASSERT(delivery.piece_end(at, kSize) > at);
    RC_ASSERT(delivery.piece_end(at, kSize) <= kSize);
  }
}

}  // namespace
}  // namespace basehttp::conformance
