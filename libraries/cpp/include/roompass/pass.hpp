#ifndef ROOMPASS_PASS_HPP
#define ROOMPASS_PASS_HPP

#include <cstdint>
#include <string>

#include "roompass/grant.hpp"
#include "roompass/optional.hpp"
#include "roompass/trust.hpp"

namespace roompass {

/// What a suffix says, which nothing proves unless the token is Signed.
struct Claimed {
    /// "" where there is none that could be entered.
    std::string roomId;
    /// "" where there is none that could be shown.
    std::string userName;
};

/// A verified token: only what was checked. What it proves depends on `trust`; a Bare one proves nothing at all. Times
/// are Unix seconds: std::chrono::system_clock does not reach as far as tokens may.
struct Pass {
    Trust trust = Trust::Bare;
    std::uint32_t appId = 0;
    std::string userId;
    /// The room that the signature or the sealed payload proves; "" when none is.
    std::string roomId;
    /// Proved by the signature only; "" without one.
    std::string userName;
    Grant grant;
    std::int64_t issuedAt = 0;
    /// The first second of no use.
    std::int64_t expiresAt = 0;
    /// The identity of the Token04, in 64 hex digits.
    std::string tid;
    /// Names the key that opened it, in 8 hex digits.
    std::string kid;
    Format format = Format::Cbc;
    /// As it was sealed, "" for none.
    std::string payload;
    /// The signed extension; "" without one or without a signature.
    std::string ext;
    /// Nothing for a Token04 alone.
    Optional<Claimed> claimed;
};

}  // namespace roompass

#endif
