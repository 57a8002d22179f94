#include "fuzz/differential/interpreters.h"

#include <string>

#include <gtest/gtest.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/profile_names.h"
#include "conformance/unit/test_support.h"
#include "fuzz/differential/unit/stub_interpreter.h"

namespace basehttp::fuzz {
namespace {

using conformance::message_of;

TEST(Interpreters, EachIsAskedAndAnswersUnderItsProfile) {
  const conformance::TempFolder folder;
  auto judges = start_interpreters("3.6.15=" + stub_interpreter(folder, "none", "3.6.15") +
                                   ",3.13.0=" + stub_interpreter(folder, "none", "3.13.0"));
  ASSERT_EQ(judges.size(), 2U);
  EXPECT_EQ(judges[0].profile->version, "3.6.15");
  EXPECT_EQ(judges[1].profile->version, "3.13.0");
  conformance::Case one;
  one.id = "test";
  for (const Judge& judge : judges)
    EXPECT_TRUE(std::holds_alternative<conformance::Outcome>(judge.python->run(one)));
}

TEST(Interpreters, OneThatIsAnotherVersionIsRefused) {
  const conformance::TempFolder folder;
  const std::string path = stub_interpreter(folder, "none", "3.6.15");
  EXPECT_TRUE(conformance::contains(message_of<conformance::SubjectError>([&] {
                                      static_cast<void>(start_interpreters("3.13.0=" + path));
                                    }),
                                    path + " is not CPython 3.13.0"));
}

TEST(Interpreters, OneThatIsNotThereIsRefused) {
  EXPECT_THROW(static_cast<void>(start_interpreters("3.13.0=/nonexistent/python")),
               conformance::SubjectError);
}

TEST(Interpreters, AVersionThatIsNotRecordedIsRefused) {
  EXPECT_THROW(static_cast<void>(start_interpreters("3.13.99=/bin/true")),
               conformance::UnknownName);
}

TEST(Interpreters, AListThatIsNoneIsRefused) {
  for (const char* list : {"", "3.13.0", "=x", "3.13.0=", ","})
    EXPECT_THROW(static_cast<void>(start_interpreters(list)), conformance::InputError) << list;
}

}  // namespace
}  // namespace basehttp::fuzz
