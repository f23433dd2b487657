#include "digest.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <stdexcept>

namespace roompass {
namespace detail {
namespace {

constexpr std::size_t hashBlock = 64;

DigestContext newContext() {
    DigestContext context(EVP_MD_CTX_new());
    need(context != nullptr);
    return context;
}

DigestContext started() {
    DigestContext context = newContext();
    need(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
    return context;
}

/// A hash that has taken in what another has: neither changes the other from then on.
DigestContext copyOf(const DigestContext& other) {
    DigestContext context = newContext();
    need(EVP_MD_CTX_copy_ex(context.get(), other.get()) == 1);
    return context;
}

void update(const DigestContext& context, View bytes) {
    need(EVP_DigestUpdate(context.get(), bytes.data, bytes.size) == 1);
}

Digest finish(const DigestContext& context) {
    Digest digest;
    unsigned int size = 0;
    need(EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1 && size == digestSize);
    return digest;
}

/// A hash that has taken in the key, every byte of it XORed with `pad`.
DigestContext keyed(View key, Byte pad) {
    SecretBytes block(hashBlock);
    std::copy(key.data, key.data + key.size, block.data());
    for (std::size_t i = 0; i < hashBlock; i++) block.data()[i] ^= pad;
    DigestContext context = started();
    update(context, block.view());
    return context;
}

}  // namespace

Hash::Hash(View prefix) : begun_(started()) { update(begun_, prefix); }

Digest Hash::sum(View message) const {
    const DigestContext context = copyOf(begun_);
    update(context, message);
    return finish(context);
}

Mac::Mac(View key, View prefix) {
    if (key.size > hashBlock) throw std::invalid_argument("roompass: key must have at most 64 bytes");
    inner_ = keyed(key, 0x36);
    outer_ = keyed(key, 0x5c);
    update(inner_, prefix);
}

Digest Mac::sum(View message) const {
    const DigestContext inner = copyOf(inner_);
    update(inner, message);
    Digest digest = finish(inner);
    const DigestContext outer = copyOf(outer_);
    update(outer, View(digest.data(), digest.size()));
    return finish(outer);
}

void hkdf(View secret, View salt, View info, SecretBytes& derived) {
    if (derived.size() > digestSize) throw std::invalid_argument("roompass: derived must have at most 32 bytes");
    Digest extracted = Mac(salt).sum(secret);
    Bytes block(info.data, info.data + info.size);
    block.push_back(1);
    Digest expanded = Mac(View(extracted.data(), extracted.size())).sum(block);
    std::copy(expanded.begin(), expanded.begin() + static_cast<std::ptrdiff_t>(derived.size()), derived.data());
    OPENSSL_cleanse(extracted.data(), extracted.size());
    OPENSSL_cleanse(expanded.data(), expanded.size());
}

}  // namespace detail
}  // namespace roompass
