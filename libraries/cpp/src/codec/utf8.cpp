#include "utf8.hpp"

namespace roompass {
namespace detail {
namespace {

/// How long a character is by its first byte; 0 for a byte with which none begins.
std::size_t lengthOf(unsigned char first) {
    if (first < 0x80) return 1;
    if (first < 0xc2) return 0;
    if (first < 0xe0) return 2;
    if (first < 0xf0) return 3;
    return first < 0xf5 ? 4 : 0;
}

/// The second byte says whether three or four bytes are the shortest form of a character that there is.
bool isShortest(unsigned char first, unsigned char second) {
    switch (first) {
        case 0xe0:
            return second >= 0xa0;
        case 0xed:
            return second < 0xa0;
        case 0xf0:
            return second >= 0x90;
        case 0xf4:
            return second < 0x90;
        default:
            return true;
    }
}

}  // namespace

bool isUtf8(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t length = lengthOf(first);
        if (length == 0 || length > text.size() - at) return false;
        for (std::size_t i = 1; i < length; i++) {
            if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) return false;
        }
        if (length > 2 && !isShortest(first, static_cast<unsigned char>(text[at + 1]))) return false;
        at += length;
    }
    return true;
}

std::uint32_t nextCharacter(const std::string& text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = lengthOf(first);
    std::uint32_t character = length == 1 ? first : first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; i++) {
        character = character << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    }
    at += length;
    return character;
}

void appendCharacter(std::string& to, std::uint32_t character) {
    const auto tail = [&](int shift) { to += static_cast<char>(0x80U | (character >> shift & 0x3fU)); };
    if (character < 0x80) {
        to += static_cast<char>(character);
    } else if (character < 0x800) {
        to += static_cast<char>(0xc0U | character >> 6);
        tail(0);
    } else if (character < 0x10000) {
        to += static_cast<char>(0xe0U | character >> 12);
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xf0U | character >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace detail
}  // namespace roompass
