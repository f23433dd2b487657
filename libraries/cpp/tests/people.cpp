#include "people.hpp"

#include <gtest/gtest.h>

namespace roompass {
namespace testing_ {

const std::string testSecret = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6";
const std::string otherSecret = "Kk7!another secret for the tests";

Keyring testKeys() { return Keyring({{testApp, testSecret}}); }

MintInput ada() {
    MintInput input;
    input.userId = "ada";
    input.roomId = "lobby";
    input.userName = "Ada";
    input.expiresIn = std::chrono::hours(1);
    return input;
}

MintOptions minting() {
    MintOptions options;
    options.now = testNow;
    return options;
}

VerifyOptions verifying() {
    VerifyOptions options;
    options.now = testNow;
    return options;
}

Optional<Code> codeOf(const std::function<void()>& call) {
    try {
        call();
    } catch (const KitTokenError& refusal) {
        return refusal.code();
    }
    return {};
}

void expectArgument(const std::string& argument, const std::function<void()>& call) {
    try {
        call();
    } catch (const std::invalid_argument& error) {
        const std::string message = error.what();
        EXPECT_EQ(message.compare(0, argument.size() + 11, "roompass: " + argument + " "), 0) << message;
        EXPECT_EQ(message.find("Kk7!"), std::string::npos) << message;
        return;
    }
    ADD_FAILURE() << "nothing says that " << argument << " is wrong";
}

}  // namespace testing_
}  // namespace roompass
