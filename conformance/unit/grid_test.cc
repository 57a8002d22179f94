#include "conformance/harness/grid.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "conformance/harness/grid_corpus.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/profile_names.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

class GridTest : public ::testing::Test {
 protected:
  // A grid of these slots and this case, both JSON.
  [[nodiscard]] Grid grid(const std::string& slots, const std::string& one) const {
    return load(R"({"about": "a", "slots": )" + slots + R"(, "case": )" + one + "}");
  }
  [[nodiscard]] Grid load(const std::string& text) const {
    return Grid::load(folder_.write("grids/g.json", text));
  }
  [[nodiscard]] std::string refused(const std::string& slots, const std::string& one) const {
    return message_of<InputError>([&] { (void)grid(slots, one); });
  }
  static std::vector<std::string> inputs(const Grid& grid) {
    std::vector<std::string> all;
    for (std::uint64_t i = 0; i < grid.size(); ++i) all.push_back(grid.input(i).rfile);
    return all;
  }

  TempFolder folder_;
};

TEST_F(GridTest, TheLastSlotTurnsFastest) {
  const Grid made =
      grid(R"([{"name": "a", "values": ["0", "1"]}, {"name": "b", "values": ["x", "y", "z"]}])",
           R"({"rfile": "${a}-${b}"})");
  EXPECT_EQ(made.size(), 6U);
  EXPECT_EQ(inputs(made), (std::vector<std::string>{"0-x", "0-y", "0-z", "1-x", "1-y", "1-z"}));
  EXPECT_EQ(made.shape(), "2 a x 3 b");
  EXPECT_EQ(made.name(), "g");
}

TEST_F(GridTest, AnInputIsACaseOnOneLine) {
  const Grid made = grid(R"([{"name": "a", "values": ["\u0000\"\\\u00ff\n"]}])",
                         R"({"rfile": "<${a}${a}>", "program": {"GET": [["flush"]]}})");
  EXPECT_EQ(made.json(0),
            R"({"id": "grids/g/0", "rfile": "<\u0000\"\\\u00ff\n\u0000\"\\\u00ff\n>", )"
            R"("program": {"GET": [["flush"]]}})");
  EXPECT_EQ(made.input(0).rfile, std::string("<\0\"\\\xff\n\0\"\\\xff\n>", 12));
}

TEST_F(GridTest, ASlotAloneIsItsValueOfAnyType) {
  const Grid made = grid(
      R"([{"name": "v", "values": ["s", null, 7, {"$status": 404}, ["l"], {"$absent": true}]}])",
      R"({"rfile": "", "protocol_version": "${v}", "program": {"GET": [["send_error", "${v}"]]}})");
  const auto tail = [&](std::uint64_t i) { return made.json(i).substr(made.json(i).find("\"p")); };
  EXPECT_EQ(tail(0), R"("protocol_version": "s", "program": {"GET": [["send_error", "s"]]}})");
  EXPECT_EQ(tail(1), R"("protocol_version": null, "program": {"GET": [["send_error", null]]}})");
  EXPECT_EQ(tail(2), R"("protocol_version": 7, "program": {"GET": [["send_error", 7]]}})");
  EXPECT_EQ(tail(3), R"("protocol_version": {"$status": 404}, )"
                     R"("program": {"GET": [["send_error", {"$status": 404}]]}})");
  EXPECT_EQ(tail(4), R"("protocol_version": ["l"], "program": {"GET": [["send_error", ["l"]]]}})");
  EXPECT_EQ(tail(5), R"("program": {"GET": [["send_error"]]}})");
}

TEST_F(GridTest, ARepeatedSlotIsEverySequenceShorterOnesFirst) {
  const Grid made =
      grid(R"([{"name": "a", "values": ["x", "y"], "repeat": [0, 2]}])", R"({"rfile": "[${a}]"})");
  EXPECT_EQ(inputs(made),
            (std::vector<std::string>{"[]", "[x]", "[y]", "[xx]", "[xy]", "[yx]", "[yy]"}));
  EXPECT_EQ(inputs(grid(R"([{"name": "a", "values": ["x", "y"], "repeat": [1, 1]}])",
                        R"({"rfile": "${a}"})")),
            (std::vector<std::string>{"x", "y"}));
}

TEST_F(GridTest, InAListARepeatedSlotIsThatManyElements) {
  const Grid made =
      grid(R"([{"name": "a", "values": [["flush"], ["write", "w"]], "repeat": [0, 2]}])",
           R"({"rfile": "", "program": {"GET": ["${a}", ["end_headers"]]}})");
  ASSERT_EQ(made.size(), 7U);
  const auto calls = [&](std::uint64_t i) {
    const Case one = made.input(i);
    std::string names;
    for (const Action& action : one.program->methods[0].second) names += action.name.text() + " ";
    return names;
  };
  EXPECT_EQ(calls(0), "end_headers ");
  EXPECT_EQ(calls(1), "flush end_headers ");
  EXPECT_EQ(calls(5), "write flush end_headers ");
}

TEST_F(GridTest, TheHashIsOfWhatMakesTheInputs) {
  const std::string rest = R"("slots": [{"name": "a", "values": ["x", "y"]}], "case": {"rfile": )";
  const auto hash = [&](const std::string& about, const std::string& rfile) {
    return load("{\"about\": \"" + about + "\",\n" + rest + "\"" + rfile + "\"}}").hash();
  };
  EXPECT_EQ(hash("one", "${a}"), hash("another", "${a}"));
  EXPECT_NE(hash("one", "${a}"), hash("one", "${a}!"));
  EXPECT_TRUE(hash("one", "${a}").starts_with("sha256:"));
  EXPECT_EQ(hash("one", "${a}").size(), 23U);
}

TEST_F(GridTest, BadDescriptionsAreToldWithFileAndKey) {
  const std::string slots = R"([{"name": "a", "values": ["x"]}])";
  const std::string one = R"({"rfile": "${a}"})";
  EXPECT_NO_THROW((void)grid(slots, one));
  EXPECT_TRUE(
      contains(refused("[]", one), "grids/g.json: slots: must be a list with at least one"));
  EXPECT_TRUE(contains(refused(R"([{"name": "A", "values": ["x"]}])", one), "slots[0].name: must"));
  EXPECT_TRUE(contains(refused(R"([{"name": "a", "values": []}])", one), "slots[0].values: must"));
  EXPECT_TRUE(contains(refused(R"([{"values": ["x"]}])", one), "slots[0]: has no \"name\""));
  EXPECT_TRUE(contains(refused(R"([{"name": "a"}])", one), "slots[0]: has no \"values\""));
  EXPECT_TRUE(contains(refused(R"([{"name": "a", "values": ["x", "x"]}])", one), "twice"));
  EXPECT_TRUE(contains(refused(R"([{"name": "a", "values": ["x"], "reptile": 1}])", one),
                       "slots[0].reptile: is no key of a slot"));
  EXPECT_TRUE(contains(refused(R"([{"name": "a", "values": ["x"], "repeat": [2, 1]}])", one),
                       "slots[0].repeat[1]: "));
  EXPECT_TRUE(
      contains(refused(R"([{"name": "a", "values": ["x"]}, {"name": "a", "values": ["y"]}])", one),
               "slots[1]: a is the name of another slot too"));
  EXPECT_TRUE(contains(refused(R"([{"name": "a", "values": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
                                    "repeat": [0, 16]}])",
                               R"({"rfile": "", "time": "${a}"})"),
                       "slots: make more than 10000000 inputs"));
  EXPECT_TRUE(contains(refused(slots, R"({"rfile": "${b}${a}"})"), "case.rfile: ${b} is no slot"));
  EXPECT_TRUE(contains(refused(slots, R"({"rfile": "${a"})"), "case.rfile: has a ${ without"));
  EXPECT_TRUE(contains(refused(slots, R"({"rfile": "a"})"), "case: the slot a is used nowhere"));
  EXPECT_TRUE(contains(refused(slots, R"({"id": "x", "rfile": "${a}"})"), "case.id: is given by"));
  EXPECT_TRUE(contains(refused(slots, R"({"rfile": "", "program": {"${a}": []}})"),
                       "a key cannot hold a slot"));
  EXPECT_TRUE(contains(refused(R"([{"name": "a", "values": [1]}])", R"({"rfile": "-${a}"})"),
                       "case.rfile: ${a} has to be a text here, and 1 is none"));
  EXPECT_TRUE(contains(refused(slots, R"({"time": "${a}"})"), "input 0: time: must be a number"));
  EXPECT_TRUE(contains(refused(R"([{"name": "a", "values": ["x", "\u0100"]}])", one),
                       "input 1: rfile: character U+0100"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load("{"); }), "g.json: not JSON"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load(R"({"about": "", "slots": []})"); }),
                       "g.json: slots: must be"));
  EXPECT_TRUE(contains(
      message_of<InputError>([&] { (void)load("{\"about\": \"\", \"slots\": " + slots + "}"); }),
      "g.json: case: is missing"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load(R"({"grid": 1})"); }),
                       "g.json: grid: is no key of a grid"));
}

TEST_F(GridTest, EveryInputOfTheCorpusIsAnotherCase) {
  const std::vector<Grid> grids = load_grids(BASEHTTP_CORPUS);
  EXPECT_GE(grids.size(), 3U);
  for (const Grid& one : grids) {
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < one.size(); i += 97) {
      const std::string line = one.json(i);
      EXPECT_TRUE(seen.insert(line.substr(line.find(',') + 1)).second) << line;
    }
  }
}

TEST_F(GridTest, AFolderOfGridsIsReadByName) {
  const std::string text =
      R"({"about": "a", "slots": [{"name": "a", "values": ["x"]}], "case": {"rfile": "${a}"}})";
  EXPECT_TRUE(load_grids(folder_.path()).empty());
  folder_.write("grids/b.json", text);
  folder_.write("grids/a.json", text);
  const std::vector<Grid> all = load_grids(folder_.path());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name(), "a");
  EXPECT_EQ(load_grids(folder_.path(), {"b"}).at(0).name(), "b");
  EXPECT_TRUE(contains(message_of<UnknownName>([&] { (void)load_grids(folder_.path(), {"c"}); }),
                       "these are: a, b"));
  folder_.write("grids/gone.digests", "");
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load_grids(folder_.path()); }),
                       "grids/gone.digests: has no description beside it"));
}

}  // namespace
}  // namespace basehttp::conformance
