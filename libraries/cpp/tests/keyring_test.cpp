#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <type_traits>

#include "people.hpp"

namespace roompass {
namespace testing_ {
namespace {

template <typename T>
std::string printed(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

Key previous(char c) { return {testApp, std::string(32, c), KeyState::Previous}; }

TEST(Keyring, shows_its_apps_and_the_names_of_its_keys) {
    const Keyring keys({{testApp, testSecret}, {7, otherSecret}});
    EXPECT_EQ(keys.appIds(), (std::vector<std::uint32_t>{testApp, 7}));
    ASSERT_EQ(keys.keys().size(), 2U);
    EXPECT_EQ(keys.keys()[0].kid.size(), 8U);
    EXPECT_EQ(printed(keys), "[Keyring kid=" + keys.keys()[0].kid + "," + keys.keys()[1].kid + "]");
}

TEST(Keyring, and_its_keys_print_without_secrets) {
    const Key key(testApp, testSecret);
    EXPECT_EQ(printed(key), "[Key of app 1234567890]");
    EXPECT_EQ(printed(Keyring({key})).find("Kk7!"), std::string::npos);
}

TEST(Keyring, takes_keys_that_were_copied_moved_and_assigned) {
    Key one(testApp, testSecret);
    Key other(7, otherSecret, KeyState::Previous, GcmPolicy::Trust);
    other = one;
    const Key moved = std::move(one);
    EXPECT_EQ(Keyring({other}).keys()[0].kid, Keyring({moved}).keys()[0].kid);
    EXPECT_EQ(other.state(), KeyState::Active);
    EXPECT_EQ(other.gcm(), GcmPolicy::Accept);
}

TEST(Keyring, tries_next_before_active_before_previous) {
    const Keyring keys({{testApp, std::string(32, 'r'), KeyState::Retired},
                        {testApp, testSecret, KeyState::Previous},
                        {testApp, otherSecret},
                        {testApp, std::string(32, 'x'), KeyState::Next}});
    std::string states;
    for (const KeyInfo& info : keys.keys()) states += std::string(toString(info.state)) + " ";
    EXPECT_EQ(states, "next active previous retired ");
}

TEST(Keyring, of_which_every_state_but_retired_verifies) {
    const std::string token = mint(ada(), testKeys(), minting());
    for (const KeyState state : {KeyState::Next, KeyState::Active, KeyState::Previous}) {
        EXPECT_EQ(verify(token, Keyring({{testApp, testSecret, state}}), verifying()).userId, "ada");
    }
    const Keyring retired({{testApp, testSecret, KeyState::Retired}});
    const std::string token04 = token.substr(0, token.find('#'));
    EXPECT_EQ(*codeOf([&] { verify(token, retired, verifying()); }), Code::KeyUnknown);
    EXPECT_EQ(*codeOf([&] { verifyToken04(token04, retired, verifying()); }), Code::KeyUnknown);
}

TEST(Keyring, knows_how_weak_a_secret_is) {
    const std::map<std::string, bool> secrets = {{"0123456789abcdef0123456789abcdef", true},
                                                 {"aabbaabbaabbaabbaabbaabbaabbaabb", true},
                                                 {"abcdefg abcdefg abcdefg abcdefg ", false},
                                                 {"abcdefgabcdefgabcdefgabcdefgabcd", true},
                                                 {testSecret, false}};
    for (const auto& secret : secrets) {
        EXPECT_EQ(Keyring({{testApp, secret.first}}).keys()[0].weak, secret.second) << secret.first;
    }
}

TEST(Keyring, refuses_wrong_keys_and_names_them) {
    const Key good(testApp, testSecret);
    const std::vector<std::pair<std::string, std::vector<Key>>> cases = {
        {"keys", {}},
        {"keys[0].appId", {{0, testSecret}}},
        {"keys[0].serverSecret", {{1, testSecret.substr(1)}}},
        {"keys[0].serverSecret", {{1, testSecret + "x"}}},
        {"keys[0].serverSecret", {{1, ""}}},
        {"keys[0].serverSecret", {{1, "ééééééééééééééééé"}}},
        {"keys[0].serverSecret", {{1, testSecret.substr(1) + "\n"}}},
        {"keys[1].serverSecret", {good, {2, std::string(64, 'a')}}},
        {"keys[0].state", {{1, testSecret, static_cast<KeyState>(9)}}},
        {"keys[0].gcm", {{1, testSecret, KeyState::Active, static_cast<GcmPolicy>(9)}}},
        {"keys[1].serverSecret", {good, {testApp, testSecret, KeyState::Previous}}},
        {"keys[1].state", {good, {testApp, otherSecret}}},
        {"keys[4]", {good, previous('a'), previous('b'), previous('c'), previous('d')}},
    };
    for (const auto& one : cases) {
        expectArgument(one.first, [&] { Keyring keys(one.second); });
    }
}

TEST(Keyring, holds_four_keys_of_each_of_several_apps) {
    const std::vector<Key> keys = {{1, testSecret},
                                   {1, std::string(32, 'a'), KeyState::Previous},
                                   {1, std::string(32, 'b'), KeyState::Previous},
                                   {1, std::string(32, 'c'), KeyState::Next},
                                   {2, testSecret}};
    EXPECT_EQ(Keyring(keys).keys().size(), 5U);
}

TEST(Keyring, says_what_gcm_is_worth) {
    MintInput input = ada();
    input.format = Format::Gcm;
    const std::string token = mint(input, testKeys(), minting());
    const std::string token04 = token.substr(0, token.find('#'));
    for (const GcmPolicy policy : {GcmPolicy::Accept, GcmPolicy::Trust}) {
        const Keyring keys({{testApp, testSecret, KeyState::Active, policy}});
        EXPECT_EQ(verifyToken04(token04, keys, verifying()).trust, Trust::Sealed);
    }
    const Keyring refusing({{testApp, testSecret, KeyState::Active, GcmPolicy::Refuse}});
    EXPECT_EQ(*codeOf([&] { verifyToken04(token04, refusing, verifying()); }), Code::TokenEnvelope);
}

TEST(Keyring, is_the_same_after_it_was_copied) {
    Keyring copy = testKeys();
    {
        const Keyring keys({{7, otherSecret}});
        copy = keys;
    }
    EXPECT_EQ(copy.appIds(), std::vector<std::uint32_t>{7});
    static_assert(std::is_copy_constructible<Keyring>::value && std::is_copy_assignable<Keyring>::value, "it is cheap");
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
