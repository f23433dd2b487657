#include "opening.hpp"

#include "roompass/errors.hpp"

namespace roompass {
namespace detail {

const AppKey& signerOf(const AppKeys& candidates, const Suffix& suffix, const Bytes& raw) {
    for (const AppKey* key : candidates) {
        if (key->sealed.kid() != suffix.signature.kid) continue;
        if (!key->sealed.hasSigned(suffix.signature, suffix, raw)) throw KitTokenError(Code::SignatureInvalid, "sig");
        return *key;
    }
    throw KitTokenError(Code::KeyUnknown, "sig");
}

Found openWith(const AppKeys& candidates, const Envelope& envelope, bool isSigned) {
    if (candidates.empty()) throw KitTokenError(Code::KeyUnknown);
    Found found;
    bool isUsable = false;
    for (const AppKey* key : candidates) {
        if (envelope.format == Format::Gcm && key->gcm == GcmPolicy::Refuse) continue;
        isUsable = true;
        Opened opened;
        const bool opens = key->sealed.open(envelope, isSigned, opened);
        if (opens && (found.key == nullptr || (opened.sealed && !found.opened.sealed))) {
            found.key = key;
            found.opened = std::move(opened);
        }
    }
    if (!isUsable) throw KitTokenError(Code::TokenEnvelope);
    if (found.key == nullptr) throw KitTokenError(Code::TokenUndecryptable);
    return found;
}

Trust trustOf(const Found& found, const Envelope& envelope, bool isSigned) {
    if (isSigned) return Trust::Signed;
    const bool isTrustedTag = envelope.format == Format::Gcm && found.key->gcm == GcmPolicy::Trust;
    return found.opened.sealed || isTrustedTag ? Trust::Sealed : Trust::Bare;
}

}  // namespace detail
}  // namespace roompass
