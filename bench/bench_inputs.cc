#include "bench_inputs.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace basehttp::bench {
namespace {

constexpr std::string_view kBrowser =
    "GET /articles/2024/03/17/some-long-title-of-a-page.html?ref=front&x=%41 HTTP/1.1\r\n"
    "Host: www.example.org:8080\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
    "Accept: "
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8\r\n"
    "Accept-Language: en-GB,en;q=0.7,fr;q=0.3\r\n"
    "Accept-Encoding: gzip, deflate, br, zstd\r\n"
    "Referer: https://www.example.org/articles/2024/03/index.html?page=2\r\n"
    "Cookie: sid=3f2a9c7e51b84d06; theme=dark; tz=Europe%2FParis; "
    "_ga=GA1.2.1029384756.1711111111; consent=yes%3Aall%3A20240301; "
    "last=%2Farticles%2F2024%2F03%2F17; ab=b7\r\n"
    "Upgrade-Insecure-Requests: 1\r\n"
    "Cache-Control: max-age=0\r\n"
    "Priority: u=0, i\r\n"
    "Connection: keep-alive\r\n"
    "\r\n";

std::string with_lines(const std::string& lines) {
  return "GET / HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n";
}

std::vector<Input> make_inputs() {
  constexpr std::size_t kMany = 1000;
  std::vector<Input> all;
  all.push_back({"W1", "hardly anything", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"});
  all.push_back({"W2", "what a browser sends", std::string(kBrowser)});
  all.push_back({"W3", "99 fields, as many as are taken", with_fields(99)});
  all.push_back({"W3x", "100 fields, one too many", with_fields(100), 1, 431, 518});
  all.push_back({"W4", "W2 a thousand times", pipelined(kMany), kMany, 200, 125 * kMany});
  all.push_back({"W5", "a version that is none", "GET / HTTX/1.1\r\nHost: x\r\n\r\n", 1, 400, 364});
  all.push_back(
      {"W5b", "a method that is not there", "BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 1, 501, 553});
  all.push_back({"W6", "a value of 61,440 bytes", with_value(61440)});
  all.push_back({"long-line", "a request line of 65,536 bytes", with_target(65536 - 15)});
  all.push_back({"folded", "90 folds of one field", with_folds(90), 1, 200, 125, 18});
  all.push_back({"bare-cr", "fields divided by a bare CR",
                 with_lines("A: 1\rB: 2\rC: 3\r\nD: 4\rE: 5\r\n"), 1, 200, 125, 5});
  all.push_back({"multipart", "a content type with parts, and none of them",
                 with_lines("Content-Type: multipart/form-data; boundary=----x0123456789\r\n"), 1,
                 200, 125, 25});
  return all;
}

}  // namespace

const std::vector<Input>& inputs() {
  static const std::vector<Input> kInputs = make_inputs();
  return kInputs;
}

const Input& input(std::string_view name) {
  const auto found = std::find_if(inputs().begin(), inputs().end(),
                                  [&](const Input& candidate) { return candidate.name == name; });
  if (found == inputs().end()) throw std::out_of_range("no input " + std::string(name));
  return *found;
}

std::string bytes_of(std::string_view name) {
  struct Growing {
    std::string_view name;
    std::string (*make)(std::size_t);
  };
  constexpr Growing kGrowing[] = {{"fields:", with_fields},
                                  {"value:", with_value},
                                  {"target:", with_target},
                                  {"folds:", with_folds},
                                  {"pipeline:", pipelined}};
  for (const Growing& each : kGrowing) {
    if (!name.starts_with(each.name)) continue;
    const std::string_view digits = name.substr(each.name.size());
    std::size_t size = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), size).ec != std::errc())
      break;
    return each.make(size);
  }
  return input(name).bytes;
}

std::string with_fields(std::size_t count) {
  constexpr std::size_t kFieldSize = 60;
  std::string request = "GET / HTTP/1.1\r\n";
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    std::string field = "X-Header-" + std::string(3 - number.size(), '0') + number + ": ";
    field.append(kFieldSize - 2 - field.size(), 'v').append("\r\n");
    request += field;
  }
  return request + "\r\n";
}

std::string with_value(std::size_t size) {
  return with_lines("X-Big: " + std::string(size, 'v') + "\r\n");
}

std::string with_target(std::size_t size) {
  return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

std::string with_folds(std::size_t folds) {
  std::string lines = "X-Folded: first\r\n";
  for (std::size_t i = 0; i < folds; ++i) lines += " and the part number so and so\r\n";
  return with_lines(lines);
}

std::string pipelined(std::size_t count) {
  std::string all;
  all.reserve(kBrowser.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += kBrowser;
  return all;
}

}  // namespace basehttp::bench
