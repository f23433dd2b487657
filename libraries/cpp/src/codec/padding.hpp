// Padding of the CBC form (spec/token04.md section 4).
#ifndef ROOMPASS_SRC_CODEC_PADDING_HPP
#define ROOMPASS_SRC_CODEC_PADDING_HPP

#include "bytes.hpp"

namespace roompass {
namespace detail {

inline std::size_t paddedLength(std::size_t length) { return length + 16 - length % 16; }

/// Fills up `blocks` for a plaintext of `length` bytes at its end.
void appendPadding(Bytes& blocks, std::size_t length);

/// Says where the plaintext ends and whether the padding is right. It looks at 16 bytes whatever they are; with wrong
/// padding the end is a plausible one and the work goes on. `blocks` is not empty.
bool unpad(const Bytes& blocks, std::size_t& end);

}  // namespace detail
}  // namespace roompass

#endif
