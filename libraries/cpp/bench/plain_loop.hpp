// What somebody writes by hand with what OpenSSL has, and without a check. JSON is read by the library, since C++ has
// no reader.
#ifndef ROOMPASS_BENCH_PLAIN_LOOP_HPP
#define ROOMPASS_BENCH_PLAIN_LOOP_HPP

#include <string>

namespace bench {

/// Encrypts alone: a fresh cipher under a random IV, base64.
std::string plainMint(const std::string& secret, const std::string& userId, const std::string& payload);
/// Decrypts alone, and parses what is inside. Gives the user, or "".
std::string plainOpen(const std::string& secret, const std::string& token);

/// The work of a sealed token: the IV comes from an HMAC. The secret is its key too, which costs the same.
std::string plainSealedMint(const std::string& secret, const std::string& userId, const std::string& payload);
std::string plainSealedOpen(const std::string& secret, const std::string& token);

/// The work of a signed token: the suffix as well, and an HMAC of everything.
std::string plainSignedMint(const std::string& secret, const std::string& userId, const std::string& payload);
std::string plainSignedOpen(const std::string& secret, const std::string& kitToken);

}  // namespace bench

#endif
