#include "conformance/reports/report_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fmt/format.h>

#include "conformance/harness/atomic_files.h"
#include "conformance/harness/input_error.h"

namespace basehttp::conformance {

namespace fs = std::filesystem;

ReportFile::ReportFile(std::string_view option, const std::string& file) {
  const auto refuse = [&](std::string_view why) {
    throw InputError(fmt::format("{} {}", option, file), 0, "", why);
  };
  if (file.empty()) refuse("must name a file");
  std::error_code error;
  // A rename would put the report in the place of the link.
  path_ = fs::weakly_canonical(fs::absolute(file), error);
  if (error) refuse(error.message());
  const fs::file_status status = fs::status(path_, error);
  if (fs::exists(status) && !fs::is_regular_file(status))
    refuse("is no file that a report could replace");
  const fs::path folder = path_.parent_path();
  if (!fs::is_directory(folder, error))
    refuse(fmt::format("there is no folder {}", folder.string()));
  // The report is renamed into its place: it is the folder that must be writable.
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    refuse(fmt::format("cannot write in {}: {}", folder.string(), std::strerror(errno)));
}

void ReportFile::write(const std::string& text) const {
  AtomicFiles files;
  files.write(path_, text);
  files.commit();
}

}  // namespace basehttp::conformance
