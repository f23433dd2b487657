#include "mend.hpp"

#include "../codec/json.hpp"
#include "../codec/percent.hpp"
#include "texts.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr int maxDepth = 8;

/// The token in `{"token": "04…"}`, `{"data": {"token": "04…"}}` and their like (spec kit-token.md 5.5.1).
std::string fieldOfAnswer(const std::string& text) {
    JsonDocument document;
    if (!startsWith(text, "{") || !scanJson(text, maxDepth, document)) return text;
    for (JsonValue answer = document.object(); answer.kind() == JsonKind::Object; answer = answer.get("data")) {
        for (const char* key : {"kitToken", "kit_token", "token", "data"}) {
            const JsonValue value = answer.get(key);
            if (value.kind() == JsonKind::String) return value.text();
        }
    }
    return text;
}

std::string withoutQuotes(const std::string& text) {
    const bool isQuoted =
        text.size() >= 2 && text.front() == text.back() && std::strchr("\"'`", text.front()) != nullptr;
    return trimmed(isQuoted && text.front() != '\0' ? text.substr(1, text.size() - 2) : text);
}

std::string withoutBearer(const std::string& text) {
    const std::string word = "bearer";
    for (std::size_t i = 0; i < word.size(); i++) {
        if (i >= text.size() || (text[i] | 0x20) != word[i]) return text;
    }
    const std::size_t after = text.find_first_not_of(" \t\n\v\f\r", word.size());
    if (after == word.size() || after == std::string::npos) return text;
    return text.substr(after);
}

std::string withoutLineBreaks(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n'; }), text.end());
    return text;
}

/// Whether a Token04 has a character in percent-encoding that only there can come from a token.
bool hasEncoded(const std::string& text) {
    const std::string token04 = text.substr(0, text.find('#'));
    for (std::size_t at = token04.find('%', 2); at != std::string::npos; at = token04.find('%', at + 1)) {
        const std::string digits = token04.substr(at + 1, 2);
        for (const char* one : {"2B", "2b", "2F", "2f", "3D", "3d", "23"}) {
            if (digits == one) return true;
        }
    }
    return false;
}

std::string withoutPercents(const std::string& text) {
    std::string decoded;
    return startsWith(text, "04") && hasEncoded(text) && decodePercent(text, decoded) ? decoded : text;
}

std::string withPluses(std::string text) {
    if (startsWith(text, "04")) std::replace(text.begin(), text.end(), ' ', '+');
    return text;
}

std::string standardBase64(std::string text) {
    if (!startsWith(text, "04")) return text;
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    return text;
}

/// Base64 with or without padding.
bool isBase64Part(const std::string& part) {
    const std::size_t end = part.find_last_not_of('=');
    return end == std::string::npos || all(part.substr(0, end + 1), isOfBase64);
}

std::string padded(std::string part) {
    const std::size_t missing = (4 - part.size() % 4) % 4;
    if (missing != 3 && (part.empty() || part.back() != '=')) part.append(missing, '=');
    return part;
}

/// Gives each base64 part of a token the padding that its length asks for.
std::string withPadding(const std::string& text) {
    // Not base64 at all: a secret or an AppSign in hex, which may begin with 04 as well.
    if (!startsWith(text, "04") || all(text, isHex)) return text;
    const std::size_t at = text.find('#');
    const std::string token04 = text.substr(2, at == std::string::npos ? at : at - 2);
    const std::string suffix = at == std::string::npos ? std::string() : text.substr(at + 1);
    if (token04.empty() || token04[0] == '=' || !isBase64Part(token04) || !isBase64Part(suffix)) return text;
    return "04" + padded(token04) + (at == std::string::npos ? "" : "#" + padded(suffix));
}

struct Mend {
    Code code;
    std::string (*undo)(const std::string& text);
};

const Mend mends[] = {
    {Code::SurroundingSpace, trimmed},
    {Code::WrappedInJson, fieldOfAnswer},
    {Code::Quoted, withoutQuotes},
    {Code::BearerPrefix, withoutBearer},
    {Code::LineBreaks, [](const std::string& text) { return withoutLineBreaks(text); }},
    {Code::PercentEncoded, withoutPercents},
    {Code::PlusBecameSpace, [](const std::string& text) { return withPluses(text); }},
    {Code::Base64urlSpelling, [](const std::string& text) { return standardBase64(text); }},
    {Code::PaddingMissing, withPadding},
};

}  // namespace

Mended mend(const std::string& text) {
    Mended mended{text, {}};
    for (const Mend& one : mends) {
        std::string better = one.undo(mended.text);
        if (better != mended.text) mended.damage.push_back(one.code);
        mended.text = std::move(better);
    }
    return mended;
}

}  // namespace detail
}  // namespace roompass
