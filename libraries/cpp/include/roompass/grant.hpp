#ifndef ROOMPASS_GRANT_HPP
#define ROOMPASS_GRANT_HPP

#include <string>
#include <vector>

#include "roompass/optional.hpp"

namespace roompass {

/// What the holder may do in the room.
struct Grant {
    Grant() = default;
    Grant(bool mayJoin, bool mayPublish) : join(mayJoin), publish(mayPublish) {}

    /// May enter the room.
    bool join = true;
    /// May send sound and picture.
    bool publish = false;
    /// The streams that may be published; nothing for any. At most 100 of at most 256 bytes; an empty list means the
    /// same as nothing.
    Optional<std::vector<std::string>> streamIds;
};

inline bool operator==(const Grant& a, const Grant& b) {
    return a.join == b.join && a.publish == b.publish && a.streamIds == b.streamIds;
}
inline bool operator!=(const Grant& a, const Grant& b) { return !(a == b); }

}  // namespace roompass

#endif
