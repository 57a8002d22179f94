#include "basehttp/streams.h"

namespace basehttp {

// Here, and not in the class: g++ would look first whether they are what it is to call.
std::string_view ByteReader::peek() { return {}; }
void ByteReader::consume(std::size_t /*count*/) {}

}  // namespace basehttp
