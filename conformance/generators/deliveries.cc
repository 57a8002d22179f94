#include "conformance/generators/deliveries.h"

#include <algorithm>
#include <ostream>
#include <utility>
#include <vector>

#include "conformance/generators/choose.h"

namespace basehttp::conformance {

void showValue(const Delivery& delivery, std::ostream& out) { out << delivery.name(); }

namespace generators {

rc::Gen<Delivery> deliveries(std::size_t size) {
  const auto cuts = rc::gen::map(
      list_of(6, number<std::size_t>(1, std::max<std::size_t>(size, 2))),
      [](std::vector<std::size_t> offsets) { return Delivery::cuts(std::move(offsets)); });
  return rc::gen::weightedOneOf<Delivery>({{1, rc::gen::just(Delivery::bytewise())}, {3, cuts}});
}

}  // namespace generators
}  // namespace basehttp::conformance
