#include "conformance/generators/outcomes.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"
#include "conformance/generators/values.h"

namespace basehttp::conformance::generators {
namespace {

rc::Gen<Value> attributes() {
  return rc::gen::oneOf(rc::gen::just(Value::none()),
                        rc::gen::map(texts(), [](Text text) { return Value(std::move(text)); }),
                        scalars());
}

rc::Gen<Value> header_lists() {
  const auto field = rc::gen::map(rc::gen::pair(texts(), texts()), [](const auto& pair) {
    return Value::list({Value(pair.first), Value(pair.second)});
  });
  return rc::gen::oneOf(rc::gen::just(Value::none()),
                        rc::gen::map(list_of(3, field), [](std::vector<Value> items) {
                          return Value::list(std::move(items));
                        }));
}

rc::Gen<Value> defect_lists() {
  const auto name = rc::gen::map(choice({"InvalidHeaderDefect", "NoBoundaryInMultipartDefect"}),
                                 [](const std::string& text) { return Value(text); });
  return rc::gen::map(list_of(2, name),
                      [](std::vector<Value> items) { return Value::list(std::move(items)); });
}

rc::Gen<RequestState> states() {
  return rc::gen::build<RequestState>(
      rc::gen::set(&RequestState::requestline, attributes()),
      rc::gen::set(&RequestState::command, attributes()),
      rc::gen::set(&RequestState::path, attributes()),
      rc::gen::set(&RequestState::request_version, attributes()),
      rc::gen::set(&RequestState::close_connection, attributes()),
      rc::gen::set(&RequestState::headers, header_lists()),
      rc::gen::set(&RequestState::defects, defect_lists()),
      rc::gen::set(&RequestState::rfile_pos, number<std::int64_t>(0, 1'000'000)));
}

rc::Gen<Raised> exceptions() {
  return rc::gen::apply(
      [](std::string type, Text message) {
        return Raised{std::move(type), std::move(message)};
      },
      choice({"ValueError", "TypeError", "timeout"}), texts());
}

}  // namespace

rc::Gen<Outcome> outcomes() {
  return rc::gen::build<Outcome>(
      rc::gen::set(&Outcome::writes, list_of(3, latin1_strings())),
      rc::gen::set(&Outcome::flushes, list_of(2, number<std::int64_t>(0, 3))),
      rc::gen::set(&Outcome::log, texts()), rc::gen::set(&Outcome::requests, list_of(2, states())),
      rc::gen::set(&Outcome::exception, rc::gen::apply(
                                            [](bool set, const Raised& raised) {
                                              return set ? std::optional(raised) : std::nullopt;
                                            },
                                            sometimes(50), exceptions())),
      rc::gen::set(&Outcome::caught, list_of(2, exceptions())),
      rc::gen::set(&Outcome::rfile_pos, number<std::int64_t>(0, 1'000'000)),
      rc::gen::set(&Outcome::pending, rc::gen::apply(
                                          [](bool set, const std::string& bytes) {
                                            return set ? std::optional(bytes) : std::nullopt;
                                          },
                                          sometimes(50), latin1_strings())),
      rc::gen::set(&Outcome::close_connection, attributes()));
}

}  // namespace basehttp::conformance::generators
