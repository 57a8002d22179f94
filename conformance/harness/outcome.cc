#include "conformance/harness/outcome.h"

#include <string_view>

#include <fmt/format.h>

#include "conformance/harness/json_value.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/protocol_fields.h"

namespace basehttp::conformance {
namespace {

// Collects which keys of the protocol were met.
class Keys {
 public:
  void met(std::uint32_t bit) { met_ |= 1U << bit; }
  void require(Json json, std::initializer_list<std::string_view> names) const {
    std::uint32_t bit = 0;
    for (const std::string_view name : names)
      if ((met_ >> bit++ & 1U) == 0) json.fail(fmt::format("the key \"{}\" is missing", name));
  }

 private:
  std::uint32_t met_ = 0;
};

void require_list(Json json) {
  if (!json.is_array()) json.fail("must be a list");
}

Raised read_raised(Json json) {
  if (!json.is_object()) json.fail("must be null or {\"type\", \"message\"}");
  Raised raised;
  Keys keys;
  for (const Json member : json) {
    if (member.key_is("type")) {
      raised.type = member.utf8();
      keys.met(0);
    } else if (member.key_is("message")) {
      raised.message = member.text();
      keys.met(1);
    }
  }
  keys.require(json, {"type", "message"});
  return raised;
}

RequestState read_request(Json json) {
  if (!json.is_object()) json.fail("must be an object");
  RequestState request;
  Keys keys;
  for (const Json member : json) {
    if (member.key_is("rfile_pos")) {
      request.rfile_pos = member.int64(0);
      keys.met(7);
      continue;
    }
    std::uint32_t bit = 0;
    for (const auto& [key, field] : kRequestValues) {
      if (member.key_is(key)) {
        request.*field = read_value(member);
        keys.met(bit);
        break;
      }
      ++bit;
    }
  }
  keys.require(json, {"close_connection", "command", "defects", "headers", "path",
                      "request_version", "requestline", "rfile_pos"});
  return request;
}

void write_raised(const Raised& raised, std::string& out) {
  out += "{\"message\": ";
  write_text(raised.message, out);
  out += ", \"type\": ";
  write_text(Text::from_utf8(raised.type), out);
  out += '}';
}

void write_request(const RequestState& request, std::string& out) {
  out += '{';
  for (const auto& [key, field] : kRequestValues) {
    out += fmt::format("\"{}\": ", key);
    write_value(request.*field, out);
    out += ", ";
  }
  out += fmt::format("\"rfile_pos\": {}}}", request.rfile_pos);
}

template <typename Items, typename Write>
void write_list(const Items& items, std::string& out, Write write) {
  out += '[';
  const char* separator = "";
  for (const auto& item : items) {
    out += separator;
    separator = ", ";
    write(item, out);
  }
  out += ']';
}

}  // namespace

Outcome read_outcome(Json json) {
  if (!json.is_object()) json.fail("must be an object");
  Outcome out;
  Keys keys;
  for (const Json member : json) {
    if (member.key_is("writes")) {
      require_list(member);
      out.writes.reserve(member.size());
      for (const Json write : member) out.writes.push_back(write.bytes());
      keys.met(0);
    } else if (member.key_is("flushes")) {
      require_list(member);
      for (const Json flush : member) out.flushes.push_back(flush.int64(0));
      keys.met(1);
    } else if (member.key_is("log")) {
      out.log = member.text();
      keys.met(2);
    } else if (member.key_is("requests")) {
      require_list(member);
      out.requests.reserve(member.size());
      for (const Json request : member) out.requests.push_back(read_request(request));
      keys.met(3);
    } else if (member.key_is("exception")) {
      if (!member.is_null()) out.exception = read_raised(member);
      keys.met(4);
    } else if (member.key_is("rfile_pos")) {
      out.rfile_pos = member.int64(0);
      keys.met(5);
    } else if (member.key_is("pending")) {
      if (!member.is_null()) out.pending = member.bytes();
      keys.met(6);
    } else if (member.key_is("close_connection")) {
      out.close_connection = read_value(member);
      keys.met(7);
    } else if (member.key_is("caught")) {
      require_list(member);
      for (const Json raised : member) out.caught.push_back(read_raised(raised));
    }
  }
  keys.require(json, {"writes", "flushes", "log", "requests", "exception", "rfile_pos", "pending",
                      "close_connection"});
  return out;
}

std::string write_outcome(const std::string& id, const Outcome& outcome) {
  std::string out = "{";
  if (!outcome.caught.empty()) {
    out += "\"caught\": ";
    write_list(outcome.caught, out, write_raised);
    out += ", ";
  }
  out += "\"close_connection\": ";
  write_value(outcome.close_connection, out);
  out += ", \"exception\": ";
  if (outcome.exception) {
    write_raised(*outcome.exception, out);
  } else {
    out += "null";
  }
  out += ", \"flushes\": ";
  write_list(outcome.flushes, out,
             [](std::int64_t flush, std::string& to) { to += fmt::format("{}", flush); });
  out += ", \"id\": ";
  write_text(Text::from_utf8(id), out);
  out += ", \"log\": ";
  write_text(outcome.log, out);
  out += ", \"pending\": ";
  if (outcome.pending) {
    write_bytes(*outcome.pending, out);
  } else {
    out += "null";
  }
  out += ", \"requests\": ";
  write_list(outcome.requests, out, write_request);
  out += fmt::format(", \"rfile_pos\": {}, \"writes\": ", outcome.rfile_pos);
  write_list(outcome.writes, out, write_bytes);
  out += '}';
  return out;
}

}  // namespace basehttp::conformance
