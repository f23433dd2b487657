// The IVs of the official C++ generator, computed from its clock.
#include <array>

#include "generators.hpp"
#include "texts.hpp"

namespace roompass {
namespace detail {
namespace {

/// rand() of glibc after srand(seed): the additive feedback generator of its default size.
class GlibcRand {
  public:
    explicit GlibcRand(std::uint32_t seed) {
        std::int64_t word = static_cast<std::int32_t>(seed);
        for (std::size_t i = 0; i < 31; i++) {
            state_[i] = static_cast<std::uint32_t>(word);
            word = 16807 * word % 2147483647;
            if (word < 0) word += 2147483647;
        }
        for (std::size_t i = 31; i < 34; i++) state_[i] = state_[i - 31];
        for (int i = 34; i < 344; i++) feed();
    }

    std::uint32_t next() { return feed() >> 1; }

  private:
    std::uint32_t feed() {
        const std::uint32_t word = state_[(at_ - 3) % 34] + state_[(at_ - 31) % 34];
        state_[at_ % 34] = word;
        at_++;
        return word;
    }

    /// The last 34 words, the one with the number n at n modulo 34.
    std::array<std::uint32_t, 34> state_;
    std::size_t at_ = 34;
};

/// False when there is no plain time of minting of up to ten digits.
bool readIssuedAt(const std::string& plaintext, std::uint32_t& second) {
    const std::string key = "\"ctime\":";
    for (std::size_t at = plaintext.find(key); at != std::string::npos; at = plaintext.find(key, at + 1)) {
        const std::size_t from = at + key.size();
        std::size_t end = from;
        while (end < plaintext.size() && isDigit(plaintext[end])) end++;
        if (end == from || end - from > 10 || end == plaintext.size()) continue;
        if (plaintext[end] != ',' && plaintext[end] != '}') continue;
        second = static_cast<std::uint32_t>(std::stoll(plaintext.substr(from, end - from)) & 0xffffffff);
        return true;
    }
    return false;
}

}  // namespace

bool hasIvOfItsSecond(const std::string& plaintext, const Envelope& envelope) {
    const std::string alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::uint32_t second = 0;
    if (!readIssuedAt(plaintext, second)) return false;
    GlibcRand generator(second);
    for (std::size_t i = 0; i < envelope.iv.size; i++) {
        if (envelope.iv.data[i] != static_cast<Byte>(alphabet[generator.next() % alphabet.size()])) return false;
    }
    return true;
}

}  // namespace detail
}  // namespace roompass
