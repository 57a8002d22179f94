#include "basehttp/http_message.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "basehttp/python_error.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;
using conformance::answer_of;

TEST(HttpMessageTest, ReadsContentTypesAsInPython) {
  EXPECT_TRUE(agrees_with_recorded(
      "parameters", "content_type", [](const auto& of, const Profile& profile) {
        HTTPMessage message(profile);
        message.set_raw("content-type", of[0]);
        message.set_raw("Content-Disposition", of[0]);
        const Value none = Value::none();
        const auto answer = [&](const auto& ask) { return answer_of(profile, ask); };
        return Value::list({
            answer([&] { return message.get_params(none, "content-type", true); }),
            answer([&] { return message.get_params(none, "content-type", false); }),
            answer([&] { return message.get_content_type(); }),
            answer([&] { return message.get_content_maintype(); }),
            answer([&] { return message.get_content_subtype(); }),
            answer([&] { return message.get_boundary(none); }),
            answer([&] { return message.get_filename(none); }),
            answer([&] { return message.get_content_charset(none); }),
            answer([&] { return message.get_content_disposition(); }),
            answer([&] { return message.get_param("a", none, "content-type", true); }),
            answer([&] { return message.get_param("charset", 5, "content-type", false); }),
        });
      }));
}

TEST(HttpMessageTest, SetsParametersAsInPython) {
  EXPECT_TRUE(
      agrees_with_recorded("parameters", "set_param", [](const auto& of, const Profile& profile) {
        HTTPMessage message(profile);
        message.set_raw("Content-Type", of[0]);
        message.set_raw("X", "y");
        message.set_param(of[1], of[2], "Content-Type", of[3].as_bool(), Value::none(), "",
                          of[4].as_bool());
        return message.items();
      }));
}

TEST(HttpMessageTest, DeletesParametersAsInPython) {
  EXPECT_TRUE(
      agrees_with_recorded("parameters", "del_param", [](const auto& of, const Profile& profile) {
        HTTPMessage message(profile);
        message.set_raw("X", "y");
        message.set_raw("Content-Type", of[0]);
        message.del_param(of[1], "content-type", of[2].as_bool());
        return message.items();
      }));
}

class HttpMessageFieldsTest : public ::testing::Test {
 protected:
  HttpMessageFieldsTest() {
    message_.set_raw("Host", "a");
    message_.set_raw("Accept", "b");
    message_.set_raw("HOST", "c");
  }
  [[nodiscard]] Text items() const { return repr(message_.items(), newest_profile()); }

  HTTPMessage message_{newest_profile()};
};

TEST_F(HttpMessageFieldsTest, AreFoundWhateverTheirCase) {
  EXPECT_EQ(message_.get("hOsT").as_str(), "a");
  EXPECT_EQ(repr(message_.get_all("host"), newest_profile()), "['a', 'c']");
  EXPECT_TRUE(message_.contains("ACCEPT"));
  EXPECT_FALSE(message_.contains("Accept "));
  EXPECT_TRUE(message_.get("none").is_none());
  EXPECT_EQ(message_.get_all("none", 5).as_int(), 5);
  ASSERT_NE(message_.find("host"), nullptr);
  EXPECT_EQ(message_.find("host")->as_str(), "a");
  EXPECT_EQ(message_.find("none"), nullptr);
}

TEST_F(HttpMessageFieldsTest, KeepOrderAndDuplicates) {
  EXPECT_EQ(items(), "[('Host', 'a'), ('Accept', 'b'), ('HOST', 'c')]");
  message_.set_item("Host", "d");
  EXPECT_EQ(message_.fields().size(), 4U);
  message_.replace_header("hOST", "new");
  EXPECT_EQ(items(), "[('Host', 'new'), ('Accept', 'b'), ('HOST', 'c'), ('Host', 'd')]");
  message_.delete_item("host");
  EXPECT_EQ(items(), "[('Accept', 'b')]");
  EXPECT_THROW(message_.replace_header("host", "x"), PythonError);
}

TEST_F(HttpMessageFieldsTest, AddedWithParametersAreWrittenOut) {
  message_.clear();
  message_.add_header("Content-Disposition", "attachment",
                      {{"filename", "a b"}, {"x_y", Value::none()}});
  EXPECT_EQ(items(), "[('Content-Disposition', 'attachment; filename=\"a b\"; x-y')]");
}

TEST_F(HttpMessageFieldsTest, AreGoneWithTheRestAfterClear) {
  message_.defects.emplace_back("InvalidHeaderDefect");
  message_.unixfrom = Value("From x");
  message_.preamble = Value("p");
  message_.epilogue = Value("e");
  message_.is_plain = true;
  message_.set_payload("body");
  message_.set_default_type("a/b");
  message_.clear();
  EXPECT_TRUE(message_.fields().empty());
  EXPECT_TRUE(message_.defects.empty());
  EXPECT_TRUE(message_.unixfrom.is_none());
  EXPECT_TRUE(message_.preamble.is_none());
  EXPECT_TRUE(message_.epilogue.is_none());
  EXPECT_TRUE(message_.payload().is_none());
  EXPECT_EQ(message_.get_content_type(), "text/plain");
}

TEST_F(HttpMessageFieldsTest, OfTheNextBlockComeWithTheUsualDefaultType) {
  message_.set_payload("");
  message_.set_default_type("a/b");
  message_.refill("", {});
  EXPECT_EQ(message_.get_content_type(), "text/plain");
}

TEST_F(HttpMessageFieldsTest, WithABadNameAreRefusedFrom314On) {
  for (const Profile* profile : all_profiles()) {
    HTTPMessage message(*profile);
    for (const char* name : {"a:b", "a b", "", "a\r\n"}) {
      if (profile->minor >= 14) {
        EXPECT_THROW(message.set_item(name, "x"), PythonError) << profile->version << name;
      } else {
        EXPECT_NO_THROW(message.set_item(name, "x")) << profile->version << name;
      }
    }
  }
}

TEST(HttpMessagePayloadTest, IsMultipartExactlyWhenItIsAList) {
  HTTPMessage message(newest_profile());
  EXPECT_FALSE(message.is_multipart());
  message.set_payload("text");
  EXPECT_FALSE(message.is_multipart());
  EXPECT_EQ(message.get_payload(Value::none(), false).as_str(), "text");
  EXPECT_THROW(message.attach(Value("part")), PythonError);
  message.set_payload(Value::none());
  const auto part = std::make_shared<HTTPMessage>(newest_profile());
  part->set_raw("Content-Type", "text/plain; charset=UTF-8");
  message.attach(Value(part));
  EXPECT_TRUE(message.is_multipart());
  EXPECT_EQ(message.get_payload(0, false).as_message(), part);
  EXPECT_EQ(repr(message.get_charsets(Value::none()), newest_profile()), "[None, 'utf-8']");
}

TEST(HttpMessagePayloadTest, ANameThatIsNoStrRaises) {
  HTTPMessage message(newest_profile());
  message.set_raw("Content-Type", 5);
  EXPECT_EQ(message.get_content_type(), "text/plain");
  message.set_raw(5, "x");
  EXPECT_THROW((void)message.get("host"), PythonError);
}

}  // namespace
}  // namespace basehttp
