#include "consistency.hpp"

namespace roompass {
namespace detail {
namespace {

/// How many seconds the clock that minted may be ahead of this one.
constexpr std::int64_t maxClockDrift = 60;

}  // namespace

std::vector<Conflict> conflictsOf(const Claims& claims, std::int64_t outerExpire, std::uint32_t keyAppId,
                                  const Suffix* suffix, const Terms& terms) {
    std::vector<Conflict> found;
    const auto check = [&found](bool holds, Code code, const char* claim) {
        if (!holds) found.push_back({code, claim});
    };
    const bool isOfApp = claims.appId == keyAppId && (!terms.appId || *terms.appId == claims.appId);
    const std::int64_t lifetime = claims.expiresAt - claims.issuedAt;
    check(isOfApp, Code::AppMismatch, "app_id");                                                // R23
    check(suffix == nullptr || suffix->userId == claims.userId, Code::UserMismatch, "userID");  // R24
    check(!terms.userId || *terms.userId == claims.userId, Code::UserMismatch, "user_id");      // R24
    check(claims.expiresAt == outerExpire && lifetime > 0, Code::ExpiryMismatch, "expire");     // R25
    check(lifetime <= terms.maxLifetime, Code::LifetimeTooLong, "expire");                      // R26
    check(claims.issuedAt - maxClockDrift <= terms.now, Code::NotYetValid, "ctime");            // R27
    check(!terms.isExpired(claims.expiresAt), Code::TokenExpired, "expire");                    // R28
    return found;
}

void refuseOtherRoom(const PayloadFacts& payload, Trust trust, const Suffix* suffix, const Terms& terms) {
    const std::string shown = suffix == nullptr ? std::string() : suffix->roomId;
    if (!payload.roomId.empty() && !shown.empty() && payload.roomId != shown)
        throw KitTokenError(Code::RoomMismatch, "roomID");
    if (!terms.roomId) return;
    std::string room = provenRoom(payload, trust, suffix);
    // A bare token proves no room. Whoever takes it all the same is at least told when it speaks of another one.
    if (trust == Trust::Bare) room = payload.roomId.empty() ? shown : payload.roomId;
    if (room.empty() || room != *terms.roomId) throw KitTokenError(Code::RoomMismatch, "roomID");
}

std::string provenRoom(const PayloadFacts& payload, Trust trust, const Suffix* suffix) {
    if (trust == Trust::Bare) return std::string();
    if (trust == Trust::Signed && suffix != nullptr && !suffix->roomId.empty()) return suffix->roomId;
    return payload.roomId;
}

}  // namespace detail
}  // namespace roompass
