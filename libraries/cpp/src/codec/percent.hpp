#ifndef ROOMPASS_SRC_CODEC_PERCENT_HPP
#define ROOMPASS_SRC_CODEC_PERCENT_HPP

#include <string>

namespace roompass {
namespace detail {

/// As ECMAScript's encodeURIComponent does (spec/kit-token.md 2.2).
std::string encodePercent(const std::string& text);

/// False when a % is not followed by two hex digits, or when what comes out is not UTF-8. Characters that are not
/// encoded stand for themselves.
bool decodePercent(const std::string& encoded, std::string& text);

}  // namespace detail
}  // namespace roompass

#endif
