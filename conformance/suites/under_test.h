// What the suites hold against what: the corpus, and whoever is under test.
//
// From the environment:
//   BASEHTTP_CORPUS   the corpus folder, else that of the source tree
//   BASEHTTP_PROFILE  one version ("3.13.0", "3.13"), else every recorded one
//   BASEHTTP_SUBJECT  a program that speaks the process protocol, else the reference
//                     handler; it needs BASEHTTP_PROFILE
//   BASEHTTP_EXHAUSTIVE  1: everything, not a slice of it
#pragma once

#include <span>
#include <string>
#include <vector>

#include "conformance/harness/corpus.h"
#include "conformance/harness/delivery.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

// Read on first use.  InputError or UnknownName for what the environment names wrongly.
[[nodiscard]] const Corpus& corpus();

// Full versions, oldest first.
[[nodiscard]] const std::vector<std::string>& tested_profiles();

// Whether the reference handler is under test.
[[nodiscard]] bool is_reference();

// Whether all of it is to run.
[[nodiscard]] bool is_exhaustive();

// What the subject under test answers as the version `profile`, one of tested_profiles().
[[nodiscard]] Answer ask(const Case& one, const std::string& profile,
                         const Delivery& delivery = Delivery::whole());

// The answers in the order of the cases; a program is sent the next cases before
// it has answered the first.
[[nodiscard]] std::vector<Answer> ask_all(std::span<const Case* const> cases,
                                          const std::string& profile);

// The command that shows what becomes of the case.
[[nodiscard]] std::string rerun(const Case& one, const std::string& profile,
                                const Delivery& delivery = Delivery::whole());

}  // namespace basehttp::conformance
