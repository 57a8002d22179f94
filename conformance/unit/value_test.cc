#include "basehttp/value.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/http_message.h"
#include "basehttp/profile.h"
#include "conformance/unit/recorded_answers.h"
#include "conformance/unit/test_support.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;
using conformance::message_of;

TEST(ValueTest, HasPythonsTypeTruthStrReprAndAscii) {
  EXPECT_TRUE(agrees_with_recorded("values", "value", [](const auto& of, const Profile& profile) {
    const Value& value = of[0];
    return Value::list({Value(type_name(value)), truth(value), Value(str(value, profile)),
                        Value(repr(value, profile)), Value(ascii(value, profile))});
  }));
}

TEST(ValueTest, IsEqualToWhatPythonHoldsItEqualTo) {
  EXPECT_TRUE(agrees_with_recorded(
      "values", "equal", [](const auto& of, const Profile&) { return equal(of[0], of[1]); }));
}

TEST(ValueTest, SmallIntsHaveOneForm) {
  EXPECT_EQ(Value(BigInt(5)).kind(), Value::Kind::kInt);
  EXPECT_EQ(Value(*BigInt::from_decimal("9223372036854775807")).kind(), Value::Kind::kInt);
  const Value big(*BigInt::from_decimal("9223372036854775808"));
  EXPECT_EQ(big.kind(), Value::Kind::kBigInt);
  EXPECT_EQ(big.integer().decimal(), "9223372036854775808");
}

TEST(ValueTest, OnlyIntsBoolsAndStatusesAreIntegers) {
  EXPECT_EQ(Value(true).integer(), BigInt(1));
  EXPECT_EQ(Value(Status{404}).integer(), BigInt(404));
  EXPECT_EQ(Value(-7).integer(), BigInt(-7));
  for (const Value& value : {Value(), Value::none(), Value(1.0), Value("1"), Value(Bytes{"1"})}) {
    EXPECT_FALSE(value.is_integer()) << type_name(value);
  }
}

TEST(ValueTest, EveryKindIsCopiedMovedAndAssignedOverEveryOther) {
  const Value values[] = {
      Value(),
      Value::none(),
      true,
      5,
      2.5,
      Status{404},
      "short",
      std::string(100, 'l'),
      Bytes{std::string(40, 'b')},
      *BigInt::from_decimal("9223372036854775808"),
      Value::tuple({1, "a"}),
      Value::list({}),
      Value::dict({{1, 2}}),
      Value(std::make_shared<HTTPMessage>(newest_profile())),
      Opaque{"type", "<class 'x'>"},
      Value::literal("kept"),
  };
  const auto same = [](const Value& a, const Value& b) {
    return a.kind() == b.kind() && equal(a, b);
  };
  for (const Value& from : values) {
    for (const Value& over : values) {
      Value copied = over;
      copied = from;
      EXPECT_TRUE(same(copied, from));
      Value moved = over;
      moved = std::move(copied);
      EXPECT_TRUE(same(moved, from));
      moved.assign_str("now a str");
      EXPECT_EQ(moved.as_str(), "now a str");
      moved = from;
      moved.assign_bytes("now bytes");
      EXPECT_EQ(moved.as_bytes(), "now bytes");
    }
  }
}

TEST(ValueTest, LetsGoOfWhatItHeldWhenItBecomesAnother) {
  const Value none = Value::none();
  const Value tuple = Value::tuple({});
  const Value text = "a";
  const std::pair<const char*, std::function<void(Value&)>> changes[] = {
      {"copy of a plain value", [&](Value& value) { value = none; }},
      {"copy of a shared one", [&](Value& value) { value = tuple; }},
      {"copy of a text", [&](Value& value) { value = text; }},
      {"plain value", [](Value& value) { value = Value::none(); }},
      {"shared one", [](Value& value) { value = Value::tuple({}); }},
      {"text", [](Value& value) { value = Value("a"); }},
      {"assign_none", [](Value& value) { value.assign_none(); }},
      {"assign_bool", [](Value& value) { value.assign_bool(true); }},
      {"assign_str", [](Value& value) { value.assign_str("a"); }},
  };
  for (const auto& [what, change] : changes) {
    auto list = std::make_shared<List>();
    const std::weak_ptr<List> watched = list;
    Value value(std::move(list));
    ASSERT_FALSE(watched.expired()) << what;
    change(value);
    EXPECT_TRUE(watched.expired()) << what;
  }
}

TEST(ValueTest, AnItemCanTakeThePlaceOfTheListThatHoldsIt) {
  Value list = Value::list({Value::list({"x"}), 5});
  list = list.items()[0];
  EXPECT_EQ(list.items()[0].as_str(), "x");
  Value other = Value::list({7});
  other = std::move(other.as_list()->items[0]);
  EXPECT_EQ(other.as_int(), 7);
}

TEST(ValueTest, ACopyOfABorrowedStrHasBytesOfItsOwn) {
  std::string bytes(50, 'a');
  Value borrowed = Value::borrow(bytes);
  const Value copy = borrowed;
  const std::vector<Value> listed = {borrowed};
  bytes.assign(50, 'b');
  EXPECT_EQ(copy.as_str(), std::string(50, 'a'));
  EXPECT_EQ(listed[0].as_str(), std::string(50, 'a'));
  EXPECT_EQ(borrowed.as_str(), bytes);
}

TEST(ValueTest, AskingForAnotherKindIsAnError) {
  EXPECT_THROW((void)Value(5).as_str(), std::logic_error);
  EXPECT_THROW((void)Value("5").as_int(), std::logic_error);
  EXPECT_THROW((void)Value("5").as_bytes(), std::logic_error);
  EXPECT_THROW((void)Value().items(), std::logic_error);
  EXPECT_EQ(message_of<std::logic_error>([] { (void)Value(5).as_str(); }),
            "a Value of another kind");
}

TEST(ValueTest, CopiesOfAListOrADictAreTheSameObject) {
  const Value list = Value::list({1});
  const Value dict = Value::dict({});
  const std::vector<Value> copies = {list, dict};
  copies[0].as_list()->items.emplace_back(2);
  copies[1].as_dict()->set("a", 1);
  EXPECT_EQ(list.items().size(), 2U);
  EXPECT_TRUE(truth(dict));
}

TEST(ValueTest, ADictKeepsTheOrderAndTheFirstKey) {
  const Value dict = Value::dict({{1, "a"}, {"x", "b"}, {true, "c"}});
  ASSERT_EQ(dict.as_dict()->items.size(), 2U);
  EXPECT_EQ(repr(dict, newest_profile()), "{1: 'c', 'x': 'b'}");
  const Value* found = dict.as_dict()->find(1.0);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->as_str(), "c");
  EXPECT_EQ(dict.as_dict()->find(2), nullptr);
}

TEST(ValueTest, AStrIsAssignedWhateverItWasBefore) {
  Value value(5);
  value.assign_str("a");
  EXPECT_EQ(value.as_str(), "a");
  value = Value(Text::from_code_points(U"\u20ac"));
  value.assign_str("\xe9");
  EXPECT_EQ(value.as_str(), "\xe9");
}

TEST(ValueTest, MessagesAreEqualOnlyToThemselves) {
  const auto message = std::make_shared<HTTPMessage>(newest_profile());
  const auto plain = std::make_shared<HTTPMessage>(newest_profile());
  plain->is_plain = true;
  EXPECT_TRUE(equal(Value(message), Value(message)));
  EXPECT_FALSE(equal(Value(message), Value(plain)));
  EXPECT_EQ(type_name(Value(message)), "HTTPMessage");
  EXPECT_EQ(type_name(Value(plain)), "Message");
  EXPECT_EQ(repr(Value(message), newest_profile()), "<http.client.HTTPMessage object at 0x...>");
}

TEST(ValueTest, AnUnsetValueIsNoNone) {
  EXPECT_TRUE(Value().is_unset());
  EXPECT_FALSE(Value().is_none());
  EXPECT_TRUE(Value::none().is_none());
  EXPECT_FALSE(equal(Value(), Value::none()));
}

TEST(ValueTest, AnOpaqueValueShowsItsRepr) {
  const Value type(Opaque{"type", "<class 'int'>"});
  EXPECT_EQ(str(type, newest_profile()), "<class 'int'>");
  EXPECT_EQ(type_name(type), "type");
  EXPECT_TRUE(equal(type, type));
  EXPECT_FALSE(equal(type, Value(Opaque{"type", "<class 'int'>"})));
}

}  // namespace
}  // namespace basehttp
