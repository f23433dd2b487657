#include "roompass/errors.hpp"

#include <string>

namespace roompass {
namespace {

std::string textOf(Code code, const char* claim) {
    std::string text = std::string("roompass: ") + toString(code);
    if (*claim != '\0') text += std::string(" (") + claim + ")";
    return text + ": " + messageOf(code);
}

}  // namespace

KitTokenError::KitTokenError(Code code, const char* claim)
    : std::runtime_error(textOf(code, claim)), code_(code), claim_(claim) {}

KitTokenError::~KitTokenError() = default;

}  // namespace roompass
