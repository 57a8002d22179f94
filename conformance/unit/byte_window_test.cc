#include "byte_window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

namespace basehttp {
namespace {

template <typename Window>
class ByteWindowTest : public testing::Test {
 protected:
  void SetUp() override {
#ifdef BASEHTTP_HAS_AVX2_WINDOW
    if (std::is_same_v<Window, Avx2Window> && !Avx2Window::is_supported()) {
      GTEST_SKIP() << "no AVX2 here";
    }
#endif
  }
};

using Windows = testing::Types<BlockWindow<PortableBlock, 1>, BlockWindow<PortableBlock, 4>,
                               BlockWindow<ByteBlock, 1>, BlockWindow<ByteBlock, 4>
#ifdef BASEHTTP_HAS_AVX2_WINDOW
                               ,
                               Avx2Window
#endif
                               >;
TYPED_TEST_SUITE(ByteWindowTest, Windows);

// Every byte in every place of a window.
TYPED_TEST(ByteWindowTest, HasABitForEachByteThatMayEndALine) {
  const TypeParam window;
  for (std::size_t place = 0; place < TypeParam::kSize; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string bytes(TypeParam::kSize, 'a');
      bytes[place] = static_cast<char>(byte);
      const std::uint64_t wanted = byte >= '\n' && byte <= '\r' ? std::uint64_t{1} << place : 0;
      ASSERT_EQ(window.maybe_line_ends(bytes.data()), wanted) << place << " " << byte;
    }
  }
}

TYPED_TEST(ByteWindowTest, HasABitForEachByteThatIsInNoName) {
  const TypeParam window;
  for (std::size_t place = 0; place < TypeParam::kNameSize; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string bytes(TypeParam::kNameSize, 'a');
      bytes[place] = static_cast<char>(byte);
      const bool is_in_name = byte > ' ' && byte < 0x7F && byte != ':';
      ASSERT_EQ(window.not_in_name(bytes.data()), is_in_name ? 0 : 1U << place) << byte;
    }
  }
}

TYPED_TEST(ByteWindowTest, WhatIsPlainHoldsNoLineEnd) {
  for (std::size_t size = 0; size < 3 * kPlainSize; ++size) {
    std::string bytes(size, '\x0e');
    ASSERT_EQ(TypeParam::count_plain(bytes), size / kPlainSize * kPlainSize);
    for (const char end : {'\r', '\n'}) {
      for (std::size_t place = 0; place < size; ++place) {
        bytes[place] = end;
        ASSERT_EQ(TypeParam::count_plain(bytes), std::min(size, place) / kPlainSize * kPlainSize);
        bytes[place] = '\xff';
      }
    }
  }
}

}  // namespace
}  // namespace basehttp
