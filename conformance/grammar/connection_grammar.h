// A weighted grammar of HTTP/1 connections: what clients send, and what comes close to it.  It
// makes connections from a seed, and changes those that it can read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/grammar/random.h"

namespace basehttp::conformance::grammar {

enum class PieceKind : std::uint8_t {
  kSpace,  // in a request line
  kMethod,
  kTarget,
  kVersion,
  kRequestEnd,  // the end of a request line
  kName,
  kColon,  // with the blanks around it
  kValue,
  kFold,      // the blanks that a continuation line begins with
  kFieldEnd,  // the end of a field line or of a continuation line
  kBlank,     // the line that ends a header block
  kBody,
};

struct Piece {
  PieceKind kind = PieceKind::kSpace;
  std::string_view text;
};

// The pieces of a connection, in the order of its bytes.
class Connection {
 public:
  // Any bytes; bytes() gives them back.  They outlive the connection, and all that come of it.
  [[nodiscard]] static Connection parse(std::string_view bytes);
  // One to four requests.  Equal seeds, equal connections.
  [[nodiscard]] static Connection generate(Random& random);
  // Appends the bytes of what generate() would make of the same seed, in a fraction of the time.
  static void generate_bytes(Random& random, std::string& out);

  Connection(Connection&&) = default;
  Connection& operator=(Connection&&) = default;

  [[nodiscard]] std::string bytes() const;
  void append_to(std::string& out) const;
  [[nodiscard]] const std::vector<Piece>& pieces() const noexcept { return pieces_; }
  // One more piece, whose text outlives the connection.
  void add(PieceKind kind, std::string_view text) { pieces_.push_back({kind, text}); }

  // One change: of a piece, a line or a request.
  void mutate(Random& random);
  // Some lines of `other` in the place of some of its own.  `other` outlives it.
  void cross(const Connection& other, Random& random);

 private:
  struct Lines;
  struct Change;

  Connection() = default;
  // A text of its own.
  std::string_view keep(std::string text);

  void add_request_line(Random& random);
  void add_field(Random& random);
  void add_fold(Random& random);
  void add_request(Random& random);
  void read_request_line(std::string_view line);
  void read_field(std::string_view line);
  [[nodiscard]] std::size_t announced_length(std::size_t from) const;

  [[nodiscard]] Lines lines() const;
  void insert(std::size_t at, const std::vector<Piece>& pieces);

  void choose_piece_anew(Random& random);
  void edit_piece(Random& random);
  void change_number(Random& random);
  void change_case(Random& random);
  void replace_request_line(Random& random);
  void insert_word(Random& random);
  void insert_field(Random& random);
  void insert_fold(Random& random);
  void insert_request(Random& random);
  void delete_piece(Random& random);
  void delete_line(Random& random);
  void repeat_line(Random& random);
  void swap_lines(Random& random);
  void repeat_tail(Random& random);
  void cut_tail(Random& random);

  std::vector<Piece> pieces_;
  std::forward_list<std::string> made_;  // what views of pieces point into
};

}  // namespace basehttp::conformance::grammar
