#include "basehttp/base_http_request_handler.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "any_case.h"
#include "basehttp/date_time.h"
#include "basehttp/feed_parser.h"
#include "basehttp/header_block.h"
#include "basehttp/http_status.h"
#include "basehttp/persistence.h"
#include "basehttp/python_format.h"
#include "basehttp/python_text.h"
#include "decimal.h"
#include "error_page.h"
#include "header_scan.h"
#include "log_line.h"
#include "operators.h"
#include "usual_request_line.h"

namespace basehttp {
namespace {

// http.server's `responses`: every status of the release, in its order.
const Value& library_responses(const Profile& profile) {
  static const std::vector<std::pair<const StatusTable*, Value>> kTables = [] {
    std::vector<std::pair<const StatusTable*, Value>> tables;
    for (const Profile* each : all_profiles()) {
      std::vector<std::pair<Value, Value>> rows;
      for (const StatusEntry& entry : each->statuses->entries) {
        // No phrase is so long that it would not lie in its text, whence it is copied at once.
        rows.emplace_back(Value(Status{entry.code}),
                          Value::tuple({Value(entry.phrase), Value::literal(entry.description)}));
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
                      [&](int status) { return equals(code, status); });
}

constinit const Value kLogRequestFormat{Text::Literal{"\"%s\" %s %s"}};
// The size of which send_response knows nothing; log_request knows it by its address.
constinit const Value kNoSize{Text::Literal{"-"}};

const Value& server_name() {
  static const Value kServer("Server");
  return kServer;
}

const Value& date_name() {
  static const Value kDate("Date");
  return kDate;
}

const Value& library_message_class() {
  static const Value kClass(Opaque{"type", "<class 'http.client.HTTPMessage'>"});
  return kClass;
}

// What a table of responses has for a code where the library's own table has it; null when it
// has something else there.
inline const Value* usual_response(const Dict& table, std::int64_t code, const Profile& profile) {
  if (code < 0 || code >= StatusTable::kNoCode) return nullptr;
  // Of a code without a place no index.
  const std::size_t index =
      std::size_t{profile.statuses->places[static_cast<std::size_t>(code)]} - 1;
  const std::span rows(table.items);
  // In bytes, since counting rows takes a division.
  if (index * sizeof(rows[0]) >= rows.size_bytes()) return nullptr;
  const auto& [key, texts] = rows[index];
  return key.kind() == Value::Kind::kStatus && key.as_status().code == code ? &texts : nullptr;
}

// value[0].
Value first_of(const Value& value, const Profile& profile) {
  const bool has_first = value.kind() == Value::Kind::kTuple && !value.items().empty();
  return has_first ? value.items()[0] : subscript(value, Value(0), profile);
}

// Whether `%s` takes a value without any doubt.
bool is_plain(const Value& value) { return value.is_latin1() || value.kind() == Value::Kind::kInt; }

[[noreturn]] void raise_not_decodable(const Value& raw) {
  throw PythonError("TypeError", Text(raw.is_str() ? std::string("decoding str is not supported")
                                                   : "decoding to str: need a bytes-like object, " +
                                                         type_name(raw) + " found"));
}

// Not inlined, since its callers would have to save the registers that it needs.
[[gnu::noinline]] void assign_any_str_of(Value& target, const Value& value,
                                         const Profile& profile) {
  target = Value(str(value, profile));
}

// target = str(value)
inline void assign_str_of(Value& target, const Value& value, const Profile& profile) {
  if (value.is_str()) {
    target = value;
  } else if (value.kind() == Value::Kind::kInt && has_three_digits(value.as_int())) {
    target.assign_str(three_digits(value.as_int()));
  } else {
    assign_any_str_of(target, value, profile);
  }
}

// email.parser calls the class; None stands for its own Message.
bool is_callable(const Value& message_class) {
  return message_class.kind() == Value::Kind::kOpaque || message_class.is_none();
}

[[noreturn]] void raise_not_callable(const Value& value) {
  throw PythonError("TypeError", Text("'" + type_name(value) + "' object is not callable"));
}

// The value, or for a narrow str one that refers to its bytes: not to outlive it.
Value referring_to(const Value& value) {
  return value.is_latin1() ? Value::borrow(value.as_str().latin1()) : value;
}

// A code in its place in a status line: " 200 ".
constexpr std::size_t kCodeSize = 5;

// Whether a narrow text is so short that copying it takes no call.  A function that makes none
// has no registers to save.
bool is_few(const Text& text) { return text.latin1().size() <= kFewBytes; }

// Says for a while that something is taken.
class Taken {
 public:
  explicit Taken(bool& taken) noexcept : taken_(taken) { taken_ = true; }
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  ~Taken() { taken_ = false; }

 private:
  bool& taken_;
};

// Lends the storage of `kept` to a function, and gives it back unless an exception
// leaves.  Meanwhile a call from within finds `kept` empty.
template <typename Storage>
class Lent {
 public:
  explicit Lent(Storage& kept) : kept_(kept), lent_(std::move(kept)) {
    lent_.clear();
    kept_.clear();
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() { kept_ = std::move(lent_); }
  Storage& operator*() noexcept { return lent_; }
  Storage* operator->() noexcept { return &lent_; }

 private:
  Storage& kept_;
  Storage lent_;
};

}  // namespace

BaseHTTPRequestHandler::BaseHTTPRequestHandler(const Environment& environment)
    : server_version(Value::literal(environment.profile.server_version)),
      sys_version(Value::literal(environment.profile.sys_version)),
      error_message_format(Value::literal(environment.profile.error_message_format)),
      error_content_type(Value::literal("text/html;charset=utf-8")),
      protocol_version("HTTP/1.0"),
      default_request_version("HTTP/0.9"),
      responses(library_responses(environment.profile)),
      monthname(library_monthname()),
      MessageClass(library_message_class()),
      environment_(environment),
      error_page_(&ErrorPage::of(environment.profile)) {}

void BaseHTTPRequestHandler::add_method(std::string_view command_name,
                                        std::function<void()> do_method) {
  methods_.emplace_back(command_name, std::move(do_method));
}

bool BaseHTTPRequestHandler::call_method(const Text& command_name) {
  // Such names are compared without a call, for which registers would have to be saved.
  if (!command_name.is_latin1() || !same_bytes_takes_no_call(command_name.latin1().size())) {
    return call_odd_method(command_name);
  }
  const std::string_view wanted = command_name.latin1();
  for (const auto& [name, do_method] : methods_) {
    if (name == wanted) {
      do_method();
      return true;
    }
  }
  return false;
}

bool BaseHTTPRequestHandler::call_odd_method(const Text& command_name) {
  const auto is_wanted = [&](const auto& method) { return method.first == command_name; };
  const auto found = std::find_if(methods_.begin(), methods_.end(), is_wanted);
  if (found == methods_.end()) return false;
  found->second();
  return true;
}

void BaseHTTPRequestHandler::raise_unset(std::string_view name) const {
  raise_no_attribute(class_name(), name);
}

// -- the connection --

void BaseHTTPRequestHandler::handle() {
  close_connection.assign_bool(true);
  handle_one_request();
  while (!truth(required(close_connection, "close_connection"))) handle_one_request();
}

void BaseHTTPRequestHandler::handle_one_request() {
  try {
    const std::string_view line = rfile().readline(kMaxRequestLine + 1);
    raw_requestline.assign_bytes(line);
    if (line.size() > kMaxRequestLine) return refuse_long_line();
    if (line.empty()) {
      close_connection.assign_bool(true);
      return;
    }
    if (!parse_request()) return;
    if (!required(command, "command").is_str()) raise_no_method_name();
    if (!call_method(command.as_str())) return refuse_method();
    wfile().flush();
  } catch (const PythonError& error) {
    if (!error.is_timeout(profile())) throw;
    heed_timeout(error);
  }
}

void BaseHTTPRequestHandler::heed_timeout(const PythonError& error) {
  const Value shown(Opaque{error.type(profile()), error.repr(profile())});
  log_error(Value("Request timed out: %r"), {&shown, 1});
  close_connection.assign_bool(true);
}

void BaseHTTPRequestHandler::raise_no_method_name() const {
  (void)add(Value("do_"), command, profile());
}

void BaseHTTPRequestHandler::refuse_long_line() {
  constexpr int kRequestUriTooLong = 414;
  requestline.assign_str("");
  request_version.assign_str("");
  command.assign_str("");
  send_http_error(kRequestUriTooLong);
}

void BaseHTTPRequestHandler::refuse_method() {
  constexpr int kNotImplemented = 501;
  send_described_error(kNotImplemented, "Unsupported method (", command.as_str());
}

inline std::string_view BaseHTTPRequestHandler::take_request_line() {
  const Value& raw = required(raw_requestline, "raw_requestline");
  if (raw.kind() != Value::Kind::kBytes) raise_not_decodable(raw);
  const std::string_view line = strip_line_ends(raw.as_bytes());
  requestline.assign_str(line);
  // Not the copy: what has been stored in parts a moment ago cannot be loaded as a whole yet.
  return line;
}

bool BaseHTTPRequestHandler::parse_request() {
  const bool may_raise = raw_requestline.kind() != Value::Kind::kBytes ||
                         !default_request_version.is_str() || !protocol_version.is_str();
  if (may_raise) {
    start_request();
    return heed_request_line(take_request_line());
  }
  const std::string_view line = take_request_line();
  if (take_usual_request(line)) return read_headers();
  start_request();
  return heed_request_line(line);
}

inline bool BaseHTTPRequestHandler::take_usual_request(std::string_view line) {
  if (line.size() < kShortestWords + kVersionSize) return false;
  const UsualVersion version = usual_version_of(line);
  if (version == UsualVersion::kNone) return false;
  const std::size_t version_at = line.size() - kVersionSize;
  const std::size_t first = blank_of({line.data(), version_at});
  if (first == 0) return false;
  const std::size_t second = version_at - 1;
  const char* const target = line.data() + first + 1;
  if (target[0] == '/' && target[1] == '/') return false;
  // All is going to be set, and nobody sees what it was set to before.
  const bool persists = version == UsualVersion::kHttp11 && at_least(protocol_version, "HTTP/1.1");
  close_connection.assign_bool(!persists);
  const std::string_view version_word(line.data() + version_at, kVersionSize);
  if (!request_version.is_str() || request_version.as_str() != version_word) {
    request_version.assign_str(version_word);
  }
  // The version is behind both.
  command.assign_str_within({line.data(), first});
  path.assign_str_within({target, second - first - 1});
  return true;
}

void BaseHTTPRequestHandler::start_request() {
  command.assign_none();
  request_version = required(default_request_version, "default_request_version");
  close_connection.assign_bool(true);
}

bool BaseHTTPRequestHandler::heed_request_line(std::string_view text) {
  const RequestLine line = parse_request_line(text, profile());
  if (line.verdict == RequestLineVerdict::kEmpty) return false;
  if (profile().bad_line_has_status_line && !line.version_number.empty()) {
    request_version.assign_str(line.version);
  }
  // The comparison is not even made for an older version: it could raise.
  if (line.is_http11 && at_least(required(protocol_version, "protocol_version"), "HTTP/1.1")) {
    close_connection.assign_bool(false);
  }
  if (line.verdict != RequestLineVerdict::kRequest) {
    refuse_request_line(line);
    return false;
  }
  if (line.is_simple) close_connection.assign_bool(true);
  if (!line.is_simple) request_version.assign_str(line.version);
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
      return send_described_error(kBadRequest, "Bad request version (", Text::borrow(line.version));
    case RequestLineVerdict::kVersionTooHigh: {
      const std::string message = "Invalid HTTP version (" + std::string(line.version_number) + ")";
      return send_http_error(kHttpVersionNotSupported, Value(message));
    }
    case RequestLineVerdict::kBadSyntax:
      if (line.version_accepted) request_version.assign_str(line.version);
      if (has_status_line) request_version.assign_str("");
      return send_described_error(kBadRequest, "Bad request syntax (", requestline.as_str());
    default:
      close_connection.assign_bool(true);
      if (has_status_line) request_version.assign_str("");
      return send_described_error(kBadRequest, "Bad HTTP/0.9 request type (",
                                  Text::borrow(line.command));
  }
}

bool BaseHTTPRequestHandler::read_headers() {
  HeaderScan scan;
  const std::string_view shown = rfile().peek();
  if (!scan_header_block(shown, profile(), scan) || !has_no_parts(shown, scan)) {
    return read_any_headers();
  }
  const bool is_plain = MessageClass.is_none();
  if (!is_plain && !is_callable(MessageClass)) {
    rfile().consume(scan.size);
    raise_not_callable(MessageClass);
  }
  // Nothing fails from here on, so the last message need not be kept for `headers`.
  const bool is_own = headers.kind() == Value::Kind::kMessage &&
                      headers.as_message().get() == own_message_ &&
                      headers.as_message().use_count() == 1;
  HTTPMessage& message = is_own ? *headers.as_message() : make_own_message();
  message.is_plain = is_plain;
  const std::string_view block = message.refill({shown.data(), scan.size}, scan.places());
  rfile().consume(scan.size);
  if (scan.connection != HeaderScan::kNone) {
    heed_connection(close_connection_of(scan.fields[scan.connection].value_in(block),
                                        required(protocol_version, "protocol_version")));
  }
  return scan.expect == HeaderScan::kNone ||
         heed_expect(Value::borrow(scan.fields[scan.expect].value_in(block)));
}

HTTPMessage& BaseHTTPRequestHandler::make_own_message() {
  auto fresh = std::make_shared<HTTPMessage>(profile());
  HTTPMessage& message = *fresh;
  own_message_ = &message;
  headers = Value(std::move(fresh));
  return message;
}

bool BaseHTTPRequestHandler::read_any_headers() {
  block_.clear();
  if (const auto error = read_header_block(rfile(), profile(), block_)) {
    send_http_error(error->status, Value(error->message), Value(error->explain));
    return false;
  }
  if (!is_callable(MessageClass)) raise_not_callable(MessageClass);
  // What is parsed can raise, and `headers` is then what it was: hence two messages,
  // used in turns.
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
  own_message_ = &message;
  next_message_ = std::move(previous);
  if (const Value* connection = message.find("connection")) {
    // What a parser stores is narrow.
    heed_connection(close_connection_of(connection->as_str().latin1(),
                                        required(protocol_version, "protocol_version")));
  }
  const Value* const expect = message.find("expect");
  return expect == nullptr || heed_expect(*expect);
}

void BaseHTTPRequestHandler::heed_connection(std::optional<bool> closes) {
  if (closes) close_connection.assign_bool(*closes);
}

bool BaseHTTPRequestHandler::heed_expect(const Value& expect) {
  const bool expected =
      expects_continue(expect, required(protocol_version, "protocol_version"), request_version);
  return !expected || handle_expect_100();
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

void BaseHTTPRequestHandler::send_described_error(int status, std::string_view what,
                                                  const Text& shown) {
  Lent<Text> message(error_message_);
  message->append(what);
  if (shown.is_latin1()) {
    append_repr(*message, shown.latin1());
  } else {
    message->append(repr(shown));
  }
  message->append(")");
  send_http_error(status,
                  message->is_latin1() ? Value::borrow(message->latin1()) : Value(*message));
}

Text BaseHTTPRequestHandler::format_with(const char* format,
                                         std::initializer_list<Value> args) const {
  return basehttp::format(Text(format), Value::tuple(args), profile());
}

std::pair<Value, Value> BaseHTTPRequestHandler::texts_of(const Value& code) const {
  const Value& table = required(responses, "responses");
  std::int64_t number = 0;
  if (table.kind() == Value::Kind::kDict && code.small_integer(number)) {
    const Value* texts = usual_response(*table.as_dict(), number, profile());
    if (texts == nullptr) texts = table.as_dict()->find(code);
    if (texts == nullptr) return {Value::literal("???"), Value::literal("???")};
    if (texts->kind() == Value::Kind::kTuple && texts->items().size() == 2) {
      return {texts->items()[0], texts->items()[1]};
    }
  }
  try {
    return unpack_two(subscript(table, code, profile()), profile());
  } catch (const PythonError& error) {
    if (error.raised_as() != "KeyError") throw;
    return {Value::literal("???"), Value::literal("???")};
  }
}

void BaseHTTPRequestHandler::send_error(const Value& code, const Value& message,
                                        const Value& explain) {
  static const Value kLogFormat = Value::literal("code %d, message %s");
  static const Value kConnection("Connection");
  static const Value kClose("close");
  static const Value kContentType("Content-Type");
  static const Value kContentLength("Content-Length");
  const auto [short_text, long_text] = texts_of(code);
  const Value& shown_message = message.is_none() ? short_text : message;
  const Value& shown_explain = explain.is_none() ? long_text : explain;
  const Value log_args[] = {code, referring_to(shown_message)};
  log_error(kLogFormat, log_args);
  send_response(code, shown_message);
  send_header(kConnection, kClose);
  Lent<Text> body(error_body_);
  if (sends_body(code)) {
    const Value& page = required(error_message_format, "error_message_format");
    if (!error_page_->append(*body, page, code, shown_message, shown_explain, profile())) {
      const Value content =
          basehttp::format(page,
                           Value::dict({{Value("code"), code},
                                        {Value("message"), Value(escape_html(shown_message))},
                                        {Value("explain"), Value(escape_html(shown_explain))}}),
                           profile());
      body->assign(encode_utf8_replace(str_with(content, "encode")));
    }
    send_header(kContentType, required(error_content_type, "error_content_type"));
    send_header(kContentLength, Value(Decimal(static_cast<std::int64_t>(body->size())).digits()));
  }
  end_headers();
  if (!equals(required(command, "command"), "HEAD") && !body->empty())
    wfile().write(body->latin1());
}

void BaseHTTPRequestHandler::send_response(const Value& code, const Value& message) {
  log_request(code, kNoSize);
  send_response_only(code, message);
  if (!spares_calls_) return send_server_and_date();
  // The clock is asked once.
  if (!server_version.is_str() || !sys_version.is_str() ||
      !server_and_date_.shares_bytes_of(server_version.as_str(), sys_version.as_str())) {
    return send_spared_server_and_date();
  }
  const double now = environment_.clock.time();
  if (!server_and_date_.is_right_at(now) || is_http09() ||
      !headers_buffer_.has_room(ServerAndDate::kMaxSize)) {
    return send_server_and_date_at(now);
  }
  server_and_date_.append_to(headers_buffer_);
}

void BaseHTTPRequestHandler::send_server_and_date() {
  send_header(server_name(), version_string());
  send_header(date_name(), date_time_string());
}

void BaseHTTPRequestHandler::send_spared_server_and_date() {
  if (!server_version.is_latin1() || !sys_version.is_latin1()) return send_server_and_date();
  send_server_and_date_at(environment_.clock.time());
}

void BaseHTTPRequestHandler::send_server_and_date_at(double now) {
  if (is_http09()) {
    (void)dates_.http_date(now, profile());  // which may raise
  } else if (server_and_date_.is_right_at(now) &&
             server_and_date_.is_of(server_version.as_str(), sys_version.as_str()) &&
             headers_buffer_.has_room(ServerAndDate::kMaxSize)) {
    server_and_date_.append_to(headers_buffer_);
  } else {
    renew_server_and_date(now);
  }
}

void BaseHTTPRequestHandler::renew_server_and_date(double now) {
  const bool fits = server_and_date_.set_server(server_version.as_str(), sys_version.as_str());
  headers_buffer_.create();
  if (fits) {
    headers_buffer_.append(server_and_date_.server());
  } else {
    BaseHTTPRequestHandler::send_header(server_name(), BaseHTTPRequestHandler::version_string());
  }
  const Value& date = dates_.http_date(now, profile());  // which may raise: `Server` has been sent
  if (!fits) return BaseHTTPRequestHandler::send_header(date_name(), date);
  headers_buffer_.append(
      server_and_date_.set_date(date.as_str().latin1(), dates_.http_from(), dates_.http_until()));
}

void BaseHTTPRequestHandler::buffer_line(
    const char* format, std::initializer_list<std::reference_wrapper<const Value>> args) {
  std::string line;
  const Value tuple = Value::tuple(std::vector<Value>(args.begin(), args.end()));
  append_latin1_strict(line, basehttp::format(Text(format), tuple, profile()));
  headers_buffer_.append(line);
}

inline bool BaseHTTPRequestHandler::find_phrase(std::int64_t code, const Value*& phrase) const {
  if (responses.kind() != Value::Kind::kDict) return false;
  const Value* const texts = usual_response(*responses.as_dict(), code, profile());
  if (texts == nullptr || texts->kind() != Value::Kind::kTuple || texts->items().empty()) {
    return false;
  }
  phrase = texts->items().data();
  return true;
}

void BaseHTTPRequestHandler::send_response_only(const Value& code, const Value& message) {
  if (is_http09()) return;
  std::int64_t number = 0;
  if (!code.small_integer(number) || !has_three_digits(number) || !protocol_version.is_latin1()) {
    return send_any_response_only(code, message);
  }
  const Value* phrase = &message;
  if ((message.is_none() && !find_phrase(number, phrase)) || !phrase->is_latin1()) {
    return send_any_response_only(code, message);
  }
  const Text& protocol = protocol_version.as_str();
  const Text& text = phrase->as_str();
  const std::size_t size = protocol.latin1().size() + kCodeSize + text.latin1().size() + 2;
  if (!is_few(protocol) || !is_few(text) || !headers_buffer_.has_room(size)) {
    return buffer_long_status_line(protocol.latin1(), number, text.latin1());
  }
  headers_buffer_.create();
  char* to = protocol.copy_few_to(headers_buffer_.add(size));
  to = copy_texts(to, " ", three_digits_and_blank(number));
  copy_texts(text.copy_few_to(to), "\r\n");
}

void BaseHTTPRequestHandler::buffer_long_status_line(std::string_view protocol, std::int64_t code,
                                                     std::string_view phrase) {
  headers_buffer_.create();
  char* const to = headers_buffer_.add(protocol.size() + kCodeSize + phrase.size() + 2);
  copy_texts(to, protocol, " ", three_digits_and_blank(code), phrase, "\r\n");
}

void BaseHTTPRequestHandler::send_any_response_only(const Value& code, const Value& message) {
  const Value phrase = message.is_none() ? any_phrase_of(code) : message;
  const Value& version = required(protocol_version, "protocol_version");
  headers_buffer_.create();
  buffer_line("%s %d %s\r\n", {version, code, phrase});
}

Value BaseHTTPRequestHandler::any_phrase_of(const Value& code) const {
  const Value& table = required(responses, "responses");
  if (!contains(table, code, profile())) return Value("");
  return subscript(subscript(table, code, profile()), Value(0), profile());
}

void BaseHTTPRequestHandler::send_header(const Value& keyword, const Value& value) {
  if (!keyword.is_latin1() || !value.is_latin1()) return send_any_header(keyword, value);
  const Text& name = keyword.as_str();
  const Text& text = value.as_str();
  if (!is_http09()) {
    const std::size_t size = name.latin1().size() + text.latin1().size() + 4;
    if (!is_few(name) || !is_few(text) || !headers_buffer_.has_room(size)) {
      return send_long_header(name, text);
    }
    headers_buffer_.create();
    char* const to = headers_buffer_.add(size);
    copy_texts(text.copy_few_to(copy_texts(name.copy_few_to(to), ": ")), "\r\n");
  }
  if (is_in_any_case<"connection">(name.latin1())) heed_sent_connection(value);
}

void BaseHTTPRequestHandler::send_long_header(const Text& keyword, const Text& value) {
  const std::string_view name = keyword.latin1();
  const std::string_view text = value.latin1();
  headers_buffer_.create();
  char* const to = headers_buffer_.add(name.size() + text.size() + 4);
  copy_texts(to, name, ": ", text, "\r\n");
  if (is_in_any_case<"connection">(name)) heed_sent_connection(Value::borrow(text));
}

void BaseHTTPRequestHandler::send_any_header(const Value& keyword, const Value& value) {
  if (is_http09()) return heed_sent_header(keyword, value);
  headers_buffer_.create();
  buffer_line("%s: %s\r\n", {keyword, value});
  heed_sent_header(keyword, value);
}

void BaseHTTPRequestHandler::heed_sent_header(const Value& keyword, const Value& value) {
  if (lower_equals<"connection">(keyword)) heed_sent_connection(value);
}

void BaseHTTPRequestHandler::heed_sent_connection(const Value& value) {
  if (lower_equals<"close">(value)) {
    close_connection.assign_bool(true);
  } else if (lower_equals<"keep-alive">(value)) {
    close_connection.assign_bool(false);
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
  if (code.kind() == Value::Kind::kStatus) return log_status(code.as_status(), size);
  if (profile().log_rejoins_request_line) keep_log_request_info(code, size);
  const Value& line = required(requestline, "requestline");
  if (log_request_args_taken_) return log_request_within(code, size);
  const bool is_usual = code.kind() == Value::Kind::kInt && &size == &kNoSize;
  if (!is_usual || code.as_int() != logged_code_ || logged_code_ == kNoCode) {
    logged_code_ = kNoCode;  // str() may raise
    set_log_request_args(code, size);
    if (is_usual) logged_code_ = code.as_int();
  }
  // Kept from call to call, so that a long line needs no storage of its own.
  log_request_args_[0] = line;
  const Taken taken(log_request_args_taken_);
  log_message(kLogRequestFormat, log_request_args_);
}

void BaseHTTPRequestHandler::set_log_request_args(const Value& code, const Value& size) {
  assign_str_of(log_request_args_[1], code, profile());
  assign_str_of(log_request_args_[2], size, profile());
}

void BaseHTTPRequestHandler::log_status(Status status, const Value& size) {
  BaseHTTPRequestHandler::log_request(Value(status.code), size);
}

void BaseHTTPRequestHandler::keep_log_request_info(const Value& code, const Value& size) {
  log_request_info_ = {true, code, size};
}

void BaseHTTPRequestHandler::log_request_within(const Value& code, const Value& size) {
  const Value args[] = {requestline, Value(str(code, profile())), Value(str(size, profile()))};
  log_message(kLogRequestFormat, args);
}

void BaseHTTPRequestHandler::log_error(const Value& format, std::span<const Value> args) {
  log_message(format, args);
}

void BaseHTTPRequestHandler::log_message(const Value& format, std::span<const Value> args) {
  Lent<Text> message(log_message_);
  const bool unseen = environment_.log.discards();
  const bool plain =
      format.is_str() &&
      (unseen ? is_plain_format(format.as_str(), args, profile())
              : append_plain_format(*message, format.as_str(), args, profile())) &&
      (!log_request_info_.is_set || (requestline.is_latin1() && is_plain(log_request_info_.code) &&
                                     is_plain(log_request_info_.size)));
  if (!plain) return log_any_message(format, args);

  Lent<Text> line(log_line_);
  const bool rejoined = log_request_info_.is_set;
  if (rejoined) {
    log_request_info_.is_set = false;
    append_escaped_controls(*line, requestline.as_str().latin1());
    message->assign("\"");
    append_rejoined_words(*message, line->latin1());
    const Value info[] = {std::move(log_request_info_.code), std::move(log_request_info_.size)};
    (void)append_plain_format(*message, Text::literal("\" %s %s"), info, profile());
    line->clear();
  }
  const Value address = address_string();
  const Value date = log_date_time_string();
  if (address.is_latin1() && date.is_latin1()) {
    if (unseen) return;
    const std::string_view who = address.as_str().latin1();
    const std::string_view when = date.as_str().latin1();
    constexpr std::string_view kBetween = " - - [";
    constexpr std::string_view kBehind = "] ";
    char* const to = line->extend(who.size() + kBetween.size() + when.size() + kBehind.size());
    copy_texts(to, who, kBetween, when, kBehind);
  } else {
    line->append(format_with("%s - - [%s] ", {address, date}));
  }
  if (profile().log_escapes_controls && !rejoined) {
    append_escaped_controls(*line, message->latin1());
  } else {
    line->append(*message);
  }
  environment_.log.write(line->append(std::string_view("\n")));
}

void BaseHTTPRequestHandler::log_any_message(const Value& format, std::span<const Value> args) {
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
    if (log_request_info_.is_set) {
      log_request_info_.is_set = false;
      const Value code = std::move(log_request_info_.code);
      const Value size = std::move(log_request_info_.size);
      if (code.kind() == Value::Kind::kFloat && std::isinf(code.as_float())) {
        throw PythonError("OverflowError", "cannot convert float infinity to integer");
      }
      message = Text("\"")
                    .append(rejoin_words(
                        escape_controls(str_to_translate(required(requestline, "requestline")))))
                    .append("\" ");
      message.append(str(code, profile())).append(U' ').append(str(size, profile()));
    }
    line = line_start().append(message);
  }
  environment_.log.write(line.append(U'\n'));
}

// -- texts --

Value BaseHTTPRequestHandler::version_string() {
  if (!server_version.is_latin1() || !sys_version.is_latin1()) return odd_version_string();
  const std::string_view server = server_version.as_str().latin1();
  const std::string_view system = sys_version.as_str().latin1();
  Value joined("");
  copy_texts(joined.as_str().extend(server.size() + 1 + system.size()), server, " ", system);
  return joined;
}

Value BaseHTTPRequestHandler::odd_version_string() {
  const Value name = add(required(server_version, "server_version"), Value(" "), profile());
  return add(name, required(sys_version, "sys_version"), profile());
}

Value BaseHTTPRequestHandler::date_time_string(const Value& timestamp) {
  if (timestamp.is_none()) return dates_.http_date(environment_.clock.time(), profile());
  return format_http_date(timestamp, profile());
}

Value BaseHTTPRequestHandler::log_date_time_string() {
  const CivilTime& now = dates_.local(environment_.clock.time(), profile());
  const bool named = monthname.kind() == Value::Kind::kList &&
                     static_cast<std::size_t>(now.month) < monthname.items().size();
  const Value* const month = named ? &monthname.items()[static_cast<unsigned>(now.month)] : nullptr;
  const Text& stamp = dates_.local_stamp();
  constexpr std::size_t kMonthSize = 3;
  if (named && month->is_latin1() && month->as_str().size() == kMonthSize && !stamp.empty()) {
    Value date("");
    char* const to = date.as_str().extend(stamp.size());
    copy_texts(to, stamp.latin1());
    std::memcpy(to + DateCache::kMonthInStamp, month->as_str().latin1().data(), kMonthSize);
    return date;
  }
  return Value(
      format_with("%02d/%3s/%04d %02d:%02d:%02d",
                  {Value(now.day), subscript(monthname, Value(now.month), profile()),
                   Value(now.year), Value(now.hour), Value(now.minute), Value(now.second)}));
}

Value BaseHTTPRequestHandler::address_string() {
  const Value& address = required(client_address, "client_address");
  return first_of(address, profile());
}

}  // namespace basehttp
