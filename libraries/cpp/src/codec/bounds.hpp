// How long tokens and their parts may be (spec/kit-token.md 5.1.4).
#ifndef ROOMPASS_SRC_CODEC_BOUNDS_HPP
#define ROOMPASS_SRC_CODEC_BOUNDS_HPP

#include <cstddef>
#include <cstdint>

namespace roompass {
namespace detail {

struct Range {
    std::size_t min;
    std::size_t max;

    bool holds(std::size_t number) const { return number >= min && number <= max; }
};

/// The most bytes of claims that are minted.
constexpr std::size_t maxPlaintext = 3071;
/// The most that fit lengths of 15 bits, which every official reader takes.
constexpr std::size_t maxOfficialPlaintext = 32751;
/// 9999-12-31T23:59:59Z, the last that common date types can hold.
constexpr std::int64_t lastSecond = 253402300799;

/// How long a token and its parts may be, and how strange.
struct Reading {
    /// In characters.
    Range kitToken, token04;
    /// In bytes: the whole, and the ciphertext of either form, with the tag of GCM.
    Range raw, cbc, gcm;
    /// The most bytes that the JSON of a suffix has.
    std::size_t suffix;
    /// True of the reading that takes all that official generators make.
    bool official;
};

/// Reads what is minted here, with room to spare.
constexpr Reading ownReading = {{140, 8192}, {120, 4154}, {89, 3113}, {64, 3072}, {72, 3087}, 2048, false};
/// Reads everything that official generators make, for those who take bare tokens.
constexpr Reading officialReading = {{140, 65536}, {120, 43726}, {89, 32792}, {64, 32752}, {72, 32767}, 16384, true};

}  // namespace detail
}  // namespace roompass

#endif
