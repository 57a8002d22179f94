#include "basehttp/http_status.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

namespace basehttp {
namespace {

constexpr int kOpen = 99;

// One line for each text that a code has had, with the minor releases of
// Python 3 from and to which it stands.
struct Row {
  int since = 0;
  int until = 0;
  StatusEntry entry;
};

constexpr Row kRows[] = {
    {0, kOpen, {100, "Continue", "Request received, please continue"}},
    {0, kOpen, {101, "Switching Protocols", "Switching to new protocol; obey Upgrade header"}},
    {0, 13, {102, "Processing", ""}},
    {14, kOpen, {102, "Processing", "Server is processing the request"}},
    {9, 13, {103, "Early Hints", ""}},
    {14, kOpen, {103, "Early Hints", "Headers sent to prepare for the response"}},
    {0, kOpen, {200, "OK", "Request fulfilled, document follows"}},
    {0, kOpen, {201, "Created", "Document created, URL follows"}},
    {0, kOpen, {202, "Accepted", "Request accepted, processing continues off-line"}},
    {0, kOpen, {203, "Non-Authoritative Information", "Request fulfilled from cache"}},
    {0, kOpen, {204, "No Content", "Request fulfilled, nothing follows"}},
    {0, kOpen, {205, "Reset Content", "Clear input form for further input"}},
    {0, kOpen, {206, "Partial Content", "Partial content follows"}},
    {0, 13, {207, "Multi-Status", ""}},
    {14, kOpen, {207, "Multi-Status", "Response contains multiple statuses in the body"}},
    {0, 13, {208, "Already Reported", ""}},
    {14, kOpen, {208, "Already Reported", "Operation has already been reported"}},
    {0, 13, {226, "IM Used", ""}},
    {14, kOpen, {226, "IM Used", "Request completed using instance manipulations"}},
    {0, kOpen, {300, "Multiple Choices", "Object has several resources -- see URI list"}},
    {0, kOpen, {301, "Moved Permanently", "Object moved permanently -- see URI list"}},
    {0, kOpen, {302, "Found", "Object moved temporarily -- see URI list"}},
    {0, kOpen, {303, "See Other", "Object moved -- see Method and URL list"}},
    {0, kOpen, {304, "Not Modified", "Document has not changed since given time"}},
    {0,
     kOpen,
     {305, "Use Proxy", "You must use proxy specified in Location to access this resource"}},
    {0, kOpen, {307, "Temporary Redirect", "Object moved temporarily -- see URI list"}},
    {0, 6, {308, "Permanent Redirect", "Object moved temporarily -- see URI list"}},
    {7, kOpen, {308, "Permanent Redirect", "Object moved permanently -- see URI list"}},
    {0, kOpen, {400, "Bad Request", "Bad request syntax or unsupported method"}},
    {0, kOpen, {401, "Unauthorized", "No permission -- see authorization schemes"}},
    {0, kOpen, {402, "Payment Required", "No payment -- see charging schemes"}},
    {0, kOpen, {403, "Forbidden", "Request forbidden -- authorization will not help"}},
    {0, kOpen, {404, "Not Found", "Nothing matches the given URI"}},
    {0, kOpen, {405, "Method Not Allowed", "Specified method is invalid for this resource"}},
    {0, kOpen, {406, "Not Acceptable", "URI not available in preferred format"}},
    {0,
     kOpen,
     {407, "Proxy Authentication Required",
      "You must authenticate with this proxy before proceeding"}},
    {0, kOpen, {408, "Request Timeout", "Request timed out; try again later"}},
    {0, kOpen, {409, "Conflict", "Request conflict"}},
    {0, kOpen, {410, "Gone", "URI no longer exists and has been permanently removed"}},
    {0, kOpen, {411, "Length Required", "Client must specify Content-Length"}},
    {0, kOpen, {412, "Precondition Failed", "Precondition in headers is false"}},
    {0, 12, {413, "Request Entity Too Large", "Entity is too large"}},
    {13, kOpen, {413, "Content Too Large", "Content is too large"}},
    {0, 12, {414, "Request-URI Too Long", "URI is too long"}},
    {13, kOpen, {414, "URI Too Long", "URI is too long"}},
    {0, kOpen, {415, "Unsupported Media Type", "Entity body in unsupported format"}},
    {0, 12, {416, "Requested Range Not Satisfiable", "Cannot satisfy request range"}},
    {13, kOpen, {416, "Range Not Satisfiable", "Cannot satisfy request range"}},
    {0, kOpen, {417, "Expectation Failed", "Expect condition could not be satisfied"}},
    {9, 13, {418, "I'm a Teapot", "Server refuses to brew coffee because it is a teapot."}},
    {14, kOpen, {418, "I'm a Teapot", "Server refuses to brew coffee because it is a teapot"}},
    {7, kOpen, {421, "Misdirected Request", "Server is not able to produce a response"}},
    {0, 12, {422, "Unprocessable Entity", ""}},
    {13, 13, {422, "Unprocessable Content", ""}},
    {14,
     kOpen,
     {422, "Unprocessable Content", "Server is not able to process the contained instructions"}},
    {0, 13, {423, "Locked", ""}},
    {14, kOpen, {423, "Locked", "Resource of a method is locked"}},
    {0, 13, {424, "Failed Dependency", ""}},
    {14, kOpen, {424, "Failed Dependency", "Dependent action of the request failed"}},
    {9, 13, {425, "Too Early", ""}},
    {14, kOpen, {425, "Too Early", "Server refuses to process a request that might be replayed"}},
    {0, 13, {426, "Upgrade Required", ""}},
    {14,
     kOpen,
     {426, "Upgrade Required", "Server refuses to perform the request using the current protocol"}},
    {0,
     kOpen,
     {428, "Precondition Required", "The origin server requires the request to be conditional"}},
    {0,
     kOpen,
     {429, "Too Many Requests",
      "The user has sent too many requests in a given amount of time (\"rate limiting\")"}},
    {0,
     kOpen,
     {431, "Request Header Fields Too Large",
      "The server is unwilling to process the request because its header fields are too large"}},
    {8,
     kOpen,
     {451, "Unavailable For Legal Reasons",
      "The server is denying access to the resource as a consequence of a legal demand"}},
    {0, kOpen, {500, "Internal Server Error", "Server got itself in trouble"}},
    {0, kOpen, {501, "Not Implemented", "Server does not support this operation"}},
    {0, kOpen, {502, "Bad Gateway", "Invalid responses from another server/proxy"}},
    {0,
     kOpen,
     {503, "Service Unavailable", "The server cannot process the request due to a high load"}},
    {0, kOpen, {504, "Gateway Timeout", "The gateway server did not receive a timely response"}},
    {0, kOpen, {505, "HTTP Version Not Supported", "Cannot fulfill request"}},
    {0, 13, {506, "Variant Also Negotiates", ""}},
    {14, kOpen, {506, "Variant Also Negotiates", "Server has an internal configuration error"}},
    {0, 13, {507, "Insufficient Storage", ""}},
    {14, kOpen, {507, "Insufficient Storage", "Server is not able to store the representation"}},
    {0, 13, {508, "Loop Detected", ""}},
    {14,
     kOpen,
     {508, "Loop Detected", "Server encountered an infinite loop while processing a request"}},
    {0, 13, {510, "Not Extended", ""}},
    {14, kOpen, {510, "Not Extended", "Request does not meet the resource access policy"}},
    {0,
     kOpen,
     {511, "Network Authentication Required",
      "The client needs to authenticate to gain network access"}},
};

constexpr bool in_release(const Row& row, int minor) {
  return row.since <= minor && minor <= row.until;
}

constexpr std::size_t count(int minor) {
  return static_cast<std::size_t>(std::count_if(
      std::begin(kRows), std::end(kRows), [&](const Row& row) { return in_release(row, minor); }));
}

template <int kMinor>
constexpr std::array<StatusEntry, count(kMinor)> select() {
  std::array<StatusEntry, count(kMinor)> entries{};
  std::size_t next = 0;
  for (const Row& row : kRows) {
    if (in_release(row, kMinor)) entries[next++] = row.entry;
  }
  return entries;
}

template <std::size_t kSize>
constexpr std::array<std::uint8_t, StatusTable::kNoCode> places_of(
    const std::array<StatusEntry, kSize>& entries) {
  std::array<std::uint8_t, StatusTable::kNoCode> places{};
  for (std::size_t i = 0; i < kSize; ++i) {
    places[static_cast<std::size_t>(entries[i].code)] = static_cast<std::uint8_t>(i + 1);
  }
  return places;
}

template <int kMinor>
const StatusTable& table() {
  static constexpr auto kEntries = select<kMinor>();
  static constexpr auto kPlaces = places_of(kEntries);
  static constexpr StatusTable kTable{kEntries, kPlaces};
  return kTable;
}

}  // namespace

const StatusTable& status_table(int minor) {
  if (minor <= 6) return table<6>();
  if (minor == 7) return table<7>();
  if (minor == 8) return table<8>();
  if (minor <= 12) return table<9>();
  if (minor == 13) return table<13>();
  return table<14>();
}

std::string status_name(const StatusEntry& entry) {
  std::string name;
  for (const char c : entry.phrase) {
    if (c == '\'') continue;
    name.push_back(c == ' ' || c == '-'
                       ? '_'
                       : static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  }
  return name;
}

}  // namespace basehttp
