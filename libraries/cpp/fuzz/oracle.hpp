// What must hold of every text, whoever made it. Fuzz targets and tests ask it.
#ifndef ROOMPASS_FUZZ_ORACLE_HPP
#define ROOMPASS_FUZZ_ORACLE_HPP

#include <string>

#include "roompass/keyring.hpp"

namespace roompass {
namespace fuzz {

/// The time at which most vectors are good.
constexpr std::int64_t now = 1767225600;

/// The keys under which most vectors were made.
const Keyring& keys();

/// What does not hold of a text; "" when all does: no error but a refusal; what is taken as sealed is taken as bare
/// with the same pass; inspect is content exactly when verify is, and has its reason among its own; what read shows is
/// what a signed token proves.
std::string violationOf(const std::string& text);

}  // namespace fuzz
}  // namespace roompass

#endif
