// Streams over file descriptors: a pipe, a socket that somebody else has opened, a terminal.
//
// Both descriptors stay the caller's and are never closed here.  A failing system call is
// thrown as Python raises it: PythonError("OSError", {errno, text}), whose type() is the
// subclass of that errno (BrokenPipeError, ConnectionResetError).  An interrupted call is
// taken up again (PEP 475); a descriptor in non-blocking mode is waited for.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "basehttp/streams.h"

namespace basehttp {

// How long one wait for the peer may take; none: for ever.  When it is over, the call throws
// PythonError("socket.timeout", "timed out"), as a socket with settimeout() does.
using Patience = std::optional<std::chrono::milliseconds>;

// rfile.  Reads ahead, as Python's BufferedReader: what it has read and nobody consumed is
// lost for other users of the descriptor.
class DescriptorReader final : public ByteReader {
 public:
  explicit DescriptorReader(int descriptor, Patience patience = {});

  // A call that fails has consumed nothing: what came before the failure is kept.
  std::string_view readline(std::size_t limit) override;
  // Memory grows with what arrives, not with `count`.
  std::string_view read(std::size_t count) override;
  // Never waits and never fails.
  std::string_view peek() override { return std::string_view(buffer_).substr(begin_, size()); }
  void consume(std::size_t count) override { begin_ += count; }

 private:
  [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
  // Reads once more, whatever the peer has; false at the end of the stream.
  bool fill();
  std::string_view take(std::size_t count);

  int descriptor_;
  Patience patience_;
  std::string buffer_;  // bytes [begin_, end_) are read and not consumed
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

// wfile.  Unbuffered, as Python's: each write hands all its bytes to the system.  A process
// that does not ignore SIGPIPE is ended by that signal before a BrokenPipeError could be thrown.
class DescriptorWriter final : public ByteWriter {
 public:
  explicit DescriptorWriter(int descriptor, Patience patience = {})
      : descriptor_(descriptor), patience_(patience) {}

  void write(std::string_view bytes) override;
  void flush() override {}

 private:
  int descriptor_;
  Patience patience_;
};

}  // namespace basehttp
