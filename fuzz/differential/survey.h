// What a survey of divergences has found: of each kind the smallest input, in a folder.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace basehttp::fuzz {

class Survey {
 public:
  // Makes the folder where it is missing, and goes on from what it holds.  InputError when it
  // cannot be written.
  explicit Survey(std::filesystem::path folder);

  // Keeps `input` unless a smaller one shows the same: NAME.input, and NAME.json with what
  // `report` gives.  True when the signature is new.  InputError when it cannot be written.
  bool add(std::string_view signature, std::string_view input,
           const std::function<std::string()>& report);

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::size_t> sizes_;  // by name
};

}  // namespace basehttp::fuzz
