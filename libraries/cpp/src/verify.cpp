// The rules R1 to R31 of spec/kit-token.md, in their order. They live with what they are about; here is the path
// through them.
#include "roompass/verify.hpp"

#include "codec/envelope.hpp"
#include "codec/frame.hpp"
#include "consistency.hpp"
#include "names.hpp"
#include "opening.hpp"

namespace roompass {
namespace {

using namespace detail;  // NOLINT(google-build-using-namespace): all of it is the library's own

struct Evidence {
    const Bytes& raw;
    const Envelope& envelope;
    /// Null for a Token04 alone.
    const Suffix* suffix;
    const Terms& terms;
    bool isSigned;
};

/// R5 to R7. The outer expiry is public and cheap to read: an expired token costs no cryptography.
Envelope readOutside(const Bytes& raw, const Terms& terms) {
    const Envelope envelope = readEnvelope(raw, terms.reading);
    if (terms.isExpired(envelope.expire)) throw KitTokenError(Code::TokenExpired, "expire");
    return envelope;
}

Claimed claimedBy(const Suffix& suffix) {
    return {isRoomId(suffix.roomId) ? suffix.roomId : std::string(), suffix.userName};
}

Pass newPass(const Evidence& evidence, const Found& found, Trust trust, const Claims& claims,
             const PayloadFacts& payload) {
    Pass pass;
    pass.trust = trust;
    pass.appId = claims.appId;
    pass.userId = claims.userId;
    pass.roomId = provenRoom(payload, trust, evidence.suffix);
    pass.grant = payload.grant;
    pass.issuedAt = claims.issuedAt;
    pass.expiresAt = claims.expiresAt;
    pass.tid = tokenIdOf(evidence.raw);
    pass.kid = found.key->sealed.kid();
    pass.format = evidence.envelope.format;
    pass.payload = claims.payload;
    if (evidence.suffix == nullptr) return pass;
    pass.claimed = claimedBy(*evidence.suffix);
    if (trust != Trust::Signed) return pass;
    pass.userName = evidence.suffix->userName;
    pass.ext = evidence.suffix->ext;
    return pass;
}

/// Opens a token with the keys that may, and judges what is inside.
Pass conclude(const AppKeys& candidates, const Evidence& evidence) {
    const Found found = openWith(candidates, evidence.envelope, evidence.isSigned);  // R16 to R19
    const Trust trust = trustOf(found, evidence.envelope, evidence.isSigned);        // R17
    const Claims claims = readClaims(found.opened.claims);                           // R19, R21, R22
    const std::vector<Conflict> conflicts = conflictsOf(claims, evidence.envelope.expire, found.key->sealed.appId(),
                                                        evidence.suffix, evidence.terms);  // R23 to R28
    if (!conflicts.empty()) throw KitTokenError(conflicts[0].code, conflicts[0].claim);
    const PayloadFacts payload = readPayload(claims.payload, trust != Trust::Bare, evidence.terms.reading);  // R29
    refuseOtherRoom(payload, trust, evidence.suffix, evidence.terms);                                        // R30, R31
    // Last, so that it is said only of a token that keeps every other rule (R14, R17).
    if (trust < evidence.terms.accept) throw KitTokenError(Code::TrustTooLow);
    return newPass(evidence, found, trust, claims, payload);
}

}  // namespace

Pass verify(const std::string& kitToken, const Keyring& keys, const VerifyOptions& options) {
    const Terms terms = readTerms(options);
    const KitTokenParts parts = splitKitToken(kitToken, terms.reading);         // R1, R2
    const Bytes raw = decodeToken04(parts.token04, terms.reading);              // R1 to R4
    const Envelope envelope = readOutside(raw, terms);                          // R5 to R7
    const Suffix suffix = readSuffix(parts.suffix, terms.reading);              // R8 to R12
    const AppKeys& keysOfApp = keys.contents().ringOf(suffix.appId).verifying;  // R13
    const bool isSigned = suffix.signature.isPresent();
    const AppKeys candidates = isSigned ? AppKeys{&signerOf(keysOfApp, suffix, raw)} : keysOfApp;  // R13
    return conclude(candidates, {raw, envelope, &suffix, terms, isSigned});
}

Pass verifyToken04(const std::string& token04, const Keyring& keys, const VerifyOptions& options) {
    const Terms terms = readTerms(options);
    const Bytes raw = decodeToken04(token04, terms.reading);                    // R1 to R4
    const Envelope envelope = readOutside(raw, terms);                          // R5 to R7
    const AppKeys& candidates = keys.contents().ringOf(terms.appId).verifying;  // R13
    return conclude(candidates, {raw, envelope, nullptr, terms, false});
}

}  // namespace roompass
