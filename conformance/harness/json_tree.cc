#include "conformance/harness/json_tree.h"

#include <algorithm>
#include <string_view>

#include "basehttp/text.h"
#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {
namespace {

bool same(const std::u32string& text, std::string_view ascii) {
  return std::equal(text.begin(), text.end(), ascii.begin(), ascii.end(),
                    [](char32_t a, char b) { return a == static_cast<char32_t>(b); });
}

}  // namespace

bool JsonTree::is(const char* ascii) const { return is_string() && same(text, ascii); }

std::size_t JsonTree::find(const char* ascii) const {
  const auto at = std::find_if(keys.begin(), keys.end(),
                               [&](const std::u32string& key) { return same(key, ascii); });
  return static_cast<std::size_t>(at - keys.begin());
}

void JsonTree::erase(std::size_t first, std::size_t last) {
  const auto from = static_cast<std::ptrdiff_t>(first);
  const auto to = static_cast<std::ptrdiff_t>(last);
  children.erase(children.begin() + from, children.begin() + to);
  if (is_object()) keys.erase(keys.begin() + from, keys.begin() + to);
}

JsonTree read_tree(Json json) {
  JsonTree tree;
  switch (json.kind()) {
    case Json::Kind::kString:
      tree.kind = JsonTree::Kind::kString;
      tree.text = json.text().code_points();
      break;
    case Json::Kind::kArray:
      tree.kind = JsonTree::Kind::kArray;
      for (const Json child : json) tree.children.push_back(read_tree(child));
      break;
    case Json::Kind::kObject:
      tree.kind = JsonTree::Kind::kObject;
      for (const Json child : json) {
        tree.keys.push_back(child.key().text().code_points());
        tree.children.push_back(read_tree(child));
      }
      break;
    default:
      tree.token = json.token();
      break;
  }
  return tree;
}

void write_tree(const JsonTree& tree, std::string& out) {
  if (tree.kind == JsonTree::Kind::kScalar) {
    out += tree.token;
    return;
  }
  if (tree.is_string()) {
    write_text(Text::from_code_points(tree.text), out);
    return;
  }
  out += tree.is_array() ? '[' : '{';
  for (std::size_t i = 0; i < tree.children.size(); ++i) {
    if (i != 0) out += ", ";
    if (tree.is_object()) {
      write_text(Text::from_code_points(tree.keys[i]), out);
      out += ": ";
    }
    write_tree(tree.children[i], out);
  }
  out += tree.is_array() ? ']' : '}';
}

}  // namespace basehttp::conformance
