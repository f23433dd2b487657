#ifndef ROOMPASS_SRC_CODEC_HEX_HPP
#define ROOMPASS_SRC_CODEC_HEX_HPP

namespace roompass {
namespace detail {

/// What a hex digit of either case stands for; -1 for what is none.
inline int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace detail
}  // namespace roompass

#endif
