// What somebody writes who has installed basehttp: held by conformance/install/install_test.
#include <basehttp/base_http_request_handler.h>
#include <basehttp/memory_streams.h>

#include <iostream>

class Hello : public basehttp::BaseHTTPRequestHandler {
 public:
  explicit Hello(const basehttp::Environment& environment) : BaseHTTPRequestHandler(environment) {
    add_method("GET", [this] { do_GET(); });
  }
  void do_GET() {
    send_response(200);
    send_header("Content-Length", "5");
    end_headers();
    wfile().write("hello");
  }
};

int main() {
  basehttp::MemoryReader rfile("GET / HTTP/1.0\r\n\r\n");
  basehttp::MemoryWriter wfile;
  basehttp::FixedClock clock(784111777);
  basehttp::NullLog log;
  Hello handler({rfile, wfile, clock, log, *basehttp::find_profile("3.13.0")});
  handler.client_address = basehttp::Value::tuple({"127.0.0.1", 54321});
  handler.handle();
  for (const std::string& bytes : wfile.writes()) std::cout << bytes;
}
