// --json, --junit and --html from the outside, held against their schemas and in a browser.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "conformance/reports/markup.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// A program that a test can do without.  The test is shown as skipped then.
#define SKIP_WITHOUT(command, package) \
  if (run_shell(command).code != 0)    \
  GTEST_SKIP() << "needs " << (package) << ", which is not installed; `" << (command) << "` fails"

class ReportsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("corpus/cases/a.jsonl",
                  R"({"id": "a/1", "about": "less < than & \"quoted\"", )"
                  R"("refs": ["rfc9112:3", "cpython:gh-1"], "rfile": "GET / HTTP/1.0\r\n\r\n"})"
                  "\n"
                  R"({"id": "a/bad", "rfile": "GET /\u0000</script>\u00e9\r\n"})"
                  "\n");
    folder_.write("corpus/cases/b.jsonl", R"({"id": "b/1", "rfile": "GET /b HTTP/1.0\r\n\r\n"})"
                                          "\n");
    for (const char* version : {"3.12.1", "3.13.0"})
      ASSERT_EQ(tool(fmt::format("record --subject cpython-{}={}", version,
                                 shell_quoted(stub("none", version))))
                    .code,
                0);
  }

  [[nodiscard]] Ran tool(const std::string& arguments) const {
    return run_shell(shell_quoted(BASEHTTP_TOOL) + " " + arguments + " --corpus " +
                     shell_quoted(folder_.str() + "/corpus"));
  }
  // conform with the stub, a planted fault and one report, read back.
  [[nodiscard]] std::string report(const std::string& kind, const std::string& fault, int code,
                                   const std::string& more = "") const {
    const Ran ran =
        tool(fmt::format("conform --timeout 0.5 --subject {} --{} {} {}", shell_quoted(stub(fault)),
                         kind, shell_quoted(path(kind)), more));
    EXPECT_EQ(ran.code, code) << ran.output;
    return folder_.read("report." + kind);
  }
  [[nodiscard]] std::string path(const std::string& kind) const {
    return folder_.str() + "/report." + kind;
  }
  void expect_valid_xml() const {
    const Ran ran = run_shell(fmt::format("xmllint --noout --schema {} {}",
                                          shell_quoted(BASEHTTP_CORPUS "/schema/junit.xsd"),
                                          shell_quoted(path("junit"))));
    EXPECT_EQ(ran.code, 0) << ran.output;
  }
  void expect_valid_json() const {
    const Ran ran =
        run_shell(fmt::format("/usr/bin/python3 -m jsonschema -i {} {}", shell_quoted(path("json")),
                              shell_quoted(BASEHTTP_CORPUS "/schema/report.schema.json")));
    EXPECT_EQ(ran.code, 0) << ran.output;
  }

  TempFolder folder_;
};

// What the subject can do, from good to gone.
const std::pair<const char*, int> kFaults[] = {
    {"none", 0}, {"write", 1}, {"several", 1}, {"unsupported", 0}, {"die", 3},
    {"hang", 3}, {"order", 3}, {"error", 3},   {"fail-at-end", 3}};

TEST_F(ReportsTest, JunitIsWhatItsSchemaSays) {
  SKIP_WITHOUT("xmllint --version", "libxml2-utils");
  for (const auto& [fault, code] : kFaults) {
    SCOPED_TRACE(fault);
    const std::string xml = report("junit", fault, code);
    EXPECT_TRUE(contains(xml, "<testsuite name=\"cpython-3.13.0.a\" tests=\"2\""));
    expect_valid_xml();
  }
  // The schema can refuse.
  const std::string xml = report("junit", "none", 0);
  folder_.write("report.junit",
                xml.substr(0, xml.find(" failures")) + xml.substr(xml.find(" errors")));
  EXPECT_NE(run_shell(fmt::format("xmllint --noout --schema {} {}",
                                  shell_quoted(BASEHTTP_CORPUS "/schema/junit.xsd"),
                                  shell_quoted(path("junit"))))
                .code,
            0);
}

// Jenkins reads what its plugin xunit calls junit-10.xsd.  The schema is theirs, so it is not here.
TEST_F(ReportsTest, JunitIsWhatJenkinsReads) {
  SKIP_WITHOUT("xmllint --version", "libxml2-utils");
  const char* const schema = std::getenv("BASEHTTP_JENKINS_SCHEMA");
  if (schema == nullptr)
    GTEST_SKIP()
        << "BASEHTTP_JENKINS_SCHEMA names no copy of junit-10.xsd (jenkinsci/xunit-plugin)";
  for (const auto& [fault, code] : kFaults) {
    SCOPED_TRACE(fault);
    (void)report("junit", fault, code);
    const Ran ran = run_shell(fmt::format("xmllint --noout --schema {} {}", shell_quoted(schema),
                                          shell_quoted(path("junit"))));
    EXPECT_EQ(ran.code, 0) << ran.output;
  }
}

TEST_F(ReportsTest, JunitTellsFailuresErrorsAndWhatWasSkipped) {
  const std::string failed = report("junit", "write", 1);
  EXPECT_TRUE(contains(failed, "tests=\"6\" failures=\"2\" errors=\"0\">\n"));
  EXPECT_TRUE(contains(failed, "<failure type=\"differ\" message=\"differ: writes[1]\">"));
  EXPECT_TRUE(contains(failed, "actual    b'GET /\\x00&lt;/script&gt;\\xe9\\r\\n!'\n"));
  EXPECT_TRUE(contains(failed, "rerun     basehttp show a/bad --profile 3.12.1 --corpus "));
  EXPECT_TRUE(contains(report("junit", "die", 3), "<error type=\"crashed\" message=\"crashed: "));
  EXPECT_TRUE(
      contains(report("junit", "unsupported", 0), "<skipped type=\"unsupported\" message="));
  EXPECT_TRUE(contains(report("junit", "fail-at-end", 3), "<testsuite name=\"subject\""));
  const auto list = folder_.write(
      "list.jsonl", R"({"case": "a/typo", "field": "log", "reason": "r", "reference": "u"})"
                    "\n");
  EXPECT_TRUE(contains(report("junit", "none", 1, "--divergences " + shell_quoted(list.string())),
                       "<testsuite name=\"divergence-list\" tests=\"1\" failures=\"1\""));
}

TEST_F(ReportsTest, JsonIsWhatItsSchemaSays) {
  SKIP_WITHOUT("/usr/bin/python3 -c 'import jsonschema'", "python3-jsonschema");
  for (const auto& [fault, code] : kFaults) {
    SCOPED_TRACE(fault);
    const std::string json = report("json", fault, code);
    EXPECT_TRUE(contains(json, fmt::format("\"exit_code\": {}", code)));
    expect_valid_json();
  }
  const auto list = folder_.write(
      "list.jsonl", R"({"case": "a/bad", "field": "writes", "reason": "r", "reference": "u"})"
                    "\n"
                    R"({"case": "a/typo", "field": "log", "reason": "r", "reference": "u"})"
                    "\n");
  EXPECT_TRUE(contains(report("json", "write", 1, "--divergences " + shell_quoted(list.string())),
                       "\"verdict\": \"listed difference\""));
  expect_valid_json();
}

TEST_F(ReportsTest, JsonPutsProfilesThatReadTheSameTogether) {
  const std::string json = report("json", "write", 1);
  EXPECT_TRUE(contains(json,
                       "\"totals\": {\n    \"3.12.1\": {\"agree\": 2, \"differ\": 1},\n"
                       "    \"3.13.0\": {\"agree\": 2, \"differ\": 1}\n  },\n"));
  EXPECT_TRUE(contains(json,
                       "{\"id\": \"a/1\", \"results\": [{\"verdict\": \"agree\", \"profiles\": "
                       "[\"3.12.1\", \"3.13.0\"]}]}"));
  EXPECT_TRUE(contains(json,
                       "\"differences\": [{\"field\": \"writes[1]\", \"expected\": "
                       "\"b'GET /\\\\x00</script>\\\\xe9\\\\r\\\\n'\""));
}

TEST_F(ReportsTest, AReportThatCannotBeWrittenStopsBeforeTheRun) {
  const auto refused = [&](const std::string& options) {
    // This subject would end the run with 3 if it were asked.
    const Ran ran = tool("conform --subject false " + options);
    EXPECT_EQ(ran.code, 2) << ran.output;
    return ran.output;
  };
  const std::string missing = folder_.str() + "/missing";
  for (const char* option : {"--json", "--junit", "--html"}) {
    EXPECT_TRUE(contains(refused(fmt::format("{} {}/x", option, shell_quoted(missing))),
                         fmt::format("{} {}/x: there is no folder {}", option, missing, missing)));
    EXPECT_TRUE(contains(refused(fmt::format("{} /dev/null", option)),
                         "is no file that a report could replace"));
    EXPECT_TRUE(contains(refused(fmt::format("{} {}", option, shell_quoted(folder_.str()))),
                         "is no file that a report could replace"));
  }
  const std::string twice = shell_quoted(folder_.str() + "/x");
  EXPECT_TRUE(contains(refused(fmt::format("--json {} --html {}", twice, twice)),
                       "two reports have this name"));
  EXPECT_FALSE(std::filesystem::exists(folder_.str() + "/x"));
}

TEST_F(ReportsTest, AReportReplacesTheFormerOneAndLeavesNothingElse) {
  folder_.write("report.json", "former");
  std::filesystem::create_symlink("report.json", folder_.path() / "link.json");
  const Ran ran = tool("conform --subject " + shell_quoted(stub("none")) + " --json " +
                       shell_quoted(folder_.str() + "/link.json"));
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(folder_.read("report.json").starts_with("{\n  \"report\": 1,\n"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder_.path() / "link.json"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "report.json.tmp"));
}

TEST_F(ReportsTest, ARelativeNameIsBelowTheWorkingDirectory) {
  const Ran ran = run_shell(fmt::format(
      "cd {} && {} conform --corpus corpus --subject {} --json here.json",
      shell_quoted(folder_.str()), shell_quoted(BASEHTTP_TOOL), shell_quoted(stub("none"))));
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "wrote " + folder_.str() + "/here.json\n"));
  EXPECT_TRUE(folder_.read("here.json").starts_with("{\n  \"report\": 1,\n"));
}

TEST(MarkupTest, WhatXmlCannotHoldIsReplaced) {
  EXPECT_EQ(markup_escaped("a<b>&\"c\"\t\n"), "a&lt;b&gt;&amp;&quot;c&quot;\t\n");
  EXPECT_EQ(markup_escaped(std::string("\0\x1b", 2)), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(markup_escaped("\xff"), "\xEF\xBF\xBD");
  EXPECT_EQ(markup_escaped("\xc3\xa9"), "\xc3\xa9");
}

// -- the page, in Debian's headless Chromium --

class PageTest : public ReportsTest {
 protected:
  void SetUp() override {
    SKIP_WITHOUT("chromium --version", "chromium");
    ReportsTest::SetUp();
  }

  // The document once its scripts have run, at an address such as "#/cases?q=x".
  [[nodiscard]] std::string dom(const std::string& address) const {
    const TempFolder profile;
    const Ran ran = run_shell(fmt::format(
        "timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync "
        "--user-data-dir={} --virtual-time-budget=4000 --dump-dom {} 2>/dev/null",
        shell_quoted(profile.str()), shell_quoted("file://" + path("html") + address)));
    EXPECT_EQ(ran.code, 0) << ran.output;
    return ran.output;
  }
};

// Without tags, so that a text is found however it is marked up.
std::string text_of(const std::string& html) {
  std::string out;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) out += c;
    if (c == '>') inside = false;
  }
  return out;
}

TEST_F(PageTest, HoldsEverythingAndFetchesNothing) {
  const std::string html = report("html", "write", 1);
  EXPECT_TRUE(contains(html, "default-src 'none'"));
  EXPECT_FALSE(contains(html, " src="));
  EXPECT_FALSE(contains(html, "<link"));
  EXPECT_FALSE(contains(html, "url("));
  EXPECT_FALSE(contains(html, "@import"));
}

TEST_F(PageTest, TheMatrixLeadsToTheCases) {
  (void)report("html", "write", 1);
  const std::string matrix = dom("");
  EXPECT_TRUE(contains(matrix, "parts from CPython</em> in 2 of 6 answers"));
  EXPECT_TRUE(contains(matrix, "aria-label=\"a, 3.13.0: 1 agree, 1 differ\""));
  const std::string link = "#/cases?profile=3.13.0&amp;area=a&amp;verdict=not+agree";
  ASSERT_TRUE(contains(matrix, "href=\"" + link + "\""));
  const std::string cases = dom("#/cases?profile=3.13.0&area=a&verdict=not+agree");
  EXPECT_TRUE(contains(cases, "data-case=\"a/bad\""));
  EXPECT_FALSE(contains(cases, "data-case=\"a/1\""));
  EXPECT_TRUE(contains(cases, "1 of 3 cases"));
}

TEST_F(PageTest, ACaseShowsInputBothAnswersAndTheFirstDifference) {
  (void)report("html", "write", 1);
  const std::string one = dom("#/case/a%2Fbad");
  // The input, with its escapes, and no markup out of it.
  EXPECT_TRUE(contains(text_of(one), "GET /\\x00&lt;/script&gt;\\xe9\\r\\n"));
  EXPECT_TRUE(contains(one, "writes[1]<span class=\"first\">first difference</span>"));
  EXPECT_TRUE(contains(one, "<mark aria-label=\"differs\">!</mark>"));
  EXPECT_TRUE(contains(one, "data-who=\"CPython\""));
  EXPECT_TRUE(contains(one, "basehttp show a/bad --profile 3.12.1 --corpus "));
  EXPECT_TRUE(contains(one, "3.12.1 to 3.13.0"));
}

TEST_F(PageTest, ASearchLooksAtNamesAndAtBytesWhenAsked) {
  (void)report("html", "none", 0);
  EXPECT_TRUE(contains(dom("#/cases?q=quoted"), "1 of 3 cases"));
  EXPECT_TRUE(contains(dom("#/cases?q=%5Cx00"), "0 of 3 cases"));
  EXPECT_TRUE(contains(dom("#/cases?q=%5Cx00&bytes=1"), "1 of 3 cases"));
  EXPECT_TRUE(contains(dom("#/case/none"), "no case has the id none"));
}

TEST_F(PageTest, TheWholeCorpusIsSmallEnoughAndHasFindings) {
  const Ran ran =
      run_shell(fmt::format("{} conform --quiet --corpus {} --html {}", shell_quoted(BASEHTTP_TOOL),
                            shell_quoted(BASEHTTP_CORPUS), shell_quoted(path("html"))));
  EXPECT_EQ(ran.code, 0) << ran.output;
  constexpr std::uintmax_t kMost = 15'000'000;
  EXPECT_LT(std::filesystem::file_size(path("html")), kMost);
  EXPECT_TRUE(
      contains(text_of(dom("#/case/request-line%2Flimit%2F65536-crlf")), "… 64,738 characters …"));
  const std::string finding = dom("#/rfc/9112-2.2%2Fbare-lf");
  EXPECT_TRUE(contains(finding, "A single LF may be taken for the end of a line."));
  EXPECT_TRUE(contains(finding, "href=\"#/case/rfc%2Frequest%2F002-bare-lf\""));
  const std::string one = dom("#/case/rfc%2Frequest%2F002-bare-lf");
  EXPECT_TRUE(contains(one, "href=\"#/rfc/9112-2.2%2Fbare-lf\""));
}

}  // namespace
}  // namespace basehttp::conformance
