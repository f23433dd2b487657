#ifndef ROOMPASS_SRC_INSPECT_KEY_FAULTS_HPP
#define ROOMPASS_SRC_INSPECT_KEY_FAULTS_HPP

#include "../keyring_contents.hpp"
#include "findings.hpp"

namespace roompass {
namespace detail {

/// Why a token does not open with the keys that were tried (`usual`): seen with everything else that the keyring knows.
/// Only for whoever has the keys.
Finding keyFault(const Envelope& envelope, const AppKeys& usual, const Ring& all);

/// The retired key with a name, if there is one.
Findings retiredKey(const std::string& kid, const Ring& all);

}  // namespace detail
}  // namespace roompass

#endif
