// The reference held against live CPythons, input after input.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "basehttp/profile.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/subject.h"
#include "fuzz/differential/divergence.h"
#include "fuzz/differential/known_divergences.h"
#include "fuzz/differential/survey.h"

namespace basehttp::fuzz {

// A CPython, and the profile under which the reference is to do the same.
struct Judge {
  const Profile* profile;
  std::unique_ptr<conformance::Subject> python;
  // Asks it, and says whether it answers just this; false may also mean that it cannot tell.
  // Empty: there is no quicker way than to take its answer.
  std::function<bool(const conformance::Case&, const conformance::Answer&)> agrees = nullptr;
  // Subject::run_all() for a batch, without the answers that are just the ones of the reference,
  // which are given in the order of the cases.  Empty: as with `agrees`.
  std::function<void(std::span<const conformance::Case* const>,
                     std::span<const conformance::Answer* const>,
                     const conformance::Subject::Sink&)>
      run_all_unlike = nullptr;
};

struct DifferentialSettings {
  std::size_t batch = 1;  // inputs that are asked together
  KnownDivergences known;
  std::string only;                // unless empty: the one signature that counts, known or not
  std::unique_ptr<Survey> survey;  // unless null: takes every divergence, and the run goes on
};

// A divergence that ends the run.
struct Finding {
  std::string signature;
  std::string input;
  std::string text;
};

class Differential {
 public:
  Differential(std::vector<Judge> judges, DifferentialSettings settings);

  // The reference runs at once, under the profile of each judge; the judges are asked as soon as
  // a batch of inputs waits, about those that the reference supports.  The first finding among
  // them, if there is one.
  std::optional<Finding> check(const conformance::Case& one, std::string_view input);
  // Asks the judges for what waits.
  std::optional<Finding> finish();

  // "3.12.1, 3.13.0": who judges.
  [[nodiscard]] std::string versions() const;
  // What there was, as lines of text.
  [[nodiscard]] std::string summary() const;

 private:
  struct Waiting {
    conformance::Case example;
    std::string input;
    std::vector<conformance::Answer> actual;  // by judge
  };

  bool nothing_to_compare(const conformance::Answer& actual);
  // By judge and waiting case; empty where a judge agrees.
  [[nodiscard]] std::vector<std::vector<std::optional<conformance::Answer>>> ask() const;
  std::optional<Finding> compare(const Judge& judge, const conformance::Case& one,
                                 std::string_view input, const conformance::Answer& expected,
                                 const conformance::Answer& actual);
  std::optional<Finding> judge_divergence(const Divergence& divergence, std::string_view input);

  std::vector<Judge> judges_;
  std::vector<conformance::ReferenceSubject> references_;  // by judge
  DifferentialSettings settings_;
  std::vector<Waiting> waiting_;
  std::size_t compared_ = 0;
  std::size_t unsupported_ = 0;
  std::map<std::string, std::size_t> known_;  // times by signature
  std::map<std::string, std::size_t> found_;
};

}  // namespace basehttp::fuzz
