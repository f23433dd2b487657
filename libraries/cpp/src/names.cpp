#include "names.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "codec/utf8.hpp"

namespace roompass {
namespace {

constexpr std::size_t maxUserId = 64;
constexpr std::size_t maxRoomId = 128;
constexpr std::size_t maxUserName = 256;
constexpr std::size_t secretSize = 32;

bool isAlphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool isOfUserId(char c) {
    // strchr finds the end of the set as well.
    return isAlphanumeric(c) || (c != '\0' && std::strchr("~!@#$%^&*()_+=-`;',.<>/\\", c) != nullptr);
}

bool isVisibleCharacter(char c) { return c > ' ' && c <= '~'; }

bool isOfRoomId(char c) { return isVisibleCharacter(c) && c != '"' && c != '#' && c != '\\'; }

/// True of C0, DEL and C1, and of what Unicode calls Bidi_Control, which makes a name read as another.
bool isHidden(std::uint32_t c) {
    if (c < 0x20 || (c >= 0x7f && c <= 0x9f)) return true;
    return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

template <typename Predicate>
bool consistsOf(const std::string& text, Predicate isAllowed) {
    return std::all_of(text.begin(), text.end(), isAllowed);
}

}  // namespace

bool isUserId(const std::string& text) {
    return !text.empty() && text.size() <= maxUserId && consistsOf(text, isOfUserId);
}

bool isRoomId(const std::string& text) {
    return !text.empty() && text.size() <= maxRoomId && consistsOf(text, isOfRoomId);
}

bool isUserName(const std::string& text) {
    if (text.size() > maxUserName || !detail::isUtf8(text)) return false;
    for (std::size_t at = 0; at < text.size();) {
        if (isHidden(detail::nextCharacter(text, at))) return false;
    }
    return true;
}

namespace detail {

bool isServerSecret(const std::string& text) { return text.size() == secretSize && isPrintable(text); }

bool isPrintable(const std::string& text) {
    return consistsOf(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool isVisible(const std::string& text) { return consistsOf(text, isVisibleCharacter); }

}  // namespace detail
}  // namespace roompass
