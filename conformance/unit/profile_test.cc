#include "basehttp/profile.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "basehttp/base_http_request_handler.h"
#include "basehttp/memory_streams.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

TEST(ProfileTest, TheClassAttributesAreThoseOfTheRelease) {
  using conformance::agrees_with_recorded;
  EXPECT_TRUE(agrees_with_recorded(
      "library", "handler_attribute", [](const auto& of, const Profile& profile) {
        MemoryReader rfile("");
        MemoryWriter wfile;
        FixedClock clock(0);
        NullLog log;
        const BaseHTTPRequestHandler handler({rfile, wfile, clock, log, profile});
        const Text& name = of[0].as_str();
        if (name == "server_version") return handler.server_version;
        if (name == "sys_version") return handler.sys_version;
        if (name == "error_message_format") return handler.error_message_format;
        if (name == "error_content_type") return handler.error_content_type;
        if (name == "protocol_version") return handler.protocol_version;
        if (name == "default_request_version") return handler.default_request_version;
        return name == "monthname" ? handler.monthname : Value();
      }));
}

TEST(ProfileTest, AreTheTwelveRecordedReleasesOldestFirst) {
  std::vector<std::string> versions;
  for (const Profile* profile : all_profiles()) versions.emplace_back(profile->version);
  EXPECT_EQ(versions, std::vector<std::string>({"3.6.15", "3.7.16", "3.8.18", "3.9.18", "3.10.13",
                                                "3.11.2", "3.11.7", "3.12.1", "3.13.0", "3.13.2",
                                                "3.14.2", "3.15.0rc1"}));
  EXPECT_EQ(newest_profile().version, "3.15.0rc1");
}

TEST(ProfileTest, AreFoundByFullVersionOrByLine) {
  struct Row {
    const char* name;
    const char* version;
  };
  for (const Row& row : {Row{"3.6.15", "3.6.15"}, Row{"3.6", "3.6.15"}, Row{"3.11.2", "3.11.2"},
                         Row{"3.11", "3.11.7"}, Row{"3.13", "3.13.2"}, Row{"3.15", "3.15.0rc1"}}) {
    const Profile* profile = find_profile(row.name);
    ASSERT_NE(profile, nullptr) << row.name;
    EXPECT_EQ(profile->version, row.version) << row.name;
  }
  for (const char* name : {"", "3", "3.", "3.1", "3.11.3", "3.16", "2.7", "3.13.0 "}) {
    EXPECT_EQ(find_profile(name), nullptr) << name;
  }
}

TEST(ProfileTest, KnowTheirMinorRelease) {
  for (const Profile* profile : all_profiles()) {
    const std::string line = "3." + std::to_string(profile->minor) + ".";
    EXPECT_TRUE(profile->version.starts_with(line)) << profile->version;
  }
}

}  // namespace
}  // namespace basehttp
