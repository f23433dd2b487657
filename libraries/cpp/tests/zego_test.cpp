// The official generator under its own names, written as programs write it that know nothing of this library.
#include "roompass/zego/ZegoServerAssistant.h"

#include <gtest/gtest.h>

#include <ctime>
#include <limits>

#include "people.hpp"

using namespace ZEGO::SERVER_ASSISTANT;

namespace roompass {
namespace testing_ {
namespace {

Pass passOf(const std::string& token, Trust accept = Trust::Sealed) {
    VerifyOptions options;
    options.accept = accept;
    return verifyToken04(token, testKeys(), options);
}

TEST(ZegoServerAssistant, generates_sealed_tokens) {
    const std::string payload = R"({"room_id":"lobby","privilege":{"1":1,"2":0},"stream_id_list":null})";
    const std::int64_t before = std::time(nullptr);
    // Programs call it on an object, as the sample does.
    ZegoServerAssistant assistant;
    const ZegoToken04Result result = assistant.GenerateToken04(testApp, "ada", testSecret, 3600, payload);
    EXPECT_EQ(result.errorInfo.errorCode, success);
    EXPECT_EQ(result.errorInfo.errorMessage, "success");
    const Pass pass = passOf(result.token);
    EXPECT_EQ(pass.trust, Trust::Sealed);
    EXPECT_EQ(pass.roomId, "lobby");
    EXPECT_EQ(pass.payload, payload);
    EXPECT_TRUE(pass.grant == Grant(true, false));
    EXPECT_GE(pass.issuedAt, before);
    EXPECT_EQ(pass.expiresAt - pass.issuedAt, 3600);
}

TEST(ZegoServerAssistant, never_generates_a_token_twice) {
    const auto token = [] { return ZegoServerAssistant::GenerateToken04(testApp, "ada", testSecret, 60, "").token; };
    EXPECT_NE(token(), token());
}

TEST(ZegoServerAssistant, seals_any_payload_that_the_format_holds) {
    for (const std::string& payload : {std::string(), std::string("no JSON"), std::string("{\"demoPayload\": \"\"}"),
                                       std::string("a\0b", 3), std::string("张 <&> /"), std::string(32600, 'p')}) {
        const ZegoToken04Result result = ZegoServerAssistant::GenerateToken04(testApp, "ada", testSecret, 60, payload);
        ASSERT_EQ(result.errorInfo.errorCode, success);
        const Pass pass = passOf(result.token, Trust::Bare);
        EXPECT_EQ(pass.trust, Trust::Sealed);
        EXPECT_EQ(pass.payload, payload);
    }
}

struct Call {
    std::uint32_t appId;
    std::string userId, secret;
    std::int64_t seconds;
    std::string payload;
};

void expectRefusal(const Call& call, ErrorCode code, const std::string& message) {
    const ZegoToken04Result result =
        ZegoServerAssistant::GenerateToken04(call.appId, call.userId, call.secret, call.seconds, call.payload);
    EXPECT_EQ(result.errorInfo.errorCode, code);
    EXPECT_EQ(result.errorInfo.errorMessage, message);
    EXPECT_EQ(result.token, "");
}

TEST(ZegoServerAssistant, refuses_in_the_official_order_and_words) {
    const std::string secretWords = "secret must be a 32 byte string";
    const std::string timeWords = "effectiveTimeInSeconds invalid";
    expectRefusal({0, "", "", 0, "\xff"}, appIDInvalid, "appID invalid");
    expectRefusal({1, "", "", 0, "\xff"}, userIDInvalid, "userID invalid");
    expectRefusal({1, "アダ", "", 0, "\xff"}, userIDInvalid, "userID invalid");
    expectRefusal({1, std::string(65, 'a'), testSecret, 1, ""}, userIDInvalid, "userID invalid");
    expectRefusal({1, std::string("a\0", 2), testSecret, 1, ""}, userIDInvalid, "userID invalid");
    expectRefusal({1, "ada", "", 0, "\xff"}, secretInvalid, secretWords);
    expectRefusal({1, "ada", testSecret + testSecret, 1, ""}, secretInvalid, secretWords);
    expectRefusal({1, "ada", "éééééééééééééééé", 1, ""}, secretInvalid, secretWords);
    expectRefusal({1, "ada", testSecret, 0, "\xff"}, effectiveTimeInSecondsInvalid, timeWords);
    expectRefusal({1, "ada", testSecret, -1, ""}, effectiveTimeInSecondsInvalid, timeWords);
    expectRefusal({1, "ada", testSecret, std::numeric_limits<std::int64_t>::max(), ""}, effectiveTimeInSecondsInvalid,
                  timeWords);
}

TEST(ZegoServerAssistant, refuses_a_payload_that_would_break_the_token) {
    for (const std::string& payload : {std::string("\xff"), std::string("\xed\xa0\x80"), std::string(32752, 'p')}) {
        expectRefusal({1, "ada", testSecret, 60, payload}, payloadInvalid,
                      "payload must be UTF-8, and short enough for the format");
    }
}

TEST(ZegoServerAssistant, has_the_official_numbers) {
    EXPECT_EQ(static_cast<int>(success), 0);
    EXPECT_EQ(static_cast<int>(appIDInvalid), 1);
    EXPECT_EQ(static_cast<int>(userIDInvalid), 3);
    EXPECT_EQ(static_cast<int>(secretInvalid), 5);
    EXPECT_EQ(static_cast<int>(effectiveTimeInSecondsInvalid), 6);
    EXPECT_EQ(static_cast<int>(kPrivilegeLogin), 1);
    EXPECT_EQ(static_cast<int>(kPrivilegePublish), 2);
}

TEST(ZegoServerAssistant, remembers_no_key_of_another_app_or_secret) {
    const std::vector<Key> entries = {{1, testSecret}, {1, otherSecret, KeyState::Previous}, {2, testSecret}};
    const Keyring keys(entries);
    const std::string secrets[] = {testSecret, otherSecret, testSecret};
    for (std::size_t turn = 0; turn < 9; turn++) {
        const KeyInfo key = keys.keys()[turn % 3];
        const auto result = ZegoServerAssistant::GenerateToken04(key.appId, "ada", secrets[turn % 3], 60, "");
        EXPECT_EQ(verifyToken04(result.token, keys).kid, key.kid);
    }
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
