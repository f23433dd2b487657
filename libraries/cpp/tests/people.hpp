// Keys, people and tokens for tests.
#ifndef ROOMPASS_TESTS_PEOPLE_HPP
#define ROOMPASS_TESTS_PEOPLE_HPP

#include <functional>
#include <string>

#include "roompass/token.hpp"

namespace roompass {
namespace testing_ {

constexpr std::uint32_t testApp = 1234567890;
constexpr std::int64_t testNow = 1767225600;
/// 32 characters each, that nobody can mistake for a real secret.
extern const std::string testSecret;
extern const std::string otherSecret;

/// One active key of one app.
Keyring testKeys();
/// Ada in the lobby for an hour.
MintInput ada();
/// At testNow.
MintOptions minting();
VerifyOptions verifying();

/// The code with which a call refuses a token; nothing when it does not.
Optional<Code> codeOf(const std::function<void()>& call);

/// Sees that a call is refused by the name of the argument, with a message that shows no secret.
void expectArgument(const std::string& argument, const std::function<void()>& call);

}  // namespace testing_
}  // namespace roompass

#endif
