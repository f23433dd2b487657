#include "vectors.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <vector>

namespace roompass {
namespace testing_ {
namespace {

class VectorTest : public testing::Test {
  public:
    VectorTest(JsonValue vector, std::function<void(const JsonValue&)> test)
        : vector_(vector), test_(std::move(test)) {}

    void TestBody() override {
        SCOPED_TRACE(vector_.get("comment").text());
        test_(vector_);
    }

  private:
    JsonValue vector_;
    std::function<void(const JsonValue&)> test_;
};

std::vector<std::unique_ptr<detail::JsonDocument>>& documents() {
    static std::vector<std::unique_ptr<detail::JsonDocument>> all;
    return all;
}

KeyState stateOf(const JsonValue& word) {
    for (const KeyState state : {KeyState::Next, KeyState::Active, KeyState::Previous, KeyState::Retired}) {
        if (word.text() == toString(state)) return state;
    }
    EXPECT_TRUE(word.isAbsent());
    return KeyState::Active;
}

GcmPolicy policyOf(const JsonValue& word) {
    for (const GcmPolicy policy : {GcmPolicy::Accept, GcmPolicy::Trust, GcmPolicy::Refuse}) {
        if (word.text() == toString(policy)) return policy;
    }
    EXPECT_TRUE(word.isAbsent());
    return GcmPolicy::Accept;
}

}  // namespace

JsonValue readJsonFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    documents().emplace_back(new detail::JsonDocument);
    if (!detail::scanJson(text, 16, *documents().back())) {
        std::cerr << path << " is no JSON object\n";
        std::abort();
    }
    return documents().back()->object();
}

JsonValue readVectors(const std::string& name) {
    return readJsonFile(std::string(SPEC_FOLDER) + "/vectors/" + name + ".json");
}

void registerVectors(const char* suite, const std::string& file, std::function<void(const JsonValue&)> test) {
    const JsonValue vectors = readVectors(file);
    const auto said = static_cast<std::size_t>(vectors.get("numberOfTests").integer());
    testing::RegisterTest(suite, "are_as_many_as_the_file_says", nullptr, nullptr, __FILE__, __LINE__, [=] {
        return new VectorTest(vectors, [said](const JsonValue& all) {
            EXPECT_EQ(all.get("tests").size(), said);
            EXPECT_GT(said, 0U);
        });
    });
    for (JsonValue vector = vectors.get("tests").first(); !vector.isAbsent(); vector = vector.next()) {
        if (isNotText(vector)) continue;
        std::string name = vector.get("id").text();
        name.replace(name.find('-'), 1, "_");
        testing::RegisterTest(suite, name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                              [=] { return new VectorTest(vector, test); });
    }
}

bool isNotText(const JsonValue& vector) {
    for (JsonValue flag = vector.get("flags").first(); !flag.isAbsent(); flag = flag.next()) {
        if (flag.text() == "NotText") return true;
    }
    return false;
}

Trust trustOf(const std::string& word) {
    for (const Trust trust : {Trust::Bare, Trust::Sealed, Trust::Signed}) {
        if (word == toString(trust)) return trust;
    }
    ADD_FAILURE() << "no trust: " << word;
    return Trust::Signed;
}

Keyring keyringOf(const JsonValue& entries) {
    std::vector<Key> keys;
    for (JsonValue entry = entries.first(); !entry.isAbsent(); entry = entry.next()) {
        keys.emplace_back(static_cast<std::uint32_t>(entry.get("appId").integer()), entry.get("serverSecret").text(),
                          stateOf(entry.get("state")), policyOf(entry.get("gcm")));
    }
    return Keyring(keys);
}

VerifyOptions optionsOf(const JsonValue& words) {
    VerifyOptions options;
    for (JsonValue word = words.first(); !word.isAbsent(); word = word.next()) {
        const std::string& name = word.key();
        if (name == "accept") options.accept = trustOf(word.text());
        if (name == "roomId") options.roomId = word.text();
        if (name == "userId") options.userId = word.text();
        if (name == "appId") options.appId = static_cast<std::uint32_t>(word.integer());
        if (name == "now") options.now = word.integer();
        if (name == "clockTolerance") options.clockTolerance = std::chrono::seconds(word.integer());
        if (name == "maxLifetime") options.maxLifetime = std::chrono::seconds(word.integer());
    }
    return options;
}

Optional<Grant> grantOf(const JsonValue& words) {
    if (words.kind() != JsonKind::Object) return {};
    Grant grant(words.get("join").truth(), words.get("publish").truth());
    const JsonValue list = words.get("streamIds");
    if (list.kind() == JsonKind::Array) {
        std::vector<std::string> ids;
        for (JsonValue id = list.first(); !id.isAbsent(); id = id.next()) ids.push_back(id.text());
        grant.streamIds = ids;
    }
    return grant;
}

}  // namespace testing_
}  // namespace roompass
