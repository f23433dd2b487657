// A walk through the layers of one token that goes on after a fault, with the very functions that verify uses.
#ifndef ROOMPASS_SRC_INSPECT_LAYERS_HPP
#define ROOMPASS_SRC_INSPECT_LAYERS_HPP

#include <string>

#include "../keyring_contents.hpp"
#include "../terms.hpp"
#include "findings.hpp"

namespace roompass {
namespace detail {

/// `keys` is null where the outside alone may be looked at.
Walk walkThrough(const std::string& text, const KeyringContents* keys, const Terms& terms);

}  // namespace detail
}  // namespace roompass

#endif
