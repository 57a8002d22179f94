#include "conformance/harness/atomic_files.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

TEST(AtomicFilesTest, NothingChangesBeforeTheCommit) {
  const TempFolder folder;
  folder.write("a", "old");
  folder.write("gone", "old");
  AtomicFiles files;
  files.write(folder.path() / "a", "new");
  files.write(folder.path() / "b", "new");
  files.remove(folder.path() / "gone");
  EXPECT_EQ(folder.read("a"), "old");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "b"));
  EXPECT_EQ(files.commit(), 3U);
  EXPECT_EQ(folder.read("a"), "new");
  EXPECT_EQ(folder.read("b"), "new");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "gone"));
}

TEST(AtomicFilesTest, WhatIsNotCommittedLeavesNoTrace) {
  const TempFolder folder;
  {
    AtomicFiles files;
    files.write(folder.path() / "a", "new");
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(AtomicFilesTest, TheSameTextIsNotWrittenAgain) {
  const TempFolder folder;
  folder.write("a", "same");
  AtomicFiles files;
  files.write(folder.path() / "a", "same");
  EXPECT_EQ(files.commit(), 0U);
}

TEST(AtomicFilesTest, AFileThatCannotBeWrittenIsAnError) {
  const TempFolder folder;
  AtomicFiles files;
  EXPECT_TRUE(
      contains(message_of<InputError>([&] { files.write(folder.path() / "no" / "a", "x"); }),
               "a.tmp: No such file or directory"));
}

}  // namespace
}  // namespace basehttp::conformance
