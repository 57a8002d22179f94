// `basehttp reduce` from the outside.
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// The reference, with a difference planted in what it answers by a script of sed.
std::string planted(const std::string& script) {
  return shell_quoted(BASEHTTP_TOOL) + " subject --profile 3.13.0 | sed -u " + shell_quoted(script);
}

Ran reduce(const std::string& one, const std::string& against, const std::string& more = "") {
  return run_shell(shell_quoted(BASEHTTP_TOOL) + " reduce " + shell_quoted(one) +
                   " --subject reference:3.13.0 --against " + shell_quoted(against) + " " + more);
}

constexpr const char* kCase =
    R"({"id": "x/y", "about": "Says much.", "rfile": "GET /one HTTP/1.1\r\nHost: a\r\n\r\nGET /two HTTP/1.1\r\nX-Note: plain\r\n\r\n", "protocol_version": "HTTP/1.1", "program": {"GET": [["flush"]]}})";

TEST(ReduceCommandTest, PrintsTheSmallestCaseOfTheSameDifference) {
  const TempFolder folder;
  const auto file = folder.write("case.json", kCase);
  // Whoever asks for /two is told of another path.
  const std::string against = planted(R"(s|"path": "/two|"path": "/2|)");
  const Ran ran = reduce(file.string(), against);
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "keeping  requests[].path: letter | digit\n"));
  EXPECT_TRUE(contains(ran.output, R"({"id": "x/y", "rfile": "GET /two"})"));
  EXPECT_TRUE(contains(ran.output, "show     basehttp show --profile V --case '{"));
  const Ran quiet = reduce(file.string(), against, "--quiet");
  EXPECT_EQ(quiet.output, "{\"id\": \"x/y\", \"rfile\": \"GET /two\"}\n");
}

TEST(ReduceCommandTest, WritesAFileThatItCanGoOnFrom) {
  const TempFolder folder;
  const auto file = folder.write("case.json", kCase);
  const auto output = folder.path() / "small.json";
  const std::string against = planted(R"(s|"path": "/two|"path": "/2|)");
  const Ran first = reduce(file.string(), against, "--output " + shell_quoted(output.string()));
  EXPECT_EQ(first.code, 0) << first.output;
  const std::string small = folder.read("small.json");
  EXPECT_TRUE(contains(small, "\"rfile\": \"GET /two\""));
  EXPECT_EQ(reduce(output.string(), against, "--quiet").output, small);
}

TEST(ReduceCommandTest, TakesACaseOfTheCorpusAndStandardInput) {
  const std::string id = "real-world/cpython/signs-in-version-1.1";
  const Ran ran = run_shell(shell_quoted(BASEHTTP_TOOL) + " reduce " + id +
                            " --quiet --subject reference:3.11.2 --against reference:3.11.7" +
                            " --corpus " + shell_quoted(BASEHTTP_CORPUS));
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(ran.output.starts_with("{\"id\": \"" + id + "\", \"rfile\": \"")) << ran.output;
  EXPECT_LT(ran.output.size(), 120U);
  const Ran piped =
      run_shell("printf %s " + shell_quoted(kCase) + " | " + shell_quoted(BASEHTTP_TOOL) +
                " reduce - --quiet --subject reference:3.13.0 --against " +
                shell_quoted(planted(R"(s|"path": "/two|"path": "/2|)")));
  EXPECT_EQ(piped.output, "{\"id\": \"x/y\", \"rfile\": \"GET /two\"}\n");
}

std::string every_nth(const std::string& bytes, std::size_t step) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += step) out += bytes[i];
  return out;
}

TEST(ReduceCommandTest, LeavesTheBytesThatAProgramNeedsAndNoOther) {
  std::string stream;
  for (std::size_t i = 0; stream.size() < 700; ++i)
    stream += "Field-" + std::to_string(i * i) + ": xy" + std::to_string(i) + "z;";
  const TempFolder folder;
  const auto file = folder.write("case.json", R"({"id": "x", "rfile": ")" + stream + "\"}");
  // Few bytes, every second one, all: what can go takes few questions, what cannot some for each.
  for (const auto& [every, most] : {std::pair{100U, 1000U}, {2U, 3500U}, {1U, 3000U}}) {
    const std::string against = shell_quoted(BASEHTTP_PLANTED) + " 3.13.0 " + std::to_string(every);
    const Ran ran = reduce(file.string(), against);
    EXPECT_EQ(ran.code, 0) << ran.output;
    EXPECT_TRUE(contains(ran.output, R"("rfile": ")" + every_nth(stream, every) + "\"}\n"));
    const std::size_t end = ran.output.find(" candidates in ");
    ASSERT_NE(end, std::string::npos) << ran.output;
    EXPECT_LT(std::stoul(ran.output.substr(ran.output.rfind(' ', end - 1))), most) << ran.output;
    const std::string once = reduce(file.string(), against, "--quiet").output;
    EXPECT_EQ(reduce(file.string(), against, "--quiet").output, once);
  }
}

TEST(ReduceCommandTest, ASubjectThatDiesShowsItsDeath) {
  // The stub dies whenever the id holds "bad".
  const TempFolder folder;
  const auto file =
      folder.write("case.json", R"({"id": "a/bad", "rfile": "GET / HTTP/1.0\r\n\r\n"})");
  const Ran ran = run_shell(shell_quoted(BASEHTTP_TOOL) + " reduce " + shell_quoted(file.string()) +
                            " --subject " + shell_quoted(stub("none")) + " --against " +
                            shell_quoted(stub("die")));
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "keeping  answer: outcome | crash\n"));
  EXPECT_TRUE(contains(ran.output, "{\"id\": \"a/bad\", \"rfile\": \"\"}\n"));
}

TEST(ReduceCommandTest, SaysWhenASubjectIsNotToBeReliedOn) {
  const TempFolder folder;
  const auto file =
      folder.write("case.json", R"({"id": "a/bad", "rfile": "GET / HTTP/1.0\r\n\r\n"})");
  const auto against = [&](const std::string& command) {
    return run_shell(shell_quoted(BASEHTTP_TOOL) + " reduce " + shell_quoted(file.string()) +
                     " --subject " + shell_quoted(stub("none")) + " --against " +
                     shell_quoted(command));
  };
  const Ran twice = against(stub("answer-twice") + " | sed -u 's/GET/PUT/g'");
  EXPECT_EQ(twice.code, 3) << twice.output;
  EXPECT_TRUE(contains(twice.output, "do not rely on the case: CPython 3.13.0: after the last"));
  // Only the first process answers otherwise.
  const std::string mark = shell_quoted((folder.path() / "mark").string());
  const Ran first = against("if test -e " + mark + "; then " + stub("none") + "; else touch " +
                            mark + "; " + stub("none") + " | sed -u 's/GET/PUT/g'; fi");
  EXPECT_EQ(first.code, 3) << first.output;
  EXPECT_TRUE(contains(first.output, "subjects that are started anew do not part over it so"));
}

TEST(ReduceCommandTest, RefusesWhatItCannotReduce) {
  const TempFolder folder;
  const auto file = folder.write("case.json", kCase);
  const Ran same = reduce(file.string(), "reference:3.13.0");
  EXPECT_EQ(same.code, 1);
  EXPECT_TRUE(contains(same.output, "do not part over x/y: there is nothing to keep"));
  const auto bad = folder.write("bad.json", R"({"id": "x"})");
  const Ran broken = reduce(bad.string(), "reference:3.12");
  EXPECT_EQ(broken.code, 2);
  EXPECT_TRUE(contains(broken.output, "bad.json: rfile: is missing"));
  const Ran unknown = reduce("no/such/case", "reference:3.12");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_TRUE(contains(unknown.output, "no/such/case is no file, and no case of"));
  EXPECT_EQ(reduce(file.string(), "/nonexistent/subject").code, 3);
  const Ran recorded = reduce(file.string(), "recorded:3.13.0");
  EXPECT_EQ(recorded.code, 2);
  EXPECT_TRUE(contains(recorded.output, "nothing is recorded of cases that are in no corpus"));
  EXPECT_EQ(run_shell(shell_quoted(BASEHTTP_TOOL) + " reduce x").code, 2);
}

}  // namespace
}  // namespace basehttp::conformance
