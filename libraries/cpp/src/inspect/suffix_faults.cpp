#include "suffix_faults.hpp"

#include "../codec/base64.hpp"
#include "../codec/claims.hpp"
#include "../codec/json.hpp"
#include "texts.hpp"

namespace roompass {
namespace detail {
namespace {

bool decodeText(const std::string& text, std::string& decoded) {
    Bytes bytes;
    if (!decodeBase64(text, bytes)) return false;
    decoded.assign(bytes.begin(), bytes.end());
    return true;
}

bool isBeyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Whether some reader would take it for an AppID: quoted, too.
bool isLikeAppId(const JsonValue& value) {
    if (value.kind() == JsonKind::Integer) return isAppId(value.integer());
    const std::string digits = trimmed(value.text());
    return !digits.empty() && digits.size() <= 10 && all(digits, isDigit) && isAppId(std::stoll(digits));
}

}  // namespace

Findings suffixFaults(const std::string& text) {
    std::string json;
    JsonDocument document;
    if (!decodeText(text, json)) return {Code::SuffixNotBase64};
    if (std::any_of(json.begin(), json.end(), isBeyondAscii)) return {Code::SuffixNotAscii};
    if (!scanJson(json, 8, document) || isLikeAppId(document.object().get("appID"))) return {};
    return {Code::SuffixAppMissing};
}

bool looksLikeSuffix(const std::string& text) {
    std::string json;
    JsonDocument document;
    return startsWith(text, "eyJ") && decodeText(text, json) && scanJson(json, 1, document) &&
           !document.object().get("userID").isAbsent() && !document.object().get("roomID").isAbsent();
}

}  // namespace detail
}  // namespace roompass
