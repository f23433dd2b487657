#ifndef ROOMPASS_SRC_INSPECT_CONFLICTS_HPP
#define ROOMPASS_SRC_INSPECT_CONFLICTS_HPP

#include "../consistency.hpp"
#include "findings.hpp"

namespace roompass {
namespace detail {

/// What contradicts what in an opened token, in numbers where there are some. The contradictions themselves are
/// verify's.
Findings explainConflict(const Conflict& conflict, const Claims& claims, std::int64_t outerExpire, const Terms& terms);

Finding expiredSince(std::int64_t expire, const Terms& terms);

}  // namespace detail
}  // namespace roompass

#endif
