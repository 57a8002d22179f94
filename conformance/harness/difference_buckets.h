// The differences of two subjects, one bucket for each kind.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "conformance/harness/case.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

struct DifferenceBucket {
  std::string signature;  // signature_of(a, b)
  std::size_t cases = 0;
  std::map<std::string, std::size_t, std::less<>> areas;  // cases by area
  Case example;  // the one with the shortest JSON, of those the first by id
  Answer a;
  Answer b;
};

class DifferenceBuckets {
 public:
  // What either subject answered to a case.  The order of the calls does not matter.
  void add(const Case& one, const Answer& a, const Answer& b);
  // What another one holds, too.
  void merge(DifferenceBuckets&& other);

  [[nodiscard]] std::size_t agreed() const noexcept { return agreed_; }
  [[nodiscard]] std::size_t differed() const noexcept { return differed_; }
  // Cases that either subject does not support, or that both give up.
  [[nodiscard]] std::size_t not_compared() const noexcept { return not_compared_; }
  // Answers of either subject that are none: it died, hung or broke the protocol.
  [[nodiscard]] std::size_t broken() const noexcept { return broken_; }
  [[nodiscard]] bool empty() const noexcept { return by_signature_.empty(); }
  // The most frequent first, equal ones by signature.  They live as long as this.
  [[nodiscard]] std::vector<const DifferenceBucket*> sorted() const;

 private:
  std::map<std::string, DifferenceBucket, std::less<>> by_signature_;
  std::size_t agreed_ = 0;
  std::size_t differed_ = 0;
  std::size_t not_compared_ = 0;
  std::size_t broken_ = 0;
};

}  // namespace basehttp::conformance
