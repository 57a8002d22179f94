#include "fuzz/differential/survey.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/signature.h"
#include "conformance/unit/test_support.h"

namespace basehttp::fuzz {
namespace {

using conformance::file_name_of;
using conformance::TempFolder;

constexpr const char* kSignature = "requests[].path: SP | end";

TEST(Survey, KeepsTheSmallestInputOfASignature) {
  const TempFolder folder;
  Survey survey(folder.path() / "found");
  EXPECT_TRUE(survey.add(kSignature, "four", [] { return "first"; }));
  EXPECT_FALSE(survey.add(kSignature, "longer", [] { return "second"; }));
  EXPECT_FALSE(survey.add(kSignature, "two", [] { return "third"; }));
  EXPECT_TRUE(survey.add("log: x | y", "another", [] { return "fourth"; }));
  const std::string name = "found/" + file_name_of(kSignature);
  EXPECT_EQ(folder.read(name + ".input"), "two");
  EXPECT_EQ(folder.read(name + ".json"), "third\n");
  EXPECT_EQ(folder.read("found/" + file_name_of("log: x | y") + ".input"), "another");
}

TEST(Survey, GoesOnFromWhatTheFolderHolds) {
  const TempFolder folder;
  Survey(folder.path()).add(kSignature, "two", [] { return "first"; });
  Survey survey(folder.path());
  EXPECT_FALSE(survey.add(kSignature, "longer", [] { return "second"; }));
  EXPECT_EQ(folder.read(file_name_of(kSignature) + ".input"), "two");
}

TEST(Survey, RefusesAFolderThatCannotBeMade) {
  const TempFolder folder;
  const auto file = folder.write("file", "");
  EXPECT_THROW(Survey(file / "below"), conformance::InputError);
}

}  // namespace
}  // namespace basehttp::fuzz
