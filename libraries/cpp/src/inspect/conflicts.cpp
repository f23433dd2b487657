#include "conflicts.hpp"

namespace roompass {
namespace detail {
namespace {

/// In seconds. A minting so far ahead is a date that is meant, and not a clock that is wrong.
constexpr std::int64_t clockFault = 86400;

/// A length of time as people say it.
std::string span(std::int64_t seconds) {
    struct Unit {
        std::int64_t from, size;
        const char* name;
    };
    for (const Unit& unit : {Unit{172800, 86400, " days"}, Unit{7200, 3600, " hours"}, Unit{300, 60, " minutes"}}) {
        if (seconds >= unit.from) return std::to_string((seconds + unit.size / 2) / unit.size) + unit.name;
    }
    return std::to_string(seconds) + " seconds";
}

std::string expiries(const Claims& claims, std::int64_t outerExpire) {
    const std::string inside = std::to_string(claims.expiresAt);
    if (claims.expiresAt == outerExpire)
        return "Minted at " + std::to_string(claims.issuedAt) + ", it expires at " + inside + ".";
    const bool cut = outerExpire == claims.expiresAt % 4294967296;
    return "Outside it is " + std::to_string(outerExpire) + (cut ? ", cut to 32 bits as the web kit does" : "") +
           ", inside " + inside + ".";
}

}  // namespace

Findings explainConflict(const Conflict& conflict, const Claims& claims, std::int64_t outerExpire, const Terms& terms) {
    const Code code = conflict.code;
    switch (code) {
        case Code::AppMismatch:
            return {Finding(code, "The claims name app " + std::to_string(claims.appId) + ".")};
        case Code::ExpiryMismatch:
            return {Finding(code, expiries(claims, outerExpire))};
        case Code::LifetimeTooLong:
            return {Finding(code, "It lives for " + span(claims.expiresAt - claims.issuedAt) + "; " +
                                      span(terms.maxLifetime) + " are allowed.")};
        case Code::NotYetValid: {
            const std::int64_t ahead = claims.issuedAt - terms.now;
            const std::string detail = "It is so by " + span(ahead) + ".";
            if (ahead >= clockFault) return {Finding(code, detail)};
            return {Finding(Code::ClockAhead, detail), Finding(code, detail)};
        }
        case Code::TokenExpired:
            return {expiredSince(claims.expiresAt, terms)};
        default:
            return {findingOf(code, conflict.claim)};
    }
}

Finding expiredSince(std::int64_t expire, const Terms& terms) {
    return {Code::TokenExpired, "It did so " + span(terms.now - expire) + " ago."};
}

}  // namespace detail
}  // namespace roompass
