#include "conformance/harness/message_calls.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "basehttp/http_message.h"
#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kMessage = "Message";

struct Method {
  Signature signature;
  std::function<Value(HTTPMessage&, BoundArguments&)> call;
};

Value no_result() { return Value::none(); }

// Names are given as they are kept: unlike with values, nothing is raised.
Value names_of(const HTTPMessage& message) {
  std::vector<Value> names;
  for (const auto& field : message.fields()) names.push_back(field.name);
  return Value::list(std::move(names));
}

Value values_of(const HTTPMessage& message) {
  std::vector<Value> values;
  const Value pairs = message.items();
  for (const Value& pair : pairs.items()) values.push_back(pair.items()[1]);
  return Value::list(std::move(values));
}

std::vector<Method> make_reading_methods() {
  const Value none = Value::none();
  const Parameter name{"name", {}};
  const Parameter failobj{"failobj", none};
  const Parameter header{"header", Value("content-type")};
  const Parameter unquote{"unquote", Value(true)};
  return {
      {{kMessage, "get", {name, failobj}},
       [](HTTPMessage& m, BoundArguments& a) { return m.get(a.values[0], a.values[1]); }},
      {{kMessage, "get_all", {name, failobj}},
       [](HTTPMessage& m, BoundArguments& a) { return m.get_all(a.values[0], a.values[1]); }},
      {{kMessage, "__getitem__", {name}},
       [](HTTPMessage& m, BoundArguments& a) { return m.get(a.values[0]); }},
      {{kMessage, "__contains__", {name}},
       [](HTTPMessage& m, BoundArguments& a) { return Value(m.contains(a.values[0])); }},
      {{kMessage, "__len__", {}},
       [](HTTPMessage& m, BoundArguments&) {
         return Value(static_cast<std::int64_t>(m.fields().size()));
       }},
      {{kMessage, "keys", {}}, [](HTTPMessage& m, BoundArguments&) { return names_of(m); }},
      {{kMessage, "values", {}}, [](HTTPMessage& m, BoundArguments&) { return values_of(m); }},
      {{kMessage, "items", {}}, [](HTTPMessage& m, BoundArguments&) { return m.items(); }},
      {{kMessage, "get_content_type", {}},
       [](HTTPMessage& m, BoundArguments&) { return Value(m.get_content_type()); }},
      {{kMessage, "get_content_maintype", {}},
       [](HTTPMessage& m, BoundArguments&) { return Value(m.get_content_maintype()); }},
      {{kMessage, "get_content_subtype", {}},
       [](HTTPMessage& m, BoundArguments&) { return Value(m.get_content_subtype()); }},
      {{kMessage, "get_default_type", {}},
       [](HTTPMessage& m, BoundArguments&) { return m.get_default_type(); }},
      {{kMessage, "get_params", {failobj, header, unquote}},
       [](HTTPMessage& m, BoundArguments& a) {
         return m.get_params(a.values[0], a.values[1], truth(a.values[2]));
       }},
      {{kMessage, "get_param", {{"param", {}}, failobj, header, unquote}},
       [](HTTPMessage& m, BoundArguments& a) {
         return m.get_param(a.values[0], a.values[1], a.values[2], truth(a.values[3]));
       }},
      {{kMessage, "get_filename", {failobj}},
       [](HTTPMessage& m, BoundArguments& a) { return m.get_filename(a.values[0]); }},
      {{kMessage, "get_boundary", {failobj}},
       [](HTTPMessage& m, BoundArguments& a) { return m.get_boundary(a.values[0]); }},
      {{kMessage, "get_content_charset", {failobj}},
       [](HTTPMessage& m, BoundArguments& a) { return m.get_content_charset(a.values[0]); }},
      {{kMessage, "get_charsets", {failobj}},
       [](HTTPMessage& m, BoundArguments& a) { return m.get_charsets(a.values[0]); }},
      {{kMessage, "get_charset", {}}, [](HTTPMessage&, BoundArguments&) { return no_result(); }},
      {{kMessage, "get_content_disposition", {}},
       [](HTTPMessage& m, BoundArguments&) { return m.get_content_disposition(); }},
      {{kMessage, "get_unixfrom", {}}, [](HTTPMessage& m, BoundArguments&) { return m.unixfrom; }},
      {{kMessage, "is_multipart", {}},
       [](HTTPMessage& m, BoundArguments&) { return Value(m.is_multipart()); }},
      {{kMessage, "get_payload", {{"i", none}, {"decode", Value(false)}}},
       [](HTTPMessage& m, BoundArguments& a) {
         return m.get_payload(a.values[0], truth(a.values[1]));
       }},
      {{"HTTPMessage", "getallmatchingheaders", {name}},
       [](HTTPMessage& m, BoundArguments& a) { return m.getallmatchingheaders(a.values[0]); }},
  };
}

std::vector<Method> make_writing_methods() {
  const Value none = Value::none();
  const Parameter name{"name", {}};
  const Parameter new_name{"_name", {}};
  const Parameter new_value{"_value", {}};
  const Parameter param{"param", {}};
  const Parameter content_type{"header", Value("Content-Type")};
  const Parameter requote{"requote", Value(true)};
  return {
      {{kMessage, "__setitem__", {name, {"val", {}}}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.set_item(a.values[0], a.values[1]);
         return no_result();
       }},
      {{kMessage, "__delitem__", {name}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.delete_item(a.values[0]);
         return no_result();
       }},
      {{kMessage, "set_raw", {name, {"value", {}}}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.set_raw(a.values[0], a.values[1]);
         return no_result();
       }},
      {{kMessage, "replace_header", {new_name, new_value}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.replace_header(a.values[0], a.values[1]);
         return no_result();
       }},
      {{kMessage, "add_header", {new_name, new_value}, false, true},
       [](HTTPMessage& m, BoundArguments& a) {
         m.add_header(a.values[0], a.values[1], a.keywords);
         return no_result();
       }},
      {{kMessage, "set_default_type", {{"ctype", {}}}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.set_default_type(a.values[0]);
         return no_result();
       }},
      {{kMessage, "set_unixfrom", {{"unixfrom", {}}}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.unixfrom = a.values[0];
         return no_result();
       }},
      {{kMessage,
        "set_param",
        {param,
         {"value", {}},
         content_type,
         requote,
         {"charset", none},
         {"language", Value("")},
         {"replace", Value(false)}}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.set_param(a.values[0], a.values[1], a.values[2], truth(a.values[3]), a.values[4],
                     a.values[5], truth(a.values[6]));
         return no_result();
       }},
      {{kMessage, "del_param", {param, {"header", Value("content-type")}, requote}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.del_param(a.values[0], a.values[1], truth(a.values[2]));
         return no_result();
       }},
      {{kMessage, "set_type", {{"type", {}}, content_type, requote}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.set_type(a.values[0], a.values[1], truth(a.values[2]));
         return no_result();
       }},
      {{kMessage, "set_boundary", {{"boundary", {}}}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.set_boundary(a.values[0]);
         return no_result();
       }},
      {{kMessage, "set_payload", {{"payload", {}}, {"charset", none}}},
       [](HTTPMessage& m, BoundArguments& a) {
         if (!a.values[1].is_none()) throw basehttp::Unsupported("set_payload with a charset");
         const bool bytes = a.values[0].kind() == Value::Kind::kBytes;
         if (bytes) throw basehttp::Unsupported("set_payload of bytes");
         m.set_payload(a.values[0]);
         return no_result();
       }},
      {{kMessage, "attach", {{"payload", {}}}},
       [](HTTPMessage& m, BoundArguments& a) {
         m.attach(a.values[0]);
         return no_result();
       }},
  };
}

const std::vector<Method>& methods() {
  static const std::vector<Method> kMethods = [] {
    std::vector<Method> all = make_reading_methods();
    for (Method& method : make_writing_methods()) all.push_back(std::move(method));
    return all;
  }();
  return kMethods;
}

[[noreturn]] void raise_no_attribute(const Value& value, const std::string& attribute) {
  throw PythonError("AttributeError", Text("'" + type_name(value) + "' object has no attribute '")
                                          .append(Text::from_utf8(attribute))
                                          .append(U'\''));
}

[[noreturn]] void unsupported_method(std::string_view type, const std::string& method) {
  throw basehttp::Unsupported("the reference has no " + std::string(type) + "." + method);
}

// Attributes that are no methods; unset for another name.
Value data_attribute(const HTTPMessage& message, std::string_view name) {
  if (name == "preamble") return message.preamble;
  if (name == "epilogue") return message.epilogue;
  if (name == "defects" || name == "_headers") return Value::list({});
  if (name == "_payload") return message.payload();
  if (name == "_charset") return Value::none();
  if (name == "_unixfrom") return message.unixfrom;
  if (name == "_default_type") return message.get_default_type();
  if (name == "policy") return Value(Opaque{"Compat32", "Compat32()"});
  return {};
}

// What Python's Message has and ours has not; anything else is an AttributeError.
bool python_has(std::string_view method) {
  constexpr std::string_view kOthers[] = {"as_string",   "as_bytes",  "walk",
                                          "set_charset", "raw_items", "_get_params_preserve"};
  return method.starts_with("__") ||
         std::find(std::begin(kOthers), std::end(kOthers), method) != std::end(kOthers);
}

Value call_message_method(HTTPMessage& message, const Value& headers, const std::string& name,
                          const std::vector<Value>& args, const Keywords& keywords,
                          const Profile& profile) {
  for (const Method& method : methods()) {
    if (method.signature.name != name) continue;
    if (message.is_plain && method.signature.owner != kMessage) break;
    BoundArguments bound = bind(method.signature, args, keywords, profile);
    return method.call(message, bound);
  }
  const Value attribute = data_attribute(message, name);
  if (!attribute.is_unset()) raise_not_callable(attribute);
  if (python_has(name)) unsupported_method("Message", name);
  raise_no_attribute(headers, name);
}

Value view(const char* type, const Value& items, const Profile& profile) {
  Text text(type);
  text.append(U'(').append(repr(items, profile)).append(U')');
  return Value(Opaque{type, text});
}

bool is_hashable(const Value& value) {
  return value.kind() != Value::Kind::kList && value.kind() != Value::Kind::kDict &&
         value.kind() != Value::Kind::kTuple;
}

// __contains__, __getitem__, __delitem__ and __setitem__; nothing for others.
std::optional<Value> call_dict_item_method(Dict& dict, const std::string& name,
                                           const std::vector<Value>& args) {
  if (!is_hashable(args[0])) return std::nullopt;
  const Value* found = dict.find(args[0]);
  if (args.size() == 2) {
    if (name != "__setitem__") return std::nullopt;
    dict.set(args[0], args[1]);
    return Value::none();
  }
  if (name == "__contains__") return Value(found != nullptr);
  if (name != "__getitem__" && name != "__delitem__") return std::nullopt;
  if (found == nullptr) throw PythonError("KeyError", std::vector<Value>{args[0]});
  const Value value = *found;
  if (name == "__getitem__") return value;
  std::erase_if(dict.items, [&](const auto& item) { return equal(item.first, args[0]); });
  return Value::none();
}

// The few methods of dict that a program calls on `headers`.
Value call_dict_method(const Value& headers, const std::string& name,
                       const std::vector<Value>& args, const Keywords& keywords,
                       const Profile& profile) {
  Dict& dict = *headers.as_dict();
  if (keywords.empty() && args.empty()) {
    if (name == "items") return view("dict_items", headers_items(headers, profile), profile);
    if (name == "__len__") return Value(static_cast<std::int64_t>(dict.items.size()));
    if (name == "keys" || name == "values") {
      std::vector<Value> column;
      for (const auto& [key, value] : dict.items) column.push_back(name == "keys" ? key : value);
      return view(name == "keys" ? "dict_keys" : "dict_values", Value::list(std::move(column)),
                  profile);
    }
  }
  if (keywords.empty() && !args.empty() && args.size() <= 2) {
    if (std::optional<Value> result = call_dict_item_method(dict, name, args)) return *result;
  }
  if (name == "get" && keywords.empty() && (args.size() == 1 || args.size() == 2)) {
    if (!is_hashable(args[0])) unsupported_method("dict", "get");
    const Value* found = dict.find(args[0]);
    return found != nullptr ? *found : args.size() == 2 ? args[1] : Value::none();
  }
  constexpr std::string_view kDictMethods[] = {"get",        "keys",    "values",  "items",
                                               "pop",        "clear",   "copy",    "update",
                                               "setdefault", "popitem", "fromkeys"};
  const bool known =
      name.starts_with("__") ||
      std::find(std::begin(kDictMethods), std::end(kDictMethods), name) != std::end(kDictMethods);
  if (known) unsupported_method("dict", name);
  raise_no_attribute(headers, name);
}

}  // namespace

Value call_headers_method(const Value& headers, const std::string& method,
                          const std::vector<Value>& args, const Keywords& keywords,
                          const Profile& profile) {
  switch (headers.kind()) {
    case Value::Kind::kMessage:
      return call_message_method(*headers.as_message(), headers, method, args, keywords, profile);
    case Value::Kind::kDict:
      return call_dict_method(headers, method, args, keywords, profile);
    default: {
      // Whatever else a program set has none of these methods, its own aside.
      const bool ours = std::any_of(methods().begin(), methods().end(),
                                    [&](const Method& m) { return m.signature.name == method; });
      if (!ours || method.starts_with("__")) unsupported_method(type_name(headers), method);
      raise_no_attribute(headers, method);
    }
  }
}

Value headers_len(const Value& headers, const Profile& profile) {
  switch (headers.kind()) {
    case Value::Kind::kMessage:
    case Value::Kind::kDict:
      return call_headers_method(headers, "__len__", {}, {}, profile);
    case Value::Kind::kNone:
    case Value::Kind::kBool:
    case Value::Kind::kInt:
    case Value::Kind::kFloat:
    case Value::Kind::kStatus:
      throw PythonError("TypeError",
                        Text("object of type '" + type_name(headers) + "' has no len()"));
    case Value::Kind::kStr:
      return Value(static_cast<std::int64_t>(headers.as_str().size()));
    case Value::Kind::kBytes:
      return Value(static_cast<std::int64_t>(headers.as_bytes().size()));
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      return Value(static_cast<std::int64_t>(headers.items().size()));
    default:
      throw basehttp::Unsupported("len() of headers that are a " + type_name(headers));
  }
}

bool headers_contain(const Value& headers, const Value& name, const Profile& profile) {
  if (headers.kind() == Value::Kind::kMessage) return headers.as_message()->contains(name);
  return contains(headers, name, profile);
}

Value headers_items(const Value& headers, const Profile&) {
  switch (headers.kind()) {
    case Value::Kind::kMessage:
      return headers.as_message()->items();
    case Value::Kind::kDict: {
      std::vector<Value> items;
      for (const auto& [key, value] : headers.as_dict()->items) {
        items.push_back(Value::tuple({key, value}));
      }
      return Value::list(std::move(items));
    }
    default:
      raise_no_attribute(headers, "items");
  }
}

}  // namespace basehttp::conformance
