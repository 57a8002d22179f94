// BASEHTTP_ADDRESS_SANITIZER is defined in code that g++ or clang builds with that sanitizer.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define BASEHTTP_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BASEHTTP_ADDRESS_SANITIZER 1
#endif
#endif
