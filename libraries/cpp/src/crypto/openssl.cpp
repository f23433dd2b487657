#include "openssl.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace roompass {
namespace detail {

void need(bool done) {
    if (!done) throw std::runtime_error("roompass: OpenSSL failed");
}

void fillRandom(Byte* bytes, std::size_t count) { need(RAND_bytes(bytes, static_cast<int>(count)) == 1); }

SecretBytes::~SecretBytes() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

}  // namespace detail
}  // namespace roompass
