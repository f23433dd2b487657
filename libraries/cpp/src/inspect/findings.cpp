#include "findings.hpp"

#include <algorithm>

namespace roompass {
namespace detail {

Finding findingOf(Code code, const char* claim) {
    if (*claim == '\0') return code;
    return {code, std::string("It is about ") + claim + "."};
}

std::vector<Problem> problemsOf(const Findings& findings) {
    Findings first;
    for (const Finding& finding : findings) {
        const auto known =
            std::find_if(first.begin(), first.end(), [&](const Finding& one) { return one.code == finding.code; });
        if (known == first.end()) {
            first.push_back(finding);
        } else if (known->detail.empty()) {
            known->detail = finding.detail;
        }
    }
    std::vector<Problem> problems;
    for (const Finding& finding : first) {
        std::string message = messageOf(finding.code);
        if (!finding.detail.empty()) message += " " + finding.detail;
        problems.push_back({finding.code, message, fixOf(finding.code), zegocloudCodesOf(finding.code)});
    }
    return problems;
}

}  // namespace detail
}  // namespace roompass
