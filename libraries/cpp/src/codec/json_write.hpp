// JSON, spelled in one way (spec/token04.md 3.1).
#ifndef ROOMPASS_SRC_CODEC_JSON_WRITE_HPP
#define ROOMPASS_SRC_CODEC_JSON_WRITE_HPP

#include <string>

namespace roompass {
namespace detail {

/// Appends a well-formed text as ECMAScript's JSON.stringify spells it.
void appendJsonString(std::string& to, const std::string& text);

}  // namespace detail
}  // namespace roompass

#endif
