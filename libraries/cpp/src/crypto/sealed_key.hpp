// What one ServerSecret computes for one app (spec/token04.md sections 5 and 6). Several threads may use it at once.
#ifndef ROOMPASS_SRC_CRYPTO_SEALED_KEY_HPP
#define ROOMPASS_SRC_CRYPTO_SEALED_KEY_HPP

#include <string>

#include "../codec/claims.hpp"
#include "../codec/suffix.hpp"
#include "aes.hpp"
#include "digest.hpp"

namespace roompass {
namespace detail {

/// A plaintext of the right form.
struct Opened {
    ScannedClaims claims;
    /// What the claims were read from.
    std::string plaintext;
    /// Only a holder of the secret can have made it: by the signature, or by an IV or nonce that nobody else could
    /// derive.
    bool sealed = false;
};

class SealedKey {
  public:
    /// The secret has 32 bytes, which are the AES key as they are.
    SealedKey(std::uint32_t appId, const std::string& serverSecret);

    std::uint32_t appId() const { return appId_; }
    /// Names the key without telling it: 8 hex digits.
    const std::string& kid() const { return kid_; }
    /// Whether it was made of this secret. In constant time.
    bool isOf(const std::string& serverSecret) const;

    /// Encrypts a plaintext of any content under an IV that only holders of the secret can derive. Gives the bytes of a
    /// Token04.
    Bytes seal(Format format, std::int64_t expire, const std::string& plaintext) const;

    /// False when a token does not open: wrong key, tag, padding, UTF-8 or JSON, which nobody may tell apart (R16, R18,
    /// R19), so each failure does the work of a success. A signature that was right covers every byte already, and the
    /// seal could prove nothing more.
    bool open(const Envelope& envelope, bool isSigned, Opened& opened) const;

    Signature sign(const SuffixFields& fields, const Bytes& raw) const;
    /// R13: computed anew and compared in constant time.
    bool hasSigned(const Signature& signature, const SuffixFields& fields, const Bytes& raw) const;

    /// What is inside, claims or not; false when the key does not fit. For explaining alone: it tells more than a
    /// refusal may.
    bool plaintextOf(const Envelope& envelope, std::string& plaintext) const;
    /// Whether a token opens with the secret decoded from hex, a mistake that is often made.
    bool fitsMisread(const Envelope& envelope) const;

  private:
    std::string ivOf(Format format, const std::string& plaintext) const;

    std::uint32_t appId_;
    std::string kid_;
    Aes aes_;
    Mac cbcSeal_;
    Mac gcmSeal_;
    Mac signature_;
};

/// HKDF as spec/token04.md section 5 has it, for up to 32 bytes.
void deriveKey(std::uint32_t appId, const std::string& serverSecret, const char* label, SecretBytes& derived);

/// What is signed: each part with its length before it, so that no two tokens give the same bytes.
Bytes signedBytes(const std::string& kid, const SuffixFields& fields, const Bytes& raw);

/// Names a Token04 in audit and revocation (spec/token04.md section 7).
std::string tokenIdOf(const Bytes& raw);

}  // namespace detail
}  // namespace roompass

#endif
