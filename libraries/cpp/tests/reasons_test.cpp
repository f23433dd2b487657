// The table of reasons in the library is spec/reasons.json, word for word.
#include <gtest/gtest.h>

#include "vectors.hpp"

namespace roompass {
namespace testing_ {
namespace {

std::vector<int> numbersOf(const JsonValue& list) {
    std::vector<int> numbers;
    for (JsonValue number = list.first(); !number.isAbsent(); number = number.next())
        numbers.push_back(static_cast<int>(number.integer()));
    return numbers;
}

void expectReason(Code code, const JsonValue& reason) {
    EXPECT_EQ(toString(code), reason.key());
    EXPECT_EQ(messageOf(code), reason.get("message").text());
    EXPECT_EQ(fixOf(code), reason.get("fix").text());
    const JsonValue numbers = reason.get("zegocloud");
    const ZegocloudCodes codes = zegocloudCodesOf(code);
    EXPECT_EQ(codes.web, numbersOf(numbers.get("web"))) << reason.key();
    EXPECT_EQ(codes.native, numbersOf(numbers.get("native"))) << reason.key();
    EXPECT_EQ(codes.zim, numbersOf(numbers.get("zim"))) << reason.key();
    EXPECT_EQ(codes.server, numbersOf(numbers.get("server"))) << reason.key();
}

TEST(Reasons, are_those_of_the_specification) {
    const JsonValue reasons = readJsonFile(std::string(SPEC_FOLDER) + "/reasons.json");
    int place = 0;
    for (const char* part : {"refusals", "explanations"}) {
        for (JsonValue reason = reasons.get(part).first(); !reason.isAbsent(); reason = reason.next())
            expectReason(static_cast<Code>(place++), reason);
    }
    EXPECT_EQ(place, static_cast<int>(Code::IvRepeated) + 1);
    EXPECT_THROW(toString(static_cast<Code>(place)), std::invalid_argument);
    EXPECT_THROW(toString(static_cast<Code>(-1)), std::invalid_argument);
}

TEST(Reasons, of_a_refusal_name_the_field_that_is_wrong) {
    const KitTokenError refusal(Code::UserIdInvalid, "userID");
    EXPECT_EQ(std::string(refusal.what()).find("roompass: user_id_invalid (userID): The user ID is not"), 0U);
    EXPECT_EQ(KitTokenError(Code::TokenExpired).claim(), std::string());
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
