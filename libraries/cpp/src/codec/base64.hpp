// Base64 in one spelling only: a text decodes if and only if encoding gives it back (spec R4, R8).
#ifndef ROOMPASS_SRC_CODEC_BASE64_HPP
#define ROOMPASS_SRC_CODEC_BASE64_HPP

#include <string>

#include "bytes.hpp"

namespace roompass {
namespace detail {

inline std::size_t base64Length(std::size_t bytes) { return (bytes + 2) / 3 * 4; }

/// Appends standard base64 with padding.
void appendBase64(std::string& to, View bytes);
/// Appends base64url without padding.
void appendBase64Url(std::string& to, View bytes);
/// False for every spelling but the one that appendBase64 gives.
bool decodeBase64(const char* text, std::size_t length, Bytes& decoded);
inline bool decodeBase64(const std::string& text, Bytes& decoded) {
    return decodeBase64(text.data(), text.size(), decoded);
}

}  // namespace detail
}  // namespace roompass

#endif
