// The outermost text: how a Kit Token falls into Token04 and suffix, and how a Token04 becomes bytes (R1 to R4). Nobody
// else splits at "#" or puts it there.
#ifndef ROOMPASS_SRC_CODEC_FRAME_HPP
#define ROOMPASS_SRC_CODEC_FRAME_HPP

#include <string>

#include "bounds.hpp"
#include "bytes.hpp"

namespace roompass {
namespace detail {

struct KitTokenParts {
    std::string token04;
    std::string suffix;
};

/// R1 and R2. Throws KitTokenError.
KitTokenParts splitKitToken(const std::string& kitToken, const Reading& reading);
/// R1 to R4. Throws KitTokenError.
Bytes decodeToken04(const std::string& token04, const Reading& reading);

std::string encodeToken04(const Bytes& raw);
std::string joinKitToken(const Bytes& raw, const std::string& suffixJson);

}  // namespace detail
}  // namespace roompass

#endif
