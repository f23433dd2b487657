#include "bytes.hpp"

namespace roompass {
namespace detail {

std::string lowerHex(View bytes) {
    const char* const digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size);
    for (std::size_t i = 0; i < bytes.size; i++) {
        text += digits[bytes.data[i] >> 4];
        text += digits[bytes.data[i] & 15];
    }
    return text;
}

}  // namespace detail
}  // namespace roompass
