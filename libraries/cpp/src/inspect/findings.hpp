// What is collected on the walk through a token, and how it becomes the problems and warnings of a report.
#ifndef ROOMPASS_SRC_INSPECT_FINDINGS_HPP
#define ROOMPASS_SRC_INSPECT_FINDINGS_HPP

#include <string>
#include <utility>
#include <vector>

#include "roompass/errors.hpp"
#include "roompass/report.hpp"

namespace roompass {
namespace detail {

struct Finding {
    Code code;
    /// A sentence about this token in particular, or "".
    std::string detail;

    Finding(Code found) : code(found) {}  // NOLINT: most findings are a code and nothing else
    Finding(Code found, std::string about) : code(found), detail(std::move(about)) {}
};
using Findings = std::vector<Finding>;

struct Walk {
    Layers layers;
    Findings problems;
    Findings warnings;
};

inline void append(Findings& to, const Findings& more) { to.insert(to.end(), more.begin(), more.end()); }

Finding findingOf(Code code, const char* claim);

/// Each code once, with the first detail that was found.
std::vector<Problem> problemsOf(const Findings& findings);

/// Runs a step; false when it refused. A refusal becomes a finding, after what `explain` has to say about its code.
template <typename Step, typename Explain>
bool attempt(Findings& findings, Step step, Explain explain) {
    try {
        step();
        return true;
    } catch (const KitTokenError& refusal) {
        append(findings, explain(refusal.code()));
        findings.push_back(findingOf(refusal.code(), refusal.claim()));
        return false;
    }
}

template <typename Step>
bool attempt(Findings& findings, Step step) {
    return attempt(findings, step, [](Code) { return Findings(); });
}

}  // namespace detail
}  // namespace roompass

#endif
