#include "spelling.hpp"

#include "codec/json_write.hpp"

namespace testee {
namespace {

std::string orNull(const std::string& text) { return text.empty() ? "null" : spell(text); }

std::string spellTruth(bool truth) { return truth ? "true" : "false"; }

std::string listOf(const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts) list += (list.empty() ? "" : ",") + spell(text);
    return "[" + list + "]";
}

std::string codesOf(const std::vector<roompass::Problem>& problems) {
    std::vector<std::string> codes;
    codes.reserve(problems.size());
    for (const roompass::Problem& problem : problems) codes.emplace_back(toString(problem.code));
    return listOf(codes);
}

std::string spellGrant(const roompass::Grant& grant) {
    return "{\"join\":" + spellTruth(grant.join) + ",\"publish\":" + spellTruth(grant.publish) +
           ",\"streamIds\":" + (grant.streamIds ? listOf(*grant.streamIds) : "null") + "}";
}

std::string spellClaimed(const roompass::Optional<roompass::Claimed>& claimed) {
    if (!claimed) return "null";
    return "{\"roomId\":" + orNull(claimed->roomId) + ",\"userName\":" + spell(claimed->userName) + "}";
}

}  // namespace

std::string spell(const std::string& text) {
    std::string json;
    roompass::detail::appendJsonString(json, text);
    return json;
}

std::string spell(const roompass::Pass& pass) {
    const bool isSigned = pass.trust == roompass::Trust::Signed;
    return "{\"trust\":" + spell(std::string(toString(pass.trust))) + ",\"appId\":" + std::to_string(pass.appId) +
           ",\"userId\":" + spell(pass.userId) + ",\"roomId\":" + orNull(pass.roomId) +
           ",\"userName\":" + (isSigned ? spell(pass.userName) : "null") + ",\"grant\":" + spellGrant(pass.grant) +
           ",\"issuedAt\":" + std::to_string(pass.issuedAt) + ",\"expiresAt\":" + std::to_string(pass.expiresAt) +
           ",\"tid\":" + spell(pass.tid) + ",\"kid\":" + spell(pass.kid) +
           ",\"format\":" + spell(std::string(toString(pass.format))) + ",\"payload\":" + spell(pass.payload) +
           ",\"ext\":" + orNull(pass.ext) + ",\"claimed\":" + spellClaimed(pass.claimed) + "}";
}

std::string spell(const roompass::Report& report) {
    return "{\"kind\":" + spell(std::string(toString(report.kind))) + ",\"ok\":" + spellTruth(report.ok) +
           ",\"primary\":" + (report.primary ? spell(std::string(toString(*report.primary))) : "null") +
           ",\"problems\":" + codesOf(report.problems) + ",\"warnings\":" + codesOf(report.warnings) + "}";
}

}  // namespace testee
