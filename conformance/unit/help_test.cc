// --help of every command, and the manual page that is made of them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <fmt/format.h>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

Ran tool(const std::string& arguments) {
  return run_shell(shell_quoted(BASEHTTP_TOOL) + " " + arguments);
}

// Every command, as the manual page lists them; the program itself is "".
std::vector<std::string> commands() {
  std::vector<std::string> names{""};
  const std::string page = tool("--man").output;
  const std::string mark = "\n.SS ";
  for (std::size_t at = 0; (at = page.find(mark, at)) != std::string::npos;) {
    at += mark.size();
    std::string name = page.substr(at, page.find('\n', at) - at);
    for (std::size_t escape = 0; (escape = name.find('\\')) != std::string::npos;)
      name.erase(escape, 1);
    names.push_back(name);
  }
  return names;
}

TEST(HelpTest, TheManualNamesEveryCommand) {
  const std::vector<std::string> names = commands();
  const std::string help = tool("--help").output;
  std::size_t lines = 1;  // the last one ends where the list does
  const std::string list = help.substr(help.find("Subcommands:\n") + 13);
  for (const char c : list.substr(0, list.find("\n\n"))) lines += c == '\n' ? 1U : 0U;
  std::size_t outermost = 0;
  for (const std::string& name : names)
    outermost += !name.empty() && name.find(' ') == std::string::npos ? 1U : 0U;
  EXPECT_EQ(outermost, lines) << help;
  EXPECT_GT(names.size(), 8U);
}

TEST(HelpTest, EveryCommandHasAnExampleAndItsExitCodes) {
  for (const std::string& name : commands()) {
    SCOPED_TRACE(name);
    const Ran ran = tool(name + " --help");
    EXPECT_EQ(ran.code, 0);
    EXPECT_TRUE(contains(ran.output, "\nExample:\n  "));
    EXPECT_TRUE(contains(ran.output, "\nExit codes:\n  0 "));
  }
}

TEST(HelpTest, TheManualSaysWhatTheHelpSays) {
  const std::string page = tool("--man").output;
  EXPECT_TRUE(contains(page, ".SS conform\nHold a subject against what CPython did.\n"));
  EXPECT_TRUE(contains(page, ".TP\n\\fB\\-\\-jobs\\fR \\fIN\\fR\n"));
  EXPECT_TRUE(contains(page,
                       "\nbasehttp conform \\-\\-profile 3.13 \\-\\-filter "
                       "\\(aqrequest\\-line/*\\(aq\n"));
  // No line of it is an order that roff does not know.
  EXPECT_FALSE(contains(page, "\n'"));
}

}  // namespace
}  // namespace basehttp::conformance
