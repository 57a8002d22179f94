// http.client.HTTPMessage: what a handler's `headers` is.  An email.message.Message
// under the compat32 policy: ordered fields, duplicates kept, names compared in
// lower case.
//
// Names and values are str unless a program stored something else; a method
// that needs a str then raises AttributeError, as Python does.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/field_list.h"
#include "basehttp/message_parameters.h"
#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp {

class HTTPMessage {
 public:
  using Field = FieldList::Field;

  explicit HTTPMessage(const Profile& profile) : profile_(&profile) {}
  HTTPMessage(const HTTPMessage&) = delete;
  HTTPMessage& operator=(const HTTPMessage&) = delete;

  // -- the mapping --
  // As they are stored; items() is what Python shows.  Names and values may refer to
  // bytes of the message: they live until it is cleared or filled anew, copies longer.
  [[nodiscard]] const std::vector<Field>& fields() const { return fields_.all(); }
  // A list of (name, value).
  [[nodiscard]] Value items() const;
  // The value of one of fields() as items() has it.  Raises TypeError for a name without a length,
  // when the value has surrogates.
  [[nodiscard]] static Value fetched(const Field& field);
  // First value of that name, else `failobj`.
  [[nodiscard]] Value get(const Value& name, const Value& failobj = Value::none()) const;
  // The same for a name in lower case; null when absent.  Allocates nothing.
  // The pointer lives until the message changes.
  [[nodiscard]] const Value* find(std::string_view lower_name) const;
  // A list of all values of that name, else `failobj`.
  [[nodiscard]] Value get_all(const Value& name, const Value& failobj = Value::none()) const;
  [[nodiscard]] bool contains(const Value& name) const;
  // message[name] = value: appends.  ValueError for a bad name from 3.14 on.
  void set_item(const Value& name, const Value& value);
  // del message[name]: removes every field of that name.
  void delete_item(const Value& name);
  // Changes the first field of that name in place; KeyError when absent.
  void replace_header(const Value& name, const Value& value);
  // Appends `name: value; key="text"`; `_` in a key becomes `-`.
  void add_header(const Value& name, const Value& value,
                  const std::vector<std::pair<std::string, Value>>& parameters);
  // Appends without any check, as a parser does.
  void set_raw(Value name, Value value) {
    fields_.all().push_back({std::move(name), std::move(value)});
  }
  // Drops fields, defects, payload and the rest; keeps storage.  Not inlined into refill(), which
  // hardly ever needs it.
  [[gnu::noinline]] void clear();
  // For a parser that has found nothing but fields: as clear(), then holds those
  // that lie in `block`, of which the copy that it keeps is returned; the payload
  // is an empty str.
  std::string_view refill(std::string_view block, std::span<const FieldPlace> places);

  // -- content type --
  [[nodiscard]] Text get_content_type() const;
  [[nodiscard]] Text get_content_maintype() const;
  [[nodiscard]] Text get_content_subtype() const;
  [[nodiscard]] const Value& get_default_type() const noexcept { return default_type_; }
  void set_default_type(Value type) {
    default_type_ = std::move(type);
    default_type_is_set_ = true;
  }
  [[nodiscard]] Value get_params(const Value& failobj, const Value& header, bool unquoted) const;
  [[nodiscard]] Value get_param(const Value& name, const Value& failobj, const Value& header,
                                bool unquoted) const;
  void set_param(const Value& name, const Value& value, const Value& header, bool requote,
                 const Value& charset, const Value& language, bool replace);
  void del_param(const Value& name, const Value& header, bool requote);
  void set_type(const Value& type, const Value& header, bool requote);
  [[nodiscard]] Value get_filename(const Value& failobj) const;
  [[nodiscard]] Value get_boundary(const Value& failobj) const;
  void set_boundary(const Value& boundary);
  [[nodiscard]] Value get_content_charset(const Value& failobj) const;
  // One entry for each part, this message included.
  [[nodiscard]] Value get_charsets(const Value& failobj) const;
  [[nodiscard]] Value get_content_disposition() const;

  // -- payload --
  // None, str, or a list of messages.
  [[nodiscard]] const Value& payload() const noexcept { return payload_; }
  void set_payload(Value payload) { payload_ = std::move(payload); }
  [[nodiscard]] bool is_multipart() const noexcept { return payload_.kind() == Value::Kind::kList; }
  // Decoding may add to the defects; Unsupported for uuencoded data.
  [[nodiscard]] Value get_payload(const Value& index, bool decode);
  // http.client: fields whose name begins with `name` and a colon, which none does that was parsed.
  [[nodiscard]] Value getallmatchingheaders(const Value& name) const;
  // Appends a part; TypeError when the payload is no list.
  void attach(const Value& part);

  // Public attributes of the Python class; a caller may set them.
  Value unixfrom = Value::none();
  Value preamble = Value::none();
  Value epilogue = Value::none();
  // An email.message.Message rather than an HTTPMessage.
  bool is_plain = false;
  // Class names of the defects found in parsing, in order.
  std::vector<std::string> defects;

 private:
  // The first field of that name as it was stored; null when there is none.  Raises what a name
  // that is no str raises.
  [[nodiscard]] const Value* stored(const Value& name) const;
  [[nodiscard]] bool is_stored(const Value& name, const Value& value) const;
  // The content-type (or other) parameters; false when there is no such field.
  bool params_preserved(const Value& header, std::vector<Parameter>& params) const;
  // get_payload() of a text: decoded where it has surrogates, and once it is sure that it has.
  [[nodiscard]] Value payload_without_surrogates() const;
  [[nodiscard]] Value decoded_surrogates() const;
  [[nodiscard]] Value decoded_payload(const Text& encoding);
  void collect_charsets(std::vector<Value>& charsets, const Value& failobj) const;

  const Profile* profile_;
  FieldList fields_;
  Value payload_ = Value::none();
  Value default_type_ = Value("text/plain");
  bool default_type_is_set_ = false;
};

}  // namespace basehttp
