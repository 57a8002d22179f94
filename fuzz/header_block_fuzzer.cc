// A header block ends at its blank line and no byte later, or is refused for one of its two
// limits; with SSE2 and AVX2 it is scanned as without; and the message that is parsed from it obeys
// the laws of a Message.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "basehttp/feed_parser.h"
#include "basehttp/header_block.h"
#include "basehttp/http_message.h"
#include "basehttp/memory_streams.h"
#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"
#include "byte_block.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/json_value.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/fuzz_faults.h"
#include "fuzz/fuzz_input.h"
#include "header_scan.h"

namespace basehttp::fuzz {
namespace {

using conformance::identical;

struct Extent {
  std::size_t end = 0;  // behind the line that ends the block, or that is refused
  std::size_t lines = 0;
  bool too_long = false;
  bool too_many = false;
};

Extent extent_of(std::string_view stream, bool blank_line_counts) {
  Extent out;
  for (;;) {
    const std::size_t feed = stream.find('\n', out.end);
    const std::size_t size = (feed == std::string_view::npos ? stream.size() : feed + 1) - out.end;
    out.too_long = size > kMaxLine;
    const std::string_view line = stream.substr(out.end, out.too_long ? kMaxLine + 1 : size);
    out.end += line.size();
    const bool is_last = line.empty() || line == "\n" || line == "\r\n";
    if (out.too_long || (is_last && !blank_line_counts)) return out;
    out.too_many = ++out.lines > kMaxHeaders;
    if (is_last || out.too_many) return out;
  }
}

// Names compare without regard to case; a list of values keeps the order of the fields.
void check_field(const HTTPMessage& message, const Value& items, std::size_t number) {
  const Value& name = items.items()[number].items()[0];
  const Text wanted = lower(name.as_str());
  std::vector<Value> expected;
  for (const Value& other : items.items())
    if (lower(other.items()[0].as_str()) == wanted) expected.push_back(other.items()[1]);
  FUZZ_CHECK(message.contains(name), "a name that is not contained");
  FUZZ_CHECK(identical(message.get_all(name), Value::list(expected)), "get_all()");
  FUZZ_CHECK(identical(message.get(Value(wanted)), expected.front()), "get()");
}

void check_message(HTTPMessage& message, std::size_t choice) {
  const Value items = message.items();
  const std::size_t size = items.items().size();
  FUZZ_CHECK(size == message.fields().size(), "items() loses fields");
  // Of many fields two, one of them chosen: each compares with all the others.
  constexpr std::size_t kFew = 4;
  if (size <= kFew) {
    for (std::size_t i = 0; i < size; ++i) check_field(message, items, i);
  } else {
    check_field(message, items, choice % size);
    check_field(message, items, size - 1);
  }
  if (items.items().empty()) return;
  const Value name = items.items().front().items()[0];
  const auto count = message.get_all(name).items().size();
  message.delete_item(name);
  FUZZ_CHECK(!message.contains(name) && message.get(name).is_none(), "deleted, but still there");
  FUZZ_CHECK(message.fields().size() + count == items.items().size(), "another one was deleted");
  message.set_raw(name, Value("new"));
  FUZZ_CHECK(identical(message.get(name), Value("new")), "set, but not found");
}

// Both say the same of sixteen bytes.
void check_block(const char* bytes) {
  const ByteBlock fast(bytes);
  const PortableBlock plain(bytes);
  FUZZ_CHECK(fast.line_ends() == plain.line_ends(), "line ends");
  FUZZ_CHECK(fast.maybe_line_ends() == plain.maybe_line_ends(), "what may be line ends");
  FUZZ_CHECK(fast.up_to_cr() == plain.up_to_cr(), "what is not behind CR");
  FUZZ_CHECK(fast.not_in_name() == plain.not_in_name(), "what no name holds");
  FUZZ_CHECK(fast.maybe_space() == plain.maybe_space(), "what may be a space");
  FUZZ_CHECK(fast.changed_in_html() == plain.changed_in_html(), "what HTML changes");
  FUZZ_CHECK(fast.maybe_changed_in_repr() == plain.maybe_changed_in_repr(), "what repr() changes");
  FUZZ_CHECK(fast.changed_in_log() == plain.changed_in_log(), "what the log changes");
}

// A scan with less than what the processor has finds what the best one found.
void check_same_scan(const HeaderScan& scan, const HeaderScan& other) {
  FUZZ_CHECK(scan.size == other.size && scan.count == other.count, "the extent of a scan");
  FUZZ_CHECK(scan.connection == other.connection && scan.expect == other.expect &&
                 scan.content_type == other.content_type,
             "the fields that are noted");
  for (std::size_t i = 0; i < scan.count; ++i) {
    const FieldPlace& field = scan.fields[i];
    const FieldPlace& same = other.fields[i];
    FUZZ_CHECK(field.name == same.name && field.name_size == same.name_size, "a name");
    FUZZ_CHECK(field.value == same.value && field.value_size == same.value_size, "a value");
  }
}

void check_scan(const FuzzInput& input) {
  const std::string_view stream = input.stream();
  if (stream.size() >= kBlockSize) check_block(stream.data());
  static HeaderScan best;
  static HeaderScan other;
  const bool proved = scan_header_block(stream, input.profile(), best);
  for (const auto scan : {scan_header_block_in_blocks, scan_header_block_portably}) {
    FUZZ_CHECK(scan(stream, input.profile(), other) == proved, "one scans it");
    if (proved) check_same_scan(best, other);
  }
}

void check(const FuzzInput& input) {
  check_scan(input);
  MemoryReader reader(input.stream());
  std::string block;
  const auto error = read_header_block(reader, input.profile(), block);
  const Extent extent = extent_of(input.stream(), input.profile().blank_line_counts);
  FUZZ_CHECK(reader.position() == extent.end, "the block ends elsewhere");
  FUZZ_CHECK(error.has_value() == (extent.too_long || extent.too_many), "a limit");
  if (error) {
    FUZZ_CHECK(error->status == 431, "the status of a limit");
    FUZZ_CHECK(error->message == (extent.too_long ? "Line too long" : "Too many headers"),
               "the limit that is told");
    return;
  }
  FUZZ_CHECK(input.stream().substr(0, extent.end).starts_with(block), "other bytes");
  FUZZ_CHECK(extent.end - block.size() <= (input.profile().blank_line_counts ? 0U : 2U),
             "bytes are lost");
  HTTPMessage message(input.profile());
  try {
    parse_message(ExactBytes(block).view(), input.profile(), message);
  } catch (const PythonError& raised) {
    FUZZ_CHECK(may_escape(raised, input), raised.what());
    return;
  } catch (const Unsupported&) {
    return;  // a codec that the reference does not know
  }
  check_message(message, input.choice(Choice::kOther));
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  basehttp::fuzz::check({data, size});
  return 0;
}
