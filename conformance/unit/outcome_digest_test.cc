#include "conformance/harness/outcome_digest.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conformance/harness/comparison.h"
#include "conformance/harness/corpus.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// Outcomes that each differ from the first in one thing that a caller could see.
std::vector<Outcome> different_outcomes() {
  Outcome base;
  base.writes = {"a", "b"};
  base.flushes = {1};
  base.log = Text("l");
  base.requests.resize(2);
  base.requests[1].headers = Value::list({Value::list({"N", "v"})});
  base.requests[1].defects = Value::list({"D"});
  base.pending = "";
  base.close_connection = true;
  std::vector<Outcome> all = {base};
  const auto vary = [&](auto change) {
    all.push_back(base);
    change(all.back());
  };
  vary([](Outcome& o) { o.writes = {"ab"}; });
  vary([](Outcome& o) { o.writes = {"a", "b", ""}; });
  vary([](Outcome& o) { o.flushes = {2}; });
  vary([](Outcome& o) { o.log = Text("m"); });
  vary([](Outcome& o) { o.requests.pop_back(); });
  vary([](Outcome& o) { o.requests[0].requestline = "r"; });
  vary([](Outcome& o) { o.requests[0].command = "r"; });
  vary([](Outcome& o) { o.requests[0].path = "r"; });
  vary([](Outcome& o) { o.requests[0].request_version = "r"; });
  vary([](Outcome& o) { o.requests[0].close_connection = true; });
  vary([](Outcome& o) { o.requests[0].close_connection = std::int64_t{1}; });
  vary([](Outcome& o) { o.requests[0].headers = Value::list({}); });
  vary([](Outcome& o) { o.requests[1].headers = Value::list({Value::list({"N", "w"})}); });
  vary([](Outcome& o) { o.requests[0].rfile_pos = 1; });
  vary([](Outcome& o) { o.requests[1].defects = Value::list({"E"}); });
  vary([](Outcome& o) { o.requests[1].defects = Value::none(); });
  vary([](Outcome& o) { o.exception = Raised{"T", "m"}; });
  vary([](Outcome& o) { o.caught = {{"T", "m"}}; });
  vary([](Outcome& o) { o.rfile_pos = 1; });
  vary([](Outcome& o) { o.pending.reset(); });
  vary([](Outcome& o) { o.pending = "x"; });
  vary([](Outcome& o) { o.close_connection = false; });
  return all;
}

TEST(OutcomeDigest, WhateverDiffersDigestsDifferently) {
  const std::vector<Outcome> all = different_outcomes();
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) {
      EXPECT_EQ(same_outcome(all[i], all[j]), i == j);
      EXPECT_EQ(canonical_form(all[i]) == canonical_form(all[j]), i == j) << i << ", " << j;
      EXPECT_EQ(digest_of(all[i]) == digest_of(all[j]), i == j) << i << ", " << j;
    }
  }
}

TEST(OutcomeDigest, WhatTheComparisonTakesForEqualDigestsEqually) {
  Outcome null = different_outcomes()[0];
  null.requests[0].defects = Value::none();
  Outcome empty = null;
  empty.requests[0].defects = Value::list({});
  Outcome plain_dict = null;
  plain_dict.requests[0].defects = Value::list({"<AttributeError>"});
  for (const Outcome& other : {empty, plain_dict}) {
    EXPECT_TRUE(same_outcome(null, other));
    EXPECT_EQ(canonical_form(null), canonical_form(other));
  }
}

TEST(OutcomeDigest, AgreesWithTheComparisonOnTheRecordedOutcomes) {
  const Corpus corpus = Corpus::load(BASEHTTP_CORPUS);
  std::vector<const Outcome*> some;
  for (std::size_t i = 0; i < corpus.transcripts.all().size(); i += 13)
    for (const TranscriptGroup& group : corpus.transcripts.all()[i].groups)
      some.push_back(&group.outcome);
  ASSERT_GT(some.size(), 100U);
  for (std::size_t i = 1; i < some.size(); ++i)
    EXPECT_EQ(canonical_form(*some[i - 1]) == canonical_form(*some[i]),
              same_outcome(*some[i - 1], *some[i]));
}

TEST(OutcomeDigest, IsTheBeginningOfTheSha256OfTheCanonicalForm) {
  EXPECT_EQ(canonical_form(Outcome()),
            R"({"close_connection": null, "exception": null, "flushes": [], "id": "", "log": "", )"
            R"("pending": null, "requests": [], "rfile_pos": 0, "writes": []})");
  EXPECT_EQ(digest_of(Outcome()), 0x023102U);
}

TEST(OutcomeDigest, AnswersThatAreNoOutcomeHaveTheirOwn) {
  EXPECT_EQ(digest_of(Answer(Unsupported{"w"})), kUnsupportedDigest);
  EXPECT_EQ(digest_of(Answer(Failure{Failure::Kind::kError, "w"})), kErrorDigest);
  EXPECT_EQ(digest_of(Answer(Outcome())), digest_of(Outcome()));
}

TEST(OutcomeDigest, TextIsFourCharactersOrAMark) {
  EXPECT_EQ(digest_text(0), "AAAA");
  EXPECT_EQ(digest_text(kOutcomeDigests - 1), "____");
  EXPECT_EQ(digest_text(0x10203FU), "ECA_");
  EXPECT_EQ(digest_text(kUnsupportedDigest), "?");
  EXPECT_EQ(digest_text(kErrorDigest), "!");
}

}  // namespace
}  // namespace basehttp::conformance
