// What the payload of a Token04 says: the room and the rights that are encrypted together with the user.
#ifndef ROOMPASS_SRC_PAYLOAD_HPP
#define ROOMPASS_SRC_PAYLOAD_HPP

#include <string>

#include "codec/bounds.hpp"
#include "roompass/grant.hpp"

namespace roompass {
namespace detail {

struct PayloadFacts {
    /// "" where the payload is bound to no room.
    std::string roomId;
    Grant grant;
};

constexpr std::size_t maxPayload = 1024;
constexpr std::size_t maxStreams = 100;
constexpr std::size_t maxStreamId = 256;

/// Gives what a payload says (R29). A proven one is as mint and the documents have it, beside keys of an application
/// ("x-…"). In official reading, and unproven, it may be whatever an application gave to a generator: what is not
/// understood there grants nothing. Throws KitTokenError.
PayloadFacts readPayload(const std::string& payload, bool isProven, const Reading& reading);

/// What a grant is in a Token04 (spec/token04.md 3.3.2). A list of streams that is absent is null there, and an empty
/// one is empty; they mean the same. Throws std::invalid_argument.
std::string writePayload(const std::string& roomId, const Grant& grant);

}  // namespace detail
}  // namespace roompass

#endif
