// Making tokens: sealed always, and signed where there is a suffix. What is minted here is what verify takes.
#ifndef ROOMPASS_MINT_HPP
#define ROOMPASS_MINT_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "roompass/grant.hpp"
#include "roompass/keyring.hpp"
#include "roompass/optional.hpp"
#include "roompass/trust.hpp"

namespace roompass {

/// Who may enter which room, under which name, with which rights, for how long. Texts are UTF-8.
struct MintInput {
    /// Default: the only app of the keyring.
    Optional<std::uint32_t> appId;
    /// 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/ and backslash.
    std::string userId;
    /// 1 to 128 printable ASCII characters without space, ", \ and #.
    std::string roomId;
    /// Text of any script without control characters, at most 256 bytes. Default: none.
    std::string userName;
    /// Sealed into the payload together with the room. Nothing: the payload is empty, which restricts nothing.
    Optional<Grant> grant;
    /// From one second to MintOptions::maxLifetime.
    std::chrono::seconds expiresIn{0};
    Format format = Format::Cbc;
    /// Up to 512 printable ASCII characters that the signature proves and the application reads; "" for none.
    std::string ext;
};

/// Who the Token04 is for, and for how long; the room and the rights where they are to be sealed.
struct Token04Input {
    /// Default: the only app of the keyring.
    Optional<std::uint32_t> appId;
    /// As in MintInput.
    std::string userId;
    /// Sealed together with `grant`; without a grant it has no place to stand. "" for none.
    std::string roomId;
    Optional<Grant> grant;
    /// A payload that was made elsewhere, instead of `roomId` and `grant`.
    std::string payload;
    /// From one second to MintOptions::maxLifetime.
    std::chrono::seconds expiresIn{0};
    Format format = Format::Cbc;
};

/// The surroundings of minting.
struct MintOptions {
    /// Unix seconds. Default: the clock of this machine.
    Optional<std::int64_t> now;
    /// The longest lifetime that is minted. Default: a day, which is also the most that verify takes by default;
    /// std::chrono::seconds::max() for no limit.
    std::chrono::seconds maxLifetime{86400};
    /// Fills a buffer with random bytes. Default: OpenSSL's generator. Tests pass their own; nobody else should.
    std::function<void(unsigned char* bytes, std::size_t count)> random;
};

/// Mints a Kit Token, sealed and signed, with the active key of the app. Throws std::invalid_argument that names the
/// argument that is wrong.
std::string mint(const MintInput& input, const Keyring& keys, const MintOptions& options = MintOptions());

/// Mints a sealed Token04 without a suffix. See mint.
std::string mintToken04(const Token04Input& input, const Keyring& keys, const MintOptions& options = MintOptions());

}  // namespace roompass

#endif
