// SHA-256, and HMAC and HKDF over it.
#ifndef ROOMPASS_SRC_CRYPTO_DIGEST_HPP
#define ROOMPASS_SRC_CRYPTO_DIGEST_HPP

#include <array>

#include "openssl.hpp"

namespace roompass {
namespace detail {

constexpr std::size_t digestSize = 32;
using Digest = std::array<Byte, digestSize>;

/// SHA-256 of messages that begin alike. Several threads may use it.
class Hash {
  public:
    explicit Hash(View prefix);

    Digest sum(View message) const;

  private:
    DigestContext begun_;
};

/// HMAC-SHA256 over messages that begin alike. The key is worked in once; several threads may use it.
class Mac {
  public:
    /// The key has at most 64 bytes.
    explicit Mac(View key, View prefix = View());

    Digest sum(View message) const;

  private:
    DigestContext inner_;
    DigestContext outer_;
};

/// HKDF-SHA256 (RFC 5869) for up to 32 bytes: one round of expanding is enough.
void hkdf(View secret, View salt, View info, SecretBytes& derived);

}  // namespace detail
}  // namespace roompass

#endif
