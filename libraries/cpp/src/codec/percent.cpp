#include "percent.hpp"

#include <cstring>

#include "hex.hpp"
#include "utf8.hpp"

namespace roompass {
namespace detail {
namespace {

bool standsForItself(char c) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return alphanumeric || (c != '\0' && std::strchr("-_.!~*'()", c) != nullptr);
}

}  // namespace

std::string encodePercent(const std::string& text) {
    const char* const digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (standsForItself(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4];
        encoded += digits[byte & 15];
    }
    return encoded;
}

bool decodePercent(const std::string& encoded, std::string& text) {
    text.clear();
    for (std::size_t at = 0; at < encoded.size(); at++) {
        if (encoded[at] != '%') {
            text += encoded[at];
            continue;
        }
        const int high = at + 2 < encoded.size() ? hexValue(encoded[at + 1]) : -1;
        const int low = high < 0 ? -1 : hexValue(encoded[at + 2]);
        if (low < 0) return false;
        text += static_cast<char>(high << 4 | low);
        at += 2;
    }
    return isUtf8(text);
}

}  // namespace detail
}  // namespace roompass
