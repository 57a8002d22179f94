// The reference with one planted difference: a subject to reduce cases with.
//
// usage: planted_subject VERSION EVERY
//
// Of the stream of the first case it keeps every EVERY-th byte in mind, from the first one on. Over
// each case whose stream holds them all, in this order, it logs a line that the reference does not.
// So with 1 no byte can go, with 100 nearly all can.
#include <charconv>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "conformance/harness/answer_writer.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"

namespace {

namespace conformance = basehttp::conformance;

std::string every_nth(std::string_view bytes, std::size_t step) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += step) out += bytes[i];
  return out;
}

bool holds(std::string_view bytes, std::string_view in_this_order) {
  std::size_t found = 0;
  for (const char c : bytes)
    if (found < in_this_order.size() && c == in_this_order[found]) ++found;
  return found == in_this_order.size();
}

void say(std::string line) {
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t every = 0;
  const std::string_view number = argc == 3 ? argv[2] : "";
  if (std::from_chars(number.data(), number.data() + number.size(), every).ec != std::errc() ||
      every == 0) {
    std::fputs("usage: planted_subject VERSION EVERY\n", stderr);
    return 2;
  }
  conformance::ReferenceSubject subject(conformance::profile_named(argv[1]));
  std::optional<std::string> mark;
  conformance::JsonDocument document;
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (line == "{\"hello\": 1}") {
      say(R"({"subject": {"name": "planted", "version": "1"}})");
      continue;
    }
    const conformance::Case one = conformance::read_case_unhashed(document.parse(line), line);
    if (!mark) mark = every_nth(one.rfile, every);
    conformance::Answer answer = subject.run(one);
    if (auto* outcome = std::get_if<conformance::Outcome>(&answer);
        outcome != nullptr && holds(one.rfile, *mark))
      outcome->log.append(std::string_view("planted\n"));
    say(conformance::write_answer(one.id, answer));
  }
  return 0;
}
