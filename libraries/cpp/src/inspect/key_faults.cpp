#include "key_faults.hpp"

#include <algorithm>

namespace roompass {
namespace detail {
namespace {

Code faultOf(const std::string& plaintext) {
    JsonDocument document;
    if (!scanJson(plaintext, 8, document)) return Code::ClaimsUnreadable;
    return document.spaced ? Code::ClaimsSpaced : Code::ClaimsNested;
}

Finding retiredFinding(const AppKey& key) { return {Code::KeyRetired, "It is the key " + key.sealed.kid() + "."}; }

}  // namespace

Findings retiredKey(const std::string& kid, const Ring& all) {
    for (const AppKey* key : all.retired) {
        if (key->sealed.kid() == kid) return {retiredFinding(*key)};
    }
    return {};
}

Finding keyFault(const Envelope& envelope, const AppKeys& usual, const Ring& all) {
    std::string inside;
    // Right padding before UTF-8 is no accident: then the key fits, and the fault is in what was encrypted.
    for (const AppKey* key : usual) {
        if (key->sealed.plaintextOf(envelope, inside)) return faultOf(inside);
    }
    for (const AppKey* key : usual) {
        if (key->sealed.fitsMisread(envelope)) return Code::SecretHexDecoded;
    }
    for (const AppKey* key : all.retired) {
        if (key->sealed.plaintextOf(envelope, inside)) return retiredFinding(*key);
    }
    for (const AppKey* key : all.verifying) {
        const bool isOther = std::find(usual.begin(), usual.end(), key) == usual.end();
        if (isOther && key->sealed.plaintextOf(envelope, inside))
            return {Code::KeyOfAnotherApp, "It is app " + std::to_string(key->sealed.appId()) + "."};
    }
    return Code::WrongSecret;
}

}  // namespace detail
}  // namespace roompass
