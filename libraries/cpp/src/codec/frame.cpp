#include "frame.hpp"

#include "../names.hpp"
#include "base64.hpp"
#include "roompass/errors.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr char separator = '#';
constexpr const char* prefix = "04";
constexpr std::size_t prefixLength = 2;

/// Which rule is broken by a text that is no Token04. What can be decoded keeps them all.
Code faultOf(const std::string& token04) {
    if (!isVisible(token04) || token04.find(separator) != std::string::npos) return Code::TokenMalformed;
    return token04.compare(0, prefixLength, prefix) != 0 ? Code::TokenVersion : Code::TokenEncoding;
}

}  // namespace

KitTokenParts splitKitToken(const std::string& kitToken, const Reading& reading) {
    // The length comes first: nothing is done with a text of any size.
    if (!reading.kitToken.holds(kitToken.size()) || !isVisible(kitToken)) throw KitTokenError(Code::TokenMalformed);
    const std::size_t at = kitToken.find(separator);
    if (at == std::string::npos || kitToken.find(separator, at + 1) != std::string::npos)
        throw KitTokenError(Code::TokenMalformed);
    return {kitToken.substr(0, at), kitToken.substr(at + 1)};
}

Bytes decodeToken04(const std::string& token04, const Reading& reading) {
    if (!reading.token04.holds(token04.size())) throw KitTokenError(Code::TokenMalformed);
    Bytes raw;
    const bool isDecoded = token04.compare(0, prefixLength, prefix) == 0 &&
                           decodeBase64(token04.data() + prefixLength, token04.size() - prefixLength, raw);
    if (!isDecoded) throw KitTokenError(faultOf(token04));
    return raw;
}

std::string encodeToken04(const Bytes& raw) {
    std::string text = prefix;
    appendBase64(text, raw);
    return text;
}

std::string joinKitToken(const Bytes& raw, const std::string& suffixJson) {
    std::string text = prefix;
    text.reserve(prefixLength + base64Length(raw.size()) + 1 + base64Length(suffixJson.size()));
    appendBase64(text, raw);
    text += separator;
    appendBase64(text, suffixJson);
    return text;
}

}  // namespace detail
}  // namespace roompass
