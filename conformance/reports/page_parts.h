// The parts of an HTML report that are the same in each: page/report.css, page/report.js.
#pragma once

#include <string_view>

namespace basehttp::conformance {

extern const std::string_view kReportStyle;
extern const std::string_view kReportScript;

}  // namespace basehttp::conformance
