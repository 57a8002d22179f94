#include "conformance/reports/html_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/report.h"
#include "conformance/reports/markup.h"
#include "conformance/reports/page_parts.h"
#include "conformance/reports/report_data.h"

namespace basehttp::conformance {
namespace {

// 77412 as 77,412.
std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

// As the value of a query in the page's own addresses.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
  std::string out;
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

// The rows of the matrix.
struct Areas {
  std::vector<std::string> names;  // in the order of the cases
  std::vector<std::vector<Tally>> tallies;
  std::vector<Tally> totals;
};

Areas areas_of(const ConformanceRun& run) {
  Areas areas;
  areas.totals.resize(run.profiles.size());
  std::map<std::string_view, std::size_t> rows;
  for (std::size_t c = 0; c < run.cases.size(); ++c) {
    const std::string_view area = run.cases[c]->area();
    const auto [at, fresh] = rows.emplace(area, areas.names.size());
    if (fresh) {
      areas.names.emplace_back(area);
      areas.tallies.emplace_back(run.profiles.size());
    }
    for (std::size_t p = 0; p < run.profiles.size(); ++p) {
      areas.tallies[at->second][p].add(run.results[p][c].verdict);
      areas.totals[p].add(run.results[p][c].verdict);
    }
  }
  return areas;
}

class Page {
 public:
  Page(const ConformanceRun& run, const ReportContext& context)
      : run_(run), context_(context), areas_(areas_of(run)), all_(tally(run)) {}

  std::string text() const;

 private:
  std::string who() const {
    return context_.subject_command.empty() ? "The reference" : "The subject";
  }
  std::string headline() const;
  std::string facts() const;
  std::string tiles() const;
  std::string problems() const;
  std::string matrix() const;
  std::string cell(const Tally& counts, std::string_view area, std::size_t profile) const;
  std::string chunks() const;

  const ConformanceRun& run_;
  const ReportContext& context_;
  Areas areas_;
  Tally all_;
};

std::string Page::headline() const {
  const std::size_t unexpected = all_[Verdict::kDiffer] + all_[Verdict::kVanished];
  if (all_.broken() != 0)
    return fmt::format("{} <em class=\"bad\">broke down</em> in {} of {} answers", who(),
                       grouped(all_.broken()), grouped(all_.compared()));
  if (unexpected != 0)
    return fmt::format("{} <em class=\"bad\">parts from CPython</em> in {} of {} answers", who(),
                       grouped(unexpected), grouped(all_.compared()));
  if (all_.compared() == 0) return fmt::format("{} was compared with nothing", who());
  if (all_[Verdict::kListed] != 0)
    return fmt::format("{} does <em class=\"ok\">what CPython does</em>, save for {}", who(),
                       counted(all_[Verdict::kListed], "listed difference"));
  return fmt::format("{} does <em class=\"ok\">what CPython does</em>", who());
}

std::string Page::facts() const {
  std::vector<std::string> parts{
      counted(run_.cases.size(), "case"), counted(run_.profiles.size(), "CPython"),
      fmt::format("{} compared in {:.2f} s", counted(all_.compared(), "answer"),
                  context_.running.count())};
  std::string out;
  for (const std::string& part : parts) out += fmt::format("<li>{}</li>", part);
  const std::string when = utc_time(context_.started);
  out += fmt::format("<li><time datetime=\"{}\">{} {} UTC</time></li>", when, when.substr(0, 10),
                     when.substr(11, 5));
  out += fmt::format("<li>basehttp {}</li>", markup_escaped(context_.tool_version));
  return fmt::format("<ul class=\"facts\">{}</ul>", out);
}

std::string Page::tiles() const {
  std::string out;
  for (std::size_t v = 0; v < kVerdicts; ++v) {
    const auto verdict = static_cast<Verdict>(v);
    const std::size_t count = all_[verdict];
    if (count == 0 && verdict != Verdict::kDiffer) continue;
    out += fmt::format(
        "<a class=\"tile v-{}{}\" href=\"#/cases?verdict={}\"><b>{}</b><span>{}</span></a>",
        verdict_letter(verdict), count == 0 ? " zero" : "", percent_encoded(verdict_name(verdict)),
        grouped(count), verdict_name(verdict));
  }
  return fmt::format("<nav class=\"tiles\" aria-label=\"Answers by verdict\">{}</nav>", out);
}

std::string Page::problems() const {
  std::string out;
  for (const auto& [entry, what] : run_.list_problems)
    out += fmt::format("<li><b>Divergence list</b> {}:{}: {} {}: {}</li>",
                       markup_escaped(entry->file), entry->line, markup_escaped(entry->case_id),
                       markup_escaped(entry->field), markup_escaped(what));
  for (const std::string& problem : run_.subject_problems)
    out += fmt::format("<li><b>Subject</b> {}</li>", markup_escaped(problem));
  return out.empty() ? out : fmt::format("<ul class=\"problems\">{}</ul>", out);
}

std::string_view cell_class(const Tally& counts) {
  if (counts.broken() != 0 || counts[Verdict::kDiffer] != 0 || counts[Verdict::kVanished] != 0)
    return "bad";
  if (counts[Verdict::kListed] != 0) return "listed";
  if (counts.unsupported() != 0) return "warn";
  return counts.compared() == 0 ? "none" : "ok";
}

std::string Page::cell(const Tally& counts, std::string_view area, std::size_t profile) const {
  std::vector<std::string> words;
  for (std::size_t v = 0; v < kVerdicts; ++v) {
    const auto verdict = static_cast<Verdict>(v);
    if (counts[verdict] != 0)
      words.push_back(fmt::format("{} {}", grouped(counts[verdict]), verdict_name(verdict)));
  }
  const std::string label =
      fmt::format("{}, {}: {}", area.empty() ? "all areas" : area, run_.profiles[profile],
                  words.empty() ? "nothing" : fmt::format("{}", fmt::join(words, ", ")));
  const std::string_view kind = cell_class(counts);
  std::string query = fmt::format("profile={}", percent_encoded(run_.profiles[profile]));
  if (!area.empty()) query += fmt::format("&amp;area={}", percent_encoded(area));
  if (kind == "bad" || kind == "listed") query += "&amp;verdict=not+agree";
  std::string notes;
  if (counts.differ() + counts[Verdict::kVanished] != 0)
    notes += fmt::format("<i class=\"{}\">{}</i>", kind,
                         grouped(counts.differ() + counts[Verdict::kVanished]));
  if (counts.unsupported() != 0)
    notes += fmt::format("<i class=\"warn\">{}</i>", grouped(counts.unsupported()));
  return fmt::format(
      "<td class=\"{}\"><a href=\"#/cases?{}\" aria-label=\"{}\" title=\"{}\"><b>{}</b>{}</a></td>",
      kind, query, markup_escaped(label), markup_escaped(label), grouped(counts.agree()), notes);
}

std::string Page::matrix() const {
  std::string out = "<table class=\"matrix\"><thead><tr><th scope=\"col\">area</th>";
  for (const std::string& profile : run_.profiles)
    out += fmt::format("<th scope=\"col\"><span>{}</span></th>", markup_escaped(profile));
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < areas_.names.size(); ++row) {
    const std::string& area = areas_.names[row];
    out += fmt::format("<tr><th scope=\"row\"><a href=\"#/cases?area={}\">{}</a></th>",
                       percent_encoded(area), markup_escaped(area));
    for (std::size_t p = 0; p < run_.profiles.size(); ++p)
      out += cell(areas_.tallies[row][p], area, p);
    out += "</tr>\n";
  }
  out += "</tbody>\n<tfoot><tr><th scope=\"row\"><a href=\"#/cases\">total</a></th>";
  for (std::size_t p = 0; p < run_.profiles.size(); ++p) out += cell(areas_.totals[p], {}, p);
  return out + "</tr></tfoot></table>\n";
}

std::string Page::chunks() const {
  std::string out;
  for (const auto& [name, text] : report_data(run_, context_))
    out += fmt::format("<script type=\"text/plain\" id=\"{}\">{}</script>\n", name, text);
  return out;
}

std::string Page::text() const {
  std::string out = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  // Nothing is fetched, whatever a subject may have answered.
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; script-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>basehttp: conformance report</title>\n";
  out += fmt::format("<style>\n{}</style>\n</head>\n<body>\n", kReportStyle);
  out +=
      "<header class=\"top\"><p class=\"brand\"><b>basehttp</b> conformance report</p>\n"
      "<nav class=\"views\" aria-label=\"Views\"><a href=\"#/\" aria-current=\"page\">Matrix</a>"
      "<a href=\"#/cases\">Cases</a><a href=\"#/rfc\">RFC findings</a></nav></header>\n<main>\n";
  out += fmt::format("<section id=\"matrix\" class=\"view\">\n<h1>{}</h1>\n", headline());
  if (!context_.subject_command.empty())
    out += fmt::format("<p class=\"subject\"><code>{}</code></p>\n",
                       markup_escaped(context_.subject_command));
  out += facts() + "\n" + tiles() + "\n" + problems();
  out += fmt::format("<div class=\"scroll\">{}</div>\n", matrix());
  out +=
      "<p class=\"legend\"><span class=\"ok\">answers that agree</span><span class=\"bad\">differ"
      "</span><span class=\"listed\">differ as listed</span><span class=\"warn\">unsupported</span>"
      "<span class=\"none\">not recorded</span></p>\n"
      "<noscript><p class=\"notice\">The cases behind these numbers need JavaScript to be "
      "unpacked; <code>basehttp conform</code> prints the same.</p></noscript>\n</section>\n"
      "<section id=\"cases\" class=\"view\" hidden></section>\n"
      "<section id=\"rfc\" class=\"view\" hidden></section>\n</main>\n";
  out += chunks();
  out += fmt::format("<script>\n{}</script>\n</body>\n</html>\n", kReportScript);
  return out;
}

}  // namespace

std::string html_report(const ConformanceRun& run, const ReportContext& context) {
  return Page(run, context).text();
}

}  // namespace basehttp::conformance
