#include "conformance/harness/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

void check(int error, const char* what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

struct Pipe {
  Pipe() { check(::pipe2(ends.data(), O_CLOEXEC) == 0 ? 0 : errno, "pipe"); }
  ~Pipe() {
    for (const int end : ends)
      if (end >= 0) ::close(end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int release(std::size_t end) { return std::exchange(ends[end], -1); }

  std::array<int, 2> ends{-1, -1};  // read, write
};

// Keeps a write to a closed pipe from raising SIGPIPE in this thread, and leaves
// the rest of the program's signals alone.
class NoSigpipe {
 public:
  NoSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoSigpipe() {
    const timespec no_time{};
    while (sigtimedwait(&pipe_, nullptr, &no_time) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

// The groups that are alive, where a signal handler may read them.  More children than
// slots: the last ones are not killed on a signal.
std::array<std::atomic<pid_t>, 1024> living{};
static_assert(std::atomic<pid_t>::is_always_lock_free);

void replace_living(pid_t before, pid_t after) {
  for (auto& slot : living) {
    pid_t expected = before;
    if (slot.compare_exchange_strong(expected, after)) return;
  }
}

extern "C" void end_children(int number) {
  for (const auto& slot : living)
    if (const pid_t group = slot.load(); group > 0) ::kill(-group, SIGKILL);
  ::signal(number, SIG_DFL);
  ::raise(number);
}

pid_t spawn(const std::string& command, int input, int output) {
  posix_spawn_file_actions_t actions;
  check(posix_spawn_file_actions_init(&actions), "posix_spawn");
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  check(posix_spawnattr_init(&attributes), "posix_spawn");
  sigset_t none;
  sigemptyset(&none);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string shell = "sh";
  std::string option = "-c";
  std::string script = command;
  char* const arguments[] = {shell.data(), option.data(), script.data(), nullptr};
  pid_t pid = -1;
  const int error = posix_spawn(&pid, "/bin/sh", &actions, &attributes, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  check(error, "/bin/sh");
  return pid;
}

std::string describe(int status) {
  // A shell that waited for the program says 128 and the signal.
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (code > 128 && code <= 128 + SIGRTMAX)
    return fmt::format("was ended by signal {} ({})", code - 128, strsignal(code - 128));
  if (code == 127)
    return "exited with code 127 (the shell found no such command: check its spelling and path)";
  return fmt::format("exited with code {}", code);
}

}  // namespace

void end_children_on_signals() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::signal(number, end_children);
}

ChildProcess::ChildProcess(const std::string& command) {
  Pipe to_child;
  Pipe from_child;
  pid_ = spawn(command, to_child.ends[0], from_child.ends[1]);
  replace_living(0, pid_);
  input_ = to_child.release(1);
  output_ = from_child.release(0);
  ::fcntl(input_, F_SETFL, O_NONBLOCK);
  ::fcntl(output_, F_SETFL, O_NONBLOCK);
}

ChildProcess::~ChildProcess() {
  finish(std::chrono::milliseconds(0));
  ::close(output_);
}

ChildProcess::Event ChildProcess::wait(bool wants_to_write, Clock::time_point deadline) const {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    std::array<pollfd, 2> pipes{pollfd{output_, POLLIN, 0},
                                pollfd{wants_to_write ? input_ : -1, POLLOUT, 0}};
    const int limit = static_cast<int>(std::clamp<decltype(left)>(left, 0, 1'000'000));
    const int ready = ::poll(pipes.data(), pipes.size(), limit);
    if (ready > 0) return Event::kReady;
    if (ready < 0 && errno != EINTR) check(errno, "poll");
    if (ready == 0 && Clock::now() >= deadline) return Event::kTimeout;
  }
}

std::size_t ChildProcess::write(std::string_view data) {
  if (input_ < 0) return data.size();
  const NoSigpipe quiet;
  const ssize_t written = ::write(input_, data.data(), data.size());
  if (written >= 0) return static_cast<std::size_t>(written);
  if (errno == EAGAIN || errno == EINTR) return 0;
  close_input();
  return data.size();
}

ChildProcess::Read ChildProcess::read(std::string& buffer) const {
  std::array<char, 65536> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): written by read
  const ssize_t count = ::read(output_, piece.data(), piece.size());
  if (count > 0) {
    buffer.append(piece.data(), static_cast<std::size_t>(count));
    return Read::kData;
  }
  return count < 0 && (errno == EAGAIN || errno == EINTR) ? Read::kNothing : Read::kEnd;
}

double ChildProcess::cpu_seconds() const {
  clockid_t clock{};
  timespec time{};
  if (pid_ < 0 || ::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &time) != 0)
    return 0;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::string ChildProcess::finish(std::chrono::milliseconds grace) {
  close_input();
  if (pid_ < 0) return "has ended";
  const auto deadline = Clock::now() + grace;
  siginfo_t info{};
  // The leader is left unreaped until its group is dead: its number names the group.
  const auto ended = [&] {
    info.si_pid = 0;
    return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == pid_;
  };
  bool by_itself = ended();
  while (!by_itself && Clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    by_itself = ended();
  }
  ::kill(-pid_, SIGKILL);
  replace_living(pid_, 0);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  succeeded_ = by_itself && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return by_itself ? describe(status) : "had to be killed";
}

void ChildProcess::close_input() noexcept {
  if (input_ >= 0) ::close(std::exchange(input_, -1));
}

}  // namespace basehttp::conformance
