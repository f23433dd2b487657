#ifndef ROOMPASS_SRC_CLOCK_HPP
#define ROOMPASS_SRC_CLOCK_HPP

#include <cstdint>
#include <ctime>

#include "roompass/optional.hpp"

namespace roompass {
namespace detail {

/// In Unix seconds: the time that was given, or that of this machine.
inline std::int64_t timeOf(const Optional<std::int64_t>& given) {
    return given ? *given : static_cast<std::int64_t>(std::time(nullptr));
}

}  // namespace detail
}  // namespace roompass

#endif
