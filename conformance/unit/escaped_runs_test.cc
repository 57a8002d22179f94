// What is escaped in blocks: a character that is, in every place of texts around the size of a
// block or two.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "basehttp/python_text.h"
#include "log_line.h"

namespace basehttp {
namespace {

struct Escape {
  char raw;
  const char* escaped;
};

// `escape` changes these characters, and leaves a letter alone.
void expect_escapes(const std::function<std::string(std::string_view)>& escape,
                    const std::vector<Escape>& escapes, const std::string& around) {
  for (const Escape& each : escapes) {
    for (std::size_t size = 1; size <= 40; ++size) {
      for (std::size_t place = 0; place < size; ++place) {
        std::string raw(size, 'a');
        raw[place] = each.raw;
        const std::string before(place, 'a');
        const std::string behind(size - place - 1, 'a');
        ASSERT_EQ(escape(raw),
                  fmt::format("{}{}{}{}{}", around, before, each.escaped, behind, around));
        // And next to itself.
        ASSERT_EQ(escape(raw + each.raw),
                  fmt::format("{0}{1}{2}{3}{2}{0}", around, before, each.escaped, behind));
      }
    }
  }
  EXPECT_EQ(escape(""), around + around);
}

TEST(EscapedRunsTest, HtmlAndUtf8) {
  expect_escapes(
      [](std::string_view raw) {
        std::string out(kMostHtmlEscaped * raw.size() + 1, '#');
        char* const end = write_html_escaped_utf8(out.data(), raw);
        EXPECT_EQ(*end, '#') << "written too far";
        return std::string(out.data(), end);
      },
      {{'&', "&amp;"},
       {'<', "&lt;"},
       {'>', "&gt;"},
       {'\x80', "\xC2\x80"},
       {'\xFF', "\xC3\xBF"},
       {'"', "\""},
       {'\x7F', "\x7F"}},
      "");
}

TEST(EscapedRunsTest, ControlsInTheLog) {
  expect_escapes(
      [](std::string_view raw) {
        Text out;
        append_escaped_controls(out, raw);
        return std::string(out.latin1());
      },
      {{'\0', "\\x00"},
       {'\x1F', "\\x1f"},
       {' ', " "},
       {'\\', "\\\\"},
       {'~', "~"},
       {'\x7F', "\\x7f"},
       {'\x80', "\\x80"},
       {'\x9F', "\\x9f"},
       {'\xA0', "\xA0"},
       {'\xFF', "\xFF"}},
      "");
}

TEST(EscapedRunsTest, Repr) {
  expect_escapes(
      [](std::string_view raw) {
        Text out;
        append_repr(out, raw);
        return std::string(out.latin1());
      },
      {{'\n', "\\n"},
       {'\x1F', "\\x1f"},
       {' ', " "},
       {'"', "\""},
       {'\\', "\\\\"},
       {'~', "~"},
       {'\x7F', "\\x7f"},
       {'\xA0', "\\xa0"},
       {'\xA1', "\xA1"},
       {'\xAD', "\\xad"},
       {'\xFF', "\xFF"}},
      "'");
}

}  // namespace
}  // namespace basehttp
