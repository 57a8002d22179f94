#include "conformance/harness/message_calls.h"

#include <gtest/gtest.h>

#include <memory>

#include "basehttp/http_message.h"
#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp::conformance {
namespace {

TEST(MessageCallsTest, GiveRaiseAndLeaveWhatPythonsMethodsDo) {
  EXPECT_TRUE(agrees_with_recorded("messages", "call", [](const auto& of, const Profile& profile) {
    const auto message = std::make_shared<HTTPMessage>(profile);
    message->set_raw("Host", "h");
    message->set_raw("Content-Type", "text/html; a=\"b\"");
    message->set_raw("host", "i");
    const Value before = message->items();
    Keywords keywords;
    for (const auto& [name, value] : of[2].as_dict()->items) {
      keywords.emplace_back(name.as_str().utf8(), value);
    }
    const Value answer = answer_of(profile, [&] {
      return call_headers_method(Value(message), of[0].as_str().utf8(), of[1].items(), keywords,
                                 profile);
    });
    const Value after = message->items();
    return Value::list({answer, identical(before, after) ? Value::none() : after});
  }));
}

TEST(MessageCallsTest, APlainDictAnswersForTheHeadersOfHttp09) {
  const Profile& profile = newest_profile();
  const Value headers = Value::dict({{"a", "b"}});
  const auto called = [&](const char* method, const std::vector<Value>& args) {
    return repr(call_headers_method(headers, method, args, {}, profile), profile);
  };
  EXPECT_EQ(called("get", {"a"}), "'b'");
  EXPECT_EQ(called("get", {"A", "none"}), "'none'");
  EXPECT_EQ(called("keys", {}), "dict_keys(['a'])");
  EXPECT_EQ(called("values", {}), "dict_values(['b'])");
  EXPECT_EQ(called("items", {}), "dict_items([('a', 'b')])");
  EXPECT_EQ(called("__len__", {}), "1");
  EXPECT_EQ(repr(headers_items(headers, profile), profile), "[('a', 'b')]");
  EXPECT_TRUE(headers_contain(headers, "a", profile));
  EXPECT_FALSE(headers_contain(headers, "A", profile));
  EXPECT_EQ(headers_len(headers, profile).as_int(), 1);
  EXPECT_THROW((void)called("get_all", {"a"}), PythonError);
  EXPECT_THROW((void)called("popitem", {}), Unsupported);
}

TEST(MessageCallsTest, HeadersThatAreNoHeadersRaiseAsTheirTypeDoes) {
  const Profile& profile = newest_profile();
  const auto message = [&](const auto& ask) {
    try {
      ask();
    } catch (const PythonError& error) {
      return std::string(error.what());
    }
    return std::string("nothing was raised");
  };
  EXPECT_EQ(message([&] { (void)call_headers_method(Value::none(), "get", {"a"}, {}, profile); }),
            "AttributeError: 'NoneType' object has no attribute 'get'");
  EXPECT_EQ(message([&] { (void)headers_items(Value("x"), profile); }),
            "AttributeError: 'str' object has no attribute 'items'");
  EXPECT_EQ(message([&] { (void)headers_len(Value(5), profile); }),
            "TypeError: object of type 'int' has no len()");
  EXPECT_EQ(message([&] { (void)headers_contain(Value(5), "a", profile); }),
            "TypeError: argument of type 'int' is not a container or iterable");
  EXPECT_EQ(headers_len(Value("abc"), profile).as_int(), 3);
}

TEST(MessageCallsTest, AMethodThatIsNotReproducedIsNoGuess) {
  const Value headers(std::make_shared<HTTPMessage>(newest_profile()));
  for (const char* method : {"as_string", "walk", "set_charset", "__str__"}) {
    EXPECT_THROW((void)call_headers_method(headers, method, {}, {}, newest_profile()), Unsupported)
        << method;
  }
}

}  // namespace
}  // namespace basehttp::conformance
