// What diagnosis.json expects of inspect: one code explains a text best, with keys and without.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "vectors.hpp"

namespace roompass {
namespace testing_ {
namespace {

std::set<std::string> wordsOf(const JsonValue& list) {
    std::set<std::string> words;
    for (JsonValue word = list.first(); !word.isAbsent(); word = word.next()) words.insert(word.text());
    return words;
}

std::set<std::string> codesOf(const std::vector<Problem>& problems) {
    std::set<std::string> codes;
    for (const Problem& problem : problems) codes.insert(toString(problem.code));
    EXPECT_EQ(codes.size(), problems.size()) << "a code stands twice";
    return codes;
}

void expectAmong(const JsonValue& expected, const std::vector<Problem>& problems) {
    const std::set<std::string> wanted = wordsOf(expected);
    const std::set<std::string> codes = codesOf(problems);
    EXPECT_TRUE(std::includes(codes.begin(), codes.end(), wanted.begin(), wanted.end()))
        << testing::PrintToString(codes) << " lacks some of " << testing::PrintToString(wanted);
}

/// None of the codes that would mislead.
void expectAbsent(const JsonValue& vector, const Report& report) {
    const std::set<std::string> problems = codesOf(report.problems);
    const std::set<std::string> warnings = codesOf(report.warnings);
    for (const std::string& code : wordsOf(vector.get("absent"))) {
        EXPECT_EQ(problems.count(code) + warnings.count(code), 0U) << code;
    }
}

std::string primaryOf(const Report& report) { return report.primary ? toString(*report.primary) : ""; }

InspectOptions inspecting(const JsonValue& vector) {
    InspectOptions options;
    static_cast<VerifyOptions&>(options) = optionsOf(vector.get("options"));
    const std::string expect = vector.get("expect").text();
    if (!expect.empty()) options.expect = expect == "token04" ? Kind::Token04 : Kind::KitToken;
    return options;
}

void expectGenerators(const JsonValue& expected, const Report& report) {
    if (expected.isAbsent()) return;
    std::set<std::string> generators;
    for (const Generator generator : report.layers.generators) generators.insert(toString(generator));
    EXPECT_EQ(generators, wordsOf(expected));
}

void expectReport(const JsonValue& vector) {
    const Report report = inspect(vector.get("text").text(), keyringOf(vector.get("keyring")), inspecting(vector));
    EXPECT_EQ(toString(report.kind), vector.get("kind").text());
    EXPECT_EQ(primaryOf(report), vector.get("primary").text());
    EXPECT_EQ(report.ok, vector.get("primary").kind() == JsonKind::Null);
    EXPECT_EQ(report.problems.empty() ? "" : toString(report.problems[0].code), vector.get("primary").text());
    expectAmong(vector.get("problems"), report.problems);
    expectAmong(vector.get("warnings"), report.warnings);
    expectAbsent(vector, report);
    expectGenerators(vector.get("generators"), report);
    for (const Problem& problem : report.problems) {
        EXPECT_EQ(problem.message.compare(0, std::string(messageOf(problem.code)).size(), messageOf(problem.code)), 0);
        EXPECT_EQ(problem.message.back(), '.');
        EXPECT_EQ(problem.fix, fixOf(problem.code));
    }
}

void expectKeyless(const JsonValue& vector) {
    const Report report = inspect(vector.get("text").text(), inspecting(vector));
    EXPECT_EQ(toString(report.kind), vector.get("kind").text());
    EXPECT_EQ(primaryOf(report), vector.get("keyless").text());
    expectAbsent(vector, report);
    EXPECT_FALSE(report.layers.key || report.layers.claims || report.layers.trust);
}

}  // namespace

void registerDiagnosisVectors() {
    registerVectors("DiagnosisVectors", "diagnosis", expectReport);
    registerVectors("KeylessDiagnosisVectors", "diagnosis", expectKeyless);
}

}  // namespace testing_
}  // namespace roompass
