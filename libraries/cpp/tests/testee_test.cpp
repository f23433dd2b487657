// The program that answers for this library in conformance/languages.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "codec/json.hpp"
#include "codec/json_write.hpp"
#include "forgery.hpp"

namespace roompass {
namespace testing_ {
namespace {

/// What the testee answers to lines, and its exit status behind them.
std::string answersTo(const std::string& lines) {
    const std::string file = testing::TempDir() + "/roompass_testee_requests";
    std::ofstream(file, std::ios::binary) << lines;
    const std::string command = std::string(TESTEE) + " <" + file + " 2>/dev/null; echo $?";
    FILE* const pipe = popen(command.c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    std::string answers;
    std::array<char, 4096> part{};
    while (std::fgets(part.data(), part.size(), pipe) != nullptr) answers += part.data();
    EXPECT_EQ(pclose(pipe), 0);
    std::remove(file.c_str());
    return answers;
}

std::string quoted(const std::string& text) {
    std::string json;
    detail::appendJsonString(json, text);
    return json;
}

const std::string options = R"("options":{"now":1767225600})";

std::string keyring() { return "\"keyring\":[{\"appId\":1234567890,\"serverSecret\":" + quoted(testSecret) + "}]"; }

TEST(Testee, says_who_it_is) {
    EXPECT_EQ(answersTo(R"({"id":1,"op":"about"})"
                        "\n"),
              "{\"id\":1,\"ok\":true,\"result\":{\"language\":\"cpp\",\"version\":\"201103\"}}\n0\n");
}

TEST(Testee, mints_under_a_clock_and_a_nonce) {
    const std::string in = "\"in\":{\"appId\":1234567890,\"serverSecret\":" + quoted(testSecret) +
                           R"(,"userId":"ada","roomId":"lobby","userName":"Ada","grant":null,"expiresIn":3600,)" +
                           R"("format":"cbc","now":1767225600,"nonce":7})";
    MintOptions minted = minting();
    minted.random = [](unsigned char* bytes, std::size_t count) {
        for (std::size_t i = 0; i < count; i++) bytes[i] = i + 1 == count ? 7 : 0;
    };
    EXPECT_EQ(answersTo("{\"id\":2,\"op\":\"mint\"," + in + "}\n"),
              "{\"id\":2,\"ok\":true,\"result\":{\"kitToken\":\"" + mint(ada(), testKeys(), minted) + "\"}}\n0\n");

    const std::string alone = "\"in\":{\"appId\":1234567890,\"serverSecret\":" + quoted(testSecret) +
                              R"(,"userId":"ada","payload":"{\"room_id\":\"lobby\"}","expiresIn":3600,)" +
                              R"("format":"gcm","now":1767225600,"nonce":7})";
    Token04Input claims;
    claims.userId = "ada";
    claims.payload = R"({"room_id":"lobby"})";
    claims.expiresIn = std::chrono::hours(1);
    claims.format = Format::Gcm;
    EXPECT_EQ(
        answersTo("{\"id\":3,\"op\":\"mintToken04\"," + alone + "}\n"),
        "{\"id\":3,\"ok\":true,\"result\":{\"token04\":\"" + mintToken04(claims, testKeys(), minted) + "\"}}\n0\n");
}

TEST(Testee, verifies) {
    const std::string token = mint(ada(), testKeys(), minting());
    const std::string request = "{\"id\":3,\"op\":\"verify\",\"kind\":\"kit-token\"," + keyring() + "," + options +
                                ",\"token\":" + quoted(token) + "}\n";
    const Pass pass = verify(token, testKeys(), verifying());
    EXPECT_EQ(
        answersTo(request),
        "{\"id\":3,\"ok\":true,\"result\":{\"trust\":\"signed\",\"appId\":1234567890,\"userId\":\"ada\",\"roomId\":"
        "\"lobby\",\"userName\":\"Ada\",\"grant\":{\"join\":true,\"publish\":true,\"streamIds\":null},\"issuedAt\":"
        "1767225600,\"expiresAt\":1767229200,\"tid\":\"" +
            pass.tid + "\",\"kid\":\"" + pass.kid +
            "\",\"format\":\"cbc\",\"payload\":\"\",\"ext\":null,\"claimed\":{\"roomId\":\"lobby\",\"userName\":"
            "\"Ada\"}}}\n0\n");
}

TEST(Testee, gives_the_codes_of_refusals_and_of_wrong_calls) {
    const std::string head = R"({"id":4,"op":"verify","kind":"token04",)";
    const std::string lines = head + keyring() + "," + options + ",\"token\":\"04\"}\n" + head + "\"keyring\":[]," +
                              options + ",\"token\":\"04\"}\n" + R"({"id":5,"op":"dance"})" + "\n";
    EXPECT_EQ(answersTo(lines),
              "{\"id\":4,\"ok\":false,\"code\":\"token_malformed\"}\n{\"id\":4,\"ok\":false,\"code\":\"bad_call\"}\n"
              "{\"id\":5,\"ok\":false,\"code\":\"bad_call\"}\n0\n");
}

TEST(Testee, explains_with_keys_and_without) {
    const std::string text = quoted(" " + kitOf(Forgery().token04(), adasSuffix));
    const std::string lines = "{\"id\":6,\"op\":\"inspect\"," + keyring() + "," + options + ",\"token\":" + text +
                              "}\n{\"id\":7,\"op\":\"inspect\",\"expect\":\"token04\"," + options +
                              ",\"token\":" + text + "}\n";
    EXPECT_EQ(answersTo(lines),
              "{\"id\":6,\"ok\":true,\"result\":{\"kind\":\"kit-token\",\"ok\":false,\"primary\":\"surrounding_space\","
              "\"problems\":[\"surrounding_space\",\"trust_too_low\",\"token_malformed\"],\"warnings\":[\"suffix_"
              "unproven\"]}}\n"
              "{\"id\":7,\"ok\":true,\"result\":{\"kind\":\"kit-token\",\"ok\":false,\"primary\":\"surrounding_space\","
              "\"problems\":[\"surrounding_space\",\"kit_token_given\"],\"warnings\":[\"suffix_unproven\"]}}\n0\n");
}

TEST(Testee, stops_at_a_line_that_is_no_request) {
    EXPECT_EQ(answersTo("{\"id\":1,\"op\":\"about\"}\nhello\n{\"id\":2,\"op\":\"about\"}\n").back(), '\n');
    EXPECT_EQ(answersTo("hello\n"), "1\n");
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
