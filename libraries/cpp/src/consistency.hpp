// Do the parts of an opened token agree with each other, with the clock and with what is expected (R23 to R31)?
#ifndef ROOMPASS_SRC_CONSISTENCY_HPP
#define ROOMPASS_SRC_CONSISTENCY_HPP

#include <string>
#include <vector>

#include "codec/claims.hpp"
#include "codec/suffix.hpp"
#include "payload.hpp"
#include "terms.hpp"

namespace roompass {
namespace detail {

struct Conflict {
    Code code;
    const char* claim;
};

/// R23 to R28, in the order of the codes that a caller sees. `suffix` is null for a Token04 alone.
std::vector<Conflict> conflictsOf(const Claims& claims, std::int64_t outerExpire, std::uint32_t keyAppId,
                                  const Suffix* suffix, const Terms& terms);

/// R30, and the room that the caller asks for. Throws KitTokenError.
void refuseOtherRoom(const PayloadFacts& payload, Trust trust, const Suffix* suffix, const Terms& terms);

/// R31: the signature, or else the sealed payload. The suffix of an unsigned token is what its holder wrote there.
std::string provenRoom(const PayloadFacts& payload, Trust trust, const Suffix* suffix);

}  // namespace detail
}  // namespace roompass

#endif
