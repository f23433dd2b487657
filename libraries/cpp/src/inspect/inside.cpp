#include "inside.hpp"

#include "../opening.hpp"
#include "conflicts.hpp"
#include "generators.hpp"
#include "key_faults.hpp"

namespace roompass {
namespace detail {
namespace {

/// What there is beside the claims.
struct Context {
    const Envelope& envelope;
    const Suffix* suffix;
    std::uint32_t keyAppId;
    Trust trust;
    const Terms& terms;
};

/// The key that signed, if there is a signature and it is right.
const AppKey* findSigner(Walk& walk, const Outside& outside, const Suffix* suffix, const AppKeys& verifying,
                         const Ring& all) {
    if (suffix == nullptr || !suffix->signature.isPresent()) return nullptr;
    const AppKey* signer = nullptr;
    const auto find = [&] { signer = &signerOf(verifying, *suffix, outside.raw); };
    attempt(walk.problems, find, [&](Code) { return retiredKey(suffix->signature.kid, all); });
    return signer;
}

/// With the plaintext, guesses about the maker become better ones.
void noteGenerator(Walk& walk, const Opened& opened, const Envelope& envelope) {
    if (opened.sealed) {
        walk.layers.generators = {Generator::Roompass};
        return;
    }
    walk.layers.generators = generatorsOf(opened.plaintext, envelope);
    if (hasIvOfItsSecond(opened.plaintext, envelope)) walk.warnings.emplace_back(Code::IvRepeated);
}

void noteKey(Walk& walk, const AppKey& key) {
    KeyLayer layer;
    layer.appId = key.sealed.appId();
    layer.kid = key.sealed.kid();
    layer.state = key.state;
    walk.layers.key = layer;
    if (key.weak) walk.warnings.emplace_back(Code::SecretWeak);
}

void checkClaims(Walk& walk, const Claims& claims, const Context& context) {
    const Terms& terms = context.terms;
    ClaimsLayer layer;
    layer.appId = claims.appId;
    layer.userId = claims.userId;
    layer.nonce = claims.nonce;
    layer.issuedAt = claims.issuedAt;
    layer.expiresAt = claims.expiresAt;
    layer.payload = claims.payload;
    walk.layers.claims = layer;
    for (const Conflict& conflict :
         conflictsOf(claims, context.envelope.expire, context.keyAppId, context.suffix, terms)) {
        append(walk.problems, explainConflict(conflict, claims, context.envelope.expire, terms));
    }
    attempt(walk.problems, [&] {
        const PayloadFacts facts = readPayload(claims.payload, context.trust != Trust::Bare, terms.reading);
        refuseOtherRoom(facts, context.trust, context.suffix, terms);
    });
    // What would be refused by default in a proven token is worth knowing where it is not.
    if (context.trust == Trust::Bare || terms.reading.official)
        attempt(walk.warnings, [&] { readPayload(claims.payload, true, ownReading); });
}

}  // namespace

void lookInside(Walk& walk, const Outside& outside, const Suffix* suffix, const KeyringContents& keys,
                const Terms& terms) {
    const AppKeys& verifying =
        keys.ringOf(suffix == nullptr ? terms.appId : Optional<std::uint32_t>(suffix->appId)).verifying;
    // With a wrong signature the token may still open: what is inside explains what was changed.
    const AppKey* signer = findSigner(walk, outside, suffix, verifying, keys.all);
    const AppKeys usual = signer == nullptr ? verifying : AppKeys{signer};
    Found found;
    const auto open = [&] { found = openWith(usual, outside.envelope, false); };
    const auto explain = [&](Code code) {
        return code == Code::TokenEnvelope ? Findings() : Findings{keyFault(outside.envelope, usual, keys.all)};
    };
    if (!attempt(walk.problems, open, explain)) return;
    noteKey(walk, *found.key);
    noteGenerator(walk, found.opened, outside.envelope);
    const Trust trust = trustOf(found, outside.envelope, signer != nullptr);
    walk.layers.trust = trust;
    Claims claims;
    if (attempt(walk.problems, [&] { claims = readClaims(found.opened.claims); }))
        checkClaims(walk, claims, {outside.envelope, suffix, found.key->sealed.appId(), trust, terms});
    if (trust < terms.accept) walk.problems.emplace_back(Code::TrustTooLow);
}

}  // namespace detail
}  // namespace roompass
