// What fuzzing looks for, held of every token of the vectors and of some thousand that are changed by chance.
#include <gtest/gtest.h>

#include <random>

#include "../fuzz/oracle.hpp"
#include "forgery.hpp"
#include "vectors.hpp"

namespace roompass {
namespace testing_ {
namespace {

std::vector<std::string> tokens() {
    std::vector<std::string> all;
    for (const char* name : {"verify", "hostile", "dialects"}) {
        JsonValue vector = readVectors(name).get("tests").first();
        for (; !vector.isAbsent(); vector = vector.next()) all.push_back(vector.get("token").text());
    }
    return all;
}

TEST(Agreement, of_verify_inspect_and_read_holds_for_the_vectors) {
    for (const std::string& token : tokens()) EXPECT_EQ(fuzz::violationOf(token), "") << token.substr(0, 99);
}

TEST(Agreement, of_verify_inspect_and_read_holds_whatever_the_text_is) {
    const std::vector<std::string> texts = tokens();
    const std::string edits("04#=+/ \n%\"-_{}aA9\0\xc3", 20);
    std::minstd_rand random(1);
    for (int turn = 0; turn < 3000; turn++) {
        std::string text = texts[random() % texts.size()];
        for (auto left = random() % 3; left > 0 && !text.empty(); left--) {
            text[random() % text.size()] = edits[random() % edits.size()];
            if (random() % 2 == 0) text.resize(1 + random() % text.size());
        }
        EXPECT_EQ(fuzz::violationOf(text), "") << text.substr(0, 99);
    }
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
