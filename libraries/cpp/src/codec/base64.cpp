#include "base64.hpp"

#include <array>

namespace roompass {
namespace detail {
namespace {

const char standard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const char urlSafe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr Byte none = 64;

std::array<Byte, 256> valuesOf(const char* alphabet) {
    std::array<Byte, 256> values;
    values.fill(none);
    for (Byte value = 0; value < 64; value++) values[static_cast<Byte>(alphabet[value])] = value;
    return values;
}

void encode(std::string& to, View bytes, const char* alphabet, bool padded) {
    to.reserve(to.size() + base64Length(bytes.size));
    const Byte* at = bytes.data;
    std::size_t left = bytes.size;
    for (; left >= 3; left -= 3, at += 3) {
        const char four[] = {alphabet[at[0] >> 2], alphabet[(at[0] & 3) << 4 | at[1] >> 4],
                             alphabet[(at[1] & 15) << 2 | at[2] >> 6], alphabet[at[2] & 63]};
        to.append(four, 4);
    }
    if (left == 0) return;
    const Byte second = left == 2 ? at[1] : Byte{0};
    to += alphabet[at[0] >> 2];
    to += alphabet[(at[0] & 3) << 4 | second >> 4];
    if (left == 2) to += alphabet[(second & 15) << 2];
    if (padded) to.append(3 - left, '=');
}

/// How many bytes the last four characters spell; 0 where they are no end of base64.
std::size_t bytesOfEnd(const char* four) {
    if (four[3] != '=') return 3;
    if (four[2] != '=') return 2;
    return 1;
}

}  // namespace

void appendBase64(std::string& to, View bytes) { encode(to, bytes, standard, true); }

void appendBase64Url(std::string& to, View bytes) { encode(to, bytes, urlSafe, false); }

bool decodeBase64(const char* text, std::size_t length, Bytes& decoded) {
    static const std::array<Byte, 256> values = valuesOf(standard);
    decoded.clear();
    if (length == 0) return true;
    if (length % 4 != 0) return false;
    decoded.resize(length / 4 * 3);
    const std::size_t atEnd = bytesOfEnd(text + length - 4);
    Byte* out = decoded.data();
    for (std::size_t at = 0; at < length; at += 4, out += 3) {
        const std::size_t bytes = at + 4 == length ? atEnd : 3;
        Byte value[4] = {0, 0, 0, 0};
        for (std::size_t i = 0; i <= bytes; i++) value[i] = values[static_cast<Byte>(text[at + i])];
        if ((value[0] | value[1] | value[2] | value[3]) & none) return false;
        out[0] = static_cast<Byte>(value[0] << 2 | value[1] >> 4);
        out[1] = static_cast<Byte>((value[1] & 15) << 4 | value[2] >> 2);
        out[2] = static_cast<Byte>((value[2] & 3) << 6 | value[3]);
        // Spare bits are zero: otherwise several texts would spell the same bytes.
        for (std::size_t i = bytes; i < 3; i++) {
            if (out[i] != 0) return false;
        }
    }
    decoded.resize(decoded.size() - 3 + atEnd);
    return true;
}

}  // namespace detail
}  // namespace roompass
