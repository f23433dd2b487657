// Small questions about texts. No regular expressions: those of the standard library recurse as deep as a text is long.
#ifndef ROOMPASS_SRC_INSPECT_TEXTS_HPP
#define ROOMPASS_SRC_INSPECT_TEXTS_HPP

#include <algorithm>
#include <cstring>
#include <string>

namespace roompass {
namespace detail {

inline bool startsWith(const std::string& text, const char* prefix) {
    return text.compare(0, std::strlen(prefix), prefix) == 0;
}

inline bool contains(const std::string& text, const char* part, std::size_t from = 0) {
    return text.find(part, from) != std::string::npos;
}

inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
inline bool isLower(char c) { return c >= 'a' && c <= 'z'; }
inline bool isAlphanumeric(char c) { return isDigit(c) || isLower(c) || (c >= 'A' && c <= 'Z'); }
inline bool isLowerHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); }
inline bool isHex(char c) { return isLowerHex(c) || (c >= 'A' && c <= 'F'); }
/// What regular expressions call \w.
inline bool isOfWord(char c) { return isAlphanumeric(c) || c == '_'; }
inline bool isOfBase64(char c) { return isAlphanumeric(c) || c == '+' || c == '/'; }

template <typename Predicate>
bool all(const std::string& text, Predicate predicate) {
    return std::all_of(text.begin(), text.end(), predicate);
}

/// Without white space around it: that of ASCII, and what Unicode has of it in UTF-8.
std::string trimmed(const std::string& text);

}  // namespace detail
}  // namespace roompass

#endif
