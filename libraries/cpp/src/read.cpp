#include "roompass/read.hpp"

#include "codec/envelope.hpp"
#include "codec/frame.hpp"
#include "codec/suffix.hpp"

namespace roompass {

Shown read(const std::string& kitToken) {
    const detail::KitTokenParts parts = detail::splitKitToken(kitToken, detail::ownReading);
    const detail::Bytes raw = detail::decodeToken04(parts.token04, detail::ownReading);
    const detail::Envelope envelope = detail::readEnvelope(raw, detail::ownReading);
    const detail::Suffix suffix = detail::readSuffix(parts.suffix, detail::ownReading);
    Shown shown;
    shown.appId = suffix.appId;
    shown.userId = suffix.userId;
    shown.roomId = suffix.roomId;
    shown.userName = suffix.userName;
    shown.expiresAt = envelope.expire;
    return shown;
}

}  // namespace roompass
