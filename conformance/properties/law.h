// How a law is written down and what it says when it fails.
//
//   RC_GTEST_PROP(Suite, AnyDeliveryGivesTheSameOutcome, ()) {...}   about a subject
//   LIBRARY_PROP(Suite, ReprReadsBack, ()) {...}                     about our library
//
// A law about a subject asks outcome_of(), so it holds a foreign program
// ($BASEHTTP_SUBJECT) as well as the reference.  A law about functions of the library
// is skipped when the subject is foreign.
#pragma once

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "conformance/generators/show.h"
#include "conformance/harness/case.h"
#include "conformance/harness/delivery.h"
#include "conformance/harness/outcome.h"
#include "conformance/suites/under_test.h"

namespace basehttp::conformance {

// A version that is under test.
[[nodiscard]] rc::Gen<std::string> tested_versions();
// A recorded version, for laws about the library.
[[nodiscard]] rc::Gen<const Profile*> recorded_profiles();

// What the subject answers.  The command that shows the case is logged, so it stands
// in the message of whatever fails later.  A case that the subject cannot express ends the run,
// tagged "unsupported"; a subject that breaks fails the law.
[[nodiscard]] Outcome outcome_of(const Case& one, const std::string& version,
                                 const Delivery& delivery = Delivery::whole());

// Fails with every field that differs.
void require_same(const Outcome& expected, const Outcome& actual);

// All that was written, put together.
[[nodiscard]] std::string written(const Outcome& outcome);

}  // namespace basehttp::conformance

namespace basehttp {

void showValue(const Profile* profile, std::ostream& out);

}  // namespace basehttp

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): as RC_GTEST_PROP, which makes a test too
#define LIBRARY_PROP(Suite, Name, ArgList)                                             \
  void law_##Suite##_##Name ArgList;                                                   \
  TEST(Suite, Name) {                                                                  \
    if (!::basehttp::conformance::is_reference())                                      \
      GTEST_SKIP() << "a law about the library, and the subject is a foreign program"; \
    ::rc::detail::checkGTest(&law_##Suite##_##Name);                                   \
  }                                                                                    \
  void law_##Suite##_##Name ArgList
