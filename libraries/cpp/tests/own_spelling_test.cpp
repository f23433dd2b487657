// Our own spelling is read by a short way. Whatever that way takes, the strict reader must take for the same: held for
// every text that differs from ours by one byte.
#include "codec/own_spelling.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "codec/claims.hpp"
#include "codec/suffix.hpp"
#include "payload.hpp"
#include "roompass/errors.hpp"

namespace roompass {
namespace testing_ {
namespace {

using detail::JsonDocument;
using detail::JsonValue;

/// The text itself, and with each byte in each place replaced, put in before, and left out.
void forEachNear(const std::string& text, const std::function<void(const std::string&)>& look) {
    look(text);
    for (std::size_t at = 0; at <= text.size(); at++) {
        for (int byte = 0; byte < 256; byte++) {
            const auto character = static_cast<char>(byte);
            look(text.substr(0, at) + character + text.substr(at));
            if (at < text.size()) look(text.substr(0, at) + character + text.substr(at + 1));
        }
        look(text.substr(0, at) + (at < text.size() ? text.substr(at + 1) : std::string()));
    }
}

const char* const plainPayload = R"({"room_id":"lobby","privilege":{"1":1,"2":0},"stream_id_list":null})";

detail::Claims someClaims(const std::string& userId, const std::string& payload) {
    detail::Claims claims;
    claims.appId = 4294967295;
    claims.userId = userId;
    claims.nonce = 2147483647;
    claims.issuedAt = 1767225600;
    claims.expiresAt = 253402300799;
    claims.payload = payload;
    return claims;
}

void expectClaims(const JsonValue& object, const detail::Claims& claims) {
    ASSERT_EQ(object.size(), 6U);
    EXPECT_EQ(object.get("app_id").integer(), claims.appId);
    EXPECT_EQ(object.get("user_id").text(), claims.userId);
    EXPECT_EQ(object.get("nonce").integer(), claims.nonce);
    EXPECT_EQ(object.get("ctime").integer(), claims.issuedAt);
    EXPECT_EQ(object.get("expire").integer(), claims.expiresAt);
    EXPECT_EQ(object.get("payload").text(), claims.payload);
    EXPECT_EQ(object.get("payload").kind(), detail::JsonKind::String);
}

TEST(OwnSpelling, of_claims_means_what_the_strict_reader_says) {
    for (const detail::Claims& claims :
         {someClaims("ada", plainPayload), someClaims("a\\b", ""), someClaims("ada", "\xc3\xab \"\\\" \\")}) {
        const std::string text = writeClaims(claims);
        int taken = 0;
        forEachNear(text, [&](const std::string& near) {
            detail::ScannedClaims scanned;
            const bool isClaims = scanClaims(near, scanned);
            if (!scanned.isOwn) return;
            JsonDocument document;
            ASSERT_TRUE(isClaims && scanJson(near, 1, document) && !document.spaced && !document.duplicate) << near;
            expectClaims(document.object(), scanned.own);
            taken++;
        });
        EXPECT_GT(taken, 100) << text;
    }
}

TEST(OwnSpelling, is_what_is_minted) {
    detail::ScannedClaims scanned;
    ASSERT_TRUE(scanClaims(writeClaims(someClaims("a\\b", plainPayload)), scanned));
    EXPECT_TRUE(scanned.isOwn);
}

TEST(OwnSpelling, of_claims_that_may_not_be_is_left_to_the_strict_reader) {
    for (const char* text : {
             R"({"app_id":0,"user_id":"ada","nonce":1,"ctime":1,"expire":2,"payload":""})",
             R"({"app_id":4294967296,"user_id":"ada","nonce":1,"ctime":1,"expire":2,"payload":""})",
             R"({"app_id":1,"user_id":"","nonce":1,"ctime":1,"expire":2,"payload":""})",
             R"({"app_id":1,"user_id":"a b","nonce":1,"ctime":1,"expire":2,"payload":""})",
             R"({"app_id":1,"user_id":"ada","nonce":2147483648,"ctime":1,"expire":2,"payload":""})",
             R"({"app_id":1,"user_id":"ada","nonce":1,"ctime":0,"expire":2,"payload":""})",
             R"({"app_id":1,"user_id":"ada","nonce":1,"ctime":1,"expire":253402300800,"payload":""})",
             R"({"app_id":1,"user_id":"ada","nonce":01,"ctime":1,"expire":2,"payload":""})",
         }) {
        detail::ScannedClaims scanned;
        scanClaims(text, scanned);
        EXPECT_FALSE(scanned.isOwn) << text;
    }
}

TEST(OwnSpelling, of_a_payload_means_what_the_strict_reader_says) {
    // A key of an application is no fault, and takes the longer way.
    const std::string last = R"(,"x-a":1})";
    forEachNear(plainPayload, [&](const std::string& near) {
        const auto facts = [](const std::string& payload) {
            try {
                const detail::PayloadFacts read = detail::readPayload(payload, true, detail::ownReading);
                return read.roomId + (read.grant.join ? " joins" : "") + (read.grant.publish ? " publishes" : "") +
                       (read.grant.streamIds ? " some" : "");
            } catch (const KitTokenError& refusal) {
                return std::string(toString(refusal.code()));
            }
        };
        if (near.empty() || near.back() != '}') return;
        EXPECT_EQ(facts(near), facts(near.substr(0, near.size() - 1) + last)) << near;
    });
}

TEST(OwnSpelling, of_a_suffix_means_what_the_strict_reader_says) {
    detail::SuffixFields fields;
    fields.userId = "ada";
    fields.encodedName = "Zo%C3%AB";
    fields.appId = 1234567890;
    const detail::Signature signature = {"a2517ef2", "1llMiCNLylFLXcm4e4bzo2szOUj3w5vw3jEW5YsRPM0"};
    for (const char* ext : {"", R"({"role":"host"})"}) {
        fields.ext = ext;
        fields.roomId = *ext == '\0' ? "" : "lobby";
        int taken = 0;
        forEachNear(writeSuffix(fields, signature), [&](const std::string& near) {
            detail::Suffix own;
            if (!readOwnSuffix(near, own)) return;
            JsonDocument document;
            ASSERT_TRUE(scanJson(near, 1, document) && !document.spaced && !document.duplicate) << near;
            const detail::Suffix read = readSuffixFields(document.object(), false);
            EXPECT_EQ(own.userId, read.userId);
            EXPECT_EQ(own.roomId, read.roomId);
            EXPECT_EQ(own.encodedName, read.encodedName);
            EXPECT_EQ(own.userName, read.userName);
            EXPECT_EQ(own.appId, read.appId);
            EXPECT_EQ(own.ext, read.ext);
            EXPECT_EQ(own.signature.kid, read.signature.kid);
            EXPECT_EQ(own.signature.tag, read.signature.tag);
            taken++;
        });
        EXPECT_GT(taken, 1000);
    }
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
