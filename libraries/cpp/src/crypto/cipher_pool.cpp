#include "cipher_pool.hpp"

namespace roompass {
namespace detail {

CipherPool::Lease::Lease(CipherPool& pool, View key, View iv) : pool_(pool), context_(pool.take(key)) {
    if (EVP_CipherInit_ex(context_.get(), nullptr, nullptr, nullptr, iv.data, -1) != 1) {
        pool_.giveBack(std::move(context_));
        need(false);
    }
}

CipherPool::Lease::~Lease() { pool_.giveBack(std::move(context_)); }

CipherContext CipherPool::take(View key) {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (!idle_.empty()) {
            CipherContext context = std::move(idle_.back());
            idle_.pop_back();
            return context;
        }
        // So that giving back needs no memory, and cannot fail.
        idle_.reserve(made_ + 1);
        made_++;
    }
    return newCipher(key);
}

CipherContext CipherPool::newCipher(View key) const {
    CipherContext context(EVP_CIPHER_CTX_new());
    need(context != nullptr);
    const int encrypts = direction_ == Direction::Encrypt ? 1 : 0;
    need(EVP_CipherInit_ex(context.get(), cipher_, nullptr, key.data, nullptr, encrypts) == 1);
    need(EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1);
    return context;
}

void CipherPool::giveBack(CipherContext context) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(std::move(context));
}

}  // namespace detail
}  // namespace roompass
