// What OpenSSL itself needs for a token without any proof: the least that a Token04 generator and its reader do.
#ifndef ROOMPASS_BENCH_PLAIN_LOOP_HPP
#define ROOMPASS_BENCH_PLAIN_LOOP_HPP

#include <string>

namespace bench {

/// A fresh cipher under a random IV, base64.
std::string plainMint(const std::string& secret, const std::string& userId, const std::string& payload);

/// Decrypts, and parses what is inside with the reader of the library, since C++ has none. Gives the user, or "".
std::string plainOpen(const std::string& secret, const std::string& token);
/// The same of a Kit Token, whose suffix is parsed as well.
std::string plainOpenKit(const std::string& secret, const std::string& kitToken);

}  // namespace bench

#endif
