#include "conformance/harness/response_reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_token_char(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// HTAB, SP, VCHAR and obs-text.
constexpr bool is_text_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '\t' || (byte >= ' ' && byte != 0x7F);
}

std::string_view without_ows(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Takes the bytes apart from the front; errors name the byte where they lie.
class Reader {
 public:
  Reader(std::string_view bytes, std::size_t start) : bytes_(bytes), at_(start) {}

  [[nodiscard]] std::size_t position() const { return at_; }

  Response head() {
    Response response;
    status_line(response);
    while (!bytes_.substr(at_).starts_with("\r\n")) field_line(response);
    at_ += 2;
    return response;
  }

  std::string body(const Response& response, std::string_view method) {
    if (!response.all("Transfer-Encoding").empty()) fail("Transfer-Encoding is not read here");
    const std::optional<std::size_t> length = content_length(response);
    if (method == "HEAD" || response.status < 200 || response.status == 204 ||
        response.status == 304)
      return {};
    const std::size_t left = bytes_.size() - at_;
    if (length && *length > left)
      fail(fmt::format("the body ends after {} of {} bytes", left, *length));
    const std::string_view body = bytes_.substr(at_, length.value_or(left));
    at_ += body.size();
    return std::string(body);
  }

  [[noreturn]] void fail(const std::string& why) const { throw ResponseError(at_, why); }

 private:
  void status_line(Response& response) {
    static constexpr std::string_view kForm = "HTTP/9.9 999 ";
    const std::size_t start = at_;
    const std::string_view text = line("the status line");
    const auto has_form = [&](std::size_t i) {
      return kForm[i] == '9' ? is_digit(text[i]) : text[i] == kForm[i];
    };
    bool good = text.size() >= kForm.size();
    for (std::size_t i = 0; good && i < kForm.size(); ++i) good = has_form(i);
    if (!good) throw ResponseError(start, "no status line");
    response.version = text.substr(0, 8);
    response.status = (text[9] - '0') * 100 + (text[10] - '0') * 10 + (text[11] - '0');
    response.reason = text.substr(kForm.size());
  }

  void field_line(Response& response) {
    const std::size_t start = at_;
    const std::string_view text = line("a field line");
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) throw ResponseError(start, "a field line has no colon");
    const std::string_view name = text.substr(0, colon);
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_token_char))
      throw ResponseError(start, "a field name is no token");
    response.fields.emplace_back(name, without_ows(text.substr(colon + 1)));
  }

  // The next line without its CRLF.
  std::string_view line(std::string_view what) {
    const std::string_view rest = bytes_.substr(at_);
    const auto end = static_cast<std::size_t>(
        std::find_if_not(rest.begin(), rest.end(), is_text_char) - rest.begin());
    if (end == rest.size()) fail(fmt::format("{} has no end", what));
    if (!rest.substr(end).starts_with("\r\n"))
      throw ResponseError(at_ + end, fmt::format("{} holds byte 0x{:02x}", what,
                                                 static_cast<unsigned char>(rest[end])));
    at_ += end + 2;
    return rest.substr(0, end);
  }

  [[nodiscard]] std::optional<std::size_t> content_length(const Response& response) const {
    const std::vector<std::string> values = response.all("Content-Length");
    if (values.empty()) return std::nullopt;
    if (values.size() > 1) fail("Content-Length stands twice");
    const std::string& digits = values[0];
    std::size_t length = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, length);
    if (error != std::errc() || stop != end) fail("Content-Length is no number");
    return length;
  }

  std::string_view bytes_;
  std::size_t at_;
};

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : int{c}; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::vector<std::string> Response::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [own_name, value] : fields)
    if (same_name(own_name, name)) values.push_back(value);
  return values;
}

std::optional<std::string> Response::only(std::string_view name) const {
  std::vector<std::string> values = all(name);
  if (values.size() != 1) return std::nullopt;
  return std::move(values[0]);
}

ResponseError::ResponseError(std::size_t offset, const std::string& why)
    : std::runtime_error(fmt::format("no response: at byte {}: {}", offset, why)),
      offset_(offset) {}

Response read_head(std::string_view bytes, std::size_t* size) {
  Reader reader(bytes, 0);
  Response response = reader.head();
  if (size != nullptr) *size = reader.position();
  return response;
}

std::vector<Response> read_responses(std::string_view bytes,
                                     const std::vector<std::string>& methods) {
  std::vector<Response> responses;
  std::size_t answered = 0;
  Reader reader(bytes, 0);
  while (reader.position() < bytes.size()) {
    if (answered == methods.size()) reader.fail("these bytes answer no request");
    responses.push_back(reader.head());
    Response& response = responses.back();
    response.body = reader.body(response, methods[answered]);
    if (response.status >= 200) ++answered;
  }
  return responses;
}

}  // namespace basehttp::conformance
