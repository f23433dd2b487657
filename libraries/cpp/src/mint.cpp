#include "roompass/mint.hpp"

#include "arguments.hpp"
#include "clock.hpp"
#include "codec/frame.hpp"
#include "codec/percent.hpp"
#include "keyring_contents.hpp"
#include "mint_raw.hpp"
#include "names.hpp"
#include "payload.hpp"
#include "roompass/errors.hpp"

namespace roompass {
namespace {

using detail::refuseArgument;

/// What both ways of minting have in common.
struct RawInput {
    const std::string& userId;
    const std::string& payload;
    std::chrono::seconds expiresIn;
    Format format;
};

std::string must(const char* rule) { return std::string("must be ") + rule; }

void checkRoomId(const std::string& roomId) {
    if (!isRoomId(roomId)) refuseArgument("input.roomId", must(detail::roomIdRule));
}

void check(const RawInput& input, const detail::AppKey& key, const MintOptions& options) {
    if (!isUserId(input.userId)) refuseArgument("input.userId", must(detail::userIdRule));
    if (options.maxLifetime.count() < 1) refuseArgument("options.maxLifetime", "must be positive");
    if (input.expiresIn.count() < 1 || input.expiresIn > options.maxLifetime)
        refuseArgument("input.expiresIn", "must be one second to options.maxLifetime");
    if (input.format != Format::Cbc && input.format != Format::Gcm)
        refuseArgument("input.format", "must be Cbc or Gcm");
    if (input.format == Format::Gcm && key.gcm == GcmPolicy::Refuse)
        refuseArgument("input.format", "is Gcm, which this key refuses");
}

detail::Bytes mintChecked(const detail::AppKey& key, const RawInput& input, const MintOptions& options) {
    check(input, key, options);
    const std::int64_t lifetime = input.expiresIn.count();
    detail::Claims claims;
    claims.issuedAt = detail::timeOf(options.now);
    if (claims.issuedAt < 1 || claims.issuedAt > detail::lastSecond - lifetime)
        refuseArgument("options.now", "must be Unix seconds: the token would not expire between 1970 and 9999");
    claims.expiresAt = claims.issuedAt + lifetime;
    claims.userId = input.userId;
    claims.nonce = detail::drawNonce(options.random);
    claims.payload = input.payload;
    detail::Bytes raw;
    if (!detail::mintRaw(key.sealed, std::move(claims), input.format, detail::maxPlaintext, raw))
        refuseArgument("input.payload", "makes the claims longer than 3071 bytes");
    return raw;
}

std::string payloadOf(const Token04Input& input) {
    if (!input.roomId.empty()) checkRoomId(input.roomId);
    if (!input.payload.empty() && (input.grant || !input.roomId.empty()))
        refuseArgument("input.payload", "takes the place of grant and roomId");
    if (input.grant) return detail::writePayload(input.roomId, *input.grant);
    if (!input.roomId.empty()) refuseArgument("input.roomId", "is sealed together with a grant: give grant as well");
    try {
        detail::readPayload(input.payload, true, detail::ownReading);
    } catch (const KitTokenError&) {
        refuseArgument("input.payload", "must be JSON of room_id, privilege and stream_id_list as documented, or \"\"");
    }
    return input.payload;
}

}  // namespace

std::string mint(const MintInput& input, const Keyring& keys, const MintOptions& options) {
    const detail::AppKey& key = keys.contents().mintingKey(input.appId, "input.appId");
    checkRoomId(input.roomId);
    if (!isUserName(input.userName)) refuseArgument("input.userName", must(detail::userNameRule));
    if (!detail::isExt(input.ext)) refuseArgument("input.ext", "must be at most 512 printable ASCII characters");
    const std::string payload = input.grant ? detail::writePayload(input.roomId, *input.grant) : std::string();
    const detail::Bytes raw = mintChecked(key, {input.userId, payload, input.expiresIn, input.format}, options);
    detail::SuffixFields fields;
    fields.userId = input.userId;
    fields.roomId = input.roomId;
    fields.encodedName = detail::encodePercent(input.userName);
    fields.appId = key.sealed.appId();
    fields.ext = input.ext;
    const std::string suffix = detail::writeSuffix(fields, key.sealed.sign(fields, raw));
    if (suffix.size() > detail::ownReading.suffix) refuseArgument("input.ext", "is too long beside this userName");
    return detail::joinKitToken(raw, suffix);
}

std::string mintToken04(const Token04Input& input, const Keyring& keys, const MintOptions& options) {
    const detail::AppKey& key = keys.contents().mintingKey(input.appId, "input.appId");
    const std::string payload = payloadOf(input);
    return detail::encodeToken04(mintChecked(key, {input.userId, payload, input.expiresIn, input.format}, options));
}

}  // namespace roompass
