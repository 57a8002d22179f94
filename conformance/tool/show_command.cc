// basehttp show: one case, what each version answered, what the subject answers.
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/profile_names.h"
#include "conformance/tool/command.h"

namespace basehttp::conformance {
namespace {

// Bytes, one escaped line for each line, aligned under a label.
void print_bytes(std::string_view label, std::string_view bytes) {
  if (bytes.empty()) fmt::print("  {:<11} b''\n", label);
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    fmt::print("  {:<11} {}\n", label, escape_bytes(bytes.substr(0, end)));
    bytes.remove_prefix(end);
    label = "";
  }
}

void print_line(std::string_view label, std::string_view text) {
  fmt::print("  {:<11} {}\n", label, text);
}

void print_raised(std::string_view label, const Raised& raised) {
  print_line(label, fmt::format("{}: {}", raised.type, escape_text(raised.message)));
}

void print_input(const Case& one) {
  fmt::print("{}\n", one.id);
  if (!one.about.empty()) print_line("about", one.about);
  if (!one.refs.empty()) print_line("refs", fmt::format("{}", fmt::join(one.refs, ", ")));
  if (!one.file.empty()) print_line("file", fmt::format("{}:{}", one.file, one.line));
  print_bytes("rfile", one.rfile);
  JsonDocument document;
  for (const Json member : document.parse(one.json)) {
    const bool shown = member.key_is("id") || member.key_is("about") || member.key_is("refs") ||
                       member.key_is("rfile") || member.key_is("program");
    if (shown) continue;
    std::string text;
    write_canonical(member, text);
    print_line(member.key().utf8(), text);
  }
  for (const Json member : document.parse(one.json)) {
    if (!member.key_is("program") || !member.is_object()) continue;
    for (const Json method : member) {
      std::string label = method.key().utf8();
      for (const Json action : method) {
        std::string text;
        write_canonical(action, text);
        print_line(label, text);
        label.clear();
      }
    }
  }
}

void print_outcome(const Outcome& outcome) {
  for (std::size_t i = 0; i < outcome.requests.size(); ++i) {
    const RequestState& request = outcome.requests[i];
    print_line(fmt::format("request {}", i),
               fmt::format("requestline={} command={} path={} request_version={}",
                           escape_value(request.requestline), escape_value(request.command),
                           escape_value(request.path), escape_value(request.request_version)));
    print_line("", fmt::format("close_connection={} rfile_pos={}",
                               escape_value(request.close_connection), request.rfile_pos));
    print_line("", fmt::format("headers={} defects={}", escape_value(request.headers),
                               escape_value(request.defects)));
  }
  for (std::size_t i = 0; i < outcome.writes.size(); ++i)
    print_bytes(fmt::format("write {}", i), outcome.writes[i]);
  print_line("flushes", fmt::format("[{}]", fmt::join(outcome.flushes, ", ")));
  if (outcome.log.is_latin1()) {
    print_bytes("log", outcome.log.latin1());
  } else {
    print_line("log", escape_text(outcome.log));
  }
  if (outcome.exception) print_raised("exception", *outcome.exception);
  for (const Raised& raised : outcome.caught) print_raised("caught", raised);
  print_line("at the end",
             fmt::format("rfile_pos={} pending={} close_connection={}", outcome.rfile_pos,
                         outcome.pending ? escape_bytes(*outcome.pending) : "null",
                         escape_value(outcome.close_connection)));
}

void print_answer(const Answer& answer) {
  if (const auto* outcome = std::get_if<Outcome>(&answer)) return print_outcome(*outcome);
  if (const auto* unsupported = std::get_if<Unsupported>(&answer))
    return print_line("unsupported", unsupported->why);
  print_line("failed", std::get<Failure>(answer).what);
}

std::string read_standard_input() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

struct Show {
  CorpusOption corpus;
  SubjectOption subject;
  std::string id;
  std::string json;
  std::string file;
  std::string delivery = "whole";
  std::vector<std::string> profiles;

  int run() const;

 private:
  int show_recorded() const;
  int show_loose(const Case& one) const;
  Answer answer(const Case& one, const std::string& version) const;
  const Case& find(const Corpus& loaded) const;
  bool hold_against(const Corpus& loaded, const Case& one, const std::string& version) const;
};

Answer Show::answer(const Case& one, const std::string& version) const {
  const auto chosen = Delivery::parse(delivery);
  if (!chosen)
    throw UnknownName(fmt::format(
        "--delivery {}: must be whole, bytewise or cuts: with rising offsets, as cuts:3,17",
        delivery));
  return subject.make(version)->run(one, *chosen);
}

const Case& Show::find(const Corpus& loaded) const {
  std::vector<std::string_view> similar;
  for (const Case& one : loaded.cases) {
    if (one.id == id) return one;
    if (similar.size() < 5 && one.id.find(id) != std::string::npos) similar.push_back(one.id);
  }
  throw UnknownName(fmt::format(
      "no case has the id {}{}", id,
      similar.empty() ? "" : fmt::format("; similar are {}", fmt::join(similar, ", "))));
}

// Prints what the subject answers under one profile.  True: nothing differs.
bool Show::hold_against(const Corpus& loaded, const Case& one, const std::string& version) const {
  const Outcome* expected = loaded.expected(one, recorded_name(version));
  const Answer answered = answer(one, version);
  const auto* outcome = std::get_if<Outcome>(&answered);
  fmt::print("\n{} under {}: ", subject.command.empty() ? "reference" : "subject", version);
  if (expected == nullptr) {
    fmt::print("nothing recorded to hold it against\n");
  } else if (outcome != nullptr && same_outcome(*expected, *outcome)) {
    fmt::print("the same\n");
    return true;
  } else {
    fmt::print("not the same\n");
  }
  print_answer(answered);
  if (expected == nullptr) return true;
  if (outcome == nullptr) return false;
  bool first = true;
  for (const Difference& difference : differences(*expected, *outcome)) {
    fmt::print("{}\n", first ? "first difference" : "also different");
    print_line("field", difference.field);
    print_line("expected", difference.expected);
    print_line("actual", difference.actual);
    first = false;
  }
  return false;
}

int Show::show_recorded() const {
  const Corpus loaded = Corpus::load(corpus.folder());
  const Case& one = find(loaded);
  const std::vector<std::string> versions = chosen_profiles(profiles, loaded);
  print_input(one);
  for (const TranscriptGroup& group : loaded.transcripts.find(one.id)->groups) {
    const bool wanted =
        std::any_of(versions.begin(), versions.end(), [&](const std::string& version) {
          return std::count(group.subjects.begin(), group.subjects.end(), recorded_name(version)) !=
                 0;
        });
    if (!wanted) continue;
    fmt::print("\n{}\n", fmt::join(group.subjects.all(), ", "));
    print_outcome(group.outcome);
  }
  int code = kAsExpected;
  for (const std::string& version : versions)
    if (!hold_against(loaded, one, version)) code = kUnexpected;
  return code;
}

// Nobody was asked about it before, so there is nothing to hold an answer against.
int Show::show_loose(const Case& one) const {
  std::vector<std::string> versions;
  for (const std::string& name : profiles) versions.emplace_back(profile_named(name).version);
  if (profiles.empty())
    for (const Profile* profile : all_profiles()) versions.emplace_back(profile->version);
  print_input(one);
  for (const std::string& version : versions) {
    const Answer answered = answer(one, version);
    fmt::print("\n{} under {}\n", subject.command.empty() ? "reference" : "subject", version);
    print_answer(answered);
  }
  return kAsExpected;
}

int Show::run() const {
  const int named = (id.empty() ? 0 : 1) + (json.empty() ? 0 : 1) + (file.empty() ? 0 : 1);
  if (named != 1) {
    fmt::print(stderr, "basehttp show: takes one of ID, --case and --case-file\n");
    return kUsage;
  }
  if (!json.empty()) return show_loose(read_case_text(json, "--case"));
  if (file == "-") return show_loose(read_case_text(read_standard_input(), "standard input"));
  if (!file.empty()) return show_loose(read_case_text(read_file(file), file));
  return show_recorded();
}

}  // namespace

void add_show_command(CLI::App& app, int& code) {
  auto options = std::make_shared<Show>();
  CLI::App& command =
      *app.add_subcommand("show", "One case: its input, each version's answer, the subject's");
  command.add_option("ID", options->id, "The id of a case of the corpus");
  command.add_option("--case", options->json, "A case that is in no corpus")->type_name("JSON");
  command
      .add_option("--case-file", options->file, "A file that holds one case; - for standard input")
      ->type_name("FILE");
  command
      .add_option("--delivery", options->delivery,
                  "How the bytes arrive: whole, bytewise, or cuts:3,17 for pieces")
      ->type_name("NAME");
  options->corpus.add_to(command);
  options->subject.add_to(command);
  add_profile_option(command, options->profiles);
  command.footer(
      footer("basehttp show request-line/whitespace/nbsp-separates-words --profile 3.13\n"
             "  basehttp show --case '{\"id\": \"x\", \"rfile\": \"GET /\\r\\n\"}' --profile 3.13",
             "0 no difference; 1 a difference; 2 usage, a bad input file or an unknown "
             "id; 3 the subject cannot be used"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
