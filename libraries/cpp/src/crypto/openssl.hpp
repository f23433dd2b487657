// OpenSSL as this library uses it: what was made is freed, what failed throws. Only what 1.1.1 and 3 have in common.
#ifndef ROOMPASS_SRC_CRYPTO_OPENSSL_HPP
#define ROOMPASS_SRC_CRYPTO_OPENSSL_HPP

#include <openssl/evp.h>

#include <memory>

#include "../codec/bytes.hpp"

namespace roompass {
namespace detail {

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free>;

/// Throws std::runtime_error unless OpenSSL did what it was asked for. What it was asked is no secret, and not said.
void need(bool done);

/// Fills a buffer from OpenSSL's generator.
void fillRandom(Byte* bytes, std::size_t count);

/// Bytes that are wiped when they go.
class SecretBytes {
  public:
    explicit SecretBytes(View bytes) : bytes_(bytes.data, bytes.data + bytes.size) {}
    explicit SecretBytes(std::size_t count) : bytes_(count) {}
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    Byte* data() { return bytes_.data(); }
    const Byte* data() const { return bytes_.data(); }
    std::size_t size() const { return bytes_.size(); }
    View view() const { return View(bytes_); }

  private:
    Bytes bytes_;
};

}  // namespace detail
}  // namespace roompass

#endif
