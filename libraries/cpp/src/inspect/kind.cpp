#include "kind.hpp"

#include "suffix_faults.hpp"
#include "texts.hpp"

namespace roompass {
namespace detail {
namespace {

/// Every token of these centuries begins so.
constexpr const char* beginning = "04AAAAA";

bool isPlaceholder(const std::string& text) {
    for (const char* name : {"undefined", "null", "NaN"}) {
        if (text == name) return true;
    }
    const std::string object = "[object ";
    return text.size() > object.size() + 1 && startsWith(text, object.c_str()) && text.back() == ']' &&
           all(text.substr(object.size(), text.size() - object.size() - 1), isOfWord);
}

bool hasNoToken(const std::string& text) {
    return startsWith(text, "#") || startsWith(text, "undefined#") || startsWith(text, "null#");
}

/// Three parts of base64url, of which the last may be empty.
bool isJwt(const std::string& text) {
    const std::size_t first = text.find('.');
    const std::size_t second = first == std::string::npos ? first : text.find('.', first + 1);
    if (!startsWith(text, "eyJ") || second == std::string::npos || first < 4 || second == first + 1) return false;
    std::string parts = text;
    parts.erase(second, 1).erase(first, 1);
    return all(parts, [](char c) { return isOfWord(c) || c == '-'; });
}

bool isToken03(const std::string& text) {
    return startsWith(text, "03") && text.size() >= 42 && all(text, [](char c) { return isOfBase64(c) || c == '='; });
}

/// A text that begins as a Token04, and has something else in it.
Look lookOfTokens(const std::string& text, std::size_t separator) {
    if (separator != std::string::npos && contains(text, beginning, separator))
        return {Kind::KitToken, {Code::TwoTokens}};
    if (contains(text, beginning, 3)) return {Kind::Token04, {Code::TwoTokens}};
    if (contains(text, "#", separator + 1)) return {Kind::KitToken, {Code::KitTokenTwice}};
    return {Kind::KitToken, {}};
}

}  // namespace

Look lookOf(const std::string& text) {
    if (trimmed(text).empty()) return {Kind::Empty, {Code::Empty}};
    if (isPlaceholder(text)) return {Kind::Unknown, {Code::Placeholder}};
    if (hasNoToken(text)) return {Kind::KitToken, {Code::TokenMissing}};
    const std::size_t separator = text.find('#');
    const bool isToken = startsWith(text, "04");
    if (isToken && (separator != std::string::npos || contains(text, beginning, 3)))
        return lookOfTokens(text, separator);
    // Before the prefixes: an AppSign and a secret may begin with 03 or 04 as well.
    if (text.size() == 64 && all(text, isHex)) return {Kind::AppSign, {Code::AppSignGiven}};
    if (text.size() == 32 && all(text, isHex)) return {Kind::ServerSecretLike, {Code::ServerSecretGiven}};
    if (isJwt(text)) return {Kind::Jwt, {Code::JwtGiven}};
    if (isToken03(text)) return {Kind::Token03, {Code::Token03Given}};
    if (isToken) return {Kind::Token04, {}};
    return {Kind::Unknown, {looksLikeSuffix(text) ? Code::SuffixGiven : Code::NotAKitToken}};
}

}  // namespace detail
}  // namespace roompass
