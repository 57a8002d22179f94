#include "conformance/harness/grid_digests.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conformance/harness/grid_corpus.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/sha256.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// 70 inputs: a whole block and a short one.
GridDigests example() {
  GridDigests digests{"sha256:0123456789abcdef", 70, {}};
  GridDigests::Column& old = digests.columns["cpython-3.9.18"];
  for (Digest i = 0; i < 70; ++i) old.push_back(i / 3 * 7919U % kOutcomeDigests);
  GridDigests::Column& middle = digests.columns["cpython-3.10.13"];
  middle = old;
  middle[65] = kErrorDigest;
  middle[66] = kErrorDigest;
  digests.columns["cpython-3.13.0"] = old;
  digests.columns["cpython-3.13.0"][0] = kUnsupportedDigest;
  digests.columns["cpython-3.13.0"][69] = kOutcomeDigests - 1;
  return digests;
}

class GridDigestsTest : public ::testing::Test {
 protected:
  [[nodiscard]] GridDigests load(const std::string& text) const {
    return GridDigests::load(folder_.write("g.digests", text));
  }
  [[nodiscard]] std::string refused(const std::string& text) const {
    return message_of<InputError>([&] { (void)load(text); });
  }
  // The example with the first `from` replaced.
  static std::string with(const std::string& from, const std::string& to) {
    std::string text = example().text();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from << " is not in\n" << text;
    return text.replace(at, from.size(), to);
  }
  static std::string without_line(std::size_t number) {
    std::string text = example().text();
    std::size_t start = 0;
    while (--number != 0) start = text.find('\n', start) + 1;
    return text.erase(start, text.find('\n', start) + 1 - start);
  }

  TempFolder folder_;
};

TEST_F(GridDigestsTest, WhatIsWrittenIsReadBack) {
  const GridDigests before = example();
  const GridDigests after = load(before.text());
  EXPECT_EQ(after.grid_hash, before.grid_hash);
  EXPECT_EQ(after.inputs, before.inputs);
  EXPECT_EQ(after.columns, before.columns);
  EXPECT_EQ(after.text(), before.text());
  EXPECT_EQ(after.find("cpython-3.8.18"), nullptr);
}

TEST_F(GridDigestsTest, AGridWithoutSubjectsIsReadBackToo) {
  const GridDigests empty{"sha256:0", 70, {}};
  EXPECT_EQ(load(empty.text()).text(), empty.text());
}

TEST_F(GridDigestsTest, AReaderSeesWhereVersionsPart) {
  const std::string text = example().text();
  EXPECT_TRUE(contains(text,
                       "subject a cpython-3.9.18\nsubject b cpython-3.10.13\n"
                       "subject c cpython-3.13.0\n0 ab AAAA,,AB7v,,"));
  EXPECT_TRUE(contains(text,
                       "\n0 c ?..............................................................."
                       " "));
  EXPECT_TRUE(contains(text, "\n64 b .!,... "));
}

TEST_F(GridDigestsTest, EveryKindOfDamageIsToldWithItsLine) {
  const std::string whole = example().text();
  EXPECT_TRUE(contains(refused(""), "g.digests:1: the file ends here"));
  EXPECT_TRUE(contains(refused("other\n"), "g.digests:1: must be \"basehttp grid digests 1\""));
  EXPECT_TRUE(contains(refused(with("grid sha", "grit sha")), "g.digests:2: must be \"grid ...\""));
  EXPECT_TRUE(contains(refused(with("inputs 70", "inputs x")), "g.digests:3: x is no number"));
  EXPECT_TRUE(
      contains(refused(with("inputs 70", "inputs 71")), "g.digests:9: has digests for fewer"));
  EXPECT_TRUE(
      contains(refused(with("inputs 70", "inputs 69")), "g.digests:9: has digests for more"));
  EXPECT_TRUE(contains(refused(with("inputs 70", "inputs 64")), "g.digests:9: must be \"end\""));
  EXPECT_TRUE(
      contains(refused(with("subject b", "subject c")), "g.digests:5: must be \"subject L"));
  EXPECT_TRUE(contains(refused(with("a cpython-3.9", "a cpython-3.14")), "out of the order"));
  EXPECT_TRUE(contains(refused(with("AB7v", "AB7w")), "g.digests:7: the line does not go with"));
  EXPECT_TRUE(
      contains(refused(with("\n64 b", "\n64 c")), "g.digests:10: the line does not go with"));
  EXPECT_TRUE(contains(refused(without_line(5)), "g.digests:5: must be \"subject L"));
  EXPECT_TRUE(contains(refused(without_line(7)), "g.digests:7: there is no line above"));
  EXPECT_TRUE(contains(refused(without_line(8)), "g.digests:8: must be of the block at input 0"));
  EXPECT_TRUE(contains(refused(without_line(9)), "g.digests:9: "));
  EXPECT_TRUE(contains(refused(without_line(11)), "ends before a subject's block at input 64"));
  EXPECT_TRUE(contains(refused(without_line(12)), "g.digests:12: the file ends here"));
  EXPECT_TRUE(contains(refused(whole + "end\n"), "g.digests:13: something stands behind"));
  for (const std::size_t size : {whole.size() - 1, whole.size() / 2, std::size_t{30}})
    EXPECT_TRUE(contains(refused(whole.substr(0, size)), "is cut short")) << size;
}

TEST_F(GridDigestsTest, ALineThatGoesWithItsCheckCanStillBeWrong) {
  const std::string header =
      "basehttp grid digests 1\ngrid x\ninputs 2\nsubject a cpython-3.9.18\n";
  const auto refused_line = [&](const std::string& line) {
    const auto check = static_cast<Digest>(std::stoul(sha256(line).substr(0, 6), nullptr, 16));
    return refused(header + line + " " + digest_text(check) + "\nend\n");
  };
  EXPECT_EQ(refused_line("0 a AAAA,"), "nothing was thrown");
  EXPECT_TRUE(contains(refused_line("0 a AAAA.."), "g.digests:5: there is no line above"));
  EXPECT_TRUE(contains(refused_line("0 a ,AAAA"), "g.digests:5: there is no input before"));
  EXPECT_TRUE(contains(refused_line("0 a AAAA"), "g.digests:5: has digests for fewer inputs"));
  EXPECT_TRUE(contains(refused_line("0 a AAAA,,"), "g.digests:5: has digests for more inputs"));
  EXPECT_TRUE(contains(refused_line("0 a AAAAAA"), "g.digests:5: its last digest is cut short"));
  EXPECT_TRUE(contains(refused_line("0 a AAA+,"), "g.digests:5: a digest has another character"));
  EXPECT_TRUE(contains(refused_line("0 b AAAA,"), "g.digests:5: b is the letter of no subject"));
  EXPECT_TRUE(contains(refused_line("0 aa AAAA,"), "g.digests:5: the subject a stands in this"));
  EXPECT_TRUE(contains(refused_line("1 a AAAA,"), "g.digests:5: must be of the block at input 0"));
  EXPECT_TRUE(contains(refused_line("0 AAAA,"), "g.digests:5: must be INPUT LETTERS DIGESTS"));
  EXPECT_TRUE(contains(refused(header + "end\n"), "ends before a subject's block at input 0"));
}

TEST_F(GridDigestsTest, AChangedDescriptionIsToldWithItsFile) {
  const auto description = [&](const std::string& value) {
    return folder_.write("grids/g.json", R"({"about": "a", "slots": [{"name": "a", "values": [")" +
                                             value + R"("]}], "case": {"rfile": "${a}"}})");
  };
  const Grid grid = Grid::load(description("x"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load_digests(grid); }),
                       "grids/g.json: was never recorded: run scripts/record-grids"));
  const GridDigests recorded{grid.hash(), 1, {{"cpython-3.13.0", {7}}}};
  folder_.write("grids/g.digests", recorded.text());
  EXPECT_EQ(load_digests(grid).columns, recorded.columns);
  const Grid changed = Grid::load(description("y"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load_digests(changed); }),
                       "grids/g.json: changed since "));
}

TEST_F(GridDigestsTest, TheCorpusIsRecordedFromEveryProfile) {
  std::vector<std::string> profiles;
  for (const Profile* profile : all_profiles()) profiles.push_back(recorded_name(*profile));
  for (const Grid& grid : load_grids(BASEHTTP_CORPUS)) {
    const GridDigests digests = load_digests(grid);
    std::vector<std::string> subjects;
    for (const auto& [name, column] : digests.columns) subjects.push_back(name);
    EXPECT_EQ(subjects, profiles) << grid.name();
    EXPECT_EQ(digests.text(), read_file(digests_file(grid))) << grid.name();
  }
}

}  // namespace
}  // namespace basehttp::conformance
