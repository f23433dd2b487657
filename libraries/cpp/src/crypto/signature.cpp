// The signature of a Kit Token (spec/kit-token.md section 3): over the bytes of the Token04 and every field of the
// suffix.
#include <openssl/crypto.h>

#include "../codec/base64.hpp"
#include "sealed_key.hpp"

namespace roompass {
namespace detail {
namespace {

void appendPart(Bytes& to, View part) {
    appendU32(to, part.size);
    append(to, part);
}

std::string tagOf(const Mac& key, const std::string& kid, const SuffixFields& fields, const Bytes& raw) {
    const Digest digest = key.sum(signedBytes(kid, fields, raw));
    std::string tag;
    appendBase64Url(tag, View(digest.data(), digest.size()));
    return tag;
}

}  // namespace

Bytes signedBytes(const std::string& kid, const SuffixFields& fields, const Bytes& raw) {
    static const std::string label("roompass-signature/v1\0\x07", 23);
    Bytes bytes;
    bytes.reserve(192 + fields.encodedName.size() + fields.ext.size() + raw.size());
    append(bytes, label);
    const std::string appId = std::to_string(fields.appId);
    for (const std::string* part : {&kid, &appId, &fields.userId, &fields.roomId, &fields.encodedName, &fields.ext}) {
        appendPart(bytes, *part);
    }
    appendPart(bytes, raw);
    return bytes;
}

Signature SealedKey::sign(const SuffixFields& fields, const Bytes& raw) const {
    return {kid_, tagOf(signature_, kid_, fields, raw)};
}

bool SealedKey::hasSigned(const Signature& signature, const SuffixFields& fields, const Bytes& raw) const {
    const std::string tag = tagOf(signature_, kid_, fields, raw);
    return tag.size() == signature.tag.size() && CRYPTO_memcmp(tag.data(), signature.tag.data(), tag.size()) == 0;
}

}  // namespace detail
}  // namespace roompass
