// The bytes of tokens that official generators made: with their IV and their plaintext the same token comes out.
#include <gtest/gtest.h>

#include "codec/claims.hpp"
#include "codec/frame.hpp"
#include "codec/hex.hpp"
#include "crypto/aes.hpp"
#include "vectors.hpp"

namespace roompass {
namespace testing_ {
namespace {

std::string bytesOf(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(detail::hexValue(hex[i]) << 4 | detail::hexValue(hex[i + 1]));
    return bytes;
}

std::int64_t outerExpiryOf(const std::string& token04) {
    return detail::readEnvelope(detail::decodeToken04(token04, detail::officialReading), detail::officialReading)
        .expire;
}

bool isReal(const JsonValue& vector) { return vector.get("flags").first().text() == "Real"; }

TEST(DialectBytes, come_out_again_of_plaintext_and_iv) {
    const JsonValue vectors = readVectors("dialects");
    int compared = 0;
    for (JsonValue vector = vectors.get("tests").first(); !vector.isAbsent(); vector = vector.next()) {
        const std::string& token = vector.get("token").text();
        const std::string token04 = token.substr(0, token.find('#'));
        if (!isReal(vector) || vector.get("bare").get("pass").isAbsent()) continue;
        const detail::Aes aes(vector.get("keyring").first().get("serverSecret").text());
        const std::string iv = bytesOf(vector.get("iv").text());
        const std::string& plaintext = vector.get("plaintext").text();
        const std::int64_t expire = outerExpiryOf(token04);
        const bool isCbc = vector.get("format").text() == "cbc";
        const detail::Bytes raw = isCbc ? aes.sealCbc(expire, iv, plaintext) : aes.sealGcm(expire, iv, plaintext);
        EXPECT_EQ(detail::encodeToken04(raw), token04) << vector.get("id").text();
        compared++;
    }
    EXPECT_GT(compared, 10);
}

/// The official C++ generator writes claims in our order; what it escapes and we do not are no slashes.
TEST(DialectBytes, of_the_cpp_generators_claims_are_written_the_same) {
    const JsonValue vectors = readVectors("dialects");
    int compared = 0;
    for (JsonValue vector = vectors.get("tests").first(); !vector.isAbsent(); vector = vector.next()) {
        if (!isReal(vector) || vector.get("generator").text() != "cpp") continue;
        detail::JsonDocument document;
        if (!detail::scanJson(vector.get("plaintext").text(), 1, document)) continue;
        detail::Claims claims;
        claims.appId = static_cast<std::uint32_t>(document.object().get("app_id").integer());
        claims.userId = document.object().get("user_id").text();
        claims.nonce = static_cast<std::int32_t>(document.object().get("nonce").integer());
        claims.issuedAt = document.object().get("ctime").integer();
        claims.expiresAt = document.object().get("expire").integer();
        claims.payload = document.object().get("payload").text();
        EXPECT_EQ(detail::writeClaims(claims), vector.get("plaintext").text()) << vector.get("id").text();
        compared++;
    }
    EXPECT_GT(compared, 0);
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
