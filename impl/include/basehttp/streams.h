// The two streams of a handler: `rfile` to read a request from, `wfile` to
// write a response to.
#pragma once

#include <cstddef>
#include <string_view>

namespace basehttp {

// rfile.  A failing stream throws PythonError; what it had consumed then stays
// consumed.
class ByteReader {
 public:
  virtual ~ByteReader() = default;

  // Up to and including the next '\n', at most `limit` bytes; empty at the end
  // of the stream.  The view lives until the next call on this reader.
  virtual std::string_view readline(std::size_t limit) = 0;
  // Exactly `count` bytes, fewer only at the end of the stream.  The view lives
  // until the next call on this reader.
  virtual std::string_view read(std::size_t count) = 0;

  // What is buffered and not yet consumed; may be empty although more will
  // come.  Lets a header block be scanned where it lies.
  virtual std::string_view peek();
  // Consumes `count` bytes of what peek() showed.
  virtual void consume(std::size_t count);
};

// wfile.
class ByteWriter {
 public:
  virtual ~ByteWriter() = default;
  // One call of Python's wfile.write: `bytes` go to the client in this order.
  virtual void write(std::string_view bytes) = 0;
  virtual void flush() = 0;
};

}  // namespace basehttp
