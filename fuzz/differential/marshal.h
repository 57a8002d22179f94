// Python's marshal format in its version 4, which every CPython from 3.4 on reads and writes: to a
// CPython it costs a tenth of what JSON does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "basehttp/big_int.h"
#include "basehttp/text.h"

namespace basehttp::fuzz {

// What stands at the beginning of an object: a flag beside its type, or a type of its own.
inline constexpr unsigned char kIsReferredTo = 0x80;
inline constexpr char kReference = 'r';

// Bytes that are not what marshal.dumps(..., 4) gives, or an object that was not looked for.
class MarshalError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Whether UTF-8 says a text of which each byte of `latin1` is a character.
[[nodiscard]] bool is_utf8_of(std::string_view latin1, std::string_view utf8);

// Appends objects.
class MarshalWriter {
 public:
  // `out` outlives the writer.
  explicit MarshalWriter(std::string& out) : out_(out) {}

  void none() { out_ += 'N'; }
  void boolean(bool value) { out_ += value ? 'T' : 'F'; }
  void integer(std::int64_t value);
  void integer(const BigInt& value);
  void real(double value);
  void text(const Text& value);
  void latin1(std::string_view value);
  void utf8(std::string_view value);
  // A short name in ASCII that may come again: interned, and a reference from the second time on.
  // Told by its address, so it outlives the writer.
  void name(std::string_view literal);
  // `size` items follow.
  void list(std::size_t size);
  // Keys and values in turn stand between the two.
  void open_dict() { out_ += '{'; }
  void close_dict() { out_ += '0'; }
  // What other writers have made, without names: those count from the first of a message on.
  void objects(std::string_view marshalled) { out_ += marshalled; }

 private:
  void ascii(std::string_view value);
  void typed_number(char type, std::uint32_t value);

  std::string& out_;
  std::vector<const char*> names_;
};

// Takes objects, one after the other.  Each function but the is_...() throws MarshalError when
// something else is next.  An object that comes again is written as a reference to the first; a
// list or a dict may not come again.
class MarshalReader {
 public:
  // `bytes` outlive the reader.
  explicit MarshalReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool is_none() const { return type() == 'N'; }
  [[nodiscard]] bool is_boolean() const { return type() == 'T' || type() == 'F'; }
  [[nodiscard]] bool is_integer() const { return type() == 'i' || type() == 'l'; }
  [[nodiscard]] bool is_real() const { return type() == 'g'; }
  [[nodiscard]] bool is_text() const;
  [[nodiscard]] bool is_list() const { return type() == '['; }
  [[nodiscard]] bool is_dict() const { return type() == '{'; }
  // What has not been taken.
  [[nodiscard]] std::string_view rest() const { return rest_; }

  void none() { take("None", is_none()); }
  bool boolean();
  // One that does not fit is an error.
  std::int64_t integer();
  double real();
  Text text();
  // The same as UTF-8, in which a surrogate is a character like any other; as long as the bytes.
  std::string_view utf8();
  // Of a list; its items are next.
  std::size_t list();
  void open_dict() { take("a dict", is_dict()); }
  // Whether the dict ends here; if so, its end is taken.
  bool close_dict();
  // What follows was dumped by itself: its references are to its own objects.
  void next_dump() { seen_.clear(); }

  // Where a reader stands, to take something twice.
  struct Place {
    std::string_view rest;
    std::size_t seen;
  };
  [[nodiscard]] Place place() const { return {rest_, seen_.size()}; }
  // `place` is of the same dump.
  void back_to(const Place& place) {
    rest_ = place.rest;
    seen_.resize(place.seen);
  }

 private:
  // Of the next object, or of the one that it refers to; 0 for none.
  [[nodiscard]] char type() const;
  // The object that a reference is to, from its beginning on.
  [[nodiscard]] std::string_view referred() const;
  // Takes the type.  Where there is a reference, the object is read in its place.
  void take(const char* wanted, bool is_there);
  // Calls `read` for what follows the type of something that has no parts.
  template <typename Read>
  auto take_scalar(const char* wanted, bool is_there, Read read);
  std::int64_t long_integer();
  std::string_view bytes(std::size_t count);
  std::int32_t number();

  std::string_view rest_;
  std::vector<std::string_view> seen_;  // the objects that may be referred to
};

}  // namespace basehttp::fuzz
