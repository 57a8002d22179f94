#include "basehttp/field_list.h"

#include <gtest/gtest.h>

#include <string>

namespace basehttp {
namespace {

TEST(FieldListTest, HoldsACopyOfTheBlockWhoseFieldsItShows) {
  FieldList list;
  std::string block = "Host: x\r\nAccept: y\r\n";
  const FieldPlace places[] = {{0, 4, 6, 1}, {9, 6, 17, 1}};
  list.refill(block, places);
  block.assign(block.size(), '?');
  ASSERT_EQ(list.all().size(), 2U);
  EXPECT_EQ(list.all()[0].name.as_str(), "Host");
  EXPECT_EQ(list.all()[0].value.as_str(), "x");
  EXPECT_EQ(list.all()[1].name.as_str(), "Accept");
  EXPECT_EQ(list.all()[1].value.as_str(), "y");
}

TEST(FieldListTest, ACopyOfAFieldOutlivesTheNextBlock) {
  FieldList list;
  const FieldPlace place[] = {{0, 1, 3, 40}};
  list.refill("A: " + std::string(40, 'a'), place);
  const FieldList::Field kept = list.all()[0];
  list.refill("B: " + std::string(40, 'b'), place);
  EXPECT_EQ(kept.name.as_str(), "A");
  EXPECT_EQ(kept.value.as_str(), std::string(40, 'a'));
  EXPECT_EQ(list.all()[0].name.as_str(), "B");
}

TEST(FieldListTest, IsEmptyOnceClearedWhetherOrNotItsFieldsWereAskedFor) {
  FieldList list;
  const FieldPlace place[] = {{0, 1, 3, 1}};
  list.refill("A: b", place);
  list.clear();
  EXPECT_TRUE(list.all().empty());
}

TEST(FieldListTest, IsChangedAsAVectorIs) {
  FieldList list;
  const FieldPlace place[] = {{0, 1, 3, 1}};
  list.refill("A: b", place);
  list.all().push_back({Value(5), Value("x")});
  EXPECT_EQ(list.all().size(), 2U);
  list.refill("A: b", place);
  EXPECT_EQ(list.all().size(), 1U);
  list.clear();
  EXPECT_TRUE(list.all().empty());
}

}  // namespace
}  // namespace basehttp
