#include "plain_loop.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

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

int decode(const char* text, std::size_t length, Bytes& bytes) {
    return EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text), static_cast<int>(length));
}

void put(Bytes& raw, std::uint64_t number, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) raw.push_back(static_cast<unsigned char>(number >> (8 * i) & 0xff));
}

}  // namespace

std::string plainMint(const std::string& secret, const std::string& userId, const std::string& payload) {
    unsigned char random[20];
    RAND_bytes(random, sizeof random);
    const unsigned nonce = static_cast<unsigned>(random[16] & 0x7f) << 24 | static_cast<unsigned>(random[17]) << 16 |
                           static_cast<unsigned>(random[18]) << 8 | random[19];
    const std::time_t now = std::time(nullptr);
    const std::string plaintext = "{\"app_id\":1234567890,\"user_id\":" + quoted(userId) +
                                  ",\"nonce\":" + std::to_string(nonce) + ",\"ctime\":" + std::to_string(now) +
                                  ",\"expire\":" + std::to_string(now + 3600) + ",\"payload\":" + quoted(payload) + "}";
    const auto* in = reinterpret_cast<const unsigned char*>(plaintext.data());
    const Bytes ciphertext = crypt(secret, random, in, plaintext.size(), true);
    Bytes raw;
    put(raw, static_cast<std::uint64_t>(now + 3600), 8);
    put(raw, 16, 2);
    raw.insert(raw.end(), random, random + 16);
    put(raw, ciphertext.size(), 2);
    raw.insert(raw.end(), ciphertext.begin(), ciphertext.end());
    Bytes text((raw.size() + 2) / 3 * 4 + 1);
    const int length = EVP_EncodeBlock(text.data(), raw.data(), static_cast<int>(raw.size()));
    return "04" + std::string(text.begin(), text.begin() + length);
}

std::string plainOpen(const std::string& secret, const std::string& token) {
    Bytes raw(token.size());
    if (decode(token.data() + 2, token.size() - 2, raw) < 28) return "";
    const std::size_t size = static_cast<std::size_t>(raw[26] << 8 | raw[27]);
    const Bytes plaintext = crypt(secret, raw.data() + 10, raw.data() + 28, size, false);
    const std::string json(plaintext.begin(), plaintext.end());
    roompass::detail::JsonDocument claims;
    roompass::detail::JsonDocument payload;
    const bool parsed = roompass::detail::scanJson(json, 1, claims) &&
                        roompass::detail::scanJson(claims.object().get("payload").text(), 3, payload);
    if (!parsed || claims.object().get("expire").integer() <= std::time(nullptr)) return "";
    return claims.object().get("user_id").text();
}

std::string plainOpenKit(const std::string& secret, const std::string& kitToken) {
    const std::size_t at = kitToken.find('#');
    const std::string userId = plainOpen(secret, kitToken.substr(0, at));
    Bytes json(kitToken.size());
    const int length = decode(kitToken.data() + at + 1, kitToken.size() - at - 1, json);
    // OpenSSL counts what the padding stands for.
    std::string text(json.begin(), json.begin() + length);
    text.erase(text.find_last_of('}') + 1);
    roompass::detail::JsonDocument suffix;
    if (!roompass::detail::scanJson(text, 1, suffix)) return "";
    return suffix.object().get("userID").text() == userId ? userId : "";
}

}  // namespace bench
