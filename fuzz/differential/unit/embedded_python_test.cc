// The embedded CPython answers what the same version answered when it was recorded, and what is
// listed as a known divergence from it still is one.
#include "fuzz/differential/embedded_python.h"

#include <marshal.h>

#include <cstdlib>
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "conformance/harness/comparison.h"
#include "conformance/harness/corpus.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/signature.h"
#include "fuzz/differential/divergence.h"
#include "fuzz/differential/known_divergences.h"
#include "fuzz/differential/marshalled_agreement.h"
#include "fuzz/differential/python_objects.h"

namespace basehttp::fuzz {
namespace {

using conformance::Answer;
using conformance::Case;
using conformance::Outcome;

// One interpreter a process.
EmbeddedPython& python() {
  static auto* const kPython = new EmbeddedPython("probes");
  return *kPython;
}

// What a CPython at the other end of a pipe would send.
std::string dumped_answer(const Case& one) {
  const PyRef given = python().objects().make(one);
  const PyRef answered =
      checked(PyObject_CallFunctionObjArgs(python().function(), given.get(), nullptr));
  const PyRef bytes = checked(PyMarshal_WriteObjectToString(answered.get(), 4));
  return {PyBytes_AS_STRING(bytes.get()), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.get()))};
}

bool says(const std::string& dumped, const Outcome& outcome) {
  MarshalReader reader(dumped);
  return takes_answer(reader, outcome);
}

// Each makes another outcome of one.
constexpr void (*kChanges[])(Outcome&) = {
    [](Outcome& outcome) { outcome.writes.emplace_back("x"); },
    [](Outcome& outcome) { outcome.flushes.push_back(99); },
    [](Outcome& outcome) { outcome.log.append(std::string_view("x")); },
    [](Outcome& outcome) { outcome.requests.emplace_back(); },
    [](Outcome& outcome) { outcome.requests.front().path = Value("another"); },
    [](Outcome& outcome) { outcome.requests.front().headers = Value::list({Value("x")}); },
    [](Outcome& outcome) { outcome.requests.front().defects = Value::list({Value("x")}); },
    [](Outcome& outcome) { ++outcome.requests.front().rfile_pos; },
    [](Outcome& outcome) {
      outcome.exception = conformance::Raised{"X", "x"};
    },
    [](Outcome& outcome) {
      outcome.caught.push_back({"X", "x"});
    },
    [](Outcome& outcome) { ++outcome.rfile_pos; },
    [](Outcome& outcome) { outcome.pending = "another"; },
    [](Outcome& outcome) { outcome.close_connection = Value(12345); },
};

TEST(EmbeddedPython, AnswersAsItWasRecorded) {
  const auto corpus = conformance::Corpus::load(BASEHTTP_SOURCES "/corpus");
  const std::string name = conformance::recorded_name(python().profile());
  std::size_t compared = 0;
  for (const Case& one : corpus.cases) {
    const Outcome* expected = corpus.expected(one, name);
    if (expected == nullptr) continue;
    ++compared;
    const Answer answer = python().run(one);
    ASSERT_TRUE(std::holds_alternative<Outcome>(answer)) << one.id;
    for (const auto& difference : conformance::differences(*expected, std::get<Outcome>(answer)))
      ADD_FAILURE() << one.id << " " << difference.field << ": recorded " << difference.expected
                    << ", embedded " << difference.actual;
  }
  EXPECT_GT(compared, corpus.cases.size() / 2);
}

TEST(EmbeddedPython, AgreesWithNothingButItsAnswer) {
  const auto corpus = conformance::Corpus::load(BASEHTTP_SOURCES "/corpus");
  std::size_t agreed = 0;
  std::size_t agreed_as_bytes = 0;
  std::size_t asked = 0;
  for (std::size_t i = 0; i < corpus.cases.size(); i += 10) {
    const Case& one = corpus.cases[i];
    const Answer answer = python().run(one);
    if (!std::holds_alternative<Outcome>(answer)) continue;
    ++asked;
    const std::string dumped = dumped_answer(one);
    agreed += python().agrees(one, answer) ? 1U : 0U;
    agreed_as_bytes += says(dumped, std::get<Outcome>(answer)) ? 1U : 0U;
    for (void (*change)(Outcome&) : kChanges) {
      Outcome other = std::get<Outcome>(answer);
      change(other);
      EXPECT_FALSE(python().agrees(one, Answer(other))) << one.id;
      EXPECT_FALSE(says(dumped, other)) << one.id;
    }
  }
  // Wide texts and odd values are left to same_outcome().
  EXPECT_GT(agreed * 10, asked * 9);
  EXPECT_GE(agreed_as_bytes, agreed);
}

TEST(EmbeddedPython, SaysWhoItIs) {
  EXPECT_NE(python().identity().find(std::string(python().profile().version)), std::string::npos);
}

TEST(EmbeddedPython, GivesUpACaseThatIsNone) {
  Case one;
  one.id = "test";
  one.rfile = "GET / HTTP/1.0\r\n\r\n";
  one.program.edit().methods.push_back({"GET", {{"no_such_action", {}, {}, {}}}});
  EXPECT_TRUE(std::holds_alternative<conformance::Unsupported>(python().run(one)));
  one.program.edit().methods[0].second = {{"write", {Value(1)}, {}, {}}};
  EXPECT_TRUE(std::holds_alternative<conformance::Failure>(python().run(one)));
}

TEST(EmbeddedPython, IsGivenItsInputWhole) {
  EXPECT_TRUE(std::holds_alternative<conformance::Unsupported>(
      python().run(Case(), conformance::Delivery::bytewise())));
}

TEST(KnownDivergencesFromCPython, EachStillFires) {
  const auto list =
      KnownDivergences::load(BASEHTTP_SOURCES "/corpus/divergences/embedded-cpython.jsonl");
  const Profile& profile = python().profile();
  conformance::ReferenceSubject reference(profile);
  for (const KnownDivergence& entry : list.entries()) {
    if (!entry.concerns(profile.version)) continue;
    EXPECT_EQ(conformance::signature_of(python().run(entry.example), reference.run(entry.example)),
              entry.signature)
        << entry.file << ":" << entry.line << ": the entry is stale: take it out";
  }
}

}  // namespace
}  // namespace basehttp::fuzz
