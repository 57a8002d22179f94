#include "conformance/properties/python_literal.h"

#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

namespace basehttp::conformance {
namespace {

// Thrown where the text stops being a literal.
struct NoLiteral {};

class Reader {
 public:
  explicit Reader(std::u32string text) : text_(std::move(text)) {}

  Value whole() {
    Value result = value();
    if (at_ != text_.size()) throw NoLiteral();
    return result;
  }

 private:
  [[nodiscard]] char32_t peek() const { return at_ < text_.size() ? text_[at_] : U'\0'; }
  char32_t next() {
    if (at_ == text_.size()) throw NoLiteral();
    return text_[at_++];
  }
  bool take(std::u32string_view expected) {
    if (text_.compare(at_, expected.size(), expected) != 0) return false;
    at_ += expected.size();
    return true;
  }
  void expect(std::u32string_view expected) {
    if (!take(expected)) throw NoLiteral();
  }

  Value value() {
    if (take(U"None")) return Value::none();
    if (take(U"True")) return Value(true);
    if (take(U"False")) return Value(false);
    if (take(U"b")) {
      std::string bytes;
      for (const char32_t c : quoted(true)) bytes += static_cast<char>(c);
      return Value(Bytes{std::move(bytes)});
    }
    switch (peek()) {
      case U'\'':
      case U'"':
        return Value(Text::from_code_points(quoted(false)));
      case U'(':
        return tuple();
      case U'[':
        return list();
      case U'{':
        return dict();
      default:
        return number();
    }
  }

  std::u32string quoted(bool bytes) {
    const char32_t quote = next();
    if (quote != U'\'' && quote != U'"') throw NoLiteral();
    std::u32string out;
    for (char32_t c = next(); c != quote; c = next()) {
      // What has to be escaped may not stand there as it is.
      if (c < 0x20 || c == 0x7F || (bytes && c > 0x7E)) throw NoLiteral();
      out += c == U'\\' ? escaped(bytes) : c;
    }
    // Double quotes only where they save an escape.
    if (quote == U'"' &&
        (out.find(U'\'') == std::u32string::npos || out.find(U'"') != std::u32string::npos))
      throw NoLiteral();
    return out;
  }

  char32_t escaped(bool bytes) {
    switch (next()) {
      case U'\\':
        return U'\\';
      case U'\'':
        return U'\'';
      case U'n':
        return U'\n';
      case U'r':
        return U'\r';
      case U't':
        return U'\t';
      case U'x':
        return hex(2);
      case U'u':
        if (bytes) throw NoLiteral();
        return hex(4);
      case U'U':
        if (bytes) throw NoLiteral();
        return hex(8);
      default:
        throw NoLiteral();
    }
  }

  char32_t hex(int digits) {
    char32_t number = 0;
    for (int i = 0; i < digits; ++i) {
      const char32_t c = next();
      if (c >= U'0' && c <= U'9') {
        number = number * 16 + (c - U'0');
      } else if (c >= U'a' && c <= U'f') {
        number = number * 16 + (c - U'a' + 10);
      } else {
        throw NoLiteral();
      }
    }
    return number;
  }

  // What stands between two brackets, the opening one included in what was taken.
  std::vector<Value> items(char32_t close) {
    std::vector<Value> all;
    while (peek() != close) {
      if (!all.empty()) expect(U", ");
      all.push_back(value());
      if (all.size() == 1 && close == U')' && text_.compare(at_, 2, U",)") == 0) next();
    }
    next();
    return all;
  }
  Value tuple() {
    next();
    const std::size_t start = at_;
    std::vector<Value> all = items(U')');
    if (all.size() == 1 && text_[at_ - 2] != U',') throw NoLiteral();
    if (all.size() != 1 && at_ > start + 1 && text_[at_ - 2] == U',') throw NoLiteral();
    return Value::tuple(std::move(all));
  }
  Value list() {
    next();
    return Value::list(items(U']'));
  }
  Value dict() {
    next();
    const auto made = std::make_shared<Dict>();
    while (peek() != U'}') {
      if (!made->items.empty()) expect(U", ");
      Value key = value();
      expect(U": ");
      Value member = value();
      made->items.emplace_back(std::move(key), std::move(member));
    }
    next();
    return Value(made);
  }

  Value number() {
    std::string token;
    bool is_float = false;
    for (char32_t c = peek();
         (c >= U'0' && c <= U'9') || c == U'-' || c == U'+' || c == U'.' || c == U'e'; c = peek()) {
      is_float = is_float || c == U'.' || c == U'e';
      token += static_cast<char>(next());
    }
    if (token.empty()) throw NoLiteral();
    if (is_float) {
      char* end = nullptr;
      const double number = std::strtod(token.c_str(), &end);
      if (*end != '\0') throw NoLiteral();
      return Value(number);
    }
    const auto integer = BigInt::from_decimal(token);
    if (!integer || integer->decimal() != token) throw NoLiteral();
    return Value(*integer);
  }

  std::u32string text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Value> read_literal(const Text& text) {
  try {
    return Reader(text.code_points()).whole();
  } catch (const NoLiteral&) {
    return std::nullopt;
  }
}

}  // namespace basehttp::conformance
