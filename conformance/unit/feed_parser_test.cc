#include "basehttp/feed_parser.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "basehttp/python_error.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

Value described(const HTTPMessage& message) {
  std::vector<Value> defects(message.defects.begin(), message.defects.end());
  Value payload = message.payload();
  if (message.is_multipart()) {
    std::vector<Value> parts;
    for (const Value& part : payload.items()) parts.push_back(described(*part.as_message()));
    payload = Value::list(std::move(parts));
  }
  return Value::list({message.items(), Value::list(std::move(defects)), message.unixfrom,
                      message.preamble, message.epilogue, payload});
}

TEST(FeedParserTest, MakesOfABlockWhatPythonsParserMakes) {
  EXPECT_TRUE(agrees_with_recorded("messages", "parse", [](const auto& of, const Profile& profile) {
    HTTPMessage message(profile);
    parse_message(of[0].as_str().latin1(), profile, message);
    return described(message);
  }));
}

TEST(FeedParserTest, AMessageThatWasUsedBeforeIsAsGoodAsANewOne) {
  const Profile& profile = newest_profile();
  HTTPMessage message(profile);
  parse_message(
      "From x\r\nA: b\r\n c\r\n: d\r\nContent-Type: multipart/a; boundary=b\r\n\r\n--b\r\n",
      profile, message);
  message.clear();
  parse_message("A: b\r\n\r\nbody", profile, message);
  EXPECT_EQ(repr(described(message), profile), "[[('A', 'b')], [], None, None, None, 'body']");
}

TEST(FeedParserTest, KeepsNothingOfTheBlock) {
  HTTPMessage message(newest_profile());
  std::string block = "Host: example\r\n\r\n";
  parse_message(block, newest_profile(), message);
  block.assign(block.size(), 'x');
  EXPECT_EQ(message.get("host").as_str(), "example");
}

// A block of so many messages, each in the one before.
std::string nested(int messages) {
  std::string block;
  for (int depth = 1; depth < messages; ++depth) block += "Content-Type: message/a\r\n\r\n";
  return block;
}

TEST(FeedParserTest, NestingBeyondTheLimitRaisesRecursionError) {
  HTTPMessage deepest(newest_profile());
  EXPECT_NO_THROW(parse_message(nested(kMaxNesting), newest_profile(), deepest));
  HTTPMessage message(newest_profile());
  try {
    parse_message(nested(kMaxNesting + 1), newest_profile(), message);
    FAIL() << "nothing was raised";
  } catch (const PythonError& error) {
    EXPECT_EQ(error.type(newest_profile()), "RecursionError");
  }
}

}  // namespace
}  // namespace basehttp
