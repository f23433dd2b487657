// The claims that are encrypted in a Token04 (spec/token04.md section 3).
#ifndef ROOMPASS_SRC_CODEC_CLAIMS_HPP
#define ROOMPASS_SRC_CODEC_CLAIMS_HPP

#include <cstdint>
#include <string>

#include "json.hpp"

namespace roompass {
namespace detail {

/// Times are Unix seconds.
struct Claims {
    std::uint32_t appId = 0;
    std::string userId;
    std::int32_t nonce = 0;
    std::int64_t issuedAt = 0;
    std::int64_t expiresAt = 0;
    /// "" also where the key is absent or null.
    std::string payload;
};

inline bool isAppId(std::int64_t number) { return number >= 1 && number <= 4294967295; }

/// A plaintext that may be claims, whose values were not looked at yet unless it is spelled as ours.
struct ScannedClaims {
    bool isOwn = false;
    /// Where it is spelled as ours: good already.
    Claims own;
    /// Where it is not.
    JsonDocument document;
};

/// Spells the claims as they are minted: the order of the keys is part of it.
std::string writeClaims(const Claims& claims);

/// False when a text is not the compact JSON of one flat object (R18, R19), which nobody may tell apart from one that
/// was never decrypted.
bool scanClaims(const std::string& text, ScannedClaims& scanned);

/// Looks at the keys and values of claims that anybody may have spelled: R19, R21, R22. Throws KitTokenError.
Claims readClaims(const ScannedClaims& scanned);

}  // namespace detail
}  // namespace roompass

#endif
