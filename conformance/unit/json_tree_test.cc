#include "conformance/harness/json_tree.h"

#include <gtest/gtest.h>

#include <string>

namespace basehttp::conformance {
namespace {

JsonTree tree_of(const std::string& json) {
  JsonDocument document;
  return read_tree(document.parse(json));
}

std::string written(const JsonTree& tree) {
  std::string out;
  write_tree(tree, out);
  return out;
}

TEST(JsonTreeTest, IsWrittenAsItWasRead) {
  const std::string json =
      R"({"b": [1, -2.50, 1e400, null, true, {"$int": "9"}], "a": "\u00e9\ud800\u0000\n", "": {}})";
  EXPECT_EQ(written(tree_of(json)), json);
  EXPECT_EQ(written(tree_of("[]")), "[]");
}

TEST(JsonTreeTest, FindsAndErasesMembers) {
  JsonTree tree = tree_of(R"({"a": 1, "b": ["x", "y", "z"], "c": 3})");
  EXPECT_EQ(tree.find("b"), 1U);
  EXPECT_EQ(tree.find("d"), 3U);
  EXPECT_TRUE(tree.children[1].children[0].is("x"));
  EXPECT_FALSE(tree.children[1].children[0].is("xy"));
  tree.children[1].erase(0, 2);
  tree.erase(0, 1);
  EXPECT_EQ(written(tree), R"({"b": ["z"], "c": 3})");
}

TEST(JsonTreeTest, OutlivesItsDocument) {
  JsonTree tree;
  {
    JsonDocument document;
    std::string text = R"(["kept"])";
    tree = read_tree(document.parse(text));
    text.assign(text.size(), ' ');
  }
  EXPECT_EQ(written(tree), R"(["kept"])");
}

}  // namespace
}  // namespace basehttp::conformance
