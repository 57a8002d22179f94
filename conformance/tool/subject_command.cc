// basehttp subject: the reference handler speaks the process protocol.
#include <cstdio>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "conformance/harness/answer_writer.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/tool/command.h"

namespace basehttp::conformance {
namespace {

std::string quoted(const std::string& utf8) {
  std::string out;
  write_text(Text::from_utf8(utf8), out);
  return out;
}

// `id` is JSON: a string, or null when it could not be read.
std::string error_line(const std::string& what, const std::string& id) {
  return fmt::format("{{\"error\": {}, \"id\": {}}}", quoted(what), id);
}

class Conversation {
 public:
  explicit Conversation(const Profile& profile) : profile_(profile), subject_(profile) {}

  std::string answer(const std::string& line) {
    std::string id = "null";
    try {
      const Json json = document_.parse(line);
      if (!json.is_object()) json.fail("a line must be an object");
      bool greeting = false;
      for (const Json member : json) {
        if (member.key_is("id") && member.is_string()) id = quoted(member.utf8());
        greeting = greeting || member.key_is("hello");
      }
      if (greeting && id == "null") return identity();
      const Case one = read_case_unhashed(json, line);
      return write_answer(one.id, subject_.run(one));
    } catch (const JsonError& error) {
      const std::string& key = error.key();
      return error_line(key.empty() ? error.what() : fmt::format("{}: {}", key, error.what()), id);
    }
  }

 private:
  std::string identity() const {
    return fmt::format(
        "{{\"subject\": {{\"name\": \"basehttp\", \"profile\": \"{}\", \"sources\": {{}}, "
        "\"version\": \"{}\"}}}}",
        profile_.version, BASEHTTP_VERSION);
  }

  const Profile& profile_;
  ReferenceSubject subject_;
  JsonDocument document_;
};

struct SubjectProgram {
  std::string profile;

  int run() const {
    Conversation conversation(profile_named(profile));
    std::ios::sync_with_stdio(false);
    std::string line;
    while (std::getline(std::cin, line)) {
      std::string answer = conversation.answer(line);
      answer += '\n';
      if (std::fwrite(answer.data(), 1, answer.size(), stdout) != answer.size() ||
          std::fflush(stdout) != 0)
        return kSubjectBroken;
    }
    return kAsExpected;
  }
};

}  // namespace

void add_subject_command(CLI::App& app, int& code) {
  auto options = std::make_shared<SubjectProgram>();
  CLI::App& command =
      *app.add_subcommand("subject", "Answer cases on standard input with outcomes, one line each");
  command.add_option("--profile", options->profile, "The CPython to be, by version")
      ->required()
      ->type_name("V");
  command.footer(footer("basehttp subject --profile 3.13.0 < corpus/cases/request-line.jsonl",
                        "0 at the end of the input; 2 usage; 3 the answers could not be written"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
