#include "basehttp/http_message.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "basehttp/python_error.h"
#include "basehttp/python_format.h"
#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"
#include "charset.h"
#include "operators.h"
#include "transfer_encoding.h"

namespace basehttp {
namespace {

// bytes.lower().
std::string lower_ascii(std::string_view bytes) {
  std::string lowered(bytes);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

// value.lower().
Text lowered(const Value& value) {
  // bytes have lower() too, but equal no str: a text that no str can be, and then theirs.
  if (value.kind() == Value::Kind::kBytes) {
    Text text = Text::from_code_points(U"\x110000");
    return text.append(std::string_view(lower_ascii(value.as_bytes())));
  }
  return lower(str_with(value, "lower"));
}

// Compat32.header_fetch_parse: a str that UTF-8 cannot encode becomes a Header, whose first line
// is shorter by the length of the name.
Value header_fetch_parse(const Value& name, const Value& value) {
  if (!value.is_str() || !has_surrogates(value.as_str())) return value;
  if (!name.is_none()) (void)length(name);
  return Value(Opaque{"Header", "<email.header.Header object at 0x...>"});
}

// str() of a field value as it is fetched: that of a Header of unknown bytes is ASCII.
Text fetched_text(const Value& value, const Profile& profile) {
  if (!value.is_str() || !has_surrogates(value.as_str())) return str(value, profile);
  return *decode(encode_ascii_surrogateescape(value.as_str()), "ascii", DecodeErrors::kReplace,
                 profile);
}

// Both names in lower case; a field name that is no str raises.
bool same_name(const Value& field_name, const Text& lower_name) {
  if (field_name.is_str() && field_name.as_str().is_latin1() && lower_name.is_latin1()) {
    return lower_equals(field_name.as_str().latin1(), lower_name.latin1());
  }
  return lowered(field_name) == lower_name;
}

// value.count('/').
std::size_t count_of_slashes(const Value& value, const Profile& profile) {
  switch (value.kind()) {
    case Value::Kind::kTuple:
    case Value::Kind::kList: {
      const auto is_slash = [](const Value& item) { return equal(item, Value("/")); };
      return static_cast<std::size_t>(
          std::count_if(value.items().begin(), value.items().end(), is_slash));
    }
    case Value::Kind::kBytes:
      throw PythonError("TypeError", profile.wording.integer_or_bytes_like
                                         ? "argument should be integer or bytes-like object, "
                                           "not 'str'"
                                         : "a bytes-like object is required, not 'str'");
    default: {
      const Text& text = str_with(value, "count");
      std::size_t count = 0;
      for (std::size_t i = 0; i < text.size(); ++i) count += text[i] == U'/' ? 1U : 0U;
      return count;
    }
  }
}

// email._policybase.validate_header_name (3.14): [!-9;-~]+, before an optional
// last line feed.
void validate_header_name(const Value& name, const Profile& profile) {
  if (name.kind() == Value::Kind::kBytes) {
    throw PythonError("TypeError", "cannot use a string pattern on a bytes-like object");
  }
  if (!name.is_str()) {
    throw PythonError("TypeError",
                      Text("expected string or bytes-like object, got '" + type_name(name) + "'"));
  }
  const Text& text = name.as_str();
  std::size_t size = text.size();
  if (size > 0 && text[size - 1] == U'\n') --size;
  bool valid = size > 0;
  for (std::size_t i = 0; i < size; ++i) {
    valid = valid && text[i] >= U'!' && text[i] <= U'~' && text[i] != U':';
  }
  if (valid) return;
  throw PythonError(
      "ValueError",
      Text("Header field name contains invalid characters: ").append(repr(name, profile)));
}

// get_payload(decode=True) of what is no str, which raises where it would be decoded.
void check_decodable(const Value& payload, const Text& encoding, const Profile& profile) {
  const bool quoted = is_quoted_printable(encoding);
  if (!quoted && !is_base64(encoding) && !is_uuencode(encoding)) return;
  if (!profile.payload_of_no_str_is_decoded) {
    throw PythonError("UnboundLocalError",
                      profile.wording.unset_local_is_inaccessible
                          ? "cannot access local variable 'bpayload' where it is not associated "
                            "with a value"
                          : "local variable 'bpayload' referenced before assignment");
  }
  if (!quoted) raise_no_attribute(type_name(payload), "splitlines");
  throw PythonError("TypeError", Text("argument should be bytes, buffer or ASCII string, not '" +
                                      type_name(payload) + "'"));
}

// name[:len(start)].lower() == start.
bool begins_with(const Value& name, const Text& start, const Profile& profile) {
  switch (name.kind()) {
    case Value::Kind::kStr:
      return lower(name.as_str().substr(0, start.size())) == start;
    case Value::Kind::kBytes:
      return false;
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      raise_no_attribute(type_name(name), "lower");
    case Value::Kind::kDict:
      if (profile.slices_are_hashable) {
        throw PythonError(
            "KeyError", std::vector<Value>{Value(Opaque{
                            "slice", "slice(None, " + std::to_string(start.size()) + ", None)"})});
      }
      throw PythonError("TypeError", "unhashable type: 'slice'");
    default:
      throw PythonError("TypeError", Text("'" + type_name(name) + "' object is not subscriptable"));
  }
}

bool begins_with_space(const Value& name) {
  if (name.kind() == Value::Kind::kBytes) {
    constexpr std::string_view kSpace = " \t\n\r\v\f";
    return !name.as_bytes().empty() && kSpace.find(name.as_bytes()[0]) != std::string_view::npos;
  }
  return !name.as_str().empty() && is_space(name.as_str()[0]);
}

// '; '.join(parts).
Text join_parts(const std::vector<Value>& parts) {
  Text joined;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].is_str()) {
      throw PythonError("TypeError",
                        Text("sequence item " + std::to_string(i) + ": expected str instance, " +
                             type_name(parts[i]) + " found"));
    }
    if (i > 0) joined.append(std::string_view("; "));
    joined.append(parts[i].as_str());
  }
  return joined;
}

// One more parameter behind those that are there.  One that is written again has its percent signs
// quoted again, which may go on until there is no more memory: so CPython does.
Value with_parameter(const Value& value, const Value& parameter) {
  constexpr std::size_t kMost = std::size_t{8} << 20U;  // more than any header block can hold
  Value longer = parameter;
  if (truth(value)) longer = Value(join_parts({value, parameter}));
  if (longer.is_str() && longer.as_str().size() > kMost)
    throw Unsupported("a field value of more than 8 MiB");
  return longer;
}

Value parameter_tuple(const Parameter& parameter) {
  return Value::tuple({Value(parameter.first), parameter.second});
}

}  // namespace

const Value* HTTPMessage::stored(const Value& name) const {
  const Text wanted = lowered(name);
  for (const Field& field : fields_.all()) {
    if (same_name(field.name, wanted)) return &field.value;
  }
  return nullptr;
}

// self.get(name) == value; a Header compares as the text that it is.
bool HTTPMessage::is_stored(const Value& name, const Value& value) const {
  const Value* found = stored(name);
  if (found == nullptr) return value.is_none();
  if (!found->is_str() || !has_surrogates(found->as_str())) return equal(value, *found);
  return value.is_str() && fetched_text(*found, *profile_) == value.as_str();
}

Value HTTPMessage::get(const Value& name, const Value& failobj) const {
  const Value* value = stored(name);
  return value == nullptr ? failobj : header_fetch_parse(name, *value);
}

const Value* HTTPMessage::find(std::string_view lower_name) const {
  for (const Field& field : fields_.all()) {
    const bool narrow = field.name.is_str() && field.name.as_str().is_latin1();
    if (narrow ? lower_equals(field.name.as_str().latin1(), lower_name)
               : lowered(field.name) == lower_name) {
      return &field.value;
    }
  }
  return nullptr;
}

Value HTTPMessage::fetched(const Field& field) {
  return header_fetch_parse(field.name, field.value);
}

Value HTTPMessage::items() const {
  std::vector<Value> items;
  items.reserve(fields_.all().size());
  for (const Field& field : fields_.all()) {
    std::vector<Value> item;
    item.reserve(2);
    item.push_back(field.name);
    item.push_back(fetched(field));
    items.push_back(Value::tuple(std::move(item)));
  }
  return Value::list(std::move(items));
}

Value HTTPMessage::get_all(const Value& name, const Value& failobj) const {
  const Text wanted = lowered(name);
  std::vector<Value> values;
  for (const Field& field : fields_.all()) {
    if (same_name(field.name, wanted)) values.push_back(fetched(field));
  }
  return values.empty() ? failobj : Value::list(std::move(values));
}

bool HTTPMessage::contains(const Value& name) const {
  const Text wanted = lowered(name);
  bool found = false;
  for (const Field& field : fields_.all()) {
    found = same_name(field.name, wanted) || found;
    // Up to 3.11 every name is lowered before any is compared.
    if (found && profile_->contains_stops_at_match) return true;
  }
  return found;
}

void HTTPMessage::set_item(const Value& name, const Value& value) {
  if (profile_->header_names_are_checked) validate_header_name(name, *profile_);
  set_raw(name, value);
}

void HTTPMessage::delete_item(const Value& name) {
  const Text wanted = lowered(name);
  std::vector<Field> kept;
  for (const Field& field : fields_.all()) {
    if (!same_name(field.name, wanted)) kept.push_back(field);
  }
  fields_.all() = std::move(kept);
}

void HTTPMessage::replace_header(const Value& name, const Value& value) {
  const Text wanted = lowered(name);
  for (Field& field : fields_.all()) {
    if (!same_name(field.name, wanted)) continue;
    if (profile_->header_names_are_checked) validate_header_name(field.name, *profile_);
    field.value = value;
    return;
  }
  if (name.kind() == Value::Kind::kBytes)
    throw PythonError("KeyError", std::vector<Value>{Value(Bytes{lower_ascii(name.as_bytes())})});
  throw PythonError("KeyError", wanted);
}

void HTTPMessage::add_header(const Value& name, const Value& value,
                             const std::vector<std::pair<std::string, Value>>& parameters) {
  std::vector<Value> parts;
  if (!value.is_none()) parts.push_back(value);
  for (const auto& [key, parameter] : parameters) {
    const Text dashed = replace(Text::from_utf8(key), U'_', "-");
    parts.push_back(format_parameter(Value(dashed), parameter, true, *profile_));
  }
  set_item(name, Value(join_parts(parts)));
}

void HTTPMessage::clear() {
  fields_.clear();
  payload_ = Value::none();
  default_type_.assign_str("text/plain");
  default_type_is_set_ = false;
  unixfrom = Value::none();
  preamble = Value::none();
  epilogue = Value::none();
  defects.clear();
}

std::string_view HTTPMessage::refill(std::string_view block, std::span<const FieldPlace> places) {
  // Hardly ever is there more to clear.
  if (!payload_.is_str() || !unixfrom.is_none() || !preamble.is_none() || !epilogue.is_none() ||
      !defects.empty() || default_type_is_set_) {
    clear();
  }
  if (!payload_.is_str() || !payload_.as_str().empty()) payload_.assign_str("");
  return fields_.refill(block, places);
}

Text HTTPMessage::get_content_type() const {
  const Value* value = find("content-type");
  if (value == nullptr) {
    if (!default_type_.is_str()) throw Unsupported("a default type that is no str");
    return default_type_.as_str();
  }
  const Text text = fetched_text(*value, *profile_);
  const Text type = lower(strip(text.substr(0, basehttp::find(text, U';'))));
  const std::size_t slash = basehttp::find(type, U'/');
  const bool one =
      slash != std::string::npos && basehttp::find(type, U'/', slash + 1) == std::string::npos;
  return one ? type : Text("text/plain");
}

Text HTTPMessage::get_content_maintype() const {
  const Text type = get_content_type();
  return type.substr(0, basehttp::find(type, U'/'));
}

Text HTTPMessage::get_content_subtype() const {
  const Text type = get_content_type();
  const std::size_t slash = basehttp::find(type, U'/');
  if (slash == std::string::npos) throw PythonError("IndexError", "list index out of range");
  const Text rest = type.substr(slash + 1);
  return rest.substr(0, basehttp::find(rest, U'/'));
}

bool HTTPMessage::params_preserved(const Value& header, std::vector<Parameter>& params) const {
  const Value* value = stored(header);
  if (value == nullptr) return false;
  params = split_parameters(fetched_text(*value, *profile_), *profile_);
  return true;
}

Value HTTPMessage::get_params(const Value& failobj, const Value& header, bool unquoted) const {
  std::vector<Parameter> params;
  if (!params_preserved(header, params)) return failobj;
  std::vector<Value> list;
  for (Parameter& parameter : params) {
    if (unquoted) parameter.second = unquote_value(parameter.second);
    list.push_back(parameter_tuple(parameter));
  }
  return Value::list(std::move(list));
}

Value HTTPMessage::get_param(const Value& name, const Value& failobj, const Value& header,
                             bool unquoted) const {
  if (!contains(header)) return failobj;
  std::vector<Parameter> params;
  params_preserved(header, params);
  for (const Parameter& parameter : params) {
    if (lower(parameter.first) == lowered(name)) {
      return unquoted ? unquote_value(parameter.second) : parameter.second;
    }
  }
  return failobj;
}

void HTTPMessage::set_param(const Value& name, const Value& raw_value, const Value& header,
                            bool requote, const Value& charset, const Value& language,
                            bool replace_in_place) {
  Value value = raw_value;
  if (value.kind() != Value::Kind::kTuple && truth(charset)) {
    value = Value::tuple({charset, language, value});
  }
  const Value current =
      !contains(header) && lowered(header) == "content-type" ? Value("text/plain") : get(header);
  Value type("");
  if (!truth(get_param(name, Value::none(), header, true))) {
    type = with_parameter(current, format_parameter(name, value, requote, *profile_));
  } else {
    const Text wanted = lowered(name);
    std::vector<Parameter> params;
    params_preserved(header, params);
    for (Parameter& old : params) {
      if (requote) old.second = unquote_value(old.second);
      const bool same = lower(old.first) == wanted;
      type = with_parameter(
          type, same ? format_parameter(name, value, requote, *profile_)
                     : format_parameter(Value(old.first), old.second, requote, *profile_));
    }
  }
  if (is_stored(header, type)) return;
  if (replace_in_place) {
    replace_header(header, type);
  } else {
    delete_item(header);
    set_item(header, type);
  }
}

void HTTPMessage::del_param(const Value& name, const Value& header, bool requote) {
  if (!contains(header)) return;
  std::vector<Parameter> params;
  params_preserved(header, params);
  Value type("");
  for (Parameter& parameter : params) {
    if (requote) parameter.second = unquote_value(parameter.second);
    if (lower(parameter.first) == lowered(name)) continue;
    type = with_parameter(
        type, format_parameter(Value(parameter.first), parameter.second, requote, *profile_));
  }
  if (is_stored(header, type)) return;
  delete_item(header);
  set_item(header, type);
}

void HTTPMessage::set_type(const Value& type, const Value& header, bool requote) {
  if (count_of_slashes(type, *profile_) != 1) {
    throw PythonError("ValueError", std::vector<Value>{});
  }
  if (lowered(header) == "content-type") {
    delete_item(Value("mime-version"));
    set_item(Value("MIME-Version"), Value("1.0"));
  }
  if (!contains(header)) {
    set_item(header, type);
    return;
  }
  std::vector<Parameter> params;
  params_preserved(header, params);
  delete_item(header);
  set_item(header, type);
  for (std::size_t i = 1; i < params.size(); ++i) {
    const Value value = requote ? unquote_value(params[i].second) : params[i].second;
    set_param(Value(params[i].first), value, header, requote, Value::none(), Value(""), false);
  }
}

Value HTTPMessage::get_filename(const Value& failobj) const {
  Value name = get_param(Value("filename"), Value(), Value("content-disposition"), true);
  if (name.is_unset()) name = get_param(Value("name"), Value(), Value("content-type"), true);
  if (name.is_unset()) return failobj;
  return Value(strip(collapse_rfc2231_value(name, *profile_)));
}

Value HTTPMessage::get_boundary(const Value& failobj) const {
  const Value boundary = get_param(Value("boundary"), Value(), Value("content-type"), true);
  if (boundary.is_unset()) return failobj;
  return Value(strip_right(collapse_rfc2231_value(boundary, *profile_)));
}

void HTTPMessage::set_boundary(const Value& boundary) {
  std::vector<Parameter> params;
  if (!params_preserved(Value("content-type"), params)) {
    throw PythonError("HeaderParseError", "No Content-Type header found");
  }
  const Text quoted = format(Text("\"%s\""), boundary, *profile_);
  bool found = false;
  for (Parameter& parameter : params) {
    if (!lower_equals(parameter.first, "boundary")) continue;
    parameter = {Text("boundary"), Value(quoted)};
    found = true;
  }
  if (!found) params.emplace_back(Text("boundary"), Value(quoted));
  Text joined;
  bool first = true;
  for (const Parameter& parameter : params) {
    if (!first) joined.append(std::string_view("; "));
    first = false;
    const Text value = str(parameter.second, *profile_);
    joined.append(parameter.first);
    if (!value.empty()) joined.append(U'=').append(value);
  }
  std::vector<Field> changed = fields_.all();  // nothing is, where a name raises
  for (Field& field : changed) {
    if (same_name(field.name, "content-type")) field.value = Value(joined);
  }
  fields_.all() = std::move(changed);
}

Value HTTPMessage::get_content_charset(const Value& failobj) const {
  const Value param = get_param(Value("charset"), Value(), Value("content-type"), true);
  if (param.is_unset()) return failobj;
  Text charset;
  if (param.kind() == Value::Kind::kTuple) {
    const auto& items = param.items();
    const Text codec = truth(items[0]) ? items[0].as_str() : Text("us-ascii");
    charset = items[2].as_str();
    try {
      const auto decoded =
          decode(encode_raw_unicode_escape(charset), codec, DecodeErrors::kStrict, *profile_);
      if (decoded) charset = *decoded;
    } catch (const PythonError& error) {
      // Only UnicodeError is caught there.
      if (error.raised_as() != "UnicodeError" && error.raised_as() != "UnicodeDecodeError") throw;
    }
  } else {
    charset = param.as_str();
  }
  return is_ascii(charset) ? Value(lower(charset)) : failobj;
}

void HTTPMessage::collect_charsets(std::vector<Value>& charsets, const Value& failobj) const {
  charsets.push_back(get_content_charset(failobj));
  if (!is_multipart()) return;
  for (const Value& part : payload_.items()) {
    if (part.kind() != Value::Kind::kMessage) raise_no_attribute(type_name(part), "walk");
    part.as_message()->collect_charsets(charsets, failobj);
  }
}

Value HTTPMessage::get_charsets(const Value& failobj) const {
  std::vector<Value> charsets;
  collect_charsets(charsets, failobj);
  return Value::list(std::move(charsets));
}

Value HTTPMessage::get_content_disposition() const {
  const Value* value = stored(Value("content-disposition"));
  if (value == nullptr || value->is_none()) return Value::none();
  const Text text = fetched_text(*value, *profile_);
  return Value(lower(strip(text.substr(0, basehttp::find(text, U';')))));
}

Value HTTPMessage::get_payload(const Value& index, bool decode_payload) {
  if (is_multipart()) {
    if (decode_payload) return Value::none();
    if (index.is_none()) return payload_;
    if (!index.is_integer()) {
      throw PythonError("TypeError",
                        Text("list indices must be integers or slices, not " + type_name(index)));
    }
    const auto& parts = payload_.items();
    const auto size = static_cast<std::int64_t>(parts.size());
    const auto number = index.integer().to_int64();
    if (!number) throw PythonError("IndexError", "cannot fit 'int' into an index-sized integer");
    const std::int64_t wanted = *number;
    if (wanted >= size || wanted < -size) {
      throw PythonError("IndexError", "list index out of range");
    }
    return parts[static_cast<std::size_t>(wanted < 0 ? wanted + size : wanted)];
  }
  if (!index.is_none()) {
    throw PythonError("TypeError",
                      Text(std::string("Expected list, got <") +
                           (payload_.kind() == Value::Kind::kStatus ? "enum" : "class") + " '" +
                           type_name(payload_) + "'>"));
  }
  // Looked up even when nothing is decoded: that can raise.
  const Value* field = stored(Value("content-transfer-encoding"));
  Text encoding = field == nullptr ? Text() : lower(fetched_text(*field, *profile_));
  if (profile_->transfer_encoding_is_stripped) encoding = strip(encoding);
  if (!payload_.is_str()) {
    if (decode_payload) check_decodable(payload_, encoding, *profile_);
    return payload_;
  }
  return decode_payload ? decoded_payload(encoding) : payload_without_surrogates();
}

Value HTTPMessage::payload_without_surrogates() const {
  if (!has_surrogates(payload_.as_str())) return payload_;
  try {
    return decoded_surrogates();
  } catch (const PythonError& error) {
    // Whatever could not be encoded: the payload, a field value or the name of the charset.
    if (profile_->surrogates_always_decode || error.raised_as() != "UnicodeEncodeError") throw;
    return payload_;
  }
}

// The surrogates stand for bytes, and these for text of the charset that the message names.
Value HTTPMessage::decoded_surrogates() const {
  const std::string bytes = encode_ascii_surrogateescape(payload_.as_str());
  const Value content_type("Content-Type");
  const Value charset = profile_->surrogates_always_decode
                            ? get_param(Value("charset"), Value("ascii"), content_type, true)
                            : get_content_charset(Value("ascii"));
  if (!charset.is_str()) {
    const char* which = profile_->wording.encode_names_its_argument ? "'encoding'" : "1";
    throw PythonError("TypeError", Text(std::string("decode() argument ") + which +
                                        " must be str, not " + type_name(charset)));
  }
  auto decoded = decode(bytes, charset.as_str(), DecodeErrors::kReplace, *profile_);
  if (!decoded) decoded = decode(bytes, "ascii", DecodeErrors::kReplace, *profile_);
  return Value(*std::move(decoded));
}

Value HTTPMessage::decoded_payload(const Text& encoding) {
  const Text& text = payload_.as_str();
  std::string bytes;
  if (!has_surrogates(text)) {
    bytes = encode_raw_unicode_escape(text);
  } else {
    try {
      bytes = encode_ascii_surrogateescape(text);
    } catch (const PythonError&) {
      if (profile_->surrogates_always_decode) throw;
      bytes = encode_raw_unicode_escape(text);
    }
  }
  return Value(Bytes{decode_transfer_encoding(std::move(bytes), encoding, *profile_, defects)});
}

Value HTTPMessage::getallmatchingheaders(const Value& name) const {
  if (name.kind() == Value::Kind::kBytes)
    throw PythonError("TypeError", "can't concat str to bytes");
  const Text wanted = lower(str_with(name, "lower")).append(U':');
  std::vector<Value> matching;
  bool hit = false;
  for (const Field& field : fields_.all()) {
    if (begins_with(field.name, wanted, *profile_)) {
      hit = true;
    } else if (!begins_with_space(field.name)) {
      hit = false;
    }
    if (hit) matching.push_back(field.name);
  }
  return Value::list(std::move(matching));
}

void HTTPMessage::attach(const Value& part) {
  if (payload_.is_none()) {
    payload_ = Value::list({part});
  } else if (is_multipart()) {
    payload_.as_list()->items.push_back(part);
  } else {
    throw PythonError("TypeError", "Attach is not valid on a message with a non-multipart payload");
  }
}

}  // namespace basehttp
