#include "conformance/harness/verdict.h"

namespace basehttp::conformance {

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAgree:
      return "agree";
    case Verdict::kDiffer:
      return "differ";
    case Verdict::kListed:
      return "listed difference";
    case Verdict::kVanished:
      return "vanished";
    case Verdict::kUnsupported:
      return "unsupported";
    case Verdict::kError:
      return "error";
    case Verdict::kCrashed:
      return "crashed";
    case Verdict::kTimedOut:
      return "timed out";
    case Verdict::kProtocolError:
      return "protocol error";
    case Verdict::kNotRecorded:
      return "not recorded";
    case Verdict::kNotRun:
      return "not run";
  }
  return "";
}

}  // namespace basehttp::conformance
