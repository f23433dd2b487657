// Bytes, and the big-endian integers in them.
#ifndef ROOMPASS_SRC_CODEC_BYTES_HPP
#define ROOMPASS_SRC_CODEC_BYTES_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace roompass {
namespace detail {

using Byte = unsigned char;
using Bytes = std::vector<Byte>;

/// Bytes of someone else, who outlives it.
struct View {
    const Byte* data;
    std::size_t size;

    View() : data(nullptr), size(0) {}
    View(const Byte* bytes, std::size_t count) : data(bytes), size(count) {}
    View(const Bytes& bytes) : data(bytes.data()), size(bytes.size()) {}  // NOLINT: a view of them is as good
    View(const std::string& text)                                         // NOLINT: likewise
        : data(reinterpret_cast<const Byte*>(text.data())), size(text.size()) {}
};

inline std::uint16_t readU16(const Byte* at) { return static_cast<std::uint16_t>(at[0] << 8 | at[1]); }

inline std::int64_t readI64(const Byte* at) {
    std::uint64_t number = 0;
    for (int i = 0; i < 8; i++) number = number << 8 | at[i];
    return static_cast<std::int64_t>(number);
}

template <typename Container>
void append(Container& to, View bytes) {
    to.insert(to.end(), bytes.data, bytes.data + bytes.size);
}

inline void appendU16(Bytes& to, std::size_t number) {
    to.push_back(static_cast<Byte>(number >> 8 & 0xff));
    to.push_back(static_cast<Byte>(number & 0xff));
}

inline void appendU32(Bytes& to, std::size_t number) {
    appendU16(to, number >> 16);
    appendU16(to, number);
}

inline void appendI64(Bytes& to, std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    for (int shift = 56; shift >= 0; shift -= 8) to.push_back(static_cast<Byte>(bits >> shift & 0xff));
}

std::string lowerHex(View bytes);

}  // namespace detail
}  // namespace roompass

#endif
