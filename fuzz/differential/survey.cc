#include "fuzz/differential/survey.h"

#include <system_error>
#include <utility>

#include "conformance/harness/atomic_files.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/signature.h"

namespace basehttp::fuzz {
namespace {

constexpr std::string_view kInput = ".input";

}  // namespace

Survey::Survey(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) throw conformance::InputError(folder_.string(), 0, "", error.message());
  for (const auto& entry : std::filesystem::directory_iterator(folder_))
    if (entry.path().extension() == kInput)
      sizes_[entry.path().stem().string()] = entry.file_size();
}

bool Survey::add(std::string_view signature, std::string_view input,
                 const std::function<std::string()>& report) {
  const std::string name = conformance::file_name_of(signature);
  const auto [known, is_new] = sizes_.try_emplace(name, input.size());
  if (!is_new && known->second <= input.size()) return false;
  known->second = input.size();
  conformance::AtomicFiles files;
  files.write(folder_ / (name + ".json"), report() + "\n");
  files.write(folder_ / (name + std::string(kInput)), std::string(input));
  files.commit();
  return is_new;
}

}  // namespace basehttp::fuzz
