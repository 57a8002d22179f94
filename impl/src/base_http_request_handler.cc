#include "basehttp/base_http_request_handler.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "basehttp/date_time.h"
#include "basehttp/feed_parser.h"
#include "basehttp/header_block.h"
#include "basehttp/http_status.h"
#include "basehttp/persistence.h"
#include "basehttp/python_format.h"
#include "basehttp/python_text.h"
#include "log_line.h"
#include "operators.h"

namespace basehttp {
namespace {

// http.server's `responses`: every status of the release, in its order.
const Value& library_responses(const Profile& profile) {
  static const std::vector<std::pair<const StatusTable*, Value>> kTables = [] {
    std::vector<std::pair<const StatusTable*, Value>> tables;
    for (const Profile* each : all_profiles()) {
      std::vector<std::pair<Value, Value>> rows;
      for (const StatusEntry& entry : each->statuses->entries) {
        rows.emplace_back(Value(Status{entry.code}),
                          Value::tuple({Value(entry.phrase), Value(entry.description)}));
      }
      tables.emplace_back(each->statuses, Value::dict(rows));
    }
    return tables;
  }();
  const auto same = [&](const auto& table) { return table.first == profile.statuses; };
  return std::find_if(kTables.begin(), kTables.end(), same)->second;
}

// The names that log_date_time_string looks up, from 1 on.
const Value& library_monthname() {
  static const Value kMonthName =
      Value::list({Value::none(), Value("Jan"), Value("Feb"), Value("Mar"), Value("Apr"),
                   Value("May"), Value("Jun"), Value("Jul"), Value("Aug"), Value("Sep"),
                   Value("Oct"), Value("Nov"), Value("Dec")});
  return kMonthName;
}

// html.escape(value, quote=False).
Text escape_html(const Value& value) {
  if (value.kind() == Value::Kind::kBytes) {
    throw PythonError("TypeError", "a bytes-like object is required, not 'str'");
  }
  return html_escape(str_with(value, "replace"));
}

bool sends_body(const Value& code) {
  if (!at_least(code, 200)) return false;
  constexpr int kWithoutBody[] = {204, 205, 304};
  return std::none_of(std::begin(kWithoutBody), std::end(kWithoutBody),
                      [&](int status) { return equal(code, Value(status)); });
}

}  // namespace

BaseHTTPRequestHandler::BaseHTTPRequestHandler(const Environment& environment)
    : server_version(environment.profile.server_version),
      sys_version(environment.profile.sys_version),
      error_message_format(environment.profile.error_message_format),
      error_content_type("text/html;charset=utf-8"),
      protocol_version("HTTP/1.0"),
      default_request_version("HTTP/0.9"),
      responses(library_responses(environment.profile)),
      monthname(library_monthname()),
      MessageClass(Opaque{"type", "<class 'http.client.HTTPMessage'>"}),
      environment_(environment) {}

void BaseHTTPRequestHandler::add_method(std::string_view command_name,
                                        std::function<void()> do_method) {
  methods_.emplace_back(command_name, std::move(do_method));
}

bool BaseHTTPRequestHandler::has_method(const Text& command_name) const {
  return std::any_of(methods_.begin(), methods_.end(),
                     [&](const auto& method) { return command_name == method.first; });
}

void BaseHTTPRequestHandler::call_method(const Text& command_name) {
  const auto method = std::find_if(methods_.begin(), methods_.end(), [&](const auto& candidate) {
    return command_name == candidate.first;
  });
  method->second();
}

const Value& BaseHTTPRequestHandler::required(const Value& attribute, std::string_view name) const {
  if (attribute.is_unset()) raise_no_attribute(class_name(), name);
  return attribute;
}

// -- the connection --

void BaseHTTPRequestHandler::handle() {
  close_connection = Value(true);
  handle_one_request();
  while (!truth(required(close_connection, "close_connection"))) handle_one_request();
}

void BaseHTTPRequestHandler::handle_one_request() {
  constexpr int kRequestUriTooLong = 414;
  constexpr int kNotImplemented = 501;
  try {
    const std::string_view line = rfile().readline(kMaxRequestLine + 1);
    raw_requestline = Value(Bytes{std::string(line)});
    if (line.size() > kMaxRequestLine) {
      requestline.assign_str("");
      request_version.assign_str("");
      command.assign_str("");
      send_http_error(kRequestUriTooLong);
      return;
    }
    if (line.empty()) {
      close_connection = Value(true);
      return;
    }
    if (!parse_request()) return;
    const Value method = add(Value("do_"), required(command, "command"), profile());
    const Text name = method.as_str().substr(3);
    if (!has_method(name)) {
      send_http_error(kNotImplemented, Value(format_with("Unsupported method (%r)", {command})));
      return;
    }
    call_method(name);
    wfile().flush();
  } catch (const PythonError& error) {
    if (!error.is_timeout(profile())) throw;
    const Value shown(Opaque{error.type(profile()), error.repr(profile())});
    log_error(Value("Request timed out: %r"), {&shown, 1});
    close_connection = Value(true);
  }
}

bool BaseHTTPRequestHandler::parse_request() {
  command = Value::none();
  request_version = required(default_request_version, "default_request_version");
  close_connection = Value(true);
  const Value& raw = required(raw_requestline, "raw_requestline");
  if (raw.kind() != Value::Kind::kBytes) {
    throw PythonError("TypeError",
                      Text(raw.is_str() ? std::string("decoding str is not supported")
                                        : "decoding to str: need a bytes-like object, " +
                                              type_name(raw) + " found"));
  }
  requestline.assign_str(strip_line_ends(raw.as_bytes()));
  const RequestLine line = parse_request_line(requestline.as_str().latin1(), profile());
  if (line.verdict == RequestLineVerdict::kEmpty) return false;
  if (profile().bad_line_has_status_line && !line.version_number.empty()) {
    request_version.assign_str(line.version);
  }
  // The comparison is not even made for an older version: it could raise.
  if (line.is_http11 && at_least(required(protocol_version, "protocol_version"), "HTTP/1.1")) {
    close_connection = Value(false);
  }
  if (line.verdict != RequestLineVerdict::kRequest) {
    refuse_request_line(line);
    return false;
  }
  if (line.is_simple) {
    close_connection = Value(true);
  } else {
    request_version.assign_str(line.version);
  }
  command.assign_str(line.command);
  path.assign_str(line.path);
  if (line.is_simple && !profile().http09_reads_headers) {
    headers = Value::dict({});
    return true;
  }
  return read_headers();
}

void BaseHTTPRequestHandler::refuse_request_line(const RequestLine& line) {
  constexpr int kBadRequest = 400;
  constexpr int kHttpVersionNotSupported = 505;
  const bool has_status_line = profile().bad_line_has_status_line;
  switch (line.verdict) {
    case RequestLineVerdict::kBadVersion:
      if (has_status_line) request_version.assign_str("");
      return send_http_error(kBadRequest,
                             Value(format_with("Bad request version (%r)", {Value(line.version)})));
    case RequestLineVerdict::kVersionTooHigh:
      return send_http_error(
          kHttpVersionNotSupported,
          Value(format_with("Invalid HTTP version (%s)", {Value(line.version_number)})));
    case RequestLineVerdict::kBadSyntax:
      if (line.version_accepted) request_version.assign_str(line.version);
      if (has_status_line) request_version.assign_str("");
      return send_http_error(kBadRequest,
                             Value(format_with("Bad request syntax (%r)", {requestline})));
    default:
      close_connection = Value(true);
      if (has_status_line) request_version.assign_str("");
      return send_http_error(
          kBadRequest, Value(format_with("Bad HTTP/0.9 request type (%r)", {Value(line.command)})));
  }
}

bool BaseHTTPRequestHandler::read_headers() {
  block_.clear();
  if (const auto error = read_header_block(rfile(), profile(), block_)) {
    send_http_error(error->status, Value(error->message), Value(error->explain));
    return false;
  }
  // email.parser calls the class; None stands for its own Message.
  if (MessageClass.kind() != Value::Kind::kOpaque && !MessageClass.is_none()) {
    throw PythonError("TypeError",
                      Text("'" + type_name(MessageClass) + "' object is not callable"));
  }
  // The message of the request before last is ours again, unless a program kept it.
  if (next_message_ == nullptr || next_message_.use_count() > 1) {
    next_message_ = std::make_shared<HTTPMessage>(profile());
  }
  next_message_->clear();
  next_message_->is_plain = MessageClass.is_none();
  parse_message(block_, profile(), *next_message_);
  std::shared_ptr<HTTPMessage> previous;
  if (headers.kind() == Value::Kind::kMessage) previous = headers.as_message();
  headers = Value(next_message_);
  const HTTPMessage& message = *next_message_;
  next_message_ = std::move(previous);

  if (const Value* connection = message.find("connection")) {
    if (const auto close =
            close_connection_of(*connection, required(protocol_version, "protocol_version"))) {
      close_connection = Value(*close);
    }
  }
  if (const Value* expect = message.find("expect")) {
    if (expects_continue(*expect, required(protocol_version, "protocol_version"),
                         request_version)) {
      return handle_expect_100();
    }
  }
  return true;
}

bool BaseHTTPRequestHandler::handle_expect_100() {
  send_response_only(Value(Status{100}));
  end_headers();
  return true;
}

// -- responses --

void BaseHTTPRequestHandler::send_http_error(int status, const Value& message,
                                             const Value& explain) {
  send_error(Value(Status{status}), message, explain);
}

Text BaseHTTPRequestHandler::format_with(const char* format,
                                         std::initializer_list<Value> args) const {
  return basehttp::format(Text(format), Value::tuple(args), profile());
}

void BaseHTTPRequestHandler::send_error(const Value& code, const Value& message,
                                        const Value& explain) {
  Value short_text("???");
  Value long_text("???");
  try {
    std::tie(short_text, long_text) =
        unpack_two(subscript(required(responses, "responses"), code, profile()), profile());
  } catch (const PythonError& error) {
    if (error.raised_as() != "KeyError") throw;
  }
  const Value& shown_message = message.is_none() ? short_text : message;
  const Value& shown_explain = explain.is_none() ? long_text : explain;
  const Value log_args[] = {code, shown_message};
  log_error(Value("code %d, message %s"), log_args);
  send_response(code, shown_message);
  send_header(Value("Connection"), Value("close"));
  std::string body;
  if (sends_body(code)) {
    const Value content =
        basehttp::format(required(error_message_format, "error_message_format"),
                         Value::dict({{Value("code"), code},
                                      {Value("message"), Value(escape_html(shown_message))},
                                      {Value("explain"), Value(escape_html(shown_explain))}}),
                         profile());
    body = encode_utf8_replace(str_with(content, "encode"));
    send_header(Value("Content-Type"), required(error_content_type, "error_content_type"));
    send_header(Value("Content-Length"), Value(std::to_string(body.size())));
  }
  end_headers();
  if (!equals(required(command, "command"), "HEAD") && !body.empty()) wfile().write(body);
}

void BaseHTTPRequestHandler::send_response(const Value& code, const Value& message) {
  log_request(code);
  send_response_only(code, message);
  send_header(Value("Server"), version_string());
  send_header(Value("Date"), date_time_string());
}

bool BaseHTTPRequestHandler::is_http09() const {
  return equals(required(request_version, "request_version"), "HTTP/0.9");
}

void BaseHTTPRequestHandler::buffer_line(const char* format, const Value& args) {
  headers_buffer_.create();
  append_latin1_strict(headers_buffer_.bytes(), basehttp::format(Text(format), args, profile()));
  headers_buffer_.commit();
}

void BaseHTTPRequestHandler::send_response_only(const Value& code, const Value& message) {
  if (is_http09()) return;
  Value phrase = message;
  if (phrase.is_none()) {
    const Value& table = required(responses, "responses");
    phrase = contains(table, code, profile())
                 ? subscript(subscript(table, code, profile()), Value(0), profile())
                 : Value("");
  }
  buffer_line("%s %d %s\r\n",
              Value::tuple({required(protocol_version, "protocol_version"), code, phrase}));
}

void BaseHTTPRequestHandler::send_header(const Value& keyword, const Value& value) {
  if (!is_http09()) buffer_line("%s: %s\r\n", Value::tuple({keyword, value}));
  if (!lower_equals(keyword, "connection")) return;
  if (lower_equals(value, "close")) {
    close_connection = Value(true);
  } else if (lower_equals(value, "keep-alive")) {
    close_connection = Value(false);
  }
}

void BaseHTTPRequestHandler::end_headers() {
  if (is_http09()) return;
  if (!headers_buffer_.exists()) raise_no_attribute(class_name(), "_headers_buffer");
  headers_buffer_.append("\r\n");
  flush_headers();
}

void BaseHTTPRequestHandler::flush_headers() {
  if (!headers_buffer_.exists()) return;
  wfile().write(headers_buffer_.joined());
  headers_buffer_.clear();
}

// -- log --

void BaseHTTPRequestHandler::log_request(const Value& code, const Value& size) {
  const Value number = code.kind() == Value::Kind::kStatus ? Value(code.as_status().code) : code;
  if (profile().log_rejoins_request_line) log_request_info_ = Value::tuple({number, size});
  const Value args[] = {required(requestline, "requestline"), Value(str(number, profile())),
                        Value(str(size, profile()))};
  log_message(Value("\"%s\" %s %s"), args);
}

void BaseHTTPRequestHandler::log_error(const Value& format, std::span<const Value> args) {
  log_message(format, args);
}

void BaseHTTPRequestHandler::log_message(const Value& format, std::span<const Value> args) {
  const auto formatted = [&] {
    return basehttp::format(format, Value::tuple({args.begin(), args.end()}), profile());
  };
  const auto line_start = [&] {
    const Value address = address_string();
    const Value date = log_date_time_string();
    return format_with("%s - - [%s] ", {address, date});
  };
  Text line;
  if (!profile().log_escapes_controls) {
    line = line_start();
    line.append(str(formatted(), profile()));
  } else if (!profile().log_rejoins_request_line) {
    const Value message = formatted();
    line = line_start();
    line.append(escape_controls(str_to_translate(message)));
  } else {
    Text message = escape_controls(str_to_translate(formatted()));
    if (!log_request_info_.is_unset() && !log_request_info_.is_none()) {
      const std::vector<Value> info = log_request_info_.items();
      log_request_info_ = Value::none();
      if (info[0].kind() == Value::Kind::kFloat && std::isinf(info[0].as_float())) {
        throw PythonError("OverflowError", "cannot convert float infinity to integer");
      }
      message = Text("\"")
                    .append(rejoin_words(
                        escape_controls(str_to_translate(required(requestline, "requestline")))))
                    .append(std::string_view("\" "));
      message.append(str(info[0], profile())).append(U' ').append(str(info[1], profile()));
    }
    line = line_start().append(message);
  }
  environment_.log.write(line.append(U'\n'));
}

// -- texts --

Value BaseHTTPRequestHandler::version_string() {
  const Value name = add(required(server_version, "server_version"), Value(" "), profile());
  return add(name, required(sys_version, "sys_version"), profile());
}

Value BaseHTTPRequestHandler::date_time_string(const Value& timestamp) {
  const Value moment = timestamp.is_none() ? Value(environment_.clock.time()) : timestamp;
  return Value(format_http_date(moment, profile()));
}

Value BaseHTTPRequestHandler::log_date_time_string() {
  const CivilTime now = local_time(environment_.clock.time(), profile());
  return Value(
      format_with("%02d/%3s/%04d %02d:%02d:%02d",
                  {Value(now.day), subscript(monthname, Value(now.month), profile()),
                   Value(now.year), Value(now.hour), Value(now.minute), Value(now.second)}));
}

Value BaseHTTPRequestHandler::address_string() {
  return subscript(required(client_address, "client_address"), Value(0), profile());
}

}  // namespace basehttp
