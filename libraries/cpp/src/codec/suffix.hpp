// The readable part of a Kit Token (R8 to R12): base64 of one line of JSON. It proves nothing unless it is signed.
#ifndef ROOMPASS_SRC_CODEC_SUFFIX_HPP
#define ROOMPASS_SRC_CODEC_SUFFIX_HPP

#include <cstdint>
#include <string>

#include "bounds.hpp"
#include "json.hpp"

namespace roompass {
namespace detail {

/// What a signature covers.
struct SuffixFields {
    std::string userId;
    /// "" where there is none.
    std::string roomId;
    /// As it stands in the JSON.
    std::string encodedName;
    std::uint32_t appId = 0;
    /// "" where there is none.
    std::string ext;
};

/// That of a Kit Token (spec/kit-token.md section 3). Both are "" where there is none.
struct Signature {
    std::string kid;
    /// 32 bytes in base64url.
    std::string tag;

    bool isPresent() const { return !kid.empty(); }
};

struct Suffix : SuffixFields {
    std::string userName;
    Signature signature;
};

constexpr std::size_t maxExt = 512;
bool isExt(const std::string& text);

/// The JSON of a suffix (spec/kit-token.md 2.1).
std::string writeSuffix(const SuffixFields& fields, const Signature& signature);

/// R8 to R12. Throws KitTokenError.
Suffix readSuffix(const std::string& text, const Reading& reading);

/// Reads a signed suffix that writeSuffix spelled. False for any other, and where a field is not as it may be.
bool readOwnSuffix(const std::string& json, Suffix& suffix);

/// R9 to R12: what the fields are, and what they say. `lenient`: a room is any text, and a name that is not allowed
/// counts as none. Throws KitTokenError.
Suffix readSuffixFields(const JsonValue& object, bool lenient);

/// R12 and R15: another version is refused, not taken for an unsigned token. Throws KitTokenError.
Signature readSignature(const JsonValue& value);

/// Characters of Latin-1 as UTF-8.
std::string utf8OfLatin1(const std::string& bytes);

}  // namespace detail
}  // namespace roompass

#endif
