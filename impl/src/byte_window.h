// More bytes than a block looked at together: with AVX2 where the processor has it, which is asked
// at run time, and otherwise as four blocks.  One block may stand for a window as well.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "byte_block.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define BASEHTTP_HAS_AVX2_WINDOW 1
#define BASEHTTP_FOR_AVX2 [[gnu::target("avx2,bmi")]]
#endif

namespace basehttp {

// So many bytes are looked at together where all of them are expected to be plain.
inline constexpr std::size_t kPlainSize = 128;

template <typename AnyBlock, std::size_t kBlocks>
class BlockWindow {
 public:
  using Block = AnyBlock;
  static constexpr std::size_t kSize = kBlocks * kBlockSize;
  static constexpr std::size_t kNameSize = kBlockSize;  // what not_in_name() looks at

  // As of a block; kSize bytes can be read at `at`.
  [[nodiscard, gnu::always_inline]] std::uint64_t maybe_line_ends(const char* at) const noexcept {
    const auto ends_from = [at](std::size_t begin) {
      return std::uint64_t{Block(at + begin).maybe_line_ends()} << begin;
    };
    static_assert(kBlocks == 1 || kBlocks == 4);
    if constexpr (kBlocks == 1) return ends_from(0);
    return ends_from(0) | ends_from(16) | ends_from(32) | ends_from(48);
  }
  // As of a block; kNameSize bytes can be read at `at`.
  [[nodiscard, gnu::always_inline]] std::uint32_t not_in_name(const char* at) const noexcept {
    return Block(at).not_in_name();
  }
  // How many bytes at the front are behind U+000D for sure, in steps of kPlainSize.
  [[nodiscard]] static std::size_t count_plain(std::string_view bytes) noexcept {
    std::size_t count = 0;
    for (; bytes.size() - count >= kPlainSize; count += kPlainSize) {
      const char* const at = bytes.data() + count;
      if (least_of(at).least(least_of(at + 64)).up_to_cr() != 0) break;
    }
    return count;
  }

 private:
  static Block least_of(const char* at) noexcept {
    return Block(at).least(Block(at + 16)).least(Block(at + 32).least(Block(at + 48)));
  }
};

#ifdef BASEHTTP_HAS_AVX2_WINDOW
// The same answers; to be called where the processor has AVX2 and BMI only.
class Avx2Window {
 public:
  using Block = Sse2Block;
  static constexpr std::size_t kSize = 64;
  static constexpr std::size_t kNameSize = 32;

  BASEHTTP_FOR_AVX2 Avx2Window() noexcept
      : colons_(all(':')), to_greatest_(all(127 - '~')), below_greatest_(all(126 - ('~' - '!'))) {}

  [[nodiscard]] static bool is_supported() noexcept {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
  }

  [[nodiscard]] BASEHTTP_FOR_AVX2 std::uint64_t maybe_line_ends(const char* at) const noexcept {
    return std::uint64_t{maybe_line_ends(load(at + 32))} << 32 | maybe_line_ends(load(at));
  }
  [[nodiscard]] BASEHTTP_FOR_AVX2 std::uint32_t not_in_name(const char* at) const noexcept {
    const __m256i bytes = load(at);
    const __m256i moved = _mm256_add_epi8(bytes, to_greatest_);
    const __m256i visible = _mm256_cmpgt_epi8(moved, below_greatest_);
    const __m256i in_name = _mm256_andnot_si256(_mm256_cmpeq_epi8(bytes, colons_), visible);
    return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(in_name));
  }
  [[nodiscard]] BASEHTTP_FOR_AVX2 static std::size_t count_plain(std::string_view bytes) noexcept {
    std::size_t count = 0;
    for (; bytes.size() - count >= kPlainSize; count += kPlainSize) {
      const char* const at = bytes.data() + count;
      const __m256i least = _mm256_min_epu8(_mm256_min_epu8(load(at), load(at + 32)),
                                            _mm256_min_epu8(load(at + 64), load(at + 96)));
      const __m256i up_to_cr = _mm256_min_epu8(least, _mm256_set1_epi8('\r'));
      if (_mm256_movemask_epi8(_mm256_cmpeq_epi8(up_to_cr, least)) != 0) break;
    }
    return count;
  }

 private:
  BASEHTTP_FOR_AVX2 static __m256i load(const char* at) noexcept {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  }
  // As Sse2Block does it.
  BASEHTTP_FOR_AVX2 static std::uint32_t maybe_line_ends(__m256i bytes) noexcept {
    const __m256i moved = _mm256_add_epi8(bytes, _mm256_set1_epi8(127 - '\r'));
    const __m256i ends = _mm256_cmpgt_epi8(moved, _mm256_set1_epi8(126 - ('\r' - '\n')));
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(ends));
  }
  // g++ makes a constant anew for each use of it, unless it cannot tell what it is.
  BASEHTTP_FOR_AVX2 static __m256i all(char byte) noexcept {
    __m256i bytes = _mm256_set1_epi8(byte);
    asm("" : "+x"(bytes));
    return bytes;
  }

  __m256i colons_;
  __m256i to_greatest_;
  __m256i below_greatest_;
};
#endif

}  // namespace basehttp
