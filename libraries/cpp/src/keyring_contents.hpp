// What a keyring holds: in no public header, so that nobody comes by the keys.
#ifndef ROOMPASS_SRC_KEYRING_CONTENTS_HPP
#define ROOMPASS_SRC_KEYRING_CONTENTS_HPP

#include <map>
#include <memory>
#include <vector>

#include "crypto/sealed_key.hpp"
#include "roompass/keyring.hpp"
#include "roompass/optional.hpp"

namespace roompass {
namespace detail {

/// A key and what may be done with it.
struct AppKey {
    SealedKey sealed;
    KeyState state;
    GcmPolicy gcm;
    bool weak;

    KeyInfo info() const { return {sealed.appId(), sealed.kid(), state, weak}; }
};

using AppKeys = std::vector<const AppKey*>;

/// The keys of one app, or of all.
struct Ring {
    /// Null where no key mints.
    const AppKey* active = nullptr;
    /// In the order in which keys are tried.
    AppKeys verifying;
    AppKeys retired;
};

struct KeyringContents {
    std::vector<std::unique_ptr<const AppKey>> owned;
    std::vector<std::uint32_t> appIds;
    std::map<std::uint32_t, Ring> rings;
    /// Of every app together.
    Ring all;

    /// The active key of an app, and without one that of the only app. Throws std::invalid_argument that names the
    /// argument.
    const AppKey& mintingKey(const Optional<std::uint32_t>& appId, const char* argument) const;

    /// The keys of an app, and without one those of all. A secret is never tried for another app's token. Throws
    /// KitTokenError (R13).
    const Ring& ringOf(const Optional<std::uint32_t>& appId) const;
};

}  // namespace detail
}  // namespace roompass

#endif
