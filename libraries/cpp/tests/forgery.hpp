// Tokens that mint does not make.
#ifndef ROOMPASS_TESTS_FORGERY_HPP
#define ROOMPASS_TESTS_FORGERY_HPP

#include <string>

#include "people.hpp"

namespace roompass {
namespace testing_ {

/// The claims as they are minted.
std::string claimsOf(std::int64_t issuedAt, std::int64_t expiresAt, const std::string& payload = "");

/// A Token04 of any claims under an IV that proves nothing, as official generators make it.
struct Forgery {
    std::string plaintext = claimsOf(testNow, testNow + 3600);
    std::string secret = testSecret;
    std::string iv = "abc_defg-hijklmn";
    std::int64_t expire = testNow + 3600;

    std::string token04() const;
};

/// Puts an unsigned suffix around a Token04, as the official client does.
std::string kitOf(const std::string& token04, const std::string& suffixJson);
extern const std::string adasSuffix;

std::string token04Of(const std::string& kitToken);
/// The JSON of a suffix.
std::string suffixJsonOf(const std::string& kitToken);
std::string replaced(std::string text, const std::string& from, const std::string& to);

}  // namespace testing_
}  // namespace roompass

#endif
