// The named inputs: what one connection sends.  Benchmarks, the gates on instruction counts
// and CPython are given the same bytes, and each checks the answer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace basehttp::bench {

struct Input {
  std::string_view name;
  std::string_view about;
  std::string bytes;
  std::size_t requests = 1;  // that are answered
  // What CPython 3.11.7 answers with protocol_version HTTP/1.1: the status, and
  // how many bytes in all.
  int status = 200;
  std::size_t response_size = 125;
  // How often a warm handler allocates at most, for the whole connection, logging or not: what
  // takes the general parser does.
  std::size_t allocations = 0;
};

// All of them; made once.
[[nodiscard]] const std::vector<Input>& inputs();
// By name; throws std::out_of_range for another one.
[[nodiscard]] const Input& input(std::string_view name);
// The bytes of a named input, or of one that grows: `fields:24`, `value:8000`,
// `target:8000`, `folds:24`, `pipeline:8`.  Throws std::out_of_range.
[[nodiscard]] std::string bytes_of(std::string_view name);

// GET / with `count` fields of 60 bytes each, line ends included.
[[nodiscard]] std::string with_fields(std::size_t count);
// GET / with a field whose value has `size` bytes.
[[nodiscard]] std::string with_value(std::size_t size);
// GET with a target of `size` bytes.
[[nodiscard]] std::string with_target(std::size_t size);
// GET / with a field that is folded `folds` times.
[[nodiscard]] std::string with_folds(std::size_t folds);
// `count` times the browser's request, on one connection.
[[nodiscard]] std::string pipelined(std::size_t count);

}  // namespace basehttp::bench
