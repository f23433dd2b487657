// The options of verifying, with their defaults and checks.
#ifndef ROOMPASS_SRC_TERMS_HPP
#define ROOMPASS_SRC_TERMS_HPP

#include "codec/bounds.hpp"
#include "roompass/verify.hpp"

namespace roompass {
namespace detail {

struct Terms {
    Trust accept;
    Optional<std::string> roomId;
    Optional<std::string> userId;
    Optional<std::uint32_t> appId;
    /// Unix seconds, and seconds.
    std::int64_t now;
    std::int64_t clockTolerance;
    std::int64_t maxLifetime;
    /// The official one for those who take bare tokens.
    const Reading& reading;

    /// R7 and R28: the last second of a token is the one before its expiry.
    bool isExpired(std::int64_t expire) const { return now >= expire + clockTolerance; }
};

/// Throws std::invalid_argument that names the option.
Terms readTerms(const VerifyOptions& options);

}  // namespace detail
}  // namespace roompass

#endif
