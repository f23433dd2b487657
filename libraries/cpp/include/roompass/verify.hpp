// Is a token authentic, whole, in time and consistent?
#ifndef ROOMPASS_VERIFY_HPP
#define ROOMPASS_VERIFY_HPP

#include <chrono>
#include <cstdint>
#include <string>

#include "roompass/errors.hpp"
#include "roompass/keyring.hpp"
#include "roompass/optional.hpp"
#include "roompass/pass.hpp"
#include "roompass/trust.hpp"

namespace roompass {

/// What a token must be to be taken (spec/kit-token.md 5.1).
struct VerifyOptions {
    /// The least trust that is taken. With Bare, longer tokens and stranger suffixes and payloads of others are read as
    /// well.
    Trust accept = Trust::Sealed;
    /// The room that the token must prove. "" is no room, and no token proves it. A Bare token proves none: there its
    /// words are compared. Nothing: any.
    Optional<std::string> roomId;
    /// The user that the token must name. Nothing: any.
    Optional<std::string> userId;
    /// The app that the token must belong to. Nothing: any app of the keyring.
    Optional<std::uint32_t> appId;
    /// Unix seconds. Default: the clock of this machine.
    Optional<std::int64_t> now;
    /// For how long an expired token is still taken, up to 300 seconds.
    std::chrono::seconds clockTolerance{0};
    /// The longest lifetime that is taken. Default: a day; std::chrono::seconds::max() for no limit.
    std::chrono::seconds maxLifetime{86400};
};

/// Tells what a Kit Token proves. Throws KitTokenError when it is refused, std::invalid_argument when the call is
/// wrong.
Pass verify(const std::string& kitToken, const Keyring& keys, const VerifyOptions& options = VerifyOptions());

/// Tells what a Token04 without a suffix proves. There is no signature, so Sealed is the best that it can prove.
/// Without `options.appId` every key of the keyring is tried. See verify.
Pass verifyToken04(const std::string& token04, const Keyring& keys, const VerifyOptions& options = VerifyOptions());

}  // namespace roompass

#endif
