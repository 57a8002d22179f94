#include "basehttp/feed_parser.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "basehttp/python_error.h"
#include "basehttp/python_text.h"
#include "header_scan.h"

namespace basehttp {
namespace {

using MessagePointer = std::shared_ptr<HTTPMessage>;

bool is_line_end(char c) { return c == '\r' || c == '\n'; }
bool starts_with_line_end(std::string_view line) { return !line.empty() && is_line_end(line[0]); }

// Length of the CRLF, CR or LF that ends the line; 0 without one.
std::size_t line_end_size(std::string_view line) {
  if (line.empty() || !is_line_end(line.back())) return 0;
  return line.size() >= 2 && line.back() == '\n' && line[line.size() - 2] == '\r' ? 2 : 1;
}

std::string_view without_line_end(std::string_view line) {
  line.remove_suffix(line_end_size(line));
  return line;
}

// headerRE: `From `, a field name and its colon, or white space.
bool is_header_line(std::string_view line) {
  if (line.starts_with("From ") || line[0] == ' ' || line[0] == '\t') return true;
  for (const char c : line) {
    if (c == ':') return true;
    if (c < '!' || c > '~') return false;
  }
  return false;
}

// BufferedSubFile: lines that can be put back, and a stack of conditions that
// look like the end of the file.
class LineSource {
 public:
  using EofMatcher = std::function<bool(std::string_view)>;

  explicit LineSource(std::string_view text) : rest_(text) {}

  // Empty at the end, real or apparent.
  std::string_view readline() {
    std::string_view line;
    if (!put_back_.empty()) {
      line = put_back_.back();
      put_back_.pop_back();
    } else {
      line = take();
      if (line.empty()) return {};
    }
    for (auto matches = matchers_.rbegin(); matches != matchers_.rend(); ++matches) {
      if ((*matches)(line)) {
        put_back_.push_back(line);
        return {};
      }
    }
    return line;
  }

  void unreadline(std::string_view line) { put_back_.push_back(line); }
  void push_eof_matcher(EofMatcher matcher) { matchers_.push_back(std::move(matcher)); }
  void pop_eof_matcher() { matchers_.pop_back(); }

 private:
  // A line up to CRLF, LF or a bare CR, its end included.
  std::string_view take() {
    std::size_t end = rest_.find_first_of("\r\n");
    if (end == std::string_view::npos) {
      end = rest_.size();
    } else {
      const bool crlf = rest_.substr(end).starts_with("\r\n");
      end += crlf ? 2U : 1U;
    }
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return line;
  }

  std::string_view rest_;
  std::vector<std::string_view> put_back_;
  std::vector<EofMatcher> matchers_;
};

// A line that begins with `--boundary`, then nothing but `--`, blanks and a line end.
struct Delimiter {
  bool matches = false;
  bool closes = false;
};

class Parser {
 public:
  Parser(std::string_view block, const Profile& profile) : input_(block), profile_(profile) {}

  void run(HTTPMessage& root) {
    // The root is the caller's; the alias below does not own it.
    parse(MessagePointer(MessagePointer(), &root));
    if (root.get_content_maintype() == "multipart" && !root.is_multipart()) {
      root.defects.emplace_back("MultipartInvariantViolationDefect");
    }
  }

 private:
  // FeedParser._parsegen.
  void parse(const MessagePointer& message) {
    if (++depth_ > kMaxNesting) {
      throw PythonError("RecursionError", "maximum recursion depth exceeded");
    }
    if (!stack_.empty()) {
      if (stack_.back()->get_content_type() == "multipart/digest") {
        message->set_default_type(Value("message/rfc822"));
      }
      stack_.back()->attach(Value(message));
    }
    stack_.push_back(message);
    last_ = message;
    parse_headers(*message, read_header_lines(*message));
    parse_body(*message);
    --depth_;
  }

  // _pop_message, which the caller of parse() does, not parse() itself.
  void pop() { stack_.pop_back(); }

  std::vector<std::string_view> read_header_lines(HTTPMessage& message) {
    std::vector<std::string_view> lines;
    for (;;) {
      const std::string_view line = input_.readline();
      if (line.empty()) break;
      if (!is_header_line(line)) {
        if (!starts_with_line_end(line)) {
          message.defects.emplace_back("MissingHeaderBodySeparatorDefect");
          input_.unreadline(line);
        }
        break;
      }
      lines.push_back(line);
    }
    return lines;
  }

  // FeedParser._parse_headers.
  void parse_headers(HTTPMessage& message, const std::vector<std::string_view>& lines) {
    std::string_view name;
    std::string value;
    const auto store = [&] {
      if (name.empty()) return;
      message.set_raw(Value(name), Value(finished(value)));
      name = {};
      value.clear();
    };
    for (std::size_t number = 0; number < lines.size(); ++number) {
      const std::string_view line = lines[number];
      if (line[0] == ' ' || line[0] == '\t') {
        if (name.empty()) {
          message.defects.emplace_back("FirstHeaderLineIsContinuationDefect");
        } else {
          value.append(line);
        }
        continue;
      }
      store();
      if (line.starts_with("From ")) {
        if (number == 0) {
          message.unixfrom = Value(without_line_end(line));
        } else if (number == lines.size() - 1) {
          input_.unreadline(line);  // rather the first line of the body
          return;
        } else {
          message.defects.emplace_back("MisplacedEnvelopeHeaderDefect");
        }
        continue;
      }
      const std::size_t colon = line.find(':');
      if (colon == 0) {
        message.defects.emplace_back("InvalidHeaderDefect");
        continue;
      }
      name = line.substr(0, colon);
      value = line.substr(colon + 1);
      if (!profile_.folded_value_is_stripped) {
        value.erase(0, std::min(value.find_first_not_of(" \t"), value.size()));
      }
    }
    store();
  }

  // Compat32.header_source_parse: blanks before the value go, and with gh-124452
  // line ends before it too; then all line ends behind it.
  [[nodiscard]] std::string_view finished(std::string_view value) const {
    if (profile_.folded_value_is_stripped) {
      value.remove_prefix(std::min(value.find_first_not_of(" \t\r\n"), value.size()));
    }
    return strip_line_ends(value);
  }

  void parse_body(HTTPMessage& message) {
    const Text type = message.get_content_type();
    if (type == "message/delivery-status") return parse_delivery_status();
    const Text maintype = message.get_content_maintype();
    if (maintype == "message") {
      parse(std::make_shared<HTTPMessage>(profile_));
      return pop();
    }
    if (maintype == "multipart") return parse_multipart(message);
    message.set_payload(Value(read_rest()));
  }

  // All lines up to the end, real or apparent.
  std::string read_rest() {
    std::string rest;
    for (std::string_view line = input_.readline(); !line.empty(); line = input_.readline()) {
      rest.append(line);
    }
    return rest;
  }

  // Blocks of headers, each a message without a body, divided by blank lines.
  void parse_delivery_status() {
    for (;;) {
      input_.push_eof_matcher(starts_with_line_end);
      parse(std::make_shared<HTTPMessage>(profile_));
      pop();
      input_.pop_eof_matcher();
      (void)input_.readline();  // the blank line
      const std::string_view line = input_.readline();
      if (line.empty()) return;
      input_.unreadline(line);
    }
  }

  void parse_multipart(HTTPMessage& message) {
    const Value boundary = message.get_boundary(Value());
    if (boundary.is_unset()) {
      message.defects.emplace_back("NoBoundaryInMultipartDefect");
      message.set_payload(Value(read_rest()));
      return;
    }
    const Value encoding = message.get(Value("content-transfer-encoding"), Value("8bit"));
    const Text lowered = lower(str(encoding, profile_));
    if (lowered != Text("7bit") && lowered != Text("8bit") && lowered != Text("binary")) {
      message.defects.emplace_back("InvalidMultipartContentTransferEncodingDefect");
    }
    // A boundary that is not latin-1 cannot stand in the text.
    const Text& text = boundary.as_str();
    const bool possible = text.is_latin1();
    const std::string separator = possible ? "--" + std::string(text.latin1()) : std::string();
    const auto delimiter = [possible, separator](std::string_view line) {
      return possible ? match_delimiter(line, separator) : Delimiter{};
    };
    parse_parts(message, delimiter);
  }

  static Delimiter match_delimiter(std::string_view line, std::string_view separator) {
    Delimiter found;
    if (!line.starts_with(separator)) return found;
    line.remove_prefix(separator.size());
    if (line.starts_with("--")) {
      found.closes = true;
      line.remove_prefix(2);
    }
    while (!line.empty() && (line[0] == ' ' || line[0] == '\t')) line.remove_prefix(1);
    found.matches = line.size() == line_end_size(line);
    return found;
  }

  template <typename Match>
  void parse_parts(HTTPMessage& message, const Match& delimiter) {
    bool in_preamble = true;
    std::vector<std::string_view> preamble;
    Delimiter closing;
    for (std::string_view line = input_.readline(); !line.empty(); line = input_.readline()) {
      const Delimiter found = delimiter(line);
      if (!found.matches) {
        // Between parts nothing but a delimiter can come (CPython asserts it).
        preamble.push_back(line);
        continue;
      }
      if (found.closes) {
        closing = found;
        break;
      }
      if (in_preamble) {
        if (!preamble.empty()) message.preamble = Value(without_line_end(join(preamble)));
        in_preamble = false;
        input_.unreadline(line);
        continue;
      }
      // Delimiters that follow each other make no parts between them.
      for (line = input_.readline(); delimiter(line).matches; line = input_.readline()) {
      }
      input_.unreadline(line);
      input_.push_eof_matcher(
          [&delimiter](std::string_view candidate) { return delimiter(candidate).matches; });
      parse(std::make_shared<HTTPMessage>(profile_));
      drop_line_end_of_last();
      input_.pop_eof_matcher();
      pop();
      last_ = stack_.back();
    }
    if (in_preamble) {
      message.defects.emplace_back("StartBoundaryNotFoundDefect");
      message.set_payload(Value(join(preamble)));
      (void)read_rest();
      message.epilogue = Value("");
      return;
    }
    if (!closing.matches) {
      message.defects.emplace_back("CloseBoundaryNotFoundDefect");
      return;
    }
    // A delimiter without a line end is the last line, so nothing behind it is its own.
    message.epilogue = Value(read_rest());
  }

  // The line end before a delimiter belongs to the delimiter.
  void drop_line_end_of_last() {
    HTTPMessage& last = *last_;
    if (last.get_content_maintype() == "multipart") {
      if (!last.epilogue.is_str()) return;
      const std::string_view epilogue = last.epilogue.as_str().latin1();
      last.epilogue =
          epilogue.empty() ? Value::none() : Value(std::string(without_line_end(epilogue)));
      return;
    }
    if (!last.payload().is_str()) return;
    last.set_payload(Value(std::string(without_line_end(last.payload().as_str().latin1()))));
  }

  static std::string join(const std::vector<std::string_view>& lines) {
    std::string joined;
    for (const std::string_view line : lines) joined.append(line);
    return joined;
  }

  LineSource input_;
  const Profile& profile_;
  std::vector<MessagePointer> stack_;
  MessagePointer last_;
  int depth_ = 0;
};

}  // namespace

void parse_message(std::string_view block, const Profile& profile, HTTPMessage& message) {
  HeaderScan scan;
  if (scan_whole_header_block(block, scan) && has_no_parts(block, scan)) {
    message.refill(block, scan.places());
  } else {
    parse_message_in_full(block, profile, message);
  }
}

void parse_message_in_full(std::string_view block, const Profile& profile, HTTPMessage& message) {
  Parser(block, profile).run(message);
}

}  // namespace basehttp
