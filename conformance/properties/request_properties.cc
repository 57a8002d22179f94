// What a handler makes of a request line and of a header block.
#include <cstdint>
#include <string>
#include <vector>

#include "conformance/generators/cases.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/header_blocks.h"
#include "conformance/generators/request_lines.h"
#include "conformance/harness/json_value.h"
#include "conformance/harness/response_reader.h"
#include "conformance/properties/law.h"
#include "conformance/properties/request_line_model.h"

namespace basehttp::conformance {
namespace {

int status_of(const Outcome& outcome) { return read_head(outcome.writes.at(0)).status; }

Case served(const std::string& rfile) {
  Case one = generators::case_of(rfile);
  one.program = generators::program_of({200, {}, {"ok"}});
  return generators::finished(std::move(one));
}

RC_GTEST_PROP(RequestLaws, AnyWhiteSpaceSeparatesTheWordsOfARequestLine, ()) {
  auto line = *generators::near_request_lines();
  const std::string version = *tested_versions();
  const auto attributes = [&] {
    return outcome_of(served(line.text() + "\r\nA: 1\r\n\r\n"), version).requests.at(0);
  };
  RC_TAG(std::to_string(line.words.size()) + " words");
  const RequestState given = attributes();
  for (std::size_t i = 0; i < line.spaces.size(); ++i)
    line.spaces[i] = i == 0 || i + 1 == line.spaces.size() ? "" : " ";
  const RequestState plain = attributes();
  RC_ASSERT(identical(given.command, plain.command));
  RC_ASSERT(identical(given.path, plain.path));
  RC_ASSERT(identical(given.request_version, plain.request_version));
  RC_ASSERT(identical(given.close_connection, plain.close_connection));
  RC_ASSERT(identical(given.headers, plain.headers));
}

RC_GTEST_PROP(RequestLaws, ARequestLineIsAnsweredByItsWords, ()) {
  const auto line = *generators::near_request_lines();
  const std::string version = *tested_versions();
  const RequestLineRules rules = rules_of(version);
  const RequestLineVerdict verdict = verdict_of(line.words, rules);
  RC_TAG(name_of(verdict));
  Case one = served(line.text() + "\r\nA: 1\r\n\r\n");
  if (verdict == RequestLineVerdict::kRequest) {
    auto& methods = one.program.edit().methods;
    methods = {{Text(line.words[0]).utf8(), methods[0].second}};
  }
  const Outcome outcome = outcome_of(generators::finished(one), version);
  const RequestState& state = outcome.requests.at(0);
  const std::string all = written(outcome);
  const auto says = [&](const std::string& text) { return all.find(text) != std::string::npos; };
  switch (verdict) {
    case RequestLineVerdict::kRequest: {
      std::string path = line.words[1];
      if (rules.slashes_collapse)
        while (path.starts_with("//")) path.erase(0, 1);
      const bool simple = line.words.size() == 2;
      RC_ASSERT(identical(state.command, Value(line.words[0])));
      RC_ASSERT(identical(state.path, Value(path)));
      RC_ASSERT(identical(state.request_version, Value(simple ? "HTTP/0.9" : line.words[2])));
      const bool closes = simple || !judged(line.words[2], rules).at_least_11;
      RC_ASSERT(identical(state.close_connection, Value(closes)));
      RC_ASSERT(outcome.writes.back() == "ok");
      return;
    }
    case RequestLineVerdict::kEmpty:
      RC_ASSERT(all.empty());
      break;
    case RequestLineVerdict::kBadVersion:
      RC_ASSERT((says("Error code: 400<") && says("Bad request version (")));
      break;
    case RequestLineVerdict::kVersionTooHigh:
      RC_ASSERT((says("Error code: 505<") && says("Invalid HTTP version (")));
      break;
    case RequestLineVerdict::kBadSyntax:
      RC_ASSERT((says("Error code: 400<") && says("Bad request syntax (")));
      break;
    case RequestLineVerdict::kBadSimpleRequest:
      RC_ASSERT((says("Error code: 400<") && says("Bad HTTP/0.9 request type (")));
      break;
  }
  RC_ASSERT(identical(state.close_connection, Value(true)));
  RC_ASSERT(identical(state.command, Value::none()));
}

RC_GTEST_PROP(RequestLaws, ARequestLineIsKeptWithoutItsLineEnd, ()) {
  const std::string line = (*generators::near_request_lines()).text();
  const std::string end = *generators::line_ends();
  const Outcome outcome = outcome_of(served(line + end + "\r\n"), *tested_versions());
  std::string kept = line;
  while (!kept.empty() && kept.back() == '\r') kept.pop_back();
  RC_TAG(end == "\r\n" ? "CRLF" : "another end");
  RC_ASSERT(identical(outcome.requests.at(0).requestline, Value(kept)));
}

RC_GTEST_PROP(RequestLaws, ARequestLineMayHave65536Bytes, ()) {
  const std::string start = "GET /";
  const std::string end = *generators::line_ends();
  const std::size_t size = *generators::number<std::size_t>(65530, 65542);
  const std::string version = " HTTP/1.1" + end;
  const std::string line = start + std::string(size - start.size() - version.size(), 'a') + version;
  const Outcome outcome = outcome_of(served(line + "\r\n"), *tested_versions());
  RC_TAG(size > 65536 ? "too long" : "within");
  RC_ASSERT(status_of(outcome) == (size > 65536 ? 414 : 200));
  if (size > 65536) RC_ASSERT(outcome.rfile_pos == 65537);
}

RC_GTEST_PROP(RequestLaws, AFieldLineMayHave65536Bytes, ()) {
  const std::size_t size = *generators::number<std::size_t>(65530, 65542);
  const std::string line = "A: " + std::string(size - 5, 'b') + "\r\n";
  const Outcome outcome =
      outcome_of(served("GET / HTTP/1.1\r\n" + line + "\r\n"), *tested_versions());
  RC_TAG(size > 65536 ? "too long" : "within");
  RC_ASSERT(status_of(outcome) == (size > 65536 ? 431 : 200));
}

RC_GTEST_PROP(RequestLaws, AHeaderBlockMayHaveAHundredLines, ()) {
  const std::size_t lines = *generators::number<std::size_t>(96, 103);
  const std::string version = *tested_versions();
  std::string block;
  for (std::size_t i = 0; i < lines; ++i) block += i % 7 == 3 ? " folded\r\n" : "A: 1\r\n";
  const Outcome outcome = outcome_of(served("GET / HTTP/1.1\r\n" + block + "\r\n"), version);
  // The blank line counts, but not from 3.15 on.
  const std::size_t most = version.starts_with("3.15") ? 100 : 99;
  RC_TAG(lines > most ? "too many" : "within");
  RC_ASSERT(status_of(outcome) == (lines > most ? 431 : 200));
}

RC_GTEST_PROP(RequestLaws, WellFormedFieldsAreTheHeaders, ()) {
  const auto fields = *generators::plain_fields();
  const Outcome outcome =
      outcome_of(served("GET / HTTP/1.1\r\n" + generators::block_of(fields)), *tested_versions());
  std::vector<Value> expected;
  expected.reserve(fields.size());
  for (const auto& field : fields)
    expected.push_back(Value::list({Value(field.name), Value(field.value)}));
  RC_TAG(std::to_string(fields.size()) + " fields");
  RC_ASSERT(identical(outcome.requests.at(0).headers, Value::list(expected)));
  RC_ASSERT(identical(outcome.requests.at(0).defects, Value::list({})));
}

RC_GTEST_PROP(RequestLaws, ABareLineFeedEndsALineAsCrLfDoes, ()) {
  const auto fields = *generators::plain_fields();
  const std::string version = *tested_versions();
  const std::string strict = "GET / HTTP/1.1\r\n" + generators::block_of(fields);
  std::string loose;
  for (const char c : strict)
    if (c != '\r') loose += c;
  Outcome a = outcome_of(served(strict), version);
  Outcome b = outcome_of(served(loose), version);
  RC_TAG(std::to_string(fields.size()) + " fields");
  RC_ASSERT(a.rfile_pos == static_cast<std::int64_t>(strict.size()));
  RC_ASSERT(b.rfile_pos == static_cast<std::int64_t>(loose.size()));
  for (Outcome* outcome : {&a, &b}) {
    outcome->rfile_pos = 0;
    for (RequestState& state : outcome->requests) state.rfile_pos = 0;
  }
  require_same(a, b);
}

RC_GTEST_PROP(RequestLaws, AnEmptyRequestLineEndsTheConnectionWithoutAWord, ()) {
  const std::string blank = *generators::string_over(" \t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0", 5);
  const Outcome outcome = outcome_of(
      served(blank + *generators::line_ends() + "GET / HTTP/1.1\r\n\r\n"), *tested_versions());
  RC_CLASSIFY(!blank.empty(), "white space");
  RC_ASSERT(outcome.requests.size() == std::size_t{1});
  RC_ASSERT(outcome.writes.empty());
  RC_ASSERT(outcome.log.empty());
}

}  // namespace
}  // namespace basehttp::conformance
