// Which key signed a token, which one opens it, and what that proves (R13 to R19).
#ifndef ROOMPASS_SRC_OPENING_HPP
#define ROOMPASS_SRC_OPENING_HPP

#include "keyring_contents.hpp"

namespace roompass {
namespace detail {

/// The key that opened a token, and what was inside.
struct Found {
    const AppKey* key = nullptr;
    Opened opened;
};

/// R13. A wrong signature ends here, before anything is decrypted. Throws KitTokenError.
const AppKey& signerOf(const AppKeys& candidates, const Suffix& suffix, const Bytes& raw);

/// Tries every key, also after one fitted, so that the time does not tell which. Of several that open, the first that
/// seals wins. Throws KitTokenError.
Found openWith(const AppKeys& candidates, const Envelope& envelope, bool isSigned);

/// R17. The tag of a GCM token speaks for its maker only if every maker with this secret is known to be good.
Trust trustOf(const Found& found, const Envelope& envelope, bool isSigned);

}  // namespace detail
}  // namespace roompass

#endif
