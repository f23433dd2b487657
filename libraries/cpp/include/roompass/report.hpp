// The shape of what inspect tells. The sentences in it are those of code.hpp.
#ifndef ROOMPASS_REPORT_HPP
#define ROOMPASS_REPORT_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "roompass/code.hpp"
#include "roompass/keyring.hpp"
#include "roompass/optional.hpp"
#include "roompass/trust.hpp"

namespace roompass {

/// What a text is by its looks.
enum class Kind { KitToken, Token04, Token03, Jwt, AppSign, ServerSecretLike, Empty, Unknown };

/// What the bytes of an IV or nonce are. The first three print, and come from weak sources of randomness.
enum class IvLooks {
    Digits,
    Hex,
    Alphanumeric,
    /// What our seal looks like.
    Base64Url,
    Bytes,
};

/// A maker of tokens: this library, an official generator by its language, or the one in ZEGOCLOUD's web kit.
enum class Generator { Roompass, Go, Cpp, Java, Python, Php, DotNet, Node, WebKit };

/// "kit-token", "token04", …
const char* toString(Kind kind);
/// "digits", "hex", …
const char* toString(IvLooks looks);
/// "roompass", "go", …
const char* toString(Generator generator);

/// A code, what it means here, and what mends it.
struct Problem {
    Code code;
    /// It may end with what is particular to this token.
    std::string message;
    std::string fix;
    ZegocloudCodes zegocloud;
};

/// The text, after its damage was mended.
struct FrameLayer {
    /// In bytes.
    std::size_t length = 0;
    /// The first two bytes, "04" in a good token.
    std::string prefix;
    /// How many "#" it was taken apart at.
    int separators = 0;
};

/// What stands around the ciphertext.
struct EnvelopeLayer {
    Format format = Format::Cbc;
    /// Unix seconds.
    std::int64_t expiresAt = 0;
    std::size_t ciphertextLength = 0;
    /// What the IV or nonce is made of.
    IvLooks ivLooks = IvLooks::Bytes;
};

/// What the suffix says, which nothing proves unless the trust is Signed.
struct SuffixLayer {
    std::uint32_t appId = 0;
    std::string userId;
    std::string roomId;
    std::string userName;
    std::string ext;
    /// The key ID in the signature, right or not; "" without one.
    std::string signedWith;
};

/// The key that opened it.
struct KeyLayer {
    std::uint32_t appId = 0;
    std::string kid;
    KeyState state = KeyState::Active;
};

/// What was encrypted. Whoever sent a token must not see it. Times are Unix seconds.
struct ClaimsLayer {
    std::uint32_t appId = 0;
    std::string userId;
    std::int32_t nonce = 0;
    std::int64_t issuedAt = 0;
    std::int64_t expiresAt = 0;
    std::string payload;
};

/// What was found, from the outside in. What is absent was not reached: a layer around it is broken, or no key was
/// given.
struct Layers {
    Optional<FrameLayer> frame;
    Optional<EnvelopeLayer> envelope;
    Optional<SuffixLayer> suffix;
    Optional<KeyLayer> key;
    Optional<ClaimsLayer> claims;
    Optional<Trust> trust;
    /// Who most likely made it, by its spelling and its IV: several where they cannot be told apart, none where it was
    /// not reached.
    std::vector<Generator> generators;
};

/// What inspect tells.
struct Report {
    Kind kind = Kind::Unknown;
    /// True when there is no problem. With keys that is exactly when verify takes it; without keys nothing is proved.
    bool ok = false;
    /// The code that explains most; nothing when there is no problem.
    Optional<Code> primary;
    /// Everything that is wrong, the most telling first.
    std::vector<Problem> problems;
    /// What does not make the token bad, and should be known.
    std::vector<Problem> warnings;
    Layers layers;
};

}  // namespace roompass

#endif
