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
    const std::size_t before = to.size();
    const std::size_t left = bytes.size % 3;
    to.resize(before + base64Length(bytes.size), '=');
    char* out = &to[before];
    const Byte* at = bytes.data;
    for (const Byte* const end = at + (bytes.size - left); at != end; at += 3, out += 4) {
        out[0] = alphabet[at[0] >> 2];
        out[1] = alphabet[(at[0] & 3) << 4 | at[1] >> 4];
        out[2] = alphabet[(at[1] & 15) << 2 | at[2] >> 6];
        out[3] = alphabet[at[2] & 63];
    }
    if (left == 0) return;
    const Byte second = left == 2 ? at[1] : Byte{0};
    out[0] = alphabet[at[0] >> 2];
    out[1] = alphabet[(at[0] & 3) << 4 | second >> 4];
    if (left == 2) out[2] = alphabet[(second & 15) << 2];
    if (!padded) to.resize(to.size() - (3 - left));
}

/// How many bytes the last four characters spell.
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
    // Padding is no character, and its bits are zero.
    const char last[] = {text[length - 4], text[length - 3], atEnd < 2 ? 'A' : text[length - 2],
                         atEnd < 3 ? 'A' : text[length - 1]};
    Byte* out = decoded.data();
    Byte seen = 0;
    for (std::size_t at = 0; at < length; at += 4, out += 3) {
        const char* const four = at + 4 == length ? last : text + at;
        const Byte a = values[static_cast<Byte>(four[0])];
        const Byte b = values[static_cast<Byte>(four[1])];
        const Byte c = values[static_cast<Byte>(four[2])];
        const Byte d = values[static_cast<Byte>(four[3])];
        seen = static_cast<Byte>(seen | a | b | c | d);
        out[0] = static_cast<Byte>(a << 2 | b >> 4);
        out[1] = static_cast<Byte>((b & 15) << 4 | c >> 2);
        out[2] = static_cast<Byte>((c & 3) << 6 | d);
    }
    // Spare bits are zero: otherwise several texts would spell the same bytes.
    for (std::size_t spare = atEnd; spare < 3; spare++) seen = static_cast<Byte>(seen | (*--out != 0 ? none : 0));
    decoded.resize(decoded.size() - 3 + atEnd);
    return (seen & none) == 0;
}

}  // namespace detail
}  // namespace roompass
