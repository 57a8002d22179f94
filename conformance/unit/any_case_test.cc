#include "any_case.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "basehttp/python_text.h"

namespace basehttp {
namespace {

// Every byte in every place, and in either case what is around it.
template <Literal kLowered>
void expect_what_lower_says() {
  const std::string lowered(kLowered.view());
  std::string upper = lowered;
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 0x20 : c);
  for (const std::string& written : {lowered, upper}) {
    for (std::size_t place = 0; place < written.size(); ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text = written;
        text[place] = static_cast<char>(byte);
        ASSERT_EQ(is_in_any_case<kLowered>(text), lower(std::string_view(text)) == lowered)
            << repr(Text(text)).utf8();
      }
    }
    EXPECT_FALSE(is_in_any_case<kLowered>(written + "x"));
    EXPECT_FALSE(is_in_any_case<kLowered>(written.substr(1)));
  }
  EXPECT_FALSE(is_in_any_case<kLowered>(""));
}

TEST(AnyCaseTest, IsTheTextInLowerCase) {
  expect_what_lower_says<"date">();
  expect_what_lower_says<"close">();
  expect_what_lower_says<"expect">();
  expect_what_lower_says<"x-12345">();
  expect_what_lower_says<"location">();
  expect_what_lower_says<"connection">();
  expect_what_lower_says<"100-continue">();
  expect_what_lower_says<"accept-charset!!">();
}

}  // namespace
}  // namespace basehttp
