// From checked values to the bytes of a sealed Token04: the only way by which tokens come into being here.
#ifndef ROOMPASS_SRC_MINT_RAW_HPP
#define ROOMPASS_SRC_MINT_RAW_HPP

#include <functional>
#include <string>

#include "crypto/sealed_key.hpp"

namespace roompass {
namespace detail {

using Random = std::function<void(Byte* bytes, std::size_t count)>;

/// 0 to 2^31-1. Two tokens with equal claims differ by it, and through the seal in all their bytes. Without a generator
/// it comes from OpenSSL's.
std::int32_t drawNonce(const Random& random);

/// Spells and seals claims of the key's app (spec/token04.md 8.3). False when they are longer than `max` bytes.
bool mintRaw(const SealedKey& key, Claims claims, Format format, std::size_t max, Bytes& raw);

}  // namespace detail
}  // namespace roompass

#endif
