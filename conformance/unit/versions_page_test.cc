// The page of version changes is what the corpus says.
#include "conformance/harness/versions_page.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/json_lines.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

std::string outcome(const std::string& path) {
  return R"({"close_connection": true, "exception": null, "flushes": [], "log": "", )"
         R"("pending": null, "requests": [{"requestline": "", "command": null, "path": ")" +
         path +
         R"(", "request_version": null, "close_connection": true, "headers": null, )"
         R"("defects": null, "rfile_pos": 0}], "rfile_pos": 0, "writes": []})";
}

// A case whose path is one thing for 3.9.18 and 3.10.13 and another for 3.13.0.
void write_case(const TempFolder& folder, const std::string& id, const std::string& rfile) {
  folder.write("cases/x.jsonl", R"({"id": ")" + id + R"(", "rfile": ")" + rfile + "\"}\n");
  folder.write("transcripts/x.jsonl",
               R"({"id": ")" + id +
                   R"(", "outcomes": [{"subjects": ["cpython-3.9.18", "cpython-3.10.13"], )"
                   R"("outcome": )" +
                   outcome("/a") + R"(}, {"subjects": ["cpython-3.13.0"], "outcome": )" +
                   outcome("/1") + "}]}\n");
}

TEST(VersionsPageTest, TellsEachStepByAreaWithTheReducedExample) {
  const TempFolder whole;
  const TempFolder reduced;
  write_case(whole, "target/long", "GET /long HTTP/1.0\\r\\n");
  write_case(reduced, "target/short", "GET /");
  const Corpus corpus = Corpus::load(whole.path());
  const auto steps = version_steps(corpus);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].before, "3.9.18");
  EXPECT_TRUE(steps[0].areas.empty());
  EXPECT_EQ(steps[1].areas.at("target").differed(), 1U);

  const std::string page = versions_page(corpus, Corpus::load(reduced.path()));
  EXPECT_TRUE(contains(page, "## Cases that two versions answer differently, of 1\n"));
  EXPECT_TRUE(contains(page, "| 3.10.13 | 0 |  | 1 |\n"));
  EXPECT_TRUE(contains(page, "## From 3.9.18 to 3.10.13: 0 cases\n\nNo case tells them apart.\n"));
  EXPECT_TRUE(contains(page, "## From 3.10.13 to 3.13.0: 1 cases\n"));
  EXPECT_TRUE(contains(page, "`requests[].path: letter | digit`: 1 case, as `target/short`\n"));
  EXPECT_TRUE(contains(page, "input     b'GET /'\n"));
  EXPECT_TRUE(contains(page, "field     requests[0].path\n3.10.13   '/a'\n3.13.0    '/1'\n"));

  // Without a reduced case of the same kind the example is the corpus's own.
  const TempFolder other;
  write_case(other, "elsewhere/short", "GET /");
  EXPECT_TRUE(contains(versions_page(corpus, Corpus::load(other.path())), "as `target/long`"));
}

TEST(VersionsPageTest, ThePageInTheDocumentationIsUpToDate) {
  const std::filesystem::path root = std::filesystem::path(BASEHTTP_CORPUS).parent_path();
  const Corpus corpus = Corpus::load(BASEHTTP_CORPUS);
  const auto versions = std::filesystem::path(BASEHTTP_CORPUS) / "versions";
  const Corpus reduced = std::filesystem::exists(versions) ? Corpus::load(versions) : Corpus();
  EXPECT_TRUE(versions_page(corpus, reduced) == read_file(root / "conformance" / "VERSIONS.md"))
      << "conformance/VERSIONS.md is not what the corpus says: run scripts/make-versions";
}

}  // namespace
}  // namespace basehttp::conformance
