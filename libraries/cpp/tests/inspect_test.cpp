#include <gtest/gtest.h>

#include <chrono>

#include "codec/frame.hpp"
#include "forgery.hpp"

namespace roompass {
namespace testing_ {
namespace {

InspectOptions inspecting(std::int64_t now = testNow) {
    InspectOptions options;
    options.now = now;
    return options;
}

std::string codesOf(const std::vector<Problem>& problems) {
    std::string codes;
    for (const Problem& problem : problems) codes += (codes.empty() ? "" : " ") + std::string(toString(problem.code));
    return codes;
}

/// What is particular to a token in the message of one of its problems.
std::string detailOf(const Report& report, Code code) {
    for (const Problem& problem : report.problems) {
        const std::string message = messageOf(code);
        if (problem.code == code && problem.message.size() > message.size())
            return problem.message.substr(message.size() + 1);
    }
    return "nothing of " + std::string(toString(code)) + " in: " + codesOf(report.problems);
}

TEST(Inspect, shows_every_layer) {
    MintInput input = ada();
    input.ext = "x";
    const std::string token = mint(input, testKeys(), minting());
    const Report report = inspect(token, testKeys(), inspecting());
    const Layers& layers = report.layers;
    EXPECT_TRUE(report.ok);
    EXPECT_FALSE(report.primary);
    EXPECT_EQ(report.kind, Kind::KitToken);
    EXPECT_EQ(layers.frame->length, token.size());
    EXPECT_EQ(layers.frame->prefix, "04");
    EXPECT_EQ(layers.frame->separators, 1);
    EXPECT_EQ(layers.envelope->format, Format::Cbc);
    EXPECT_EQ(layers.envelope->expiresAt, testNow + 3600);
    EXPECT_EQ(layers.envelope->ciphertextLength, 112U);
    EXPECT_EQ(layers.suffix->userName + layers.suffix->roomId + layers.suffix->ext, "Adalobbyx");
    EXPECT_EQ(layers.suffix->signedWith, testKeys().keys()[0].kid);
    EXPECT_EQ(layers.key->kid, testKeys().keys()[0].kid);
    EXPECT_EQ(layers.key->state, KeyState::Active);
    EXPECT_EQ(layers.claims->userId, "ada");
    EXPECT_EQ(layers.claims->issuedAt, testNow);
    EXPECT_EQ(*layers.trust, Trust::Signed);
    EXPECT_EQ(layers.generators, std::vector<Generator>{Generator::Roompass});
}

TEST(Inspect, looks_at_the_outside_without_keys) {
    const std::string token = mint(ada(), testKeys(), minting());
    const Report report = inspect(token, inspecting());
    EXPECT_TRUE(report.ok && report.layers.suffix && report.layers.envelope);
    EXPECT_FALSE(report.layers.key || report.layers.claims || report.layers.trust);
    EXPECT_EQ(codesOf(inspect(token, inspecting(testNow + 3600)).problems), "token_expired");
}

TEST(Inspect, finds_everything_that_is_wrong) {
    InspectOptions options = inspecting(testNow + 7200);
    options.userId = "bob";
    options.roomId = "vault";
    options.accept = Trust::Signed;
    options.maxLifetime = std::chrono::minutes(1);
    const std::string token04 = token04Of(mint(ada(), testKeys(), minting()));
    const Report report = inspect(kitOf(token04, replaced(adasSuffix, "ada", "eve")), testKeys(), options);
    EXPECT_EQ(codesOf(report.problems), "token_expired user_mismatch lifetime_too_long room_mismatch trust_too_low");
    EXPECT_EQ(*report.primary, Code::TokenExpired);
    EXPECT_EQ(report.problems[0].zegocloud.web, zegocloudCodesOf(Code::TokenExpired).web);
}

TEST(Inspect, opens_what_was_changed_after_signing) {
    const std::string token = mint(ada(), testKeys(), minting());
    const std::string changed = kitOf(token04Of(token), replaced(suffixJsonOf(token), "lobby", "vault"));
    const Report report = inspect(changed, testKeys(), inspecting());
    EXPECT_EQ(codesOf(report.problems), "signature_invalid");
    EXPECT_EQ(*report.layers.trust, Trust::Sealed);
}

TEST(Inspect, takes_any_text) {
    const auto repeated = [](const std::string& part, int times) {
        std::string text;
        for (int i = 0; i < times; i++) text += part;
        return text;
    };
    const std::vector<std::pair<std::string, Code>> cases = {
        {"", Code::Empty},
        {"#", Code::TokenMissing},
        {std::string("\0\xff", 2), Code::NotAKitToken},
        {std::string(120, '0'), Code::NotAKitToken},
        {"04" + adasSuffix, Code::TokenMalformed},
        {repeated("04", 61), Code::TokenEnvelope},
        {repeated("04", 100000), Code::TokenMalformed},
        {std::string(100000, '#'), Code::TokenMissing},
        {kitOf("04AAAA", adasSuffix), Code::Truncated},
        {kitOf("undefined", "null"), Code::TokenMissing},
        {"[object Promise]", Code::Placeholder},
        {"[object ]", Code::NotAKitToken},
        {"eyJ.a.", Code::NotAKitToken},
        {"eyJhbGciOiJub25lIn0.e30.", Code::JwtGiven},
        {"\xc2\xa0\xef\xbb\xbf", Code::SurroundingSpace},
    };
    for (const auto& one : cases) {
        const Report report = inspect(one.first, testKeys(), inspecting());
        EXPECT_FALSE(report.ok);
        EXPECT_EQ(toString(*report.primary), std::string(toString(one.second))) << one.first.substr(0, 40);
    }
}

TEST(Inspect, stops_where_no_key_may_be_tried) {
    const std::string token = mint(ada(), testKeys(), minting());
    const Report unknown = inspect(token, Keyring({{5, testSecret}}), inspecting());
    EXPECT_EQ(codesOf(unknown.problems), "key_unknown");
    EXPECT_TRUE(unknown.layers.suffix && !unknown.layers.key);
    const Report broken = inspect(replaced(token, "#", "#AAAA"), testKeys(), inspecting());
    EXPECT_EQ(codesOf(broken.problems), "suffix_malformed");
    EXPECT_FALSE(broken.layers.key);
}

TEST(Inspect, tells_how_far_it_is_off) {
    const std::string token = mint(ada(), testKeys(), minting());
    const auto expired = [&](std::int64_t after) {
        return detailOf(inspect(token, testKeys(), inspecting(testNow + after)), Code::TokenExpired);
    };
    EXPECT_EQ(expired(3642), "It did so 42 seconds ago.");
    EXPECT_EQ(expired(4200), "It did so 10 minutes ago.");
    EXPECT_EQ(expired(3600 + 13500), "It did so 4 hours ago.");
    EXPECT_EQ(expired(864000 + 3600), "It did so 10 days ago.");
    const auto detail = [](std::int64_t issued, std::int64_t expires, std::int64_t outside, Code code) {
        Forgery forgery;
        forgery.plaintext = claimsOf(issued, expires);
        forgery.expire = outside;
        return detailOf(inspect(forgery.token04(), testKeys(), inspecting()), code);
    };
    const std::int64_t now = testNow;
    const std::int64_t late = (1LL << 32) + 5;
    EXPECT_EQ(detail(now + 95, now + 3600, now + 3600, Code::ClockAhead), "It is so by 95 seconds.");
    EXPECT_EQ(detail(now + 95, now + 3600, now + 3600, Code::NotYetValid), "It is so by 95 seconds.");
    EXPECT_EQ(detail(now, now + 864000, now + 864000, Code::LifetimeTooLong),
              "It lives for 10 days; 24 hours are allowed.");
    EXPECT_EQ(detail(now, now + 60, now + 3600, Code::ExpiryMismatch), "Outside it is 1767229200, inside 1767225660.");
    EXPECT_EQ(detail(late - 60, late, 5, Code::ExpiryMismatch),
              "Outside it is 5, cut to 32 bits as the web kit does, inside 4294967301.");
    EXPECT_EQ(detail(now + 3601, now + 3600, now + 3600, Code::ExpiryMismatch),
              "Minted at 1767229201, it expires at 1767229200.");
}

TEST(Inspect, tells_which_key_or_length_it_was) {
    const std::string retired = "retired since the spring of 2025";
    const Keyring keys({{testApp, testSecret}, {testApp, retired, KeyState::Retired}, {7, otherSecret}});
    Forgery forgery;
    forgery.secret = retired;
    EXPECT_EQ(detailOf(inspect(forgery.token04(), keys, inspecting()), Code::KeyRetired),
              "It is the key " + keys.keys()[1].kid + ".");
    forgery.secret = otherSecret;
    EXPECT_EQ(detailOf(inspect(kitOf(forgery.token04(), adasSuffix), keys, inspecting()), Code::KeyOfAnotherApp),
              "It is app 7.");
    EXPECT_EQ(detailOf(inspect(std::string(300000, 'x'), keys, inspecting()), Code::TokenMalformed),
              "It has 300000 characters.");
    forgery.plaintext = std::string(70111, 'x');
    EXPECT_EQ(detailOf(inspect(forgery.token04(), keys, inspecting()), Code::LengthOverflow),
              "It has 70112 bytes of claims.");
    EXPECT_EQ(detailOf(inspect(Forgery().token04().substr(0, 118), keys, inspecting()), Code::Truncated),
              "It says 112 bytes of claims and has 59.");
}

TEST(Inspect, finds_a_secret_that_was_decoded_from_hex) {
    const Keyring keys({{testApp, "5d41402abc4b2a76B9719D911017C592"}});
    Forgery forgery;
    forgery.secret = "\x5d\x41\x40\x2a\xbc\x4b\x2a\x76\xb9\x71\x9d\x91\x10\x17\xc5\x92";
    EXPECT_EQ(codesOf(inspect(forgery.token04(), keys, inspecting()).problems),
              "secret_hex_decoded token_undecryptable");
}

TEST(Inspect, warns_of_what_is_no_fault) {
    InspectOptions bare = inspecting();
    bare.accept = Trust::Bare;
    Forgery weak;
    weak.iv = "3654997620112513";
    Forgery strange;
    strange.plaintext = claimsOf(testNow, testNow + 3600, R"({"demoPayload":""})");
    const Keyring published({{testApp, "0123456789abcdef0123456789abcdef"}});
    const std::string sealed = token04Of(mint(ada(), testKeys(), minting()));
    EXPECT_EQ(codesOf(inspect(sealed, testKeys(), inspecting()).warnings), "");
    EXPECT_EQ(codesOf(inspect(kitOf(sealed, adasSuffix), testKeys(), inspecting()).warnings), "suffix_unproven");
    EXPECT_EQ(codesOf(inspect(weak.token04(), testKeys(), bare).warnings), "iv_weak");
    EXPECT_EQ(codesOf(inspect(weak.token04(), bare).warnings), "iv_weak");
    EXPECT_EQ(codesOf(inspect(strange.token04(), testKeys(), bare).warnings), "payload_invalid");
    EXPECT_EQ(codesOf(inspect(mint(ada(), published, minting()), published, inspecting()).warnings), "secret_weak");
}

TEST(Inspect, says_which_of_the_two_belongs_here) {
    const std::string kitToken = mint(ada(), testKeys(), minting());
    const auto primary = [](const std::string& text, Kind expect) {
        InspectOptions options = inspecting();
        options.expect = expect;
        const Report report = inspect(text, testKeys(), options);
        EXPECT_TRUE(report.layers.claims) << "it is explained all the same";
        return std::string(report.primary ? toString(*report.primary) : "");
    };
    EXPECT_EQ(primary(kitToken, Kind::Token04), "kit_token_given");
    EXPECT_EQ(primary(token04Of(kitToken), Kind::KitToken), "token04_given");
    EXPECT_EQ(primary(kitToken, Kind::KitToken), "");
    EXPECT_EQ(primary(token04Of(kitToken), Kind::Token04), "");
    InspectOptions options;
    options.expect = Kind::Jwt;
    expectArgument("options.expect", [&] { inspect(kitToken, testKeys(), options); });
}

TEST(Inspect, is_not_slowed_down_by_texts_that_are_made_for_it) {
    const auto start = std::chrono::steady_clock::now();
    for (const char* part :
         {"#", "04", "04 ", "04#", "\"", "04%2", "eyJ.", "{\"a\":", "\\", "04AAAAA", "=", " ", "\n"}) {
        std::string text;
        while (text.size() + 8 < 262144) text += part;
        EXPECT_FALSE(inspect(text, testKeys(), inspecting()).ok);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
