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

/// The keys to try: the one that signed, if its signature is right.
AppKeys usualKeys(Walk& walk, const Outside& outside, const Suffix* suffix, const AppKeys& verifying, bool& isSigned) {
    const AppKey* signer = nullptr;
    if (suffix != nullptr && suffix->signature.isPresent()) {
        // With a wrong signature the token may still open: what is inside explains what was changed.
        attempt(walk.problems, [&] { signer = &signerOf(verifying, *suffix, outside.raw); });
    }
    isSigned = signer != nullptr;
    return isSigned ? AppKeys{signer} : verifying;
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
        keys.verifyingKeys(suffix == nullptr ? terms.appId : Optional<std::uint32_t>(suffix->appId));
    bool isSigned = false;
    const AppKeys usual = usualKeys(walk, outside, suffix, verifying, isSigned);
    Found found;
    const auto open = [&] { found = openWith(usual, outside.envelope, false); };
    const auto explain = [&](Code code) {
        if (code != Code::TokenUndecryptable) return Findings();
        return Findings{keyFault(outside.envelope, usual, keys.all)};
    };
    if (!attempt(walk.problems, open, explain)) return;
    noteKey(walk, *found.key);
    noteGenerator(walk, found.opened, outside.envelope);
    const Trust trust = trustOf(found, outside.envelope, isSigned);
    walk.layers.trust = trust;
    Claims claims;
    if (attempt(walk.problems, [&] { claims = readClaims(found.opened.claims.object()); }))
        checkClaims(walk, claims, {outside.envelope, suffix, found.key->sealed.appId(), trust, terms});
    if (trust < terms.accept) walk.problems.emplace_back(Code::TrustTooLow);
}

}  // namespace detail
}  // namespace roompass
