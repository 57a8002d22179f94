// basehttp: holds implementations of BaseHTTPRequestHandler against CPython.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/child_process.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/profile_names.h"
#include "conformance/tool/command.h"
#include "conformance/tool/man_page.h"

namespace {

namespace conformance = basehttp::conformance;

// The command that was named, of a command the inner one; the program itself when none was.
const CLI::App& named_command(const CLI::App& app) {
  const auto named = app.get_subcommands();
  return named.empty() ? app : named_command(*named.front());
}

std::string full_name(const CLI::App& command) {
  const CLI::App* const parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

// What was wrong, in one line, and where to read on.
std::string usage_message(const CLI::App* app, const CLI::Error& error) {
  const CLI::App& command = named_command(*app);
  const std::vector<std::string> rest = command.remaining();
  const bool unknown = !rest.empty() && command.get_require_subcommand_min() > 0;
  return fmt::format("{0}: {1}\nRun {0} --help for {2}, an example and the exit codes.\n",
                     full_name(command),
                     unknown ? rest.front() + " is no command of it" : std::string(error.what()),
                     command.get_require_subcommand_min() > 0 ? "the commands" : "its options");
}

int run(int argc, char** argv) {
  int code = conformance::kUsage;
  CLI::App app("Does an implementation do what CPython's BaseHTTPRequestHandler does?", "basehttp");
  app.set_version_flag("--version", BASEHTTP_VERSION);
  app.add_flag_callback(
      "--man",
      [&app] {
        fmt::print("{}", conformance::man_page(app, BASEHTTP_VERSION));
        throw CLI::Success();
      },
      "Print the manual page and exit");
  app.require_subcommand(1);
  app.failure_message(usage_message);
  app.footer(
      conformance::footer("basehttp conform --profile 3.13",
                          "0 as expected; 1 unexpected differences; 2 usage or a bad input file;\n"
                          "  3 the subject or the protocol is broken; 4 nothing ran"));
  conformance::add_check_subject_command(app, code);
  conformance::add_conform_command(app, code);
  conformance::add_diff_command(app, code);
  conformance::add_grid_command(app, code);
  conformance::add_record_command(app, code);
  conformance::add_reduce_command(app, code);
  conformance::add_rfc_command(app, code);
  conformance::add_show_command(app, code);
  conformance::add_stdio_command(app, code);
  conformance::add_subject_command(app, code);
  conformance::add_versions_command(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? conformance::kAsExpected : conformance::kUsage;
  }
  return code;
}

int fail(int code, const char* what) {
  fmt::print(stderr, "basehttp: {}\n", what);
  return code;
}

// Output that got lost is no success.
int finish(int code) {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  const std::string why = errno == 0 ? "it could not be written" : std::strerror(errno);
  return fail(code == conformance::kAsExpected ? conformance::kUsage : code,
              ("standard output: " + why).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  conformance::end_children_on_signals();
  try {
    return finish(run(argc, argv));
  } catch (const conformance::InputError& error) {
    return fail(conformance::kUsage, error.what());
  } catch (const conformance::UnknownName& error) {
    return fail(conformance::kUsage, error.what());
  } catch (const conformance::SubjectError& error) {
    return fail(conformance::kSubjectBroken, error.what());
  } catch (const std::exception& error) {
    return fail(conformance::kUsage, error.what());
  }
}
