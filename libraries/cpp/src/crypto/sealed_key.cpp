#include "sealed_key.hpp"

#include <openssl/crypto.h>

#include "../codec/base64.hpp"
#include "../codec/hex.hpp"
#include "../codec/utf8.hpp"

namespace roompass {
namespace detail {
namespace {

/// How many bytes of a tag the IV of CBC spells in base64url: 16 characters, 96 bits.
constexpr std::size_t ivSource = 12;

/// Sets one use of a key apart from others.
Bytes labelled(const std::string& label, std::uint32_t appId) {
    Bytes bytes(label.begin(), label.end());
    bytes.push_back(0);
    appendU32(bytes, appId);
    return bytes;
}

Mac derivedMac(std::uint32_t appId, const std::string& serverSecret, const char* label, View prefix) {
    SecretBytes key(digestSize);
    deriveKey(appId, serverSecret, label, key);
    return Mac(key.view(), prefix);
}

std::string kidOf(std::uint32_t appId, const std::string& serverSecret) {
    SecretBytes kid(4);
    deriveKey(appId, serverSecret, "kid", kid);
    return lowerHex(kid.view());
}

bool equal(View a, View b) { return a.size == b.size && CRYPTO_memcmp(a.data, b.data, a.size) == 0; }

/// Of wrong keys, one in 256 gives a right padding: only text is taken for a plaintext.
bool textOf(const Aes& aes, const Envelope& envelope, std::string& text) {
    return aes.decrypt(envelope, text) && isUtf8(text);
}

}  // namespace

void deriveKey(std::uint32_t appId, const std::string& serverSecret, const char* label, SecretBytes& derived) {
    hkdf(serverSecret, std::string("roompass/v1"), labelled(label, appId), derived);
}

SealedKey::SealedKey(std::uint32_t appId, const std::string& serverSecret)
    : appId_(appId),
      kid_(kidOf(appId, serverSecret)),
      aes_(serverSecret),
      cbcSeal_(derivedMac(appId, serverSecret, "token04-seal", labelled("roompass-seal/v1", appId))),
      gcmSeal_(derivedMac(appId, serverSecret, "token04-seal", labelled("roompass-gcm-seal/v1", appId))),
      signature_(derivedMac(appId, serverSecret, "kit-token-signature", View())) {}

bool SealedKey::isOf(const std::string& serverSecret) const { return equal(serverSecret, aes_.key()); }

/// The seal (spec/token04.md 6.1, 6.2).
std::string SealedKey::ivOf(Format format, const std::string& plaintext) const {
    std::string iv;
    if (format == Format::Cbc) {
        appendBase64Url(iv, View(cbcSeal_.sum(plaintext).data(), ivSource));
    } else {
        const Digest tag = gcmSeal_.sum(plaintext);
        iv.assign(tag.begin(), tag.begin() + gcmNonceSize);
    }
    return iv;
}

Bytes SealedKey::seal(Format format, std::int64_t expire, const std::string& plaintext) const {
    const std::string iv = ivOf(format, plaintext);
    return format == Format::Cbc ? aes_.sealCbc(expire, iv, plaintext) : aes_.sealGcm(expire, iv, plaintext);
}

bool SealedKey::open(const Envelope& envelope, bool isSigned, Opened& opened) const {
    const bool decrypted = aes_.decrypt(envelope, opened.plaintext);
    const bool isText = isUtf8(opened.plaintext);
    const bool isClaims = scanClaims(opened.plaintext, opened.claims);
    const bool opens = decrypted && isText && isClaims;
    if (!opens) scanClaims(unreadablePlaintext, opened.claims);
    opened.sealed = isSigned || equal(ivOf(envelope.format, opened.plaintext), envelope.iv);
    return opens;
}

bool SealedKey::plaintextOf(const Envelope& envelope, std::string& plaintext) const {
    return textOf(aes_, envelope, plaintext);
}

bool SealedKey::fitsMisread(const Envelope& envelope) const {
    const View secret = aes_.key();
    SecretBytes misread(secret.size / 2);
    for (std::size_t i = 0; i < misread.size(); i++) {
        const int high = hexValue(static_cast<char>(secret.data[2 * i]));
        const int low = hexValue(static_cast<char>(secret.data[2 * i + 1]));
        if (high < 0 || low < 0) return false;
        misread.data()[i] = static_cast<Byte>(high << 4 | low);
    }
    std::string plaintext;
    return textOf(Aes(misread.view()), envelope, plaintext);
}

std::string tokenIdOf(const Bytes& raw) {
    static const Hash hash(std::string("roompass-tid/v1\0", 16));
    const Digest digest = hash.sum(raw);
    return lowerHex(View(digest.data(), digest.size()));
}

}  // namespace detail
}  // namespace roompass
