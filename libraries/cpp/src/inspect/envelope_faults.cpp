#include "envelope_faults.hpp"

#include "../codec/envelope.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr std::int64_t leastInMilliseconds = 1000000000000;
constexpr std::size_t longestSigned = 0x7fff;

}  // namespace

Findings envelopeFaults(const Bytes& raw) {
    if (raw.size() < cbcHeader) return {Code::Truncated};
    const std::int64_t expire = readI64(raw.data());
    if (expire > leastInMilliseconds && expire < 10 * leastInMilliseconds) return {Code::ExpiryInMilliseconds};
    const std::size_t ivLength = readU16(&raw[8]);
    if (ivLength != blockSize && ivLength != gcmNonceSize) return {};
    const std::size_t before = ivLength == blockSize ? cbcHeader : gcmHeader;
    const std::size_t after = ivLength == blockSize ? 0 : 1;
    const std::size_t said = readU16(&raw[before - 2]);
    const std::size_t found = raw.size() - before - after;
    if (said > found) {
        const std::string detail =
            "It says " + std::to_string(said) + " bytes of claims and has " + std::to_string(found) + ".";
        return {Finding(Code::Truncated, detail)};
    }
    // Lengths are signed numbers of 16 bits; generators that write more lose the upper bits, and readers see another
    // number.
    if (found > longestSigned && found % 0x10000 == said)
        return {Finding(Code::LengthOverflow, "It has " + std::to_string(found) + " bytes of claims.")};
    if (ivLength == blockSize && said == blockSize && found == blockSize) return {Code::PlaintextEmpty};
    return {};
}

}  // namespace detail
}  // namespace roompass
