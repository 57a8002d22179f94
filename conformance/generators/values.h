// Python values that the protocol can express.
#pragma once

#include <rapidcheck.h>

#include "basehttp/big_int.h"
#include "basehttp/value.h"

namespace basehttp::conformance::generators {

// An int of up to 60 digits, small ones mostly.
[[nodiscard]] rc::Gen<BigInt> big_ints();

// A float: round ones, tiny and huge ones, neither NaN nor infinite.
[[nodiscard]] rc::Gen<double> finite_floats();

// None, a bool, a number, a str or bytes.
[[nodiscard]] rc::Gen<Value> scalars();

// Scalars, and tuples, lists and dicts (with keys of str) of them, nested.
[[nodiscard]] rc::Gen<Value> values();

}  // namespace basehttp::conformance::generators
