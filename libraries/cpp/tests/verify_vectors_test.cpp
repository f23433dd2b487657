// What verify.json, hostile.json and dialects.json expect of verify, and of inspect on the same terms.
#include <gtest/gtest.h>

#include <algorithm>

#include "people.hpp"
#include "vectors.hpp"

namespace roompass {
namespace testing_ {
namespace {

/// A text, or "" for null.
void expectText(const JsonValue& expected, const std::string& got, const char* field) {
    EXPECT_TRUE(expected.kind() == JsonKind::String || expected.kind() == JsonKind::Null) << field;
    EXPECT_EQ(got, expected.text()) << field;
}

void expectClaimed(const JsonValue& expected, const Optional<Claimed>& got) {
    ASSERT_EQ(static_cast<bool>(got), expected.kind() == JsonKind::Object);
    if (!got) return;
    EXPECT_EQ(expected.size(), 2U);
    expectText(expected.get("roomId"), got->roomId, "claimed.roomId");
    expectText(expected.get("userName"), got->userName, "claimed.userName");
}

void expectPass(const JsonValue& expected, const Pass& pass) {
    EXPECT_EQ(expected.size(), 14U) << "a field that is not compared";
    EXPECT_EQ(toString(pass.trust), expected.get("trust").text());
    EXPECT_EQ(pass.appId, expected.get("appId").integer());
    expectText(expected.get("userId"), pass.userId, "userId");
    expectText(expected.get("roomId"), pass.roomId, "roomId");
    expectText(expected.get("userName"), pass.userName, "userName");
    EXPECT_EQ(expected.get("userName").kind() == JsonKind::String, pass.trust == Trust::Signed);
    EXPECT_TRUE(pass.grant == *grantOf(expected.get("grant")));
    EXPECT_EQ(pass.issuedAt, expected.get("issuedAt").integer());
    EXPECT_EQ(pass.expiresAt, expected.get("expiresAt").integer());
    expectText(expected.get("tid"), pass.tid, "tid");
    expectText(expected.get("kid"), pass.kid, "kid");
    EXPECT_EQ(toString(pass.format), expected.get("format").text());
    expectText(expected.get("payload"), pass.payload, "payload");
    expectText(expected.get("ext"), pass.ext, "ext");
    expectClaimed(expected.get("claimed"), pass.claimed);
}

bool hasProblem(const Report& report, const std::string& code) {
    return std::any_of(report.problems.begin(), report.problems.end(),
                       [&](const Problem& problem) { return toString(problem.code) == code; });
}

/// On the same terms both must say the same.
void expectReport(const JsonValue& vector, const VerifyOptions& options, const JsonValue& expected) {
    InspectOptions terms;
    static_cast<VerifyOptions&>(terms) = options;
    terms.expect = vector.get("kind").text() == "kit-token" ? Kind::KitToken : Kind::Token04;
    const Report report = inspect(vector.get("token").text(), keyringOf(vector.get("keyring")), terms);
    EXPECT_EQ(report.ok, !expected.get("pass").isAbsent());
    // What is no token at all is not asked of verify.
    const bool isToken = report.kind == Kind::KitToken || report.kind == Kind::Token04;
    EXPECT_TRUE(report.ok || !isToken || hasProblem(report, expected.get("code").text()));
}

void expectOutcome(const JsonValue& vector, const VerifyOptions& options, const JsonValue& expected) {
    const Keyring keys = keyringOf(vector.get("keyring"));
    const auto check = vector.get("kind").text() == "kit-token" ? verify : verifyToken04;
    Pass pass;
    const Optional<Code> code = codeOf([&] { pass = check(vector.get("token").text(), keys, options); });
    EXPECT_EQ(code ? toString(*code) : std::string(), expected.get("code").text());
    if (!code && !expected.get("pass").isAbsent()) expectPass(expected.get("pass"), pass);
    expectReport(vector, options, expected);
}

VerifyOptions accepting(VerifyOptions options, Trust trust) {
    options.accept = trust;
    return options;
}

}  // namespace

void registerVerifyVectors() {
    registerVectors("VerifyVectors", "verify", [](const JsonValue& vector) {
        expectOutcome(vector, optionsOf(vector.get("options")), vector.get("expected"));
    });
    // Each of them has a code, and no pass.
    registerVectors("HostileVectors", "hostile",
                    [](const JsonValue& vector) { expectOutcome(vector, optionsOf(vector.get("options")), vector); });
    registerVectors("DialectVectors", "dialects", [](const JsonValue& vector) {
        const VerifyOptions options = optionsOf(vector.get("options"));
        expectOutcome(vector, accepting(options, Trust::Bare), vector.get("bare"));
        expectOutcome(vector, accepting(options, Trust::Sealed), vector.get("default"));
    });
}

}  // namespace testing_
}  // namespace roompass
