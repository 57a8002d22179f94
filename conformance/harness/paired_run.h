// Two subjects answer the same cases.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "conformance/harness/subject.h"

namespace basehttp::conformance {

// Takes both answers to the case of this index, in the order of the cases.
using PairSink = std::function<void(std::size_t, const Answer& a, const Answer& b)>;

// Asks two programs at the same time, some hundred cases after the other; of a program and a
// subject in this process the second answers while the first works on what comes next.  Raises what
// either raises.
void run_pair(Subject& a, Subject& b, std::span<const Case* const> cases, const PairSink& sink);

}  // namespace basehttp::conformance
