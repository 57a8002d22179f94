#include "conformance/harness/saved_differences.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/corpus.h"
#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

Outcome logging(const std::string& log) {
  Outcome out;
  out.log = log;
  return out;
}

TEST(SavedDifferencesTest, AreACorpusOfTheFirstSubjectsAnswers) {
  const Case one = read_case_text("{\"rfile\": \"\\u00e9\",\n \"id\": \"a/1\"}", "test");
  const Case other = read_case_text(R"({"id": "a/[2]", "rfile": ""})", "test");
  const Case neither = read_case_text(R"({"id": "a/3", "rfile": ""})", "test");
  DifferenceBuckets buckets;
  buckets.add(one, logging("x"), logging("y"));
  buckets.add(other, Failure{Failure::Kind::kCrashed, "it died"}, logging("y"));
  buckets.add(neither, Failure{Failure::Kind::kCrashed, "a"},
              Failure{Failure::Kind::kTimedOut, "b"});
  const TempFolder folder;
  const auto saved = folder.path() / "saved";
  EXPECT_EQ(save_differences(buckets, {"mine-1", R"({"name": "mine"})"}, {"other-2", "{}"}, saved),
            2U);
  const Corpus corpus = Corpus::load(saved);
  ASSERT_EQ(corpus.cases.size(), 2U);
  EXPECT_EQ(corpus.subjects, (std::vector<std::string>{"mine-1", "other-2"}));
  for (const Case& found : corpus.cases) {
    const Outcome* expected = corpus.expected(found, "mine-1");
    if (found.id == "a/1") {
      ASSERT_NE(expected, nullptr);
      EXPECT_EQ(expected->log, Text("x"));
      EXPECT_EQ(found.rfile, "\xe9");
    } else {
      EXPECT_EQ(found.id, "a/[2]");
      EXPECT_EQ(expected, nullptr);
      EXPECT_EQ(*corpus.exclusions.find(found.id, "mine-1"), "it died");
      EXPECT_EQ(corpus.expected(found, "other-2")->log, Text("y"));
    }
  }
  for (const DifferenceBucket* bucket : buckets.sorted()) {
    const bool is_saved = bucket->example.id != "a/3";
    EXPECT_EQ(std::filesystem::exists(saved_case(*bucket, saved)), is_saved);
  }
}

TEST(SavedDifferencesTest, RefuseAFolderThatHoldsAnything) {
  const TempFolder folder;
  EXPECT_NO_THROW(check_is_empty(folder.path()));
  EXPECT_NO_THROW(check_is_empty(folder.path() / "new"));
  const auto file = folder.write("file", "mine");
  EXPECT_TRUE(contains(message_of<InputError>([&] { check_is_empty(folder.path()); }),
                       "is no empty folder"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { check_is_empty(file); }), "no empty folder"));
  EXPECT_THROW(save_differences({}, {"a", "{}"}, {"b", "{}"}, folder.path()), InputError);
  EXPECT_EQ(folder.read("file"), "mine");
}

}  // namespace
}  // namespace basehttp::conformance
