#include "padding.hpp"

namespace roompass {
namespace detail {
namespace {

/// 1 where a < b, else 0, without a branch. Both are below 2^31.
std::uint32_t isLess(std::uint32_t a, std::uint32_t b) { return (a - b) >> 31; }

}  // namespace

void appendPadding(Bytes& blocks, std::size_t length) {
    const std::size_t count = paddedLength(length) - length;
    blocks.insert(blocks.end(), count, static_cast<Byte>(count));
}

bool unpad(const Bytes& blocks, std::size_t& end) {
    const std::size_t last = blocks.size() - 1;
    const std::uint32_t count = blocks[last];
    std::uint32_t wrong = isLess(count, 1) | isLess(16, count);
    for (std::uint32_t i = 0; i < 16; i++) {
        const std::uint32_t different = blocks[last - i] ^ count;
        wrong |= isLess(i, count) & isLess(0, different);
    }
    // The count where it is right, 1 where it is wrong.
    const std::uint32_t taken = (count & (wrong - 1)) | wrong;
    end = blocks.size() - taken;
    return wrong == 0;
}

}  // namespace detail
}  // namespace roompass
