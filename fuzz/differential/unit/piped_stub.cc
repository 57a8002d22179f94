// Speaks as piped_subject.py does, and answers every case with the same outcome.
//
// usage: piped_stub FAULT VERSION.  FAULT: none; dies (at the first message with cases); short (an
// answer is missing); long (there is one too many); junk (no object).
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "fuzz/differential/marshal.h"

namespace basehttp::fuzz {
namespace {

void send(const std::string& message) {
  const auto size = static_cast<std::uint32_t>(message.size());
  std::fwrite(&size, sizeof(size), 1, stdout);
  std::fwrite(message.data(), 1, message.size(), stdout);
  std::fflush(stdout);
}

bool receive(std::string& message) {
  std::uint32_t size = 0;
  if (std::fread(&size, sizeof(size), 1, stdin) != 1) return false;
  message.resize(size);
  return std::fread(message.data(), 1, size, stdin) == size;
}

void write_outcome(MarshalWriter& writer) {
  writer.open_dict();
  writer.latin1("id");
  writer.latin1("test");
  for (const char* list : {"writes", "flushes", "requests"}) {
    writer.latin1(list);
    writer.list(0);
  }
  writer.latin1("log");
  writer.latin1("piped");
  for (const char* none : {"exception", "pending"}) {
    writer.latin1(none);
    writer.none();
  }
  writer.latin1("rfile_pos");
  writer.integer(std::int64_t{7});
  writer.latin1("close_connection");
  writer.boolean(true);
  writer.close_dict();
}

// What a program may be made of.
void skip(MarshalReader& reader) {
  if (reader.is_text()) return static_cast<void>(reader.text());
  if (reader.is_none()) return reader.none();
  if (reader.is_boolean()) return static_cast<void>(reader.boolean());
  if (reader.is_integer()) return static_cast<void>(reader.integer());
  if (reader.is_real()) return static_cast<void>(reader.real());
  if (reader.is_list()) {
    for (std::size_t left = reader.list(); left > 0; --left) skip(reader);
    return;
  }
  reader.open_dict();
  while (!reader.close_dict()) skip(reader);
}

// How many cases a message holds.
std::size_t count_of(const std::string& message) {
  MarshalReader reader(message);
  static_cast<void>(reader.list());
  for (std::size_t left = reader.list(); left > 0; --left) skip(reader);
  return reader.list();
}

std::string answers(std::string_view fault, const std::string& message) {
  const std::size_t count =
      count_of(message) - (fault == "short" ? 1 : 0) + (fault == "long" ? 1 : 0);
  std::string reply;
  MarshalWriter writer(reply);
  writer.list(count);
  for (std::size_t i = 0; i < count; ++i) write_outcome(writer);
  return fault == "junk" ? "?" : reply;
}

int run(std::string_view fault, const std::string& version) {
  std::string message;
  MarshalWriter writer(message);
  writer.latin1(R"({"name": "CPython", "version": ")" + version + "\"}");
  send(message);
  while (receive(message)) {
    if (fault == "dies") return 1;
    send(answers(fault, message));
  }
  return 0;
}

}  // namespace
}  // namespace basehttp::fuzz

int main(int argc, char** argv) { return argc == 3 ? basehttp::fuzz::run(argv[1], argv[2]) : 2; }
