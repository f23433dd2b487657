// AES in both forms of a Token04. It knows neither seals nor claims.
#ifndef ROOMPASS_SRC_CRYPTO_AES_HPP
#define ROOMPASS_SRC_CRYPTO_AES_HPP

#include <string>

#include "../codec/envelope.hpp"
#include "cipher_pool.hpp"

namespace roompass {
namespace detail {

/// What is read in place of a plaintext that cannot be read, so that the failure costs what a success costs.
extern const char* const unreadablePlaintext;

class Aes {
  public:
    /// The key has 32 bytes, or 16 where a secret was misread.
    explicit Aes(View key);

    /// The bytes of a Token04.
    Bytes sealCbc(std::int64_t expire, View iv, const std::string& plaintext) const;
    Bytes sealGcm(std::int64_t expire, View nonce, const std::string& plaintext) const;

    /// False where the padding or the tag is wrong. Then too there is a plaintext, and the work goes on with it.
    bool decrypt(const Envelope& envelope, std::string& plaintext) const;

    View key() const { return key_.view(); }

  private:
    bool decryptCbc(const Envelope& envelope, std::string& plaintext) const;
    bool decryptGcm(const Envelope& envelope, std::string& plaintext) const;

    SecretBytes key_;
    mutable CipherPool cbcEncryptors_;
    mutable CipherPool cbcDecryptors_;
    mutable CipherPool gcmEncryptors_;
    mutable CipherPool gcmDecryptors_;
};

}  // namespace detail
}  // namespace roompass

#endif
