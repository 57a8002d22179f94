// The members of cases and outcomes that hold one value or one number, by their keys (PROTOCOL.md):
// what every format of them reads and writes alike.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "basehttp/value.h"
#include "conformance/harness/case.h"
#include "conformance/harness/outcome.h"

namespace basehttp::conformance {

// In the order of writing.
inline constexpr std::pair<std::string_view, Value Case::*> kCaseValues[] = {
    {"protocol_version", &Case::protocol_version},
    {"default_request_version", &Case::default_request_version},
    {"server_version", &Case::server_version},
    {"sys_version", &Case::sys_version},
    {"error_message_format", &Case::error_message_format},
    {"error_content_type", &Case::error_content_type},
    {"time", &Case::time},
    {"client_address", &Case::client_address},
};

inline constexpr std::pair<std::string_view, std::optional<std::int64_t> Case::*> kCaseCounts[] = {
    {"rfile_timeout_at", &Case::rfile_timeout_at},
    {"rfile_error_at", &Case::rfile_error_at},
    {"wfile_timeout_at", &Case::wfile_timeout_at},
    {"wfile_error_at", &Case::wfile_error_at},
};

// In the order of the alphabet, which is the order of writing.
inline constexpr std::pair<std::string_view, Value RequestState::*> kRequestValues[] = {
    {"close_connection", &RequestState::close_connection},
    {"command", &RequestState::command},
    {"defects", &RequestState::defects},
    {"headers", &RequestState::headers},
    {"path", &RequestState::path},
    {"request_version", &RequestState::request_version},
    {"requestline", &RequestState::requestline},
};

}  // namespace basehttp::conformance
