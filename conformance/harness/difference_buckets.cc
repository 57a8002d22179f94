#include "conformance/harness/difference_buckets.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "conformance/harness/signature.h"

namespace basehttp::conformance {
namespace {

bool is_smaller(const Case& a, const Case& b) {
  return a.json.size() != b.json.size() ? a.json.size() < b.json.size() : a.id < b.id;
}

bool is_outcome(const Answer& answer) { return std::holds_alternative<Outcome>(answer); }

bool is_broken(const Answer& answer) {
  const auto* failure = std::get_if<Failure>(&answer);
  return failure != nullptr && failure->kind != Failure::Kind::kError;
}

}  // namespace

void DifferenceBuckets::add(const Case& one, const Answer& a, const Answer& b) {
  broken_ += (is_broken(a) ? 1U : 0U) + (is_broken(b) ? 1U : 0U);
  const std::string signature = signature_of(a, b);
  if (signature.empty()) {
    ++(is_outcome(a) && is_outcome(b) ? agreed_ : not_compared_);
    return;
  }
  ++differed_;
  DifferenceBucket& bucket = by_signature_[signature];
  ++bucket.cases;
  ++bucket.areas[std::string(one.area())];
  if (bucket.cases > 1 && !is_smaller(one, bucket.example)) return;
  bucket.signature = signature;
  bucket.example = one;
  bucket.a = a;
  bucket.b = b;
}

void DifferenceBuckets::merge(DifferenceBuckets&& other) {
  for (auto& [signature, bucket] : other.by_signature_) {
    const auto [at, fresh] = by_signature_.try_emplace(signature, bucket);
    if (fresh) continue;
    DifferenceBucket& own = at->second;
    own.cases += bucket.cases;
    for (const auto& [area, cases] : bucket.areas) own.areas[area] += cases;
    if (!is_smaller(bucket.example, own.example)) continue;
    own.example = std::move(bucket.example);
    own.a = std::move(bucket.a);
    own.b = std::move(bucket.b);
  }
  agreed_ += other.agreed_;
  differed_ += other.differed_;
  not_compared_ += other.not_compared_;
  broken_ += other.broken_;
}

std::vector<const DifferenceBucket*> DifferenceBuckets::sorted() const {
  std::vector<const DifferenceBucket*> out;
  for (const auto& [signature, bucket] : by_signature_) out.push_back(&bucket);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto* a, const auto* b) { return a->cases > b->cases; });
  return out;
}

}  // namespace basehttp::conformance
