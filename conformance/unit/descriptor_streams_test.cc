#include "basehttp/descriptor_streams.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

#include "basehttp/profile.h"
#include "basehttp/python_error.h"
#include "conformance/harness/address_sanitizer.h"

namespace basehttp {
namespace {

using std::chrono::milliseconds;

// Both ends of a stream, closed at the end.
class Ends {
 public:
  enum class Kind { kPipe, kSocket };

  explicit Ends(Kind kind = Kind::kPipe) {
    const int failed = kind == Kind::kPipe
                           ? pipe2(ends_.data(), O_CLOEXEC)
                           : socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data());
    if (failed != 0) std::abort();
  }
  ~Ends() {
    close_reading();
    close_writing();
  }
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;

  [[nodiscard]] int reading() const { return ends_[0]; }
  [[nodiscard]] int writing() const { return ends_[1]; }
  void close_reading() { shut(ends_[0]); }
  void close_writing() { shut(ends_[1]); }
  void send(std::string_view bytes) const {
    ASSERT_EQ(::write(writing(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }

 private:
  static void shut(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  std::array<int, 2> ends_{};
};

// While it lives, this thread is signalled every millisecond by a handler that does nothing,
// without SA_RESTART: system calls end early.
class Interruptions {
 public:
  Interruptions() {
    struct sigaction nothing {};
    nothing.sa_handler = [](int) {};
    sigaction(SIGUSR1, &nothing, &before_);
    victim_ = pthread_self();
    sender_ = std::thread([this] {
      while (!over_) {
        pthread_kill(victim_, SIGUSR1);
        std::this_thread::sleep_for(milliseconds(1));
      }
    });
  }
  ~Interruptions() {
    over_ = true;
    sender_.join();
    sigaction(SIGUSR1, &before_, nullptr);
  }
  Interruptions(const Interruptions&) = delete;
  Interruptions& operator=(const Interruptions&) = delete;

 private:
  struct sigaction before_ {};
  pthread_t victim_{};
  std::atomic<bool> over_{false};
  std::thread sender_;
};

// The class and the text that Python 3.13 shows of what `call` throws.
template <typename Call>
std::string raised(Call call) {
  const Profile& profile = *find_profile("3.13.0");
  try {
    call();
  } catch (const PythonError& error) {
    return error.type(profile) + ": " + error.message(profile).utf8();
  }
  return "nothing";
}

TEST(DescriptorReaderTest, ReadsLinesUpToTheirEndOrTheLimit) {
  Ends ends;
  ends.send("one\ntwo\n\nrest");
  ends.close_writing();
  DescriptorReader reader(ends.reading());
  EXPECT_EQ(reader.readline(100), "one\n");
  EXPECT_EQ(reader.readline(2), "tw");
  EXPECT_EQ(reader.readline(2), "o\n");
  EXPECT_EQ(reader.readline(0), "");
  EXPECT_EQ(reader.readline(100), "\n");
  EXPECT_EQ(reader.readline(100), "rest");
  EXPECT_EQ(reader.readline(100), "");
  EXPECT_EQ(reader.read(5), "");
}

TEST(DescriptorReaderTest, PutsShortReadsTogether) {
  Ends ends;
  std::thread sender([&] {
    for (const char* piece : {"a", "bc", "d\ne", "f", "ghi"}) {
      ends.send(piece);
      std::this_thread::sleep_for(milliseconds(3));
    }
    ends.close_writing();
  });
  DescriptorReader reader(ends.reading());
  EXPECT_EQ(reader.readline(100), "abcd\n");
  EXPECT_EQ(reader.read(4), "efgh");
  EXPECT_EQ(reader.read(4), "i");
  sender.join();
}

TEST(DescriptorReaderTest, ReadsNoFurtherThanWhatWasAskedNeeds) {
  Ends ends;
  ends.send("line\nmore");
  DescriptorReader reader(ends.reading());
  // The writer stays open: a read too many would wait for ever.
  EXPECT_EQ(reader.readline(100), "line\n");
  EXPECT_EQ(reader.read(4), "more");
  EXPECT_EQ(reader.read(0), "");
}

TEST(DescriptorReaderTest, ShowsWhatIsBufferedAndConsumesIt) {
  Ends ends;
  ends.send("ab\ncdef");
  DescriptorReader reader(ends.reading());
  EXPECT_EQ(reader.peek(), "");
  EXPECT_EQ(reader.readline(100), "ab\n");
  EXPECT_EQ(reader.peek(), "cdef");
  reader.consume(3);
  EXPECT_EQ(reader.peek(), "f");
  ends.send("g\n");
  EXPECT_EQ(reader.readline(100), "fg\n");
  EXPECT_EQ(reader.peek(), "");
}

TEST(DescriptorReaderTest, TakesLinesAndBodiesLongerThanItsBuffer) {
  Ends ends;
  const std::string line(70'000, 'x');
  const std::string body(300'000, 'y');
  std::thread sender([&] {
    DescriptorWriter(ends.writing()).write("short\n" + line + "\n" + body);
    ends.close_writing();
  });
  DescriptorReader reader(ends.reading());
  EXPECT_EQ(reader.readline(65'537), "short\n");
  EXPECT_EQ(reader.readline(65'537), line.substr(0, 65'537));
  EXPECT_EQ(reader.readline(65'537), line.substr(65'537) + "\n");
  EXPECT_EQ(reader.read(1'000'000), body);
  sender.join();
}

TEST(DescriptorReaderTest, TakesUpAnInterruptedCall) {
  for (const Patience patience : {Patience(), Patience(milliseconds(5000))}) {
    Ends ends;
    std::thread sender([&] {
      std::this_thread::sleep_for(milliseconds(30));
      ends.send("late\n");
    });
    {
      const Interruptions interruptions;
      DescriptorReader reader(ends.reading(), patience);
      EXPECT_EQ(reader.readline(100), "late\n");
    }
    sender.join();
  }
}

TEST(DescriptorReaderTest, WaitsOnADescriptorThatDoesNotBlock) {
  Ends ends;
  fcntl(ends.reading(), F_SETFL, O_NONBLOCK);
  std::thread sender([&] {
    std::this_thread::sleep_for(milliseconds(20));
    ends.send("late\n");
  });
  EXPECT_EQ(DescriptorReader(ends.reading()).readline(100), "late\n");
  sender.join();
}

TEST(DescriptorReaderTest, ASilentPeerIsATimeoutThatConsumesNothing) {
  Ends ends;
  ends.send("half a li");
  DescriptorReader reader(ends.reading(), milliseconds(20));
  EXPECT_EQ(raised([&] { (void)reader.readline(100); }), "TimeoutError: timed out");
  ends.send("ne\n");
  EXPECT_EQ(reader.readline(100), "half a line\n");
}

TEST(DescriptorReaderTest, FailuresAreThoseOfPython) {
  EXPECT_EQ(raised([] { (void)DescriptorReader(-1).read(1); }),
            "OSError: [Errno 9] Bad file descriptor");
  // A peer that goes while bytes are on their way to it resets the connection.
  Ends ends(Ends::Kind::kSocket);
  DescriptorWriter(ends.reading()).write("never read");
  ends.close_writing();
  EXPECT_EQ(raised([&] { (void)DescriptorReader(ends.reading()).read(1); }),
            "ConnectionResetError: [Errno 104] Connection reset by peer");
}

TEST(DescriptorReaderTest, AWaitThatCannotBeginIsAFailureToo) {
#ifdef BASEHTTP_ADDRESS_SANITIZER
  GTEST_SKIP() << "the sanitizers need descriptors themselves";
#else
  Ends ends;
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none{0, before.rlim_max};  // poll(2) takes no more descriptors than that
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  const std::string seen =
      raised([&] { (void)DescriptorReader(ends.reading(), milliseconds(5000)).read(1); });
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(seen, "OSError: [Errno 22] Invalid argument");
#endif
}

TEST(DescriptorWriterTest, WritesEverythingThroughANarrowPipe) {
  Ends ends;
  fcntl(ends.writing(), F_SETPIPE_SZ, 4096);
  const std::string bytes(200'000, 'z');
  std::string received;
  std::thread receiver([&] {
    std::array<char, 1000> piece{};
    for (ssize_t count = 0; (count = ::read(ends.reading(), piece.data(), piece.size())) > 0;)
      received.append(piece.data(), static_cast<std::size_t>(count));
  });
  {
    const Interruptions interruptions;
    DescriptorWriter writer(ends.writing());
    writer.write(bytes);
    writer.flush();
    writer.write("");
  }
  ends.close_writing();
  receiver.join();
  EXPECT_EQ(received, bytes);
}

TEST(DescriptorWriterTest, AClosedPipeIsABrokenPipeError) {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  Ends ends;
  ends.close_reading();
  EXPECT_EQ(raised([&] { DescriptorWriter(ends.writing()).write("x"); }),
            "BrokenPipeError: [Errno 32] Broken pipe");
  std::signal(SIGPIPE, before);
}

TEST(DescriptorWriterTest, APeerThatTakesNothingIsATimeout) {
  Ends ends;
  fcntl(ends.writing(), F_SETFL, O_NONBLOCK);
  DescriptorWriter writer(ends.writing(), milliseconds(20));
  EXPECT_EQ(raised([&] { writer.write(std::string(1'000'000, 'x')); }), "TimeoutError: timed out");
}

}  // namespace
}  // namespace basehttp
