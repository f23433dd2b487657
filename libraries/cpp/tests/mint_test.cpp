#include <gtest/gtest.h>

#include <set>

#include "people.hpp"

namespace roompass {
namespace testing_ {
namespace {

TEST(Mint, gives_what_verify_takes_as_signed) {
    MintInput input = ada();
    input.userName = "Ada 张";
    input.ext = "x";
    input.grant = Grant(true, false);
    const Pass pass = verify(mint(input, testKeys(), minting()), testKeys(), verifying());
    EXPECT_EQ(pass.trust, Trust::Signed);
    EXPECT_EQ(pass.roomId, "lobby");
    EXPECT_EQ(pass.userName, "Ada 张");
    EXPECT_EQ(pass.ext, "x");
    EXPECT_EQ(pass.issuedAt, testNow);
    EXPECT_EQ(pass.expiresAt, testNow + 3600);
    EXPECT_TRUE(pass.grant == Grant(true, false));
}

TEST(Mint, takes_the_clock_and_the_generator_of_the_machine) {
    std::set<std::string> tokens;
    for (int i = 0; i < 100; i++) tokens.insert(mint(ada(), testKeys()));
    EXPECT_EQ(tokens.size(), 100U) << "no two are the same";
    EXPECT_EQ(verify(*tokens.begin(), testKeys()).userId, "ada");
}

TEST(Mint, without_a_grant_restricts_nothing) {
    const Pass pass = verify(mint(ada(), testKeys(), minting()), testKeys(), verifying());
    EXPECT_EQ(pass.payload, "");
    EXPECT_TRUE(pass.grant == Grant(true, true));
}

TEST(Mint, grants_to_join_and_not_to_publish_unless_it_is_said) {
    MintInput input = ada();
    input.grant = Grant();
    const Pass pass = verify(mint(input, testKeys(), minting()), testKeys(), verifying());
    EXPECT_TRUE(pass.grant == Grant(true, false));
}

TEST(Mint, writes_a_list_of_streams_as_it_is_given) {
    Grant grant;
    Token04Input input;
    input.userId = "ada";
    input.expiresIn = std::chrono::minutes(1);
    const auto payload = [&] {
        input.grant = grant;
        return verifyToken04(mintToken04(input, testKeys(), minting()), testKeys(), verifying()).payload;
    };
    EXPECT_EQ(payload(), R"({"room_id":"","privilege":{"1":1,"2":0},"stream_id_list":null})");
    grant.streamIds = std::vector<std::string>();
    EXPECT_EQ(payload(), R"({"room_id":"","privilege":{"1":1,"2":0},"stream_id_list":[]})");
    grant.streamIds = std::vector<std::string>{"a\"", "张"};
    EXPECT_EQ(payload(), R"({"room_id":"","privilege":{"1":1,"2":0},"stream_id_list":["a\"","张"]})");
}

TEST(Mint, mints_with_the_active_key_of_the_app_that_is_named) {
    const Keyring keys({{1, otherSecret, KeyState::Previous}, {1, testSecret}, {2, otherSecret}});
    MintInput input = ada();
    input.appId = 1U;
    const Pass pass = verify(mint(input, keys, minting()), keys, verifying());
    EXPECT_EQ(pass.appId, 1U);
    EXPECT_EQ(pass.kid, keys.keys()[0].kid);
}

TEST(Mint, can_be_for_longer_than_a_day) {
    MintOptions options = minting();
    options.maxLifetime = std::chrono::seconds::max();
    MintInput input = ada();
    input.expiresIn = std::chrono::hours(24 * 365 * 200);
    const std::string token = mint(input, testKeys(), options);
    VerifyOptions terms = verifying();
    EXPECT_EQ(*codeOf([&] { verify(token, testKeys(), terms); }), Code::LifetimeTooLong);
    terms.maxLifetime = std::chrono::seconds::max();
    EXPECT_EQ(verify(token, testKeys(), terms).expiresAt, testNow + 24LL * 3600 * 365 * 200);
}

TEST(Mint, takes_a_payload_that_was_made_elsewhere) {
    Token04Input input;
    input.userId = "ada";
    input.payload = R"({ "room_id": "lobby", "x-seat": [1] })";
    input.expiresIn = std::chrono::minutes(1);
    const Pass pass = verifyToken04(mintToken04(input, testKeys(), minting()), testKeys(), verifying());
    EXPECT_EQ(pass.payload, input.payload);
    EXPECT_EQ(pass.roomId, "lobby");
    EXPECT_TRUE(pass.grant == Grant(true, true));
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
