#include "basehttp/request_line.h"

#include <gtest/gtest.h>

#include <string>

namespace basehttp {
namespace {

using Verdict = RequestLineVerdict;

const Profile& profile_of(const char* version) { return *find_profile(version); }

TEST(RequestLineTest, IsSplitIntoItsWords) {
  const RequestLine line = parse_request_line("\t GET\x0b/a\xa0HTTP/1.1 \x85", newest_profile());
  EXPECT_EQ(line.verdict, Verdict::kRequest);
  EXPECT_EQ(line.command, "GET");
  EXPECT_EQ(line.path, "/a");
  EXPECT_EQ(line.version, "HTTP/1.1");
  EXPECT_EQ(line.version_number, "1.1");
  EXPECT_TRUE(line.is_http11);
  EXPECT_TRUE(line.version_accepted);
  EXPECT_FALSE(line.is_simple);
}

TEST(RequestLineTest, TheNumberOfWordsDecides) {
  struct Row {
    const char* text;
    Verdict verdict;
  };
  for (const Row& row :
       {Row{"", Verdict::kEmpty}, Row{" \t\x1c", Verdict::kEmpty}, Row{"GET", Verdict::kBadSyntax},
        Row{"GET /", Verdict::kRequest}, Row{"get /", Verdict::kBadSimpleRequest},
        Row{"HEAD /", Verdict::kBadSimpleRequest}, Row{"x / HTTP/1.0", Verdict::kRequest},
        Row{"GET / HTTP/2.0", Verdict::kVersionTooHigh}, Row{"GET / HTTP/1", Verdict::kBadVersion},
        Row{"GET / x HTTP/1.1", Verdict::kBadSyntax}, Row{"GET / x y", Verdict::kBadVersion}}) {
    EXPECT_EQ(parse_request_line(row.text, newest_profile()).verdict, row.verdict) << row.text;
  }
  EXPECT_EQ(parse_request_line("GET / x y", profile_of("3.6.15")).verdict, Verdict::kBadSyntax);
  EXPECT_TRUE(parse_request_line("GET /", newest_profile()).is_simple);
  const RequestLine four = parse_request_line("GET / x HTTP/1.1", newest_profile());
  EXPECT_TRUE(four.version_accepted);
  EXPECT_EQ(four.version, "HTTP/1.1");
}

TEST(RequestLineTest, WhatIsRefusedHasNoParts) {
  for (const char* text : {"GET / HTTP/2.0", "GET / nonsense", "GET / a b", "GET"}) {
    const RequestLine line = parse_request_line(text, profile_of("3.6.15"));
    EXPECT_TRUE(line.command.empty() && line.path.empty()) << text;
  }
  EXPECT_EQ(parse_request_line("GET / a b", profile_of("3.6.15")).version, "");
  EXPECT_EQ(parse_request_line("GET / a b", newest_profile()).version, "b");
}

TEST(RequestLineTest, EachReleaseReadsVersionNumbersInItsWay) {
  struct Row {
    const char* number;
    Verdict lenient;  // int(), up to 3.11.3
    Verdict strict;   // digits only, from 3.11.4 on
  };
  constexpr auto kYes = Verdict::kRequest;
  constexpr auto kNo = Verdict::kBadVersion;
  constexpr auto kHigh = Verdict::kVersionTooHigh;
  for (const Row& row : {Row{"1.1", kYes, kYes},
                         Row{"01.01", kYes, kYes},
                         Row{"0.0", kYes, kYes},
                         Row{"2.0", kHigh, kHigh},
                         Row{"9999999999.0", kHigh, kHigh},
                         Row{"00000000001.1", kYes, kNo},
                         Row{"+1.1", kYes, kNo},
                         Row{"-1.1", kYes, kNo},
                         Row{"2.-1", kYes, kNo},
                         Row{"1_0.1", kHigh, kNo},
                         Row{"1._1", kNo, kNo},
                         Row{"1.1_", kNo, kNo},
                         Row{"1.1__1", kNo, kNo},
                         Row{"1.\xb2", kNo, kNo},
                         Row{"1.", kNo, kNo},
                         Row{".1", kNo, kNo},
                         Row{"1.1.1", kNo, kNo},
                         Row{"1", kNo, kNo},
                         Row{"", kNo, kNo},
                         Row{"1.x", kNo, kNo},
                         Row{"/1.1", kNo, kNo}}) {
    const std::string text = std::string("GET / HTTP/") + row.number;
    EXPECT_EQ(parse_request_line(text, profile_of("3.11.2")).verdict, row.lenient) << text;
    EXPECT_EQ(parse_request_line(text, profile_of("3.11.7")).verdict, row.strict) << text;
  }
  for (const char* version : {"http/1.1", "HTTP1.1", "HTTP", "XHTTP/1.1"}) {
    const std::string text = std::string("GET / ") + version;
    EXPECT_EQ(parse_request_line(text, newest_profile()).verdict, kNo) << text;
  }
}

TEST(RequestLineTest, TheDigitLimitOfIntIsThatOfTheRelease) {
  const std::string text = "GET / HTTP/1." + std::string(4301, '0');
  EXPECT_EQ(parse_request_line(text, profile_of("3.6.15")).verdict, Verdict::kRequest);
  EXPECT_EQ(parse_request_line(text, profile_of("3.7.16")).verdict, Verdict::kBadVersion);
  EXPECT_EQ(parse_request_line(text.substr(0, text.size() - 1), profile_of("3.7.16")).verdict,
            Verdict::kRequest);
}

TEST(RequestLineTest, HttpOneOneIsComparedAsTwoIntegers) {
  struct Row {
    const char* number;
    bool is_http11;
  };
  for (const Row& row : {Row{"0.9", false}, Row{"1.0", false}, Row{"1.1", true}, Row{"1.10", true},
                         Row{"0.99", false}, Row{"1.00", false}, Row{"1.01", true}}) {
    const std::string text = std::string("GET / HTTP/") + row.number;
    EXPECT_EQ(parse_request_line(text, newest_profile()).is_http11, row.is_http11) << text;
  }
}

TEST(RequestLineTest, LeadingSlashesCollapseFrom37On) {
  struct Row {
    const char* path;
    const char* collapsed;
  };
  for (const Row& row : {Row{"//a", "/a"}, Row{"///", "/"}, Row{"/a//b", "/a//b"}, Row{"/", "/"},
                         Row{"*", "*"}, Row{"//a//b", "/a//b"}}) {
    const std::string text = std::string("GET ") + row.path + " HTTP/1.1";
    EXPECT_EQ(parse_request_line(text, profile_of("3.7.16")).path, row.collapsed);
    EXPECT_EQ(parse_request_line(text, profile_of("3.6.15")).path, row.path);
  }
}

}  // namespace
}  // namespace basehttp
