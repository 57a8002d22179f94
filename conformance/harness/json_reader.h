// JSON as PROTOCOL.md needs it: bytes written one a character, strings with lone
// surrogates, ints of any size, and an error that names the key.
//
// simdjson finds the tokens and proves the text to be UTF-8; strings are taken
// apart here, because a lone surrogate is a legal Python character and no legal
// UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "basehttp/big_int.h"
#include "basehttp/text.h"

namespace basehttp::conformance {

// A text that is not JSON, or a value that is not what its reader asks for.
class JsonError : public std::runtime_error {
 public:
  JsonError(std::string key, const std::string& message)
      : std::runtime_error(message), key_(std::move(key)) {}
  // The path of the value, e.g. "program.GET[0][1]"; empty for the text itself.
  [[nodiscard]] const std::string& key() const noexcept { return key_; }

 private:
  std::string key_;
};

class JsonDocument;

// One value of a document.  Cheap to copy; lives until its document is parsed
// again or destroyed.  The readers throw JsonError when the value is another
// kind of thing.
class Json {
 public:
  enum class Kind : std::uint8_t { kNull, kBool, kInt, kFloat, kString, kArray, kObject };

  Json(const JsonDocument& document, std::uint32_t index) noexcept
      : document_(&document), index_(index) {}

  [[nodiscard]] Kind kind() const noexcept;
  [[nodiscard]] bool is_null() const noexcept { return kind() == Kind::kNull; }
  [[nodiscard]] bool is_string() const noexcept { return kind() == Kind::kString; }
  [[nodiscard]] bool is_array() const noexcept { return kind() == Kind::kArray; }
  [[nodiscard]] bool is_object() const noexcept { return kind() == Kind::kObject; }

  [[nodiscard]] bool boolean() const;
  [[nodiscard]] BigInt integer() const;
  // An int that fits, and lies in [lowest, highest].
  [[nodiscard]] std::int64_t int64(std::int64_t lowest = INT64_MIN,
                                   std::int64_t highest = INT64_MAX) const;
  // A number, float or not, as Python's float() reads it.
  [[nodiscard]] double number() const;
  // A string whose characters are all below U+0100, as the bytes they stand for.
  [[nodiscard]] std::string bytes() const;
  [[nodiscard]] Text text() const;
  // A string whose characters are all below U+0100, a byte each; nothing for any other value.
  // Lives as long as the value.
  [[nodiscard]] std::optional<std::string_view> latin1() const noexcept;
  // A string as UTF-8, for names and messages.
  [[nodiscard]] std::string utf8() const;

  // Children of an array or an object, in order; size() counts members once.
  class Iterator;
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }
  // Of a member of an object: its key as a value.
  [[nodiscard]] Json key() const noexcept { return {*document_, index_ - 1}; }
  // A member's key is exactly these ASCII characters.
  [[nodiscard]] bool key_is(std::string_view ascii) const;

  // The token of a scalar as it was written, quotes included.
  [[nodiscard]] std::string_view token() const noexcept { return written(); }
  // The same of any value, but for the brackets that close it behind its last token: values for
  // which these are the same bytes are the same.
  [[nodiscard]] std::string_view written() const noexcept;
  [[nodiscard]] std::string path() const;
  [[noreturn]] void fail(const std::string& message) const;

 private:
  void expect(Kind kind, const char* what) const;

  const JsonDocument* document_;
  std::uint32_t index_;
};

// A parsed text.  Storage is kept between texts, so one document serves a file.
class JsonDocument {
 public:
  JsonDocument();
  ~JsonDocument();
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  // Parses an object or an array that fills `text`.  `readable` bytes from the
  // start of the text may be read; when that is not enough for simdjson's
  // padding the text is copied, otherwise it must outlive the values.
  Json parse(std::string_view text, std::size_t readable = 0);

 private:
  friend class Json;
  struct Parser;
  // The characters of a string: ASCII and written as they are, all below U+0100, or any.
  enum class Width : std::uint8_t { kAscii, kLatin1, kAny };
  struct Node {
    std::string_view written;
    std::string_view latin1;  // a string's characters, a byte each; not of Width::kAny
    std::uint32_t end;        // the index after this value's last descendant
    std::uint32_t size;       // children of a container
    Json::Kind kind;
    Width width;
  };

  std::unique_ptr<Parser> parser_;
  std::vector<Node> nodes_;  // in the order of the text; a member's key comes before its value
  std::string copy_;
};

class Json::Iterator {
 public:
  Iterator(const JsonDocument& document, std::uint32_t index, bool members) noexcept
      : document_(&document), index_(index), members_(members) {}
  Json operator*() const noexcept { return {*document_, index_ + (members_ ? 1U : 0U)}; }
  Iterator& operator++();
  bool operator!=(const Iterator& other) const noexcept { return index_ != other.index_; }

 private:
  const JsonDocument* document_;
  std::uint32_t index_;
  bool members_;
};

inline Json::Kind Json::kind() const noexcept { return document_->nodes_[index_].kind; }

inline std::string_view Json::written() const noexcept { return document_->nodes_[index_].written; }

inline bool Json::key_is(std::string_view ascii) const {
  const JsonDocument::Node& node = document_->nodes_[index_ - 1];
  return node.width != JsonDocument::Width::kAny && node.latin1 == ascii;
}

inline Json::Iterator& Json::Iterator::operator++() {
  index_ = document_->nodes_[index_ + (members_ ? 1U : 0U)].end;
  return *this;
}

}  // namespace basehttp::conformance
