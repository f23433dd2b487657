#include "suffix.hpp"

#include <algorithm>

#include "../names.hpp"
#include "base64.hpp"
#include "json_write.hpp"
#include "roompass/errors.hpp"
#include "utf8.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr std::size_t maxUnknownKeys = 8;

/// No key stands twice.
std::size_t countStrangers(const JsonValue& object) {
    std::size_t strangers = object.size();
    for (const char* name : {"userID", "roomID", "userName", "appID", "ext", "sig"}) {
        if (!object.get(name).isAbsent()) strangers--;
    }
    return strangers;
}

bool hasControls(const std::string& bytes) {
    return std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

/// R8. Whether the JSON is as a signed one must be.
bool decodeSuffix(const std::string& text, const Reading& reading, std::string& json) {
    Bytes bytes;
    if (!decodeBase64(text, bytes) || bytes.size() > reading.suffix) throw KitTokenError(Code::SuffixMalformed);
    json.assign(bytes.begin(), bytes.end());
    if (isPrintable(json) && json.size() <= ownReading.suffix) return true;
    if (!reading.official || hasControls(json)) throw KitTokenError(Code::SuffixMalformed);
    // The official client's btoa encodes characters as bytes of their numbers.
    json = utf8OfLatin1(json);
    return false;
}

}  // namespace

std::string utf8OfLatin1(const std::string& bytes) {
    std::string text;
    for (const char c : bytes) appendCharacter(text, static_cast<unsigned char>(c));
    return text;
}

std::string writeSuffix(const SuffixFields& fields, const Signature& signature) {
    std::string json = "{\"userID\":";
    json.reserve(192 + fields.userId.size() + fields.roomId.size() + fields.encodedName.size() + fields.ext.size());
    appendJsonString(json, fields.userId);
    json += ",\"roomID\":";
    appendJsonString(json, fields.roomId);
    json += ",\"userName\":";
    appendJsonString(json, fields.encodedName);
    json += ",\"appID\":" + std::to_string(fields.appId);
    if (!fields.ext.empty()) {
        json += ",\"ext\":";
        appendJsonString(json, fields.ext);
    }
    json += ",\"sig\":\"1." + signature.kid + '.' + signature.tag + "\"}";
    return json;
}

Suffix readSuffix(const std::string& text, const Reading& reading) {
    std::string json;
    const bool ordinary = decodeSuffix(text, reading, json);
    Suffix own;
    if (ordinary && readOwnSuffix(json, own)) return own;
    JsonDocument document;
    if (!scanJson(json, 1, document) || document.duplicate) throw KitTokenError(Code::SuffixMalformed);
    // Suffixes that people built themselves come with spaces and fields of their own. Under a signature there is one
    // spelling.
    const JsonValue object = document.object();
    const bool isSigned = !object.get("sig").isAbsent();
    const std::size_t strangers = countStrangers(object);
    const bool loose = document.spaced || strangers > 0 || !ordinary;
    if (strangers > maxUnknownKeys || (loose && isSigned)) throw KitTokenError(Code::SuffixMalformed);
    return readSuffixFields(object, reading.official && !isSigned);
}

}  // namespace detail
}  // namespace roompass
