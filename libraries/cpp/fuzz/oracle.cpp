#include "oracle.hpp"

#include <algorithm>

#include "roompass/token.hpp"

namespace roompass {
namespace fuzz {
namespace {

using Verify = Pass (*)(const std::string&, const Keyring&, const VerifyOptions&);

struct Outcome {
    Optional<Code> code;
    Pass pass;
};

Outcome outcomeOf(Verify check, const std::string& text, Trust accept) {
    VerifyOptions options;
    options.now = now;
    options.accept = accept;
    Outcome outcome;
    try {
        outcome.pass = check(text, keys(), options);
    } catch (const KitTokenError& refusal) {
        outcome.code = refusal.code();
    }
    return outcome;
}

bool isSame(const Pass& a, const Pass& b) {
    return a.trust == b.trust && a.tid == b.tid && a.kid == b.kid && a.userId == b.userId && a.roomId == b.roomId &&
           a.userName == b.userName && a.grant == b.grant && a.payload == b.payload && a.ext == b.ext;
}

bool hasProblem(const Report& report, Code code) {
    return std::any_of(report.problems.begin(), report.problems.end(),
                       [code](const Problem& problem) { return problem.code == code; });
}

std::string violationOfVerify(Verify check, const std::string& text) {
    const Outcome strict = outcomeOf(check, text, Trust::Sealed);
    const Outcome loose = outcomeOf(check, text, Trust::Bare);
    if (strict.code) return "";
    if (loose.code) return "it is refused when less is asked";
    return isSame(strict.pass, loose.pass) ? "" : "it proves something else when less is asked";
}

std::string violationOfInspect(const std::string& text, Trust accept) {
    InspectOptions options;
    options.now = now;
    options.accept = accept;
    const Report report = inspect(text, keys(), options);
    const bool isToken = report.kind == Kind::KitToken || report.kind == Kind::Token04;
    const Outcome verified = outcomeOf(report.kind == Kind::KitToken ? verify : verifyToken04, text, accept);
    if (report.ok == static_cast<bool>(verified.code)) return "inspect and verify do not agree";
    if (isToken && verified.code && !hasProblem(report, *verified.code)) return "inspect does not know verify's reason";
    return "";
}

std::string violationOfRead(const std::string& text) {
    const Outcome proved = outcomeOf(verify, text, Trust::Signed);
    if (proved.code) return "";
    const Shown shown = read(text);
    const bool same = shown.userId == proved.pass.userId && shown.userName == proved.pass.userName &&
                      shown.expiresAt == proved.pass.expiresAt && shown.appId == proved.pass.appId;
    return same ? "" : "read shows something else than is proved";
}

}  // namespace

const Keyring& keys() {
    static const Keyring keyring(
        {{1234567890, "0123456789abcdef0123456789abcdef"}, {1, "fa94dd0f974cf2e293728a526b028271"}});
    return keyring;
}

std::string violationOf(const std::string& text) {
    for (const std::string& violation : {violationOfVerify(verify, text), violationOfVerify(verifyToken04, text),
                                         violationOfInspect(text, Trust::Bare), violationOfInspect(text, Trust::Sealed),
                                         violationOfInspect(text, Trust::Signed), violationOfRead(text)}) {
        if (!violation.empty()) return violation;
    }
    return "";
}

}  // namespace fuzz
}  // namespace roompass
