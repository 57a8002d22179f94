#include "conformance/generators/request_lines.h"

#include <ostream>

#include "conformance/generators/choose.h"
#include "conformance/generators/targets.h"
#include "conformance/generators/tokens.h"
#include "conformance/generators/versions.h"
#include "conformance/harness/escape.h"

namespace basehttp::conformance::generators {
namespace {

rc::Gen<std::string> any_words() {
  return rc::gen::weightedOneOf<std::string>({{3, methods()},
                                              {3, targets()},
                                              {2, versions()},
                                              {3, near_versions()},
                                              {1, choice({"'", "\"", "'\"", "\\", "%s"})}});
}

rc::Gen<std::vector<std::string>> usual_words() {
  return rc::gen::apply(
      [](std::string method, std::string target, std::string version) {
        return std::vector<std::string>{std::move(method), std::move(target), std::move(version)};
      },
      methods(), targets(), rc::gen::oneOf(versions(), near_versions()));
}

rc::Gen<std::string> gaps() {
  return rc::gen::weightedOneOf<std::string>(
      {{6, rc::gen::just(std::string(" "))},
       {2, rc::gen::nonEmpty(string_over(" \t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0", 3))}});
}

rc::Gen<std::string> margins() {
  return rc::gen::weightedOneOf<std::string>(
      {{6, rc::gen::just(std::string())}, {1, string_over(" \t\x1f\xa0", 2)}});
}

RequestLineWords spaced(std::vector<std::string> words, const std::vector<std::string>& between,
                        const std::string& before, const std::string& behind) {
  RequestLineWords line;
  line.words = std::move(words);
  line.spaces.push_back(before);
  for (std::size_t i = 1; i < line.words.size(); ++i)
    line.spaces.push_back(between[i % between.size()]);
  line.spaces.push_back(behind);
  return line;
}

}  // namespace

std::string RequestLineWords::text() const {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) all += spaces[i] + words[i];
  return all + spaces.back();
}

void showValue(const RequestLineWords& line, std::ostream& out) {
  out << escape_bytes(line.text());
}

rc::Gen<RequestLineWords> good_request_lines() {
  return rc::gen::apply(
      [](const std::string& method, const std::string& target, const std::string& version) {
        return spaced({method, target, version}, {" "}, "", "");
      },
      methods(), targets(), versions());
}

rc::Gen<RequestLineWords> near_request_lines() {
  const auto words = rc::gen::weightedOneOf<std::vector<std::string>>(
      {{3, usual_words()}, {2, list_of(5, any_words())}});
  return rc::gen::apply(&spaced, words, some_of(4, gaps()), margins(), margins());
}

rc::Gen<std::string> line_ends() { return choice({"\r\n", "\r\n", "\n", "\r\r\n"}); }

}  // namespace basehttp::conformance::generators
