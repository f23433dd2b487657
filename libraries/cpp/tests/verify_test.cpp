#include <gtest/gtest.h>

#include <limits>
#include <utility>

#include "codec/frame.hpp"
#include "crypto/sealed_key.hpp"
#include "forgery.hpp"
#include "vectors.hpp"

namespace roompass {
namespace testing_ {
namespace {

std::string mintedToken04() { return token04Of(mint(ada(), testKeys(), minting())); }

TEST(Verify, tells_what_each_kind_of_token_proves) {
    EXPECT_EQ(verify(mint(ada(), testKeys(), minting()), testKeys(), verifying()).trust, Trust::Signed);
    const Pass pass = verify(kitOf(mintedToken04(), adasSuffix), testKeys(), verifying());
    EXPECT_EQ(pass.trust, Trust::Sealed);
    EXPECT_EQ(pass.roomId + pass.userName + pass.ext, "") << "nothing proves the suffix";
    EXPECT_EQ(pass.claimed->roomId, "lobby");
    EXPECT_EQ(pass.claimed->userName, "Ada L");
    VerifyOptions options = verifying();
    options.accept = Trust::Bare;
    EXPECT_EQ(verifyToken04(Forgery().token04(), testKeys(), options).trust, Trust::Bare);
    EXPECT_EQ(*codeOf([] { verifyToken04(Forgery().token04(), testKeys(), verifying()); }), Code::TrustTooLow);
}

TEST(Verify, takes_no_signature_of_another_apps_key) {
    const Keyring both({{testApp, testSecret}, {2, otherSecret}});
    // The holder of app 2 signs for the other one.
    const detail::SealedKey key(2, otherSecret);
    const detail::Bytes raw = key.seal(Format::Cbc, testNow + 3600, claimsOf(testNow, testNow + 3600));
    detail::SuffixFields fields;
    fields.userId = "ada";
    fields.roomId = "lobby";
    fields.appId = testApp;
    const std::string token = detail::joinKitToken(raw, detail::writeSuffix(fields, key.sign(fields, raw)));
    EXPECT_EQ(*codeOf([&] { verify(token, both, verifying()); }), Code::KeyUnknown);
}

TEST(Verify, prefers_the_key_that_seals) {
    const Keyring both({{1, testSecret}, {2, testSecret}});
    Token04Input input;
    input.appId = 2U;
    input.userId = "ada";
    input.expiresIn = std::chrono::hours(1);
    const Pass pass = verifyToken04(mintToken04(input, both, minting()), both, verifying());
    EXPECT_EQ(pass.appId, 2U);
    EXPECT_EQ(pass.trust, Trust::Sealed);
}

TEST(Verify, proves_no_room_of_an_unsigned_suffix) {
    VerifyOptions options = verifying();
    options.roomId = "lobby";
    EXPECT_EQ(*codeOf([&] { verify(kitOf(mintedToken04(), adasSuffix), testKeys(), options); }), Code::RoomMismatch);
    EXPECT_EQ(verify(mint(ada(), testKeys(), minting()), testKeys(), options).roomId, "lobby");
}

TEST(Verify, takes_an_empty_id_that_is_asked_for_as_none) {
    const std::string token = mint(ada(), testKeys(), minting());
    VerifyOptions options = verifying();
    options.roomId = "";
    EXPECT_EQ(*codeOf([&] { verify(token, testKeys(), options); }), Code::RoomMismatch);
    EXPECT_EQ(*codeOf([&] { verify(kitOf(mintedToken04(), adasSuffix), testKeys(), options); }), Code::RoomMismatch);
    options = verifying();
    options.userId = "";
    EXPECT_EQ(*codeOf([&] { verify(token, testKeys(), options); }), Code::UserMismatch);
}

TEST(Verify, knows_the_second_in_which_a_token_ends) {
    const std::string token = mint(ada(), testKeys(), minting());
    const auto at = [&](std::int64_t now, int tolerance) {
        VerifyOptions options;
        options.now = now;
        options.clockTolerance = std::chrono::seconds(tolerance);
        const Optional<Code> code = codeOf([&] { verify(token, testKeys(), options); });
        return std::string(code ? toString(*code) : "");
    };
    EXPECT_EQ(at(testNow + 3599, 0), "");
    EXPECT_EQ(at(testNow + 3600, 0), "token_expired");
    EXPECT_EQ(at(testNow + 3899, 300), "");
    EXPECT_EQ(at(testNow + 3900, 300), "token_expired");
    EXPECT_EQ(at(testNow - 60, 0), "");
    EXPECT_EQ(at(testNow - 61, 0), "not_yet_valid");
    EXPECT_EQ(at(std::numeric_limits<std::int64_t>::max(), 300), "token_expired");
    EXPECT_EQ(at(std::numeric_limits<std::int64_t>::min(), 0), "not_yet_valid");
}

TEST(Verify, names_the_option_that_is_wrong) {
    std::vector<std::pair<std::string, VerifyOptions>> cases(6);
    cases[0].first = "options.accept";
    cases[0].second.accept = static_cast<Trust>(3);
    cases[1].first = "options.clockTolerance";
    cases[1].second.clockTolerance = std::chrono::seconds(-1);
    cases[2].first = "options.clockTolerance";
    cases[2].second.clockTolerance = std::chrono::seconds(301);
    cases[3].first = "options.maxLifetime";
    cases[3].second.maxLifetime = std::chrono::seconds(0);
    cases[4].first = "options.appId";
    cases[4].second.appId = 0U;
    cases[5].first = "options.accept";
    cases[5].second.accept = static_cast<Trust>(-1);
    for (const auto& one : cases) {
        InspectOptions inspecting;
        static_cast<VerifyOptions&>(inspecting) = one.second;
        expectArgument(one.first, [&] { verify("", testKeys(), one.second); });
        expectArgument(one.first, [&] { verifyToken04("", testKeys(), one.second); });
        expectArgument(one.first, [&] { inspect("", testKeys(), inspecting); });
        expectArgument(one.first, [&] { inspect("", inspecting); });
    }
}

TEST(Verify, refuses_without_a_word_of_the_token) {
    const JsonValue vectors = readVectors("hostile");
    for (JsonValue vector = vectors.get("tests").first(); !vector.isAbsent(); vector = vector.next()) {
        const std::string& token = vector.get("token").text();
        if (token.size() < 16) continue;
        try {
            verify(token, keyringOf(vector.get("keyring")), optionsOf(vector.get("options")));
        } catch (const KitTokenError& refusal) {
            const std::string message = refusal.what();
            EXPECT_EQ(message.find(token.substr(0, 12)), std::string::npos) << message;
            EXPECT_NE(message.find(messageOf(refusal.code())), std::string::npos);
            EXPECT_EQ(message.find(toString(refusal.code())), 10U);
        }
    }
}

TEST(Verify, refuses_as_one_whatever_does_not_open) {
    const detail::SealedKey key(testApp, testSecret);
    const auto refusalOf = [](const detail::Bytes& raw) {
        try {
            verifyToken04(detail::encodeToken04(raw), testKeys(), verifying());
        } catch (const KitTokenError& refusal) {
            return std::string(refusal.what());
        }
        return std::string("it was taken");
    };
    const std::string padding = refusalOf([&] {
        detail::Bytes raw = key.seal(Format::Cbc, testNow + 60, claimsOf(testNow, testNow + 60));
        raw.back() ^= 1;
        return raw;
    }());
    EXPECT_EQ(padding, std::string("roompass: token_undecryptable: ") + messageOf(Code::TokenUndecryptable));
    EXPECT_EQ(refusalOf(key.seal(Format::Cbc, testNow + 60, std::string(70, '\xff'))), padding);
    EXPECT_EQ(refusalOf(key.seal(Format::Cbc, testNow + 60, std::string(70, 'x'))), padding);
    EXPECT_EQ(refusalOf(detail::SealedKey(testApp, otherSecret).seal(Format::Gcm, testNow + 60, std::string(70, 'x'))),
              padding);
}

TEST(Verify, catches_any_bit_that_is_flipped_in_a_signed_token) {
    const std::string token = mint(ada(), testKeys(), minting());
    // Without its key "sig" a signature is a stranger in an unsigned suffix.
    VerifyOptions options = verifying();
    options.accept = Trust::Signed;
    for (std::size_t at = 0; at < token.size(); at++) {
        for (int bit = 0; bit < 8; bit++) {
            std::string changed = token;
            changed[at] = static_cast<char>(changed[at] ^ 1 << bit);
            EXPECT_TRUE(codeOf([&] { verify(changed, testKeys(), options); })) << at << ", " << bit;
        }
    }
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
