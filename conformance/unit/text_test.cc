#include "basehttp/text.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace basehttp {
namespace {

const Text kNarrow("a\xff");
const Text kWide = Text::from_code_points(U"a\u20ac\xe9");

TEST(TextTest, IsComparedWithALiteral) {
  EXPECT_TRUE(Text("HTTP/0.9").equals_ascii("HTTP/0.9"));
  EXPECT_FALSE(Text("HTTP/0.8").equals_ascii("HTTP/0.9"));
  EXPECT_FALSE(Text("HTTP/0.9x").equals_ascii("HTTP/0.9"));
  EXPECT_TRUE(Text().equals_ascii(""));
  // Two code points take eight bytes as well.
  EXPECT_FALSE(Text::from_code_points(U"\u4e01\u4e02").equals_ascii("HTTP/0.9"));
}

TEST(TextTest, IsNarrowExactlyWhileEveryCharacterIsALatin1One) {
  EXPECT_TRUE(Text::from_code_points(U"a\u00ff").is_latin1());
  EXPECT_FALSE(Text::from_code_points(U"a\u0100").is_latin1());
  EXPECT_TRUE(kWide.substr(0, 1).is_latin1());
  EXPECT_TRUE(kWide.substr(2).is_latin1());
  EXPECT_EQ(kWide.substr(2), "\xe9");
  EXPECT_EQ(Text::from_code_points(U"a\u00ff"), kNarrow);
}

TEST(TextTest, CountsAndIndexesCodePoints) {
  EXPECT_EQ(kNarrow.size(), 2U);
  EXPECT_EQ(kNarrow[1], char32_t{0xFF});
  EXPECT_EQ(kWide.size(), 3U);
  EXPECT_EQ(kWide[1], char32_t{0x20AC});
  EXPECT_EQ(kWide.code_points(), U"a\u20ac\xe9");
  EXPECT_EQ(Text::from_code_points(U"\U0001f600").size(), 1U);
}

TEST(TextTest, SlicesAreClipped) {
  EXPECT_EQ(kWide.substr(1), Text::from_code_points(U"\u20ac\xe9"));
  EXPECT_EQ(kWide.substr(0, 99), kWide);
  EXPECT_TRUE(kWide.substr(3).empty());
  EXPECT_TRUE(kNarrow.substr(99, 1).empty());
}

TEST(TextTest, AppendingWidensWhenItHasTo) {
  Text text("\xe9");
  text.append(U'b').append(std::string_view("c"));
  EXPECT_EQ(text,
            "\xe9"
            "bc");
  text.append(char32_t{0x20AC}).append(std::string_view("\xff")).append(kNarrow).append(kWide);
  EXPECT_EQ(text.code_points(),
            U"\xe9"
            U"bc\u20ac\xff"
            U"a\xff"
            U"a\u20ac\xe9");
  EXPECT_EQ("x" + kWide, Text::from_code_points(U"xa\u20ac\xe9"));
  text.assign("new");
  EXPECT_EQ(text, "new");
  Text emptied = kWide;
  emptied.clear();
  EXPECT_TRUE(emptied.empty());
  EXPECT_TRUE(emptied.is_latin1());
}

// Around the sizes at which the bytes move out of the object.
TEST(TextTest, CopiesMovesAndAppendsAtEverySize) {
  for (std::size_t size = 0; size < 100; ++size) {
    const std::string bytes = std::string(size, 'a') + "b";
    const Text original(bytes);
    Text copy = original;
    Text moved = std::move(copy);
    EXPECT_EQ(moved, bytes);
    EXPECT_EQ(copy, "");              // NOLINT(bugprone-use-after-move): it is empty
    copy.append(moved).append(copy);  // NOLINT(clang-analyzer-cplusplus.Move): as it is meant
    EXPECT_EQ(copy, bytes + bytes);
    copy.append(copy.latin1().substr(1));
    EXPECT_EQ(copy, bytes + bytes + (bytes + bytes).substr(1));
    copy.assign(copy.latin1().substr(1, size));
    EXPECT_EQ(copy, bytes.substr(1));
    copy = original;
    EXPECT_EQ(copy, original);
    copy = Text("c");
    EXPECT_EQ(copy, "c");
    copy = std::move(moved);
    EXPECT_EQ(copy, original);
    if (bytes.size() > kFewBytes) continue;
    char room[2 * kFewBytes] = {};
    EXPECT_EQ(copy.copy_few_to(room), room + bytes.size());
    EXPECT_EQ(std::string(room, bytes.size()), bytes);
    EXPECT_EQ(Text::borrow(bytes).copy_few_to(room), room + bytes.size());
    EXPECT_EQ(std::string(room, bytes.size()), bytes);
  }
  Text wide = kWide;
  const Text taken = std::move(wide);
  wide.append("a");  // NOLINT(bugprone-use-after-move): it is empty, and narrow
  EXPECT_TRUE(wide.is_latin1());
  wide = taken;
  wide.append(wide);
  EXPECT_EQ(wide.code_points(),
            U"a\u20ac\xe9"
            U"a\u20ac\xe9");
}

TEST(TextTest, CopiesOfALiteralAreKnownAgain) {
  constexpr std::string_view kBytes = "a text that lives as long as the program";
  const Text literal = Text::literal(kBytes);
  Text copy("another");
  EXPECT_FALSE(copy.shares_bytes(literal));
  copy = literal;
  EXPECT_TRUE(copy.shares_bytes(literal));
  EXPECT_TRUE(Text(copy).shares_bytes(copy));
  EXPECT_FALSE(Text::literal(kBytes.substr(0, 6)).shares_bytes(literal));
  EXPECT_FALSE(Text::literal(kBytes.substr(1)).shares_bytes(literal));
  EXPECT_FALSE(Text(kBytes).shares_bytes(literal));
  EXPECT_FALSE(Text("short").shares_bytes(Text("short")));
  copy.append("!");
  EXPECT_FALSE(copy.shares_bytes(literal));
}

TEST(TextTest, AWordWithinATextIsCopiedAlone) {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::string bytes = std::string(size, 'w') + "12345678";
    const std::string_view word(bytes.data(), size);
    Text fresh;
    fresh.assign_within(word);
    EXPECT_EQ(fresh, word);
    Text wide = Text::from_code_points(U"\u20ac");
    wide.assign_within(word);
    EXPECT_EQ(wide, word);
    Text long_one(std::string(50, 'l'));
    long_one.assign_within(word);
    EXPECT_EQ(long_one, word);
  }
}

TEST(TextTest, ACopyOfABorrowedTextHasBytesOfItsOwn) {
  for (const std::size_t size : {1U, 31U, 32U, 100U}) {
    std::string bytes(size, 'a');
    Text borrowed = Text::borrow(bytes);
    const Text copy = borrowed;
    Text assigned("x");
    assigned = borrowed;
    const Text moved = std::move(borrowed);
    bytes.assign(size, 'b');
    EXPECT_EQ(copy, std::string(size, 'a'));
    EXPECT_EQ(assigned, std::string(size, 'a'));
    EXPECT_EQ(moved, bytes) << "it refers to them still";
  }
}

TEST(TextTest, ChangingABorrowedTextOrALiteralLeavesItsBytesAlone) {
  for (const std::size_t size : {0U, 1U, 31U, 32U, 100U}) {
    const std::string bytes(size, 'a');
    for (const Text& text : {Text::borrow(bytes), Text::literal(bytes)}) {
      Text changed = Text::borrow(text.latin1());
      changed.append("b");
      EXPECT_EQ(changed, bytes + "b");
      changed = text;
      changed.append(U'b');
      EXPECT_EQ(changed, bytes + "b");
      Text assigned = Text::literal(text.latin1());
      assigned.assign("c");
      EXPECT_EQ(assigned, "c");
      Text widened = Text::literal(text.latin1());
      widened.append(char32_t{0x20AC});
      EXPECT_EQ(widened.size(), size + 1);
    }
    EXPECT_EQ(bytes, std::string(size, 'a'));
  }
}

TEST(TextTest, CopiesOfALiteralShareItsBytes) {
  const char* const bytes = "forty characters and more of them, which is long";
  const Text literal = Text::literal(bytes);
  const Text copy = literal;  // NOLINT(performance-unnecessary-copy-initialization): it is meant
  EXPECT_EQ(copy.latin1().data(), bytes);
  Text assigned(std::string(60, 'x'));
  assigned = literal;
  EXPECT_EQ(assigned.latin1().data(), bytes);
}

TEST(TextTest, ReadsUtf8AndPutsTheReplacementForIllFormedBytes) {
  struct Row {
    const char* utf8;
    std::u32string code_points;
  };
  for (const Row& row : {Row{"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", U"a\xe9\u20ac\U0001f600"},
                         Row{"\xff"
                             "a",
                             U"\ufffd"
                             U"a"},
                         Row{"\xc3", U"\ufffd"}, Row{"\xc1\x81", U"\ufffd\ufffd"},
                         Row{"\xe0\x80\x80", U"\ufffd\ufffd\ufffd"}, Row{"\xc3(", U"\ufffd("},
                         Row{"\xf4\x90\x80\x80", U"\ufffd\ufffd\ufffd\ufffd"},
                         Row{"\xed\xa0\x80", std::u32string{0xD800}}}) {
    EXPECT_EQ(Text::from_utf8(row.utf8).code_points(), row.code_points) << row.utf8;
  }
}

TEST(TextTest, WritesUtf8WithSurrogatesPassed) {
  EXPECT_EQ(Text::from_code_points(U"a\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff").utf8(),
            "a\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
  EXPECT_EQ(Text::from_code_points(std::u32string{0xDFFF}).utf8(), "\xed\xbf\xbf");
}

TEST(TextTest, ComparesByCodePoint) {
  // In rising order: neither bytes nor UTF-16 units have it.
  const Text rising[] = {"",
                         "A",
                         "a",
                         "a\x80",
                         kNarrow,
                         Text::from_code_points(U"a\u0100"),
                         kWide,
                         Text::from_code_points(U"a\uffff"),
                         Text::from_code_points(U"a\U00010000"),
                         "b"};
  for (const Text& a : rising) {
    for (const Text& b : rising) {
      const bool equal = &a == &b;
      EXPECT_EQ(a == b, equal);
      EXPECT_EQ(a.compare(b) < 0, &a < &b) << a.utf8() << " " << b.utf8();
      EXPECT_EQ(a.compare(b) == 0, equal);
    }
  }
}

}  // namespace
}  // namespace basehttp
