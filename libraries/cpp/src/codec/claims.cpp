#include "claims.hpp"

#include <limits>

#include "../names.hpp"
#include "bounds.hpp"
#include "json_write.hpp"
#include "own_spelling.hpp"
#include "roompass/errors.hpp"

namespace roompass {
namespace detail {
namespace {

std::int64_t readInteger(const JsonValue& object, const char* key, std::int64_t min, std::int64_t max) {
    const JsonValue value = object.get(key);
    if (value.kind() != JsonKind::Integer || value.integer() < min || value.integer() > max)
        throw KitTokenError(Code::ClaimsInvalid, key);
    return value.integer();
}

bool isTextOrNothing(const JsonValue& value) {
    return value.kind() == JsonKind::String || value.kind() == JsonKind::Null || value.isAbsent();
}

bool isTime(std::int64_t number) { return number >= 1 && number <= lastSecond; }

/// Claims that writeClaims spelled, with values that may be.
bool readOwn(const std::string& text, Claims& claims) {
    OwnSpelling in(text);
    std::int64_t appId = 0;
    std::int64_t nonce = 0;
    const bool isSpelled = in.take("{\"app_id\":") && in.takeNumber(appId) && in.take(",\"user_id\":\"") &&
                           in.takeText(claims.userId) && in.take(",\"nonce\":") && in.takeNumber(nonce) &&
                           in.take(",\"ctime\":") && in.takeNumber(claims.issuedAt) && in.take(",\"expire\":") &&
                           in.takeNumber(claims.expiresAt) && in.take(",\"payload\":\"") &&
                           in.takeText(claims.payload) && in.take("}") && in.isAtEnd();
    if (!isSpelled || !isAppId(appId) || nonce > std::numeric_limits<std::int32_t>::max()) return false;
    claims.appId = static_cast<std::uint32_t>(appId);
    claims.nonce = static_cast<std::int32_t>(nonce);
    return isUserId(claims.userId) && isTime(claims.issuedAt) && isTime(claims.expiresAt);
}

}  // namespace

std::string writeClaims(const Claims& claims) {
    std::string json;
    json.reserve(128 + claims.userId.size() + claims.payload.size() * 9 / 8);
    json += "{\"app_id\":" + std::to_string(claims.appId) + ",\"user_id\":";
    appendJsonString(json, claims.userId);
    json += ",\"nonce\":" + std::to_string(claims.nonce) + ",\"ctime\":" + std::to_string(claims.issuedAt);
    json += ",\"expire\":" + std::to_string(claims.expiresAt) + ",\"payload\":";
    appendJsonString(json, claims.payload);
    json += '}';
    return json;
}

bool scanClaims(const std::string& text, ScannedClaims& scanned) {
    scanned.isOwn = readOwn(text, scanned.own);
    return scanned.isOwn || (scanJson(text, 1, scanned.document) && !scanned.document.spaced);
}

Claims readClaims(const ScannedClaims& scanned) {
    if (scanned.isOwn) return scanned.own;
    const JsonValue object = scanned.document.object();
    const JsonValue userId = object.get("user_id");
    const JsonValue payload = object.get("payload");
    // The order of the keys is free, the set is exact: as many members as keys that are looked for here, so that none
    // stands twice and none beside them.
    if (object.size() != (payload.isAbsent() ? 5U : 6U)) throw KitTokenError(Code::ClaimsInvalid);
    Claims claims;
    claims.appId = static_cast<std::uint32_t>(readInteger(object, "app_id", 1, 4294967295));
    claims.nonce = static_cast<std::int32_t>(readInteger(object, "nonce", std::numeric_limits<std::int32_t>::min(),
                                                         std::numeric_limits<std::int32_t>::max()));
    claims.issuedAt = readInteger(object, "ctime", 1, lastSecond);
    claims.expiresAt = readInteger(object, "expire", 1, lastSecond);
    if (userId.kind() != JsonKind::String) throw KitTokenError(Code::ClaimsInvalid, "user_id");
    if (!isTextOrNothing(payload)) throw KitTokenError(Code::ClaimsInvalid, "payload");
    if (!isUserId(userId.text())) throw KitTokenError(Code::UserIdInvalid, "user_id");
    claims.userId = userId.text();
    claims.payload = payload.text();
    return claims;
}

}  // namespace detail
}  // namespace roompass
