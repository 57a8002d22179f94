// Ways for the bytes of a stream to arrive.
#pragma once

#include <iosfwd>

#include <rapidcheck.h>

#include "conformance/harness/delivery.h"

namespace basehttp::conformance {

void showValue(const Delivery& delivery, std::ostream& out);

namespace generators {

// Byte by byte, or in pieces of a stream that is about `size` bytes long.
[[nodiscard]] rc::Gen<Delivery> deliveries(std::size_t size);

}  // namespace generators
}  // namespace basehttp::conformance
