#include <gtest/gtest.h>

#include "forgery.hpp"

namespace roompass {
namespace testing_ {
namespace {

TEST(Read, shows_what_anyone_can_read) {
    const Shown shown = read(mint(ada(), testKeys(), minting()));
    EXPECT_EQ(shown.appId, testApp);
    EXPECT_EQ(shown.userId, "ada");
    EXPECT_EQ(shown.roomId, "lobby");
    EXPECT_EQ(shown.userName, "Ada");
    EXPECT_EQ(shown.expiresAt, testNow + 3600);
}

TEST(Read, shows_no_room_and_no_name_where_there_is_none) {
    const Shown shown = read(kitOf(Forgery().token04(), R"({"userID":"ada","roomID":null,"appID":1})"));
    EXPECT_EQ(shown.roomId + shown.userName, "");
}

TEST(Read, refuses_what_is_no_kit_token) {
    EXPECT_EQ(*codeOf([] { read(""); }), Code::TokenMalformed);
    EXPECT_EQ(*codeOf([] { read(Forgery().token04()); }), Code::TokenMalformed);
    EXPECT_EQ(*codeOf([] { read(kitOf(Forgery().token04(), "{}") + std::string(40, ' ')); }), Code::TokenMalformed);
    EXPECT_EQ(*codeOf([] { read(kitOf(Forgery().token04(), R"({"userID":7})")); }), Code::SuffixMalformed);
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
