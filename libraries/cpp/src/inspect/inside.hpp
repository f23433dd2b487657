// The part of the walk that needs a key.
#ifndef ROOMPASS_SRC_INSPECT_INSIDE_HPP
#define ROOMPASS_SRC_INSPECT_INSIDE_HPP

#include "../keyring_contents.hpp"
#include "../terms.hpp"
#include "findings.hpp"

namespace roompass {
namespace detail {

/// The bytes that are signed, and the envelope in them. It is not copied: the envelope looks into the bytes.
struct Outside {
    Outside() = default;
    Outside(const Outside&) = delete;
    Outside& operator=(const Outside&) = delete;

    Bytes raw;
    Envelope envelope;
};

/// `suffix` is null for a Token04 alone. Throws KitTokenError where no key may be tried.
void lookInside(Walk& walk, const Outside& outside, const Suffix* suffix, const KeyringContents& keys,
                const Terms& terms);

}  // namespace detail
}  // namespace roompass

#endif
