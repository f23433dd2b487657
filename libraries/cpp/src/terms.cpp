#include "terms.hpp"

#include "arguments.hpp"
#include "clock.hpp"

namespace roompass {
namespace detail {
namespace {

/// For machines whose clock nobody can set.
constexpr std::int64_t maxTolerance = 300;

}  // namespace

Terms readTerms(const VerifyOptions& options) {
    const std::int64_t tolerance = options.clockTolerance.count();
    const std::int64_t maxLifetime = options.maxLifetime.count();
    if (options.accept < Trust::Bare || options.accept > Trust::Signed)
        refuseArgument("options.accept", "must be Signed, Sealed or Bare");
    if (options.appId && *options.appId == 0) refuseArgument("options.appId", "must be 1 to 4294967295");
    if (tolerance < 0 || tolerance > maxTolerance) refuseArgument("options.clockTolerance", "must be 0 to 300 seconds");
    if (maxLifetime < 1) refuseArgument("options.maxLifetime", "must be positive");
    const Reading& reading = options.accept == Trust::Bare ? officialReading : ownReading;
    return {options.accept,      options.roomId, options.userId, options.appId,
            timeOf(options.now), tolerance,      maxLifetime,    reading};
}

}  // namespace detail
}  // namespace roompass
