// What of bytes is text (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
#ifndef ROOMPASS_SRC_CODEC_UTF8_HPP
#define ROOMPASS_SRC_CODEC_UTF8_HPP

#include <cstdint>
#include <string>

namespace roompass {
namespace detail {

bool isUtf8(const std::string& text);

/// The character at `at`, which moves behind it. The text must be UTF-8.
std::uint32_t nextCharacter(const std::string& text, std::size_t& at);

/// Appends a character; a surrogate becomes three bytes that are no UTF-8.
void appendCharacter(std::string& to, std::uint32_t character);

}  // namespace detail
}  // namespace roompass

#endif
