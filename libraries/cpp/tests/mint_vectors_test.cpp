// What mint.json expects of every layer, from the inside out: the first that differs is the one that fails.
#include <gtest/gtest.h>

#include "codec/base64.hpp"
#include "codec/frame.hpp"
#include "crypto/sealed_key.hpp"
#include "payload.hpp"
#include "vectors.hpp"

namespace roompass {
namespace testing_ {
namespace {

using detail::Byte;
using detail::Bytes;
using detail::lowerHex;

MintInput inputOf(const JsonValue& in) {
    MintInput input;
    input.userId = in.get("userId").text();
    input.roomId = in.get("roomId").text();
    input.userName = in.get("userName").text();
    input.grant = grantOf(in.get("grant"));
    input.expiresIn = std::chrono::seconds(in.get("expiresIn").integer());
    input.format = in.get("format").text() == "gcm" ? Format::Gcm : Format::Cbc;
    input.ext = in.get("ext").text();
    return input;
}

/// The clock and the nonce of the vector.
MintOptions optionsOfMint(const JsonValue& in) {
    const std::int64_t nonce = in.get("nonce").integer();
    MintOptions options;
    options.now = in.get("now").integer();
    options.random = [nonce](Byte* bytes, std::size_t count) {
        ASSERT_EQ(count, 4U);
        for (std::size_t i = 0; i < count; i++) bytes[i] = static_cast<Byte>(nonce >> (24 - 8 * i) & 0xff);
    };
    return options;
}

std::string derived(const JsonValue& in, const char* label) {
    detail::SecretBytes key(32);
    detail::deriveKey(static_cast<std::uint32_t>(in.get("appId").integer()), in.get("serverSecret").text(), label, key);
    return lowerHex(key.view());
}

void expectKeys(const JsonValue& vector, const detail::SealedKey& key) {
    const JsonValue in = vector.get("in");
    EXPECT_EQ(derived(in, "token04-seal"), vector.get("kSeal").text());
    EXPECT_EQ(derived(in, "kit-token-signature"), vector.get("kSig").text());
    EXPECT_EQ(key.kid(), vector.get("kid").text());
}

void expectPlaintext(const JsonValue& vector, const MintInput& input, const JsonValue& in) {
    const std::string payload = input.grant ? detail::writePayload(input.roomId, *input.grant) : std::string();
    ASSERT_EQ(payload, vector.get("payload").text());
    detail::Claims claims;
    claims.appId = static_cast<std::uint32_t>(in.get("appId").integer());
    claims.userId = input.userId;
    claims.nonce = static_cast<std::int32_t>(in.get("nonce").integer());
    claims.issuedAt = in.get("now").integer();
    claims.expiresAt = claims.issuedAt + input.expiresIn.count();
    claims.payload = payload;
    ASSERT_EQ(detail::writeClaims(claims), vector.get("plaintext").text());
}

void expectToken04(const JsonValue& vector, const MintInput& input, const Keyring& keys, Bytes& raw) {
    Token04Input claims;
    claims.userId = input.userId;
    claims.payload = vector.get("payload").text();
    claims.expiresIn = input.expiresIn;
    claims.format = input.format;
    const std::string token04 = mintToken04(claims, keys, optionsOfMint(vector.get("in")));
    raw = detail::decodeToken04(token04, detail::ownReading);
    EXPECT_EQ(lowerHex(detail::readEnvelope(raw, detail::ownReading).iv), vector.get("iv").text());
    ASSERT_EQ(lowerHex(raw), vector.get("raw").text());
    ASSERT_EQ(token04, vector.get("token04").text());
}

void expectSuffix(const JsonValue& vector, const std::string& kitToken, const Bytes& raw) {
    const detail::KitTokenParts parts = detail::splitKitToken(kitToken, detail::ownReading);
    Bytes json;
    ASSERT_TRUE(detail::decodeBase64(parts.suffix, json));
    ASSERT_EQ(std::string(json.begin(), json.end()), vector.get("suffixJson").text());
    const detail::Suffix suffix = detail::readSuffix(parts.suffix, detail::ownReading);
    EXPECT_EQ(lowerHex(detail::signedBytes(suffix.signature.kid, suffix, raw)), vector.get("tbs").text());
    EXPECT_EQ("1." + suffix.signature.kid + "." + suffix.signature.tag, vector.get("sig").text());
}

void expectLayers(const JsonValue& vector) {
    const JsonValue in = vector.get("in");
    const auto appId = static_cast<std::uint32_t>(in.get("appId").integer());
    const MintInput input = inputOf(in);
    const Keyring keys({{appId, in.get("serverSecret").text()}});
    expectKeys(vector, detail::SealedKey(appId, in.get("serverSecret").text()));
    expectPlaintext(vector, input, in);
    Bytes raw;
    expectToken04(vector, input, keys, raw);
    const std::string kitToken = mint(input, keys, optionsOfMint(in));
    expectSuffix(vector, kitToken, raw);
    ASSERT_EQ(kitToken, vector.get("kitToken").text());
    VerifyOptions options;
    options.now = in.get("now").integer();
    options.accept = Trust::Signed;
    EXPECT_EQ(verify(kitToken, keys, options).tid, vector.get("tid").text());
}

}  // namespace

void registerMintVectors() { registerVectors("MintVectors", "mint", expectLayers); }

}  // namespace testing_
}  // namespace roompass
