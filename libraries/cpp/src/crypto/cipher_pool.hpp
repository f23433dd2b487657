// Ciphers whose key is set. Setting it costs more than encrypting a token, and a cipher serves one thread at a time: so
// those that are done are kept for whoever comes next.
#ifndef ROOMPASS_SRC_CRYPTO_CIPHER_POOL_HPP
#define ROOMPASS_SRC_CRYPTO_CIPHER_POOL_HPP

#include <mutex>
#include <vector>

#include "openssl.hpp"

namespace roompass {
namespace detail {

enum class Direction { Decrypt, Encrypt };

class CipherPool {
  public:
    CipherPool(const EVP_CIPHER* cipher, Direction direction) : cipher_(cipher), direction_(direction) {}

    /// A cipher under an IV, which goes back to the pool when the lease ends.
    class Lease {
      public:
        Lease(CipherPool& pool, View key, View iv);
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease();

        EVP_CIPHER_CTX* get() const { return context_.get(); }

      private:
        CipherPool& pool_;
        CipherContext context_;
    };

  private:
    CipherContext take(View key);
    CipherContext newCipher(View key) const;
    void giveBack(CipherContext context) noexcept;

    const EVP_CIPHER* const cipher_;
    const Direction direction_;
    std::mutex mutex_;
    std::vector<CipherContext> idle_;
    std::size_t made_ = 0;
};

}  // namespace detail
}  // namespace roompass

#endif
