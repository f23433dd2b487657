#include "roompass/inspect.hpp"

#include "arguments.hpp"
#include "inspect/kind.hpp"
#include "inspect/layers.hpp"
#include "inspect/mend.hpp"

namespace roompass {
namespace {

using detail::Findings;
using detail::Walk;

/// Nothing longer is looked at. Generators have made tokens of 96 thousand characters, which shall still be explained.
constexpr std::size_t maxInspected = 262144;

bool isToken(Kind kind) { return kind == Kind::KitToken || kind == Kind::Token04; }

Report reportOf(Kind kind, Walk walk) {
    Report report;
    report.kind = kind;
    report.problems = detail::problemsOf(walk.problems);
    report.warnings = detail::problemsOf(walk.warnings);
    report.ok = report.problems.empty();
    if (!report.ok) report.primary = report.problems[0].code;
    report.layers = std::move(walk.layers);
    return report;
}

/// Whatever was guessed: the last word is verify's, on the text as it came.
void addRefusal(Findings& problems, Kind kind, const std::string& text, const Keyring& keys,
                const VerifyOptions& options) {
    try {
        (kind == Kind::Token04 ? verifyToken04 : verify)(text, keys, options);
    } catch (const KitTokenError& refusal) {
        problems.emplace_back(refusal.code());
    }
}

/// `keys` is null where there are none.
Report explain(const std::string& text, const Keyring* keys, const InspectOptions& options) {
    const detail::Terms terms = detail::readTerms(options);
    if (options.expect && !isToken(*options.expect))
        detail::refuseArgument("options.expect", "must be Kind::KitToken or Kind::Token04");
    Walk walk;
    if (text.size() > maxInspected) {
        walk.problems.emplace_back(Code::TokenMalformed, "It has " + std::to_string(text.size()) + " characters.");
        return reportOf(Kind::Unknown, std::move(walk));
    }
    const detail::Mended mended = detail::mend(text);
    const detail::Look look = detail::lookOf(mended.text);
    Findings before(mended.damage.begin(), mended.damage.end());
    detail::append(before, look.findings);
    const Kind expected = options.expect ? *options.expect : look.kind;
    if (isToken(look.kind)) {
        if (expected != look.kind)
            before.emplace_back(expected == Kind::Token04 ? Code::KitTokenGiven : Code::Token04Given);
        walk = detail::walkThrough(mended.text, keys == nullptr ? nullptr : &keys->contents(), terms);
    }
    walk.problems.insert(walk.problems.begin(), before.begin(), before.end());
    if (isToken(look.kind) && keys != nullptr) {
        VerifyOptions sameMoment = options;
        sameMoment.now = terms.now;
        addRefusal(walk.problems, expected, text, *keys, sameMoment);
    }
    return reportOf(look.kind, std::move(walk));
}

}  // namespace

Report inspect(const std::string& text, const Keyring& keys, const InspectOptions& options) {
    return explain(text, &keys, options);
}

Report inspect(const std::string& text, const InspectOptions& options) { return explain(text, nullptr, options); }

}  // namespace roompass
