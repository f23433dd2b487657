#ifndef ROOMPASS_READ_HPP
#define ROOMPASS_READ_HPP

#include <cstdint>
#include <string>

#include "roompass/errors.hpp"

namespace roompass {

/// What a Kit Token shows to anyone. Nothing proves it.
struct Shown {
    std::uint32_t appId = 0;
    std::string userId;
    /// "" where the token names no room.
    std::string roomId;
    /// Decoded; "" where the token shows no name.
    std::string userName;
    /// Unix seconds.
    std::int64_t expiresAt = 0;
};

/// Gives what is readable without a key, of an expired token as well. Never decide anything by it: whoever holds a
/// token can write what they like here. Throws KitTokenError when it is no Kit Token.
Shown read(const std::string& kitToken);

}  // namespace roompass

#endif
