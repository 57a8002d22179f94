// How the input arrives changes nothing: each case in one piece, bytewise and in three
// random cuts, its bytes where a read past the end stops the program.
//
// By default each case is run as one version, in turn; exhaustively as every one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/comparison.h"
#include "conformance/suites/registration.h"
#include "conformance/suites/under_test.h"

namespace basehttp::conformance {
namespace {

constexpr std::size_t kRandomDeliveries = 3;
// Bytes that are not looked at one by one: every byte would have to be copied for each.
constexpr std::size_t kLongest = 20'000;

std::vector<Delivery> deliveries(const Case& one) {
  const std::size_t size = one.rfile.size();
  std::vector<Delivery> out = {Delivery::cuts({})};
  if (size <= kLongest || is_exhaustive()) out.push_back(Delivery::bytewise());
  for (std::size_t seed = 0; seed < kRandomDeliveries; ++seed)
    out.push_back(Delivery::random(seed, size, 1 + 4 * seed));
  return out;
}

// Empty when the delivery makes no difference to the outcome.
std::string why_different(const Case& one, const std::string& profile, const Answer& whole,
                          const Delivery& delivery) {
  const std::string again = "\nrerun: " + rerun(one, profile, delivery);
  const Answer answer = ask(one, profile, delivery);
  if (answer.index() != whole.index())
    return one.id + ": another kind of answer when delivered " + delivery.name() + again;
  if (!std::holds_alternative<Outcome>(whole)) return {};
  const auto found = differences(std::get<Outcome>(whole), std::get<Outcome>(answer));
  if (found.empty()) return {};
  return fmt::format("{}\ndelivery: {}\nfield: {}\nwhole: {}\ndelivered: {}{}", one.id,
                     delivery.name(), found[0].field, found[0].expected, found[0].actual, again);
}

class DeliveriesTest : public ::testing::Test {
 public:
  explicit DeliveriesTest(std::vector<const Case*> cases) : cases_(std::move(cases)) {}

  void TestBody() override {
    if (!is_reference()) GTEST_SKIP() << "the process protocol delivers the input whole";
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      if (is_exhaustive()) {
        for (const std::string& profile : tested_profiles()) try_all(*cases_[i], profile);
      } else {
        try_all(*cases_[i], tested_profiles()[i % tested_profiles().size()]);
      }
    }
  }

 private:
  static void try_all(const Case& one, const std::string& profile) {
    const Answer whole = ask(one, profile);
    for (const Delivery& delivery : deliveries(one)) {
      const std::string failure = why_different(one, profile, whole, delivery);
      if (!failure.empty()) ADD_FAILURE() << failure;
    }
  }

  std::vector<const Case*> cases_;
};

}  // namespace

void register_delivery_tests() {
  std::map<std::string, std::vector<const Case*>> areas;
  for (const Case& one : corpus().cases) areas[std::string(one.area())].push_back(&one);
  for (const auto& [area, cases] : areas)
    register_test("Deliveries", area, __FILE__, __LINE__,
                  [cases = cases] { return new DeliveriesTest(cases); });
}

}  // namespace basehttp::conformance
