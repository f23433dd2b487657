// Who most likely made a token: official generators differ in the order of their claims, in their escapes and in what
// their IVs are made of. A guess for people; nothing is decided by it.
#ifndef ROOMPASS_SRC_INSPECT_GENERATORS_HPP
#define ROOMPASS_SRC_INSPECT_GENERATORS_HPP

#include <string>
#include <vector>

#include "../codec/envelope.hpp"
#include "roompass/report.hpp"

namespace roompass {
namespace detail {

using Generators = std::vector<Generator>;

IvLooks ivLooksOf(View iv);

/// Weak are those whose next value can be computed from others, or that are short of values.
inline bool isWeak(IvLooks looks) { return looks <= IvLooks::Alphanumeric; }

/// "Go or C++".
std::string namesOf(const Generators& generators);

/// By the IV alone, which anyone can see.
Generators generatorsByIv(const Envelope& envelope);

/// By the plaintext and the IV of a token that is not sealed, and therefore not ours.
Generators generatorsOf(const std::string& plaintext, const Envelope& envelope);

/// Whether the IV is what the C++ generator makes of its clock: it seeds rand() with the second of minting, once for
/// the nonce and once more for the IV. So every token of one second has the same IV. Known for glibc, whose rand() this
/// follows.
bool hasIvOfItsSecond(const std::string& plaintext, const Envelope& envelope);

}  // namespace detail
}  // namespace roompass

#endif
