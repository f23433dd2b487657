// Calls of mint that are wrong: each names its argument.
#include <gtest/gtest.h>

#include "people.hpp"

namespace roompass {
namespace testing_ {
namespace {

Grant streams(std::size_t count, const std::string& id) {
    Grant grant;
    grant.streamIds = std::vector<std::string>(count, id);
    return grant;
}

void expectInput(const std::string& argument, const std::function<void(MintInput&)>& change) {
    MintInput input = ada();
    change(input);
    expectArgument(argument, [&] { mint(input, testKeys(), minting()); });
}

TEST(MintRefusals, name_the_user) {
    for (const std::string& wrong : {std::string(), std::string("Ada L"), std::string("アダ"), std::string(65, 'a'),
                                     std::string("a\0b", 3), std::string("\xff")}) {
        expectInput("input.userId", [&](MintInput& input) { input.userId = wrong; });
    }
}

TEST(MintRefusals, name_the_room) {
    for (const std::string& wrong : {std::string(), std::string("my room"), std::string("a#b"), std::string("a\\b"),
                                     std::string("a\"b"), std::string("é"), std::string(129, 'r')}) {
        expectInput("input.roomId", [&](MintInput& input) { input.roomId = wrong; });
    }
}

TEST(MintRefusals, name_the_name) {
    for (const char* wrong : {"Ada\nL", "Ada\xc2\x85", "Ada\xe2\x80\xae", "Ada\xff", "Ada\xed\xa0\x80"}) {
        expectInput("input.userName", [&](MintInput& input) { input.userName = wrong; });
    }
    expectInput("input.userName", [](MintInput& input) { input.userName = std::string(257, 'a'); });
}

TEST(MintRefusals, name_the_lifetime) {
    for (const int wrong : {0, -1, 86401}) {
        expectInput("input.expiresIn", [&](MintInput& input) { input.expiresIn = std::chrono::seconds(wrong); });
    }
    MintOptions options = minting();
    options.maxLifetime = std::chrono::minutes(1);
    expectArgument("input.expiresIn", [&] { mint(ada(), testKeys(), options); });
    options.maxLifetime = std::chrono::seconds(0);
    expectArgument("options.maxLifetime", [&] { mint(ada(), testKeys(), options); });
}

TEST(MintRefusals, name_the_clock) {
    for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{-5}, std::int64_t{1767225600000}}) {
        MintOptions options;
        options.now = wrong;
        expectArgument("options.now", [&] { mint(ada(), testKeys(), options); });
    }
}

TEST(MintRefusals, name_the_format) {
    expectInput("input.format", [](MintInput& input) { input.format = static_cast<Format>(7); });
    MintInput input = ada();
    input.format = Format::Gcm;
    const Keyring refusing({{testApp, testSecret, KeyState::Active, GcmPolicy::Refuse}});
    expectArgument("input.format", [&] { mint(input, refusing, minting()); });
}

TEST(MintRefusals, name_the_streams) {
    for (const Grant& wrong : {streams(1, std::string(257, 's')), streams(101, "s"), streams(5, std::string(250, 's')),
                               streams(1, "\xff"), streams(1, "\xed\xa0\x80")}) {
        expectInput("input.grant.streamIds", [&](MintInput& input) { input.grant = wrong; });
    }
}

TEST(MintRefusals, name_the_extension) {
    for (const std::string& wrong : {std::string("é"), std::string("\n"), std::string(513, 'x')}) {
        expectInput("input.ext", [&](MintInput& input) { input.ext = wrong; });
    }
    expectInput("input.ext", [](MintInput& input) {
        input.userId = std::string(64, '\\');
        input.roomId = std::string(128, 'r');
        input.userName.clear();
        for (int i = 0; i < 85; i++) input.userName += "張";
        input.ext = std::string(512, '"');
    });
}

TEST(MintRefusals, name_the_app) {
    const Keyring several({{1, testSecret}, {2, otherSecret}});
    const Keyring verifies({{testApp, testSecret, KeyState::Previous}});
    expectArgument("input.appId", [&] { mint(ada(), several, minting()); });
    expectArgument("input.appId", [&] { mint(ada(), verifies, minting()); });
    for (const std::uint32_t wrong : {0U, 5U}) {
        expectInput("input.appId", [&](MintInput& input) { input.appId = wrong; });
    }
}

void expectToken04(const std::string& argument, const std::function<void(Token04Input&)>& change) {
    Token04Input input;
    input.userId = "ada";
    input.expiresIn = std::chrono::minutes(1);
    change(input);
    expectArgument(argument, [&] { mintToken04(input, testKeys(), minting()); });
}

TEST(MintRefusals, of_a_token04_name_the_argument_too) {
    expectToken04("input.userId", [](Token04Input& input) { input.userId = ""; });
    expectToken04("input.appId", [](Token04Input& input) { input.appId = 5U; });
    expectToken04("input.roomId", [](Token04Input& input) { input.roomId = "lobby"; });
    expectToken04("input.roomId", [](Token04Input& input) {
        input.roomId = "a b";
        input.grant = Grant();
    });
    expectToken04("input.grant.streamIds", [](Token04Input& input) { input.grant = streams(101, "s"); });
}

TEST(MintRefusals, name_a_payload_that_no_verifier_would_take) {
    for (const std::string& wrong :
         {std::string("hello"), std::string("{\"x-a\":\"\xff\"}"), std::string("{\"room_id\":\"a b\"}"),
          std::string("{\"privilege\":{\"1\":2}}"), std::string("{\"demo\":1}"), std::string("[]"),
          "{\"x-a\":\"" + std::string(1024, 'a') + "\"}"}) {
        expectToken04("input.payload", [&](Token04Input& input) { input.payload = wrong; });
    }
    for (const bool withRoom : {true, false}) {
        expectToken04("input.payload", [&](Token04Input& input) {
            input.payload = "{}";
            if (withRoom) input.roomId = "lobby";
            if (!withRoom) input.grant = Grant();
        });
    }
}

TEST(MintRefusals, of_the_generator_reach_the_caller) {
    MintOptions options = minting();
    options.random = [](unsigned char*, std::size_t) { throw std::runtime_error("no entropy"); };
    EXPECT_THROW(mint(ada(), testKeys(), options), std::runtime_error);
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
