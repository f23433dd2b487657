#include "plain_loop.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <vector>

#include "codec/json.hpp"

namespace bench {
namespace {

using Bytes = std::vector<unsigned char>;

/// Payloads have no other characters that JSON escapes.
std::string quoted(const std::string& text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') json += '\\';
        json += c;
    }
    return json + '"';
}

Bytes crypt(const std::string& secret, const unsigned char* iv, const unsigned char* in, std::size_t size,
            bool encrypts) {
    const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    const auto* key = reinterpret_cast<const unsigned char*>(secret.data());
    Bytes out(size + 16);
    int length = 0;
    int rest = 0;
    EVP_CipherInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key, iv, encrypts ? 1 : 0);
    EVP_CipherUpdate(context.get(), out.data(), &length, in, static_cast<int>(size));
    EVP_CipherFinal_ex(context.get(), out.data() + length, &rest);
    out.resize(static_cast<std::size_t>(length + rest));
    return out;
}

Bytes decode(const char* text, std::size_t length) {
    Bytes bytes(length);
    const auto* in = reinterpret_cast<const unsigned char*>(text);
    const int count = EVP_DecodeBlock(bytes.data(), in, static_cast<int>(length));
    bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
    return bytes;
}

std::string encode(const Bytes& bytes) {
    Bytes text((bytes.size() + 2) / 3 * 4 + 1);
    const int length = EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(bytes.size()));
    return std::string(text.begin(), text.begin() + length);
}

Bytes mac(const std::string& secret, const std::string& message) {
    Bytes tag(32);
    const auto* in = reinterpret_cast<const unsigned char*>(message.data());
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), in, message.size(), tag.data(), nullptr);
    return tag;
}

void put(Bytes& raw, std::uint64_t number, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) raw.push_back(static_cast<unsigned char>(number >> (8 * i) & 0xff));
}

std::string claimsOf(const unsigned char* random, std::time_t now, const std::string& userId,
                     const std::string& payload) {
    const unsigned nonce = static_cast<unsigned>(random[0] & 0x7f) << 24 | static_cast<unsigned>(random[1]) << 16 |
                           static_cast<unsigned>(random[2]) << 8 | random[3];
    return "{\"app_id\":1234567890,\"user_id\":" + quoted(userId) + ",\"nonce\":" + std::to_string(nonce) +
           ",\"ctime\":" + std::to_string(now) + ",\"expire\":" + std::to_string(now + 3600) +
           ",\"payload\":" + quoted(payload) + "}";
}

Bytes encrypted(const std::string& secret, std::time_t now, const unsigned char* iv, const std::string& plaintext) {
    const auto* in = reinterpret_cast<const unsigned char*>(plaintext.data());
    const Bytes ciphertext = crypt(secret, iv, in, plaintext.size(), true);
    Bytes raw;
    put(raw, static_cast<std::uint64_t>(now + 3600), 8);
    put(raw, 16, 2);
    raw.insert(raw.end(), iv, iv + 16);
    put(raw, ciphertext.size(), 2);
    raw.insert(raw.end(), ciphertext.begin(), ciphertext.end());
    return raw;
}

std::string decrypted(const std::string& secret, const Bytes& raw) {
    if (raw.size() < 28) return "";
    const std::size_t size = static_cast<std::size_t>(raw[26] << 8 | raw[27]);
    const Bytes plaintext = crypt(secret, raw.data() + 10, raw.data() + 28, size, false);
    return std::string(plaintext.begin(), plaintext.end());
}

std::string userOf(const std::string& json) {
    roompass::detail::JsonDocument claims;
    roompass::detail::JsonDocument payload;
    const bool parsed = roompass::detail::scanJson(json, 1, claims) &&
                        roompass::detail::scanJson(claims.object().get("payload").text(), 3, payload);
    if (!parsed || claims.object().get("expire").integer() <= std::time(nullptr)) return "";
    return claims.object().get("user_id").text();
}

Bytes sealed(const std::string& secret, const std::string& userId, const std::string& payload) {
    unsigned char random[4];
    RAND_bytes(random, sizeof random);
    const std::time_t now = std::time(nullptr);
    const std::string plaintext = claimsOf(random, now, userId, payload);
    return encrypted(secret, now, mac(secret, plaintext).data(), plaintext);
}

/// Without what OpenSSL counts for the padding of base64.
Bytes wholeOf(const Bytes& raw) {
    const std::size_t size = raw.size() < 28 ? raw.size() : static_cast<std::size_t>(28 + (raw[26] << 8 | raw[27]));
    return Bytes(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(std::min(size, raw.size())));
}

std::string signatureOf(const std::string& secret, const Bytes& raw, const std::string& fields) {
    return encode(mac(secret, fields + std::string(raw.begin(), raw.end())));
}

}  // namespace

std::string plainMint(const std::string& secret, const std::string& userId, const std::string& payload) {
    unsigned char random[20];
    RAND_bytes(random, sizeof random);
    const std::time_t now = std::time(nullptr);
    return "04" + encode(encrypted(secret, now, random, claimsOf(random + 16, now, userId, payload)));
}

std::string plainOpen(const std::string& secret, const std::string& token) {
    return userOf(decrypted(secret, decode(token.data() + 2, token.size() - 2)));
}

std::string plainSealedMint(const std::string& secret, const std::string& userId, const std::string& payload) {
    return "04" + encode(sealed(secret, userId, payload));
}

std::string plainSealedOpen(const std::string& secret, const std::string& token) {
    const Bytes raw = decode(token.data() + 2, token.size() - 2);
    const std::string plaintext = decrypted(secret, raw);
    if (plaintext.empty() || CRYPTO_memcmp(mac(secret, plaintext).data(), raw.data() + 10, 16) != 0) return "";
    return userOf(plaintext);
}

std::string plainSignedMint(const std::string& secret, const std::string& userId, const std::string& payload) {
    const Bytes raw = sealed(secret, userId, payload);
    const std::string sig = signatureOf(secret, raw, userId + '\n' + "lobby" + '\n' + "Ada");
    const std::string json = "{\"userID\":" + quoted(userId) +
                             ",\"roomID\":\"lobby\",\"userName\":\"Ada\",\"appID\":1234567890,\"sig\":\"" + sig + "\"}";
    return "04" + encode(raw) + '#' + encode(Bytes(json.begin(), json.end()));
}

std::string plainSignedOpen(const std::string& secret, const std::string& kitToken) {
    const std::size_t at = kitToken.find('#');
    const Bytes raw = decode(kitToken.data() + 2, at - 2);
    const Bytes json = decode(kitToken.data() + at + 1, kitToken.size() - at - 1);
    // OpenSSL counts what the padding stands for.
    std::string text(json.begin(), json.end());
    text.erase(text.find_last_of('}') + 1);
    roompass::detail::JsonDocument suffix;
    if (!roompass::detail::scanJson(text, 1, suffix)) return "";
    const auto& object = suffix.object();
    const std::string userId = object.get("userID").text();
    const std::string fields = userId + '\n' + object.get("roomID").text() + '\n' + object.get("userName").text();
    const std::string& sig = object.get("sig").text();
    const std::string wanted = signatureOf(secret, wholeOf(raw), fields);
    if (sig.size() != wanted.size() || CRYPTO_memcmp(sig.data(), wanted.data(), sig.size()) != 0) return "";
    return userOf(decrypted(secret, raw)) == userId ? userId : "";
}

}  // namespace bench
