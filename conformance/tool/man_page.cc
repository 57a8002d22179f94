#include "conformance/tool/man_page.h"

#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

// Text as roff reads it: no character of it is an order, a hyphen stays one.
std::string roff(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts_line = i == 0 || text[i - 1] == '\n';
    if (starts_line && (text[i] == '.' || text[i] == '\'')) out += "\\&";
    switch (text[i]) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      case '`':
        out += "\\(ga";
        break;
      default:
        out += text[i];
    }
  }
  return out;
}

// The parts of footer(): text between two of its headings, its lines without indentation.
std::string part(const std::string& footer, std::string_view heading) {
  const std::string mark = fmt::format("\n{}:\n", heading);
  std::size_t from = footer.find(mark);
  if (from == std::string::npos) return {};
  from += mark.size();
  const std::string found = footer.substr(from, footer.find("\n\n", from) - from);
  std::string out;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool starts_line = i == 0 || found[i - 1] == '\n';
    if (starts_line) i = found.find_first_not_of(' ', i);
    if (i >= found.size()) break;
    out += found[i];
  }
  return out;
}

// Without what CLI11 adds of the checks: "N" of "N:INT in [1 - 256]".
std::string type_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

std::string option_entry(const CLI::Option& option) {
  const bool positional = option.nonpositional() ? false : option.get_positional();
  std::string names = roff(option.get_name(positional, !positional));
  for (std::size_t at = 0; (at = names.find(',', at)) != std::string::npos; at += 2)
    names.replace(at, 1, ", ");
  std::string entry = fmt::format(".TP\n\\fB{}\\fR", names);
  if (option.get_type_size() != 0 && !option.get_type_name().empty() && !positional)
    entry += fmt::format(" \\fI{}\\fR", roff(type_of(option)));
  entry += fmt::format("\n{}", roff(option.get_description()));
  if (!option.get_default_str().empty())
    entry += fmt::format(" (default: {})", roff(option.get_default_str()));
  if (option.get_required()) entry += " (required)";
  return entry + '\n';
}

// --help is told of once, not with each command.
std::string options_of(const CLI::App& app) {
  const CLI::Option* help = app.get_parent() == nullptr ? nullptr : app.get_help_ptr();
  std::string out;
  for (const CLI::Option* option : app.get_options())
    if (!option->get_group().empty() && option != help) out += option_entry(*option);
  return out;
}

std::string closing(const CLI::App& app) {
  return fmt::format(".PP\nExample:\n.PP\n.EX\n{}\n.EE\n.PP\nExit codes: {}.\n",
                     roff(part(app.get_footer(), "Example")),
                     roff(part(app.get_footer(), "Exit codes")));
}

// A command, then those below it.
std::string command_entry(const CLI::App& app, const std::string& above) {
  const std::string name = above.empty() ? app.get_name() : above + ' ' + app.get_name();
  const std::vector<const CLI::App*> below = app.get_subcommands(nullptr);
  std::string out = fmt::format(".SS {}\n{}.\n", roff(name), roff(app.get_description()));
  out += options_of(app);
  out += closing(app);
  for (const CLI::App* each : below) out += command_entry(*each, name);
  return out;
}

}  // namespace

std::string man_page(const CLI::App& app, const std::string& version) {
  const std::string& name = app.get_name();
  std::string out = fmt::format(
      ".\\\" Made by `{0} --man` out of what its --help says.\n"
      ".TH BASEHTTP 1 \"\" \"basehttp {1}\" \"User Commands\"\n"
      ".nh\n.ad l\n.SH NAME\n{0} \\- conformance harness for Python's BaseHTTPRequestHandler\n"
      ".SH SYNOPSIS\n.B {0}\n.I COMMAND\n[\\fIOPTION\\fR...]\n"
      ".SH DESCRIPTION\n{2}\n"
      ".SH OPTIONS\n",
      roff(name), roff(version), roff(app.get_description()));
  out += options_of(app);
  out += ".SH COMMANDS\nEach takes \\-\\-help.\n";
  for (const CLI::App* command : app.get_subcommands(nullptr)) out += command_entry(*command, "");
  out += fmt::format(".SH EXIT STATUS\n{}.\n", roff(part(app.get_footer(), "Exit codes")));
  out += fmt::format(".SH EXAMPLES\n.EX\n{}\n.EE\n", roff(part(app.get_footer(), "Example")));
  out +=
      ".SH ENVIRONMENT\n.TP\n.B BASEHTTP_CORPUS\nThe folder of the corpus, unless \\-\\-corpus "
      "names one.\n.TP\n.B NO_COLOR\nWhen it is not empty, no colour is used.\n";
  return out;
}

}  // namespace basehttp::conformance
