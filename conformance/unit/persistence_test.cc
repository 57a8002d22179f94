#include "basehttp/persistence.h"

#include <gtest/gtest.h>

#include "basehttp/python_error.h"

namespace basehttp {
namespace {

TEST(PersistenceTest, AConnectionFieldIsComparedAsAWholeText) {
  struct Row {
    const char* connection = nullptr;
    const char* protocol_version = nullptr;
    std::optional<bool> close;
  };
  constexpr std::nullopt_t kUnchanged = std::nullopt;
  for (const Row& row :
       {Row{"close", "HTTP/1.0", true}, Row{"CLOSE", "HTTP/1.1", true},
        Row{"close ", "HTTP/1.1", kUnchanged}, Row{"close, TE", "HTTP/1.1", kUnchanged},
        Row{"keep-alive", "HTTP/1.1", false}, Row{"Keep-Alive", "HTTP/1.1", false},
        Row{"keep-alive", "HTTP/1.0", kUnchanged}, Row{"keep-alive", "HTTP/1.10", false},
        Row{"keep-alive", "HTTP/10", false}, Row{"keep-alive", "http/1.0", false},
        Row{"upgrade", "HTTP/1.1", kUnchanged}, Row{"", "HTTP/1.1", kUnchanged}}) {
    EXPECT_EQ(close_connection_of(row.connection, row.protocol_version), row.close)
        << row.connection << " " << row.protocol_version;
  }
}

TEST(PersistenceTest, AnExpectationNeedsBothVersions) {
  struct Row {
    const char* expect;
    const char* protocol_version;
    const char* request_version;
    bool expects;
  };
  for (const Row& row : {Row{"100-continue", "HTTP/1.1", "HTTP/1.1", true},
                         Row{"100-Continue", "HTTP/1.1", "HTTP/1.2", true},
                         Row{"100-continue ", "HTTP/1.1", "HTTP/1.1", false},
                         Row{"100-continue", "HTTP/1.0", "HTTP/1.1", false},
                         Row{"100-continue", "HTTP/1.1", "HTTP/1.0", false},
                         Row{"100-continue", "HTTP/1.1", "HTTP/0.9", false},
                         Row{"", "HTTP/1.1", "HTTP/1.1", false}}) {
    EXPECT_EQ(expects_continue(row.expect, row.protocol_version, row.request_version), row.expects)
        << row.expect << " " << row.protocol_version << " " << row.request_version;
  }
}

TEST(PersistenceTest, AVersionThatIsNoStrRaisesOnlyWhenItIsAskedFor) {
  EXPECT_EQ(close_connection_of("close", 11), true);
  EXPECT_EQ(close_connection_of("x", 11), std::nullopt);
  EXPECT_THROW((void)close_connection_of("keep-alive", 11), PythonError);
  EXPECT_FALSE(expects_continue("x", 11, 11));
  EXPECT_THROW((void)expects_continue("100-continue", 11, "HTTP/1.1"), PythonError);
  EXPECT_FALSE(expects_continue("100-continue", "HTTP/1.0", 11));
}

}  // namespace
}  // namespace basehttp
