#include "mint_raw.hpp"

namespace roompass {
namespace detail {

std::int32_t drawNonce(const Random& random) {
    Byte drawn[4] = {0, 0, 0, 0};
    if (random) {
        random(drawn, sizeof drawn);
    } else {
        fillRandom(drawn, sizeof drawn);
    }
    return (drawn[0] & 0x7f) << 24 | drawn[1] << 16 | drawn[2] << 8 | drawn[3];
}

bool mintRaw(const SealedKey& key, Claims claims, Format format, std::size_t max, Bytes& raw) {
    claims.appId = key.appId();
    const std::string plaintext = writeClaims(claims);
    if (plaintext.size() > max) return false;
    raw = key.seal(format, claims.expiresAt, plaintext);
    return true;
}

}  // namespace detail
}  // namespace roompass
