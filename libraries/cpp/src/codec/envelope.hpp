// What stands in the bytes of a Token04 around the ciphertext (spec/token04.md section 2).
#ifndef ROOMPASS_SRC_CODEC_ENVELOPE_HPP
#define ROOMPASS_SRC_CODEC_ENVELOPE_HPP

#include "bounds.hpp"
#include "bytes.hpp"
#include "roompass/trust.hpp"

namespace roompass {
namespace detail {

constexpr std::size_t blockSize = 16;
constexpr std::size_t gcmNonceSize = 12;
constexpr std::size_t gcmTagSize = 16;
constexpr Byte gcmMode = 1;
/// What stands before the ciphertext: the expiry, and two lengths around the IV.
constexpr std::size_t cbcHeader = 8 + 2 + blockSize + 2;
constexpr std::size_t gcmHeader = 8 + 2 + gcmNonceSize + 2;

/// Views into the bytes that were parsed.
struct Envelope {
    Format format = Format::Cbc;
    /// In Unix seconds, in the clear, and proved by nothing.
    std::int64_t expire = 0;
    /// That of CBC or the nonce of GCM.
    View iv;
    /// With the tag of GCM at its end.
    View ciphertext;
};

/// R5, R6, and what R7 says of the range of the expiry. Throws KitTokenError.
Envelope readEnvelope(const Bytes& raw, const Reading& reading);

/// The bytes before a ciphertext of `length` bytes, with room for all of it.
Bytes newEnvelope(std::int64_t expire, View iv, std::size_t length);

}  // namespace detail
}  // namespace roompass

#endif
