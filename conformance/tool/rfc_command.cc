// basehttp rfc: what the RFCs ask, and whether each CPython does it.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "conformance/harness/atomic_files.h"
#include "conformance/harness/glob.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/rfc_verdicts.h"
#include "conformance/tool/command.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kMetColour = "\x1b[32m";
constexpr std::string_view kNotMetColour = "\x1b[33m";
constexpr std::string_view kNotApplicableColour = "\x1b[2m";
constexpr std::string_view kChangeColour = "\x1b[1m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string_view colour_of(RfcVerdict verdict) {
  return verdict == RfcVerdict::kMet      ? kMetColour
         : verdict == RfcVerdict::kNotMet ? kNotMetColour
                                          : kNotApplicableColour;
}

// Who is judged: CPythons by version, then the foreign program.
struct Column {
  std::string name;
  std::string profile;  // whose pinned verdicts hold for it
  bool is_subject = false;
};

// The table: findings by requirement, then by column.
struct Table {
  std::vector<RfcRequirement> requirements;
  std::vector<Column> columns;
  std::vector<std::vector<RfcFinding>> findings;

  [[nodiscard]] bool changes(std::size_t row) const {
    return std::any_of(findings[row].begin(), findings[row].end(), [&](const RfcFinding& one) {
      return one.verdict != findings[row][0].verdict;
    });
  }
};

class Printer {
 public:
  Printer(const Table& table, bool colour) : table_(table), colour_(colour) {}

  void rows(bool explain) const;
  void counts() const;
  void closing() const;
  void json() const;

 private:
  [[nodiscard]] std::string painted(std::string_view colour, std::string_view text) const {
    return colour_ ? fmt::format("{}{}{}", colour, text, kPlain) : std::string(text);
  }
  [[nodiscard]] std::string verdicts(std::size_t row) const;
  [[nodiscard]] std::vector<std::string> runs(std::size_t row, RfcVerdict verdict) const;
  void explanation(std::size_t row) const;

  const Table& table_;
  bool colour_;
};

// The columns that have the verdict, neighbours as "3.6.15 to 3.14.2".
std::vector<std::string> Printer::runs(std::size_t row, RfcVerdict verdict) const {
  std::vector<std::string> out;
  const auto& findings = table_.findings[row];
  for (std::size_t first = 0; first < findings.size(); ++first) {
    if (findings[first].verdict != verdict) continue;
    std::size_t last = first;
    while (last + 1 < findings.size() && findings[last + 1].verdict == verdict &&
           !table_.columns[last + 1].is_subject)
      ++last;
    out.push_back(first == last ? table_.columns[first].name
                                : fmt::format("{} to {}", table_.columns[first].name,
                                              table_.columns[last].name));
    first = last;
  }
  return out;
}

std::string Printer::verdicts(std::size_t row) const {
  const auto& findings = table_.findings[row];
  if (!table_.changes(row))
    return painted(colour_of(findings[0].verdict), verdict_name(findings[0].verdict));
  std::vector<RfcVerdict> order;
  for (const RfcFinding& finding : findings)
    if (std::find(order.begin(), order.end(), finding.verdict) == order.end())
      order.push_back(finding.verdict);
  std::vector<std::string> parts;
  parts.reserve(order.size());
  for (const RfcVerdict verdict : order)
    parts.push_back(fmt::format("{} {}", painted(colour_of(verdict), verdict_name(verdict)),
                                fmt::join(runs(row, verdict), ", ")));
  return fmt::format("{}", fmt::join(parts, "; "));
}

// What is asked, what CPython does, and what was seen.
void Printer::explanation(std::size_t row) const {
  const RfcRequirement& one = table_.requirements[row];
  fmt::print("      asked  {}\n      does   {}\n", one.requirement, one.finding);
  std::vector<std::pair<std::string, std::vector<std::string>>> seen;
  for (std::size_t c = 0; c < table_.columns.size(); ++c) {
    const std::string& why = table_.findings[row][c].why;
    const auto at = std::find_if(seen.begin(), seen.end(),
                                 [&](const auto& entry) { return entry.first == why; });
    if (at == seen.end()) {
      seen.emplace_back(why, std::vector{table_.columns[c].name});
    } else {
      at->second.push_back(table_.columns[c].name);
    }
  }
  for (const auto& [why, names] : seen)
    fmt::print("      seen   {}{}\n", why,
               seen.size() == 1 ? "" : fmt::format("  ({})", fmt::join(names, ", ")));
  for (const Case* used : one.cases) fmt::print("      case   {}\n", used->id);
}

void Printer::rows(bool explain) const {
  std::size_t id_width = 0;
  std::size_t level_width = 0;
  for (const RfcRequirement& one : table_.requirements) {
    id_width = std::max(id_width, one.id.size());
    level_width = std::max(level_width, one.level.size());
  }
  for (std::size_t row = 0; row < table_.requirements.size(); ++row) {
    const RfcRequirement& one = table_.requirements[row];
    const bool changes = table_.changes(row);
    const std::string name =
        fmt::format("{} {:>3}  {:{}}", changes ? '*' : ' ', one.number, one.id, id_width);
    fmt::print("{}  {:{}}  {}\n", changes ? painted(kChangeColour, name) : name, one.level,
               level_width, verdicts(row));
    if (explain) explanation(row);
  }
}

void Printer::counts() const {
  using Counts = std::array<std::size_t, kRfcVerdicts>;
  std::vector<std::string> names;
  std::vector<std::vector<Counts>> cells;  // by level, then by column
  const auto add_row = [&](std::string_view level) {
    std::vector<Counts> row(table_.columns.size(), Counts{});
    bool any = false;
    for (std::size_t r = 0; r < table_.requirements.size(); ++r) {
      if (!level.empty() && table_.requirements[r].level != level) continue;
      any = true;
      for (std::size_t c = 0; c < row.size(); ++c)
        ++row[c][static_cast<std::size_t>(table_.findings[r][c].verdict)];
    }
    if (!any) return;
    names.emplace_back(level.empty() ? "all" : level);
    cells.push_back(std::move(row));
  };
  for (const std::string_view level : rfc_levels()) add_row(level);
  add_row({});

  const auto text = [](const Counts& counts) { return fmt::format("{}", fmt::join(counts, "/")); };
  constexpr std::size_t kNameWidth = 11;
  fmt::print("\n{:{}}", "", kNameWidth);
  for (const Column& column : table_.columns) fmt::print("  {:>9}", column.name);
  fmt::print("\n");
  for (std::size_t row = 0; row < cells.size(); ++row) {
    fmt::print("{:{}}", names[row], kNameWidth);
    for (std::size_t c = 0; c < table_.columns.size(); ++c)
      fmt::print("  {:>{}}", text(cells[row][c]),
                 std::max<std::size_t>(table_.columns[c].name.size(), 9));
    fmt::print("\n");
  }
  fmt::print("Each cell: met/not met/not applicable.\n");
}

void Printer::closing() const {
  std::size_t changing = 0;
  for (std::size_t row = 0; row < table_.requirements.size(); ++row)
    changing += table_.changes(row) ? 1U : 0U;
  const bool with_subject = table_.columns.back().is_subject;
  fmt::print("{} requirement{}; {} with a verdict that {} (*)\n", table_.requirements.size(),
             table_.requirements.size() == 1 ? "" : "s", changing,
             with_subject ? "is not the same for the subject" : "changed between versions");
}

void quoted(std::string_view key, const std::string& utf8, std::string& out) {
  out += fmt::format(", \"{}\": ", key);
  write_text(Text::from_utf8(utf8), out);
}

void quoted_list(std::string_view key, const std::vector<std::string>& items, std::string& out) {
  out += fmt::format(", \"{}\": [", key);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out += ", ";
    write_text(Text::from_utf8(items[i]), out);
  }
  out += ']';
}

void Printer::json() const {
  for (std::size_t row = 0; row < table_.requirements.size(); ++row) {
    const RfcRequirement& one = table_.requirements[row];
    std::string line = fmt::format("{{\"id\": \"{}\", \"number\": {}", one.id, one.number);
    quoted_list("sections", one.sections, line);
    quoted("level", one.level, line);
    quoted("requirement", one.requirement, line);
    quoted("finding", one.finding, line);
    quoted("check", std::string(one.check->name), line);
    std::vector<std::string> cases;
    for (const Case* used : one.cases) cases.push_back(used->id);
    quoted_list("cases", cases, line);
    line += ", \"verdicts\": {";
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      const RfcFinding& finding = table_.findings[row][c];
      if (c != 0) line += ", ";
      write_text(Text::from_utf8(table_.columns[c].name), line);
      line += fmt::format(": {{\"verdict\": \"{}\"", verdict_name(finding.verdict));
      quoted("seen", finding.why, line);
      line += '}';
    }
    fmt::print("{}}}}}\n", line);
  }
}

struct Rfc {
  CorpusOption corpus;
  SubjectOption subject;
  std::vector<std::string> profiles;
  std::vector<std::string> levels;
  std::vector<std::string> filters;
  bool explain = false;
  bool json = false;
  bool pin = false;

  int run() const;

 private:
  void check_usage() const;
  bool selects(const RfcRequirement& one) const;
  int pin_verdicts(const Table& table, const std::filesystem::path& file) const;
  void ask_subject(Table& table) const;
};

void Rfc::check_usage() const {
  const bool narrowed = !profiles.empty() || !levels.empty() || !filters.empty();
  if (pin && (narrowed || !subject.command.empty() || json))
    throw UnknownName(
        "--pin pins every requirement under every recorded version: give no other "
        "option but --corpus with it");
  if (!subject.command.empty() && profiles.size() != 1)
    throw UnknownName("--subject needs one --profile, the CPython that it is held against");
}

bool Rfc::selects(const RfcRequirement& one) const {
  const auto is_level = [&](const std::string& level) { return level == one.level; };
  const auto matches = [&](const std::string& filter) {
    return glob_matches(filter, one.id) || filter == std::to_string(one.number);
  };
  return (levels.empty() || std::any_of(levels.begin(), levels.end(), is_level)) &&
         (filters.empty() || std::any_of(filters.begin(), filters.end(), matches));
}

int Rfc::pin_verdicts(const Table& table, const std::filesystem::path& file) const {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  std::vector<std::vector<RfcVerdict>> verdicts;
  for (const auto& row : table.findings) {
    verdicts.emplace_back();
    for (const RfcFinding& finding : row) verdicts.back().push_back(finding.verdict);
  }
  AtomicFiles files;
  files.write(file, write_verdicts(table.requirements, names, verdicts));
  const std::size_t changed = files.commit();
  fmt::print("{} requirements under {} versions: {}\n", table.requirements.size(), names.size(),
             changed == 0 ? "nothing changed" : "written to " + file.string());
  return kAsExpected;
}

// Adds a column: what the foreign program does.
void Rfc::ask_subject(Table& table) const {
  const std::unique_ptr<Subject> program = subject.make(table.columns[0].profile);
  table.columns.push_back({"subject", table.columns[0].profile, true});
  for (std::size_t row = 0; row < table.requirements.size(); ++row)
    table.findings[row].push_back(judge(table.requirements[row], [&](const Case& one) {
      Answer answer = program->run(one);
      if (const auto* failure = std::get_if<Failure>(&answer))
        throw SubjectError(fmt::format("{}: {}", one.id, failure->what));
      return answer;
    }));
  if (const std::string problem = program->finish(); !problem.empty()) throw SubjectError(problem);
}

// Says on standard error where verdicts part from the pinned ones; how many do.
std::size_t report_unpinned(const Table& table, const PinnedVerdicts& pinned) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < table.requirements.size(); ++row) {
    const RfcRequirement& one = table.requirements[row];
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const RfcFinding& finding = table.findings[row][c];
      const RfcVerdict* wanted = pinned.find(one.id, table.columns[c].profile);
      if (wanted != nullptr && *wanted == finding.verdict) continue;
      ++count;
      fmt::print(stderr, "basehttp rfc: {}:{}: {} under {}: {} ({}), pinned is {}\n", one.file,
                 one.line, one.id, table.columns[c].name, verdict_name(finding.verdict),
                 finding.why, wanted == nullptr ? "nothing" : verdict_name(*wanted));
    }
  }
  return count;
}

int Rfc::run() const {
  check_usage();
  const Corpus loaded = Corpus::load(corpus.folder());
  const std::filesystem::path folder = loaded.root / "rfc";
  const std::vector<RfcRequirement> all =
      load_rfc_requirements(folder / "requirements.jsonl", loaded.cases);
  Table table;
  std::copy_if(all.begin(), all.end(), std::back_inserter(table.requirements),
               [&](const RfcRequirement& one) { return selects(one); });
  if (table.requirements.empty()) {
    fmt::print(stderr, "basehttp rfc: nothing matches: of {} requirements, none is chosen by {}\n",
               all.size(), "--filter and --level");
    return kNothingRan;
  }
  for (const std::string& version : chosen_profiles(profiles, loaded))
    table.columns.push_back({version, version});
  for (const RfcRequirement& one : table.requirements) {
    table.findings.emplace_back();
    for (const Column& column : table.columns)
      table.findings.back().push_back(judge_recorded(one, loaded, column.profile));
  }
  const std::filesystem::path pinned_file = folder / "verdicts.jsonl";
  if (pin) return pin_verdicts(table, pinned_file);
  const PinnedVerdicts pinned = PinnedVerdicts::load(pinned_file, all);
  if (!subject.command.empty()) ask_subject(table);

  const Printer printer(table, wants_colour(STDOUT_FILENO));
  if (json) {
    printer.json();
  } else {
    printer.rows(explain);
    printer.counts();
    printer.closing();
  }
  std::fflush(stdout);
  return report_unpinned(table, pinned) == 0 ? kAsExpected : kUnexpected;
}

}  // namespace

void add_rfc_command(CLI::App& app, int& code) {
  auto options = std::make_shared<Rfc>();
  CLI::App& command =
      *app.add_subcommand("rfc", "What RFC 9110 and 9112 ask, and whether each CPython does it");
  options->corpus.add_to(command);
  add_profile_option(command, options->profiles);
  command
      .add_option("--subject", options->subject.command,
                  "A program that speaks the process protocol: its verdicts too, beside those of "
                  "the CPython of --profile")
      ->type_name("CMD");
  command.add_option("--timeout", options->subject.timeout, "Seconds that it may take for a case")
      ->check(CLI::PositiveNumber)
      ->type_name("S")
      ->capture_default_str();
  command.add_option("--level", options->levels, "Only requirements of this level; repeatable")
      ->check(CLI::IsMember(std::vector<std::string>(rfc_levels().begin(), rfc_levels().end())))
      ->type_name("LEVEL");
  command
      .add_option("--filter", options->filters,
                  "Only requirements whose id matches this shell pattern, or of this number; "
                  "repeatable")
      ->type_name("GLOB");
  command.add_flag("--explain", options->explain,
                   "What is asked, what CPython does, what was seen, and in which case");
  command.add_flag("--json", options->json, "One object a line instead of the table");
  command.add_flag("--pin", options->pin, "Write the verdicts to rfc/verdicts.jsonl");
  command.footer(
      footer("basehttp rfc --level MUST --profile 3.13\n"
             "  basehttp rfc --subject './my-subject' --profile 3.13.0 --explain",
             "0 verdicts as pinned, met or not; 1 a verdict is not the pinned one, or "
             "that of\n  the subject not CPython's; 2 usage or a bad input file; 3 the "
             "subject broke;\n  4 nothing matches --filter and --level"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
