#include "conformance/generators/requests.h"

#include <ostream>

#include "conformance/generators/choose.h"
#include "conformance/generators/header_blocks.h"
#include "conformance/generators/request_lines.h"
#include "conformance/generators/targets.h"
#include "conformance/generators/tokens.h"
#include "conformance/generators/versions.h"
#include "conformance/harness/escape.h"

namespace basehttp::conformance::generators {
namespace {

rc::Gen<std::vector<FieldLine>> fields() {
  const auto meaning = rc::gen::weightedOneOf<std::vector<FieldLine>>(
      {{5, rc::gen::just(std::vector<FieldLine>{})},
       {3, list_of(2, connection_fields())},
       {1, rc::gen::just(std::vector<FieldLine>{{"Expect", "100-continue"}})}});
  return rc::gen::apply(
      [](std::vector<FieldLine> plain, const std::vector<FieldLine>& more) {
        plain.insert(plain.end(), more.begin(), more.end());
        return plain;
      },
      plain_fields(), meaning);
}

rc::Gen<std::string> bodies() {
  return rc::gen::weightedOneOf<std::string>(
      {{3, rc::gen::just(std::string())},
       {2, string_over(std::string("ab\r\n \0\xff", 7), 12)},
       {1, rc::gen::just(std::string("GET /in-body HTTP/1.1\r\n\r\n"))}});
}

}  // namespace

std::string Request::bytes() const {
  std::string text = method;
  text.append(" ").append(target).append(" ").append(version).append("\r\n");
  for (const FieldLine& field : fields) text += field.text();
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

void showValue(const Request& request, std::ostream& out) { out << escape_bytes(request.bytes()); }

rc::Gen<Request> requests() {
  return rc::gen::build<Request>(
      rc::gen::set(&Request::method, choice({"GET", "POST", "HEAD", "PUT"})),
      rc::gen::set(&Request::target, targets()), rc::gen::set(&Request::version, versions()),
      rc::gen::set(&Request::fields, fields()), rc::gen::set(&Request::body, bodies()));
}

rc::Gen<std::string> near_requests() {
  return rc::gen::apply(
      [](const RequestLineWords& line, const std::string& end, const std::string& block,
         const std::string& rest) { return line.text() + end + block + rest; },
      rc::gen::oneOf(good_request_lines(), near_request_lines()), line_ends(), near_blocks(),
      rc::gen::weightedOneOf<std::string>(
          {{3, rc::gen::just(std::string())}, {1, string_over("ab\r\n ", 6)}}));
}

}  // namespace basehttp::conformance::generators
