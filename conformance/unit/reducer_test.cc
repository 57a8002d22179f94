// Planted differences, and what is left of the cases that show them.
#include "conformance/harness/reducer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/case_writer.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/signature.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

using Shows = std::function<bool(const Case&)>;

Case case_of(const std::string& json) { return read_case_text(json, "test"); }

Reduction reduced(const Case& start, const Shows& shows) {
  EXPECT_TRUE(shows(start)) << start.json;
  return reduce(start,
                [&](std::span<const Case* const> cases) {
                  std::vector<bool> kept;
                  for (const Case* one : cases) kept.push_back(shows(*one));
                  return kept;
                },
                {});
}

void without_each_action(const std::vector<Action>& actions,
                         const std::function<void(std::vector<Action>)>& with) {
  for (std::size_t i = 0; i < actions.size(); ++i) {
    std::vector<Action> fewer = actions;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    with(fewer);
    without_each_action(actions[i].nested, [&](std::vector<Action> nested) {
      std::vector<Action> other = actions;
      other[i].nested = std::move(nested);
      with(other);
    });
  }
}

// Tries every deletion that the header rules out, by another way than the reducer's.
void expect_one_minimal(const Case& one, const Shows& shows) {
  EXPECT_TRUE(shows(one));
  const auto gone = [&](Case smaller, const std::string& what) {
    finish_case(smaller);
    EXPECT_FALSE(shows(smaller)) << what << " can go: " << smaller.json;
  };
  for (std::size_t i = 0; i < one.rfile.size(); ++i) {
    Case smaller = one;
    smaller.rfile.erase(i, 1);
    gone(smaller, "byte " + std::to_string(i));
  }
  if (!one.program) return;
  for (std::size_t m = 0; m < one.program->methods.size(); ++m) {
    Case fewer = one;
    auto& methods = fewer.program.edit().methods;
    methods.erase(methods.begin() + static_cast<std::ptrdiff_t>(m));
    gone(fewer, "a method");
    without_each_action(one.program->methods[m].second, [&](std::vector<Action> actions) {
      Case smaller = one;
      smaller.program.edit().methods[m].second = std::move(actions);
      gone(smaller, "an action");
    });
  }
}

TEST(ReducerTest, LeavesTheBytesThatShowIt) {
  const Case start = case_of(
      R"({"id": "a/b", "about": "long", "refs": ["x"], "server_version": "S", "rfile": )"
      R"("GET / HTTP/1.1\r\nHost: a\r\n\r\nPOST /x HTTP/1.0\r\nA: 1\r\nB: 2\r\n\r\nX\u0085Y: Z\r\n"})");
  const Shows shows = [](const Case& one) {
    const std::size_t at = one.rfile.find('\x85');
    return at != std::string::npos && one.rfile.find("HTTP", 0) < at;
  };
  const Reduction reduction = reduced(start, shows);
  EXPECT_EQ(reduction.one.json, R"({"id": "a/b", "rfile": "HTTP\u0085"})");
  EXPECT_EQ(reduction.one.rfile, "HTTP\x85");
  EXPECT_EQ(reduction.one.hash, case_of(reduction.one.json).hash);
  EXPECT_GT(reduction.asked, reduction.taken);
  expect_one_minimal(reduction.one, shows);
}

TEST(ReducerTest, ReducesToNothingWhatIsAlwaysShown) {
  const Case start = case_of(
      R"({"id": "a", "time": 5, "rfile": "GET / HTTP/1.1\r\n\r\n", "program": {"GET": [["flush"]]}})");
  EXPECT_EQ(reduced(start, [](const Case&) { return true; }).one.json,
            R"({"id": "a", "rfile": ""})");
}

TEST(ReducerTest, KeepsWhatCannotBeReduced) {
  const Case start = case_of(R"({"id": "a", "rfile": "GET /\r\n"})");
  const Reduction reduction =
      reduced(start, [&](const Case& one) { return one.json == start.json; });
  EXPECT_EQ(reduction.one.json, start.json);
  EXPECT_EQ(reduction.taken, 0U);
}

bool has_action(const std::vector<Action>& actions, const std::string& name) {
  return std::any_of(actions.begin(), actions.end(), [&](const Action& action) {
    return action.name == name || has_action(action.nested, name);
  });
}

TEST(ReducerTest, LeavesTheActionsThatShowIt) {
  const Case start = case_of(R"({"id": "a", "rfile": "GET / HTTP/1.1\r\n\r\n", "program": {
      "POST": [["send_response", 200], ["end_headers"]],
      "GET": [["send_response", 200, "Fine"], ["send_header", "A", "b"],
              ["try", [["end_headers"], ["try", [["flush_headers"], ["write", "abc"]]]]],
              ["return", 5]],
      "handle_expect_100": [["return", true]]}})");
  const Shows shows = [](const Case& one) {
    return one.program && std::any_of(one.program->methods.begin(), one.program->methods.end(),
                                      [](const auto& method) {
                                        return has_action(method.second, "send_response") &&
                                               has_action(method.second, "flush_headers");
                                      });
  };
  const Case one = reduced(start, shows).one;
  EXPECT_EQ(
      one.json,
      R"({"id": "a", "program": {"GET": [["send_response"], ["flush_headers"]]}, "rfile": ""})");
  expect_one_minimal(one, shows);
}

TEST(ReducerTest, ShortensArgumentsAndNumbers) {
  const Case start = case_of(R"({"id": "a", "rfile": "", "client_address": ["somewhere", 8080],
      "program": {"GET": [["send_header", "X-Name", "left\u00a0right", {"$bytes": "q"}],
                          ["send_error", 404]]}})");
  const Shows shows = [](const Case& one) {
    if (!one.program || one.program->methods.empty()) return false;
    bool header = false;
    bool error = false;
    for (const Action& action : one.program->methods[0].second) {
      if (action.name == "send_header")
        for (const Value& value : action.args)
          header = header || (value.is_str() && value.as_str().is_latin1() &&
                              value.as_str().latin1().find('\xa0') != std::string_view::npos);
      if (action.name == "send_error")
        error = error || (!action.args.empty() && action.args[0].kind() == Value::Kind::kInt &&
                          action.args[0].as_int() > 99);
    }
    return header && error;
  };
  const Case one = reduced(start, shows).one;
  EXPECT_EQ(one.json,
            R"({"id": "a", "program": {"GET": [["send_header", "\u00a0"], ["send_error", 100]]}, )"
            R"("rfile": ""})");
  expect_one_minimal(one, shows);
}

TEST(ReducerTest, MakesBytesSimpler) {
  const Case start = case_of(R"({"id": "a", "rfile": "Kn7~\u00ff\u0085\r\n?"})");
  const Shows nine_bytes = [](const Case& one) { return one.rfile.size() == 9; };
  EXPECT_EQ(reduced(start, nine_bytes).one.rfile, "Aa0aaa\r\na");
  const Shows with_blank = [](const Case& one) {
    return one.rfile.size() == 9 && std::string(" \x85").find(one.rfile[5]) != std::string::npos;
  };
  EXPECT_EQ(reduced(start, with_blank).one.rfile, "Aa0aa \r\na");
}

TEST(ReducerTest, ABodyShrinksWithTheNumberThatAnnouncesIt) {
  const Case start =
      case_of(R"({"id": "a", "rfile": "POST / HTTP/1.1\r\nContent-Length: 300\r\n\r\n)" +
              std::string(300, 'x') + R"(GET /next HTTP/1.1\r\n\r\n"})");
  // The body is there to its last byte, and longer than 20 bytes.
  const Shows shows = [](const Case& one) {
    const std::size_t field = one.rfile.find("Content-Length: ");
    const std::size_t end = one.rfile.find("\r\n\r\n");
    if (field == std::string::npos || end == std::string::npos || end < field) return false;
    const std::string digits = one.rfile.substr(field + 16, end - field - 16);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return false;
    const int length = std::atoi(digits.substr(0, 9).c_str());
    return length > 20 &&
           one.rfile.substr(end + 4) == std::string(static_cast<std::size_t>(length), 'x') + "GET";
  };
  Case from = start;
  from.rfile.resize(from.rfile.find("GET /next") + 3);
  finish_case(from);
  const Case one = reduced(from, shows).one;
  EXPECT_EQ(one.rfile, "Content-Length: 21\r\n\r\n" + std::string(21, 'x') + "GET");
}

TEST(ReducerTest, AFaultMovesWithTheBytesBeforeIt) {
  const Case start = case_of(
      R"({"id": "a", "rfile": "GET / HTTP/1.1\r\nHost: a\r\n\r\nPOST /!x HTTP/1.1\r\n", "rfile_error_at": 35})");
  const Shows shows = [](const Case& one) {
    const std::size_t at = one.rfile.find('!');
    return one.rfile_error_at && at != std::string::npos &&
           static_cast<std::size_t>(*one.rfile_error_at) == at + 2;
  };
  ASSERT_EQ(start.rfile.find('!'), 33U);
  const Case one = reduced(start, shows).one;
  EXPECT_EQ(one.json, R"({"id": "a", "rfile": "!", "rfile_error_at": 2})");
  expect_one_minimal(one, shows);
}

// What the reference does under 3.13.0, and something else over one kind of case.
struct Planted {
  const char* name;
  const char* json;
  std::function<void(const Case&, Outcome&)> plant;
};

std::function<void(const Case&, Outcome&)> on_path(const char* part,
                                                   const std::function<void(Outcome&)>& change) {
  return [=](const Case&, Outcome& outcome) {
    for (const RequestState& request : outcome.requests)
      if (request.path.is_str() && request.path.as_str().utf8().find(part) != std::string::npos)
        return change(outcome);
  };
}

constexpr const char* kConversation =
    R"({"id": "a", "protocol_version": "HTTP/1.1", "rfile": "GET /first?a=b HTTP/1.1\r\nHost: a\r\n)"
    R"(Accept: */*\r\n\r\nPOST /second/path HTTP/1.1\r\nContent-Length: 11\r\nX-Odd: v\u00e4lue\r\n\r\n)"
    R"(hello worldGET /third HTTP/1.0\r\n\r\n", "program": {"GET": [["send_response", 200], )"
    R"(["send_header", "Content-Length", "2"], ["end_headers"], ["write", "ok"]], "POST": )"
    R"([["read_body"], ["send_response", 201], ["send_header", "Content-Length", "11"], )"
    R"(["end_headers"], ["echo_body"]]}})";

class PlantedDifferenceTest : public ::testing::TestWithParam<Planted> {};

TEST_P(PlantedDifferenceTest, ShrinksToACaseThatShowsTheSame) {
  ReferenceSubject reference(profile_named("3.13.0"));
  const auto signature = [&](const Case& one) {
    const Answer answer = reference.run(one);
    Answer other = answer;
    if (auto* outcome = std::get_if<Outcome>(&other)) GetParam().plant(one, *outcome);
    return signature_of(answer, other);
  };
  const Case start = case_of(GetParam().json);
  const std::string kept = signature(start);
  ASSERT_NE(kept, "");
  const Shows shows = [&](const Case& one) { return signature(one) == kept; };
  const Reduction reduction = reduced(start, shows);
  expect_one_minimal(reduction.one, shows);
  EXPECT_LT(reduction.one.json.size(), start.json.size() / 2);
  EXPECT_EQ(reduced(start, shows).one.json, reduction.one.json) << "not deterministic";
  EXPECT_EQ(reduced(reduction.one, shows).taken, 0U) << "not at its end";
}

INSTANTIATE_TEST_SUITE_P(
    Differences, PlantedDifferenceTest,
    ::testing::Values(Planted{"path", kConversation,
                              on_path("second",
                                      [](Outcome& out) { out.requests.back().path = "/other"; })},
                      Planted{"missing_write", kConversation,
                              on_path("third", [](Outcome& out) { out.writes.pop_back(); })},
                      Planted{"header_value", kConversation,
                              [](const Case&, Outcome& out) {
                                for (RequestState& request : out.requests) {
                                  std::string text;
                                  write_value(request.headers, text);
                                  if (text.find("v\\u00e4lue") != std::string::npos)
                                    request.headers = Value::list({});
                                }
                              }},
                      Planted{"body", kConversation,
                              [](const Case&, Outcome& out) {
                                for (std::string& write : out.writes)
                                  if (write.find("o w") != std::string::npos) write += "!";
                              }},
                      Planted{"log", kConversation,
                              [](const Case&, Outcome& out) {
                                if (out.log.utf8().find(" 201 ") != std::string::npos)
                                  out.log.clear();
                              }},
                      Planted{"action", kConversation,
                              [](const Case& one, Outcome& out) {
                                if (one.program && !one.program->methods.empty() &&
                                    has_action(one.program->methods.back().second, "echo_body"))
                                  out.close_connection = Value("odd");
                              }}),
    [](const auto& planted) { return std::string(planted.param.name); });

}  // namespace
}  // namespace basehttp::conformance
