// The fields of a suffix (R9 to R12): what each may be.
#include <algorithm>
#include <cstring>

#include "../names.hpp"
#include "claims.hpp"
#include "own_spelling.hpp"
#include "percent.hpp"
#include "roompass/errors.hpp"
#include "suffix.hpp"
#include "utf8.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr std::size_t kidSize = 8;
constexpr std::size_t tagSize = 43;
/// With which 43 characters can end when they spell 32 bytes.
constexpr const char* noSpareBits = "AEIMQUYcgkosw048";

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isLowerHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); }

bool isBase64Url(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

/// R12 and R15. False, and nothing is taken, for what is no signature of the first version.
bool takeSignature(const std::string& text, Signature& signature) {
    constexpr std::size_t tagAt = 2 + kidSize + 1;
    if (text.size() != tagAt + tagSize || text.compare(0, 2, "1.") != 0 || text[tagAt - 1] != '.') return false;
    const auto kid = text.begin() + 2;
    const auto tag = text.begin() + tagAt;
    if (!std::all_of(kid, kid + kidSize, isLowerHex) || !std::all_of(tag, text.end(), isBase64Url) ||
        std::strchr(noSpareBits, text.back()) == nullptr)
        return false;
    signature.kid.assign(kid, kid + kidSize);
    signature.tag.assign(tag, text.end());
    return true;
}

[[noreturn]] void refuseSuffix(const char* claim) { throw KitTokenError(Code::SuffixMalformed, claim); }

/// R9: an absent room or extension is none, and so is a room that is null; an absent name is empty.
void readTexts(const JsonValue& object, Suffix& suffix) {
    const JsonValue userId = object.get("userID");
    const JsonValue roomId = object.get("roomID");
    const JsonValue userName = object.get("userName");
    const JsonValue ext = object.get("ext");
    const auto isText = [](const JsonValue& value) { return value.kind() == JsonKind::String; };
    if (!isText(userId)) refuseSuffix("userID");
    if (!isText(roomId) && !roomId.isAbsent() && roomId.kind() != JsonKind::Null) refuseSuffix("roomID");
    if (!isText(userName) && !userName.isAbsent()) refuseSuffix("userName");
    if (!isText(ext) && !ext.isAbsent()) refuseSuffix("ext");
    suffix.userId = userId.text();
    suffix.roomId = roomId.text();
    suffix.encodedName = userName.text();
    suffix.ext = ext.text();
}

/// 0 for what is no plain number of up to ten digits.
std::int64_t naturalOf(const std::string& digits) {
    if (digits.empty() || digits.size() > 10 || digits[0] == '0' || !std::all_of(digits.begin(), digits.end(), isDigit))
        return 0;
    return std::stoll(digits);
}

/// R10: outside of a signature digits in quotation marks will do.
std::uint32_t readAppId(const JsonValue& value, bool isSigned) {
    const bool inQuotes = value.kind() == JsonKind::String && !isSigned;
    const std::int64_t appId = inQuotes ? naturalOf(value.text()) : value.integer();
    if (!isAppId(appId)) refuseSuffix("appID");
    return static_cast<std::uint32_t>(appId);
}

/// R11.
void readNames(Suffix& suffix, bool lenient) {
    if (!isUserId(suffix.userId)) throw KitTokenError(Code::UserIdInvalid, "userID");
    if (!suffix.roomId.empty() && !isRoomId(suffix.roomId) && !(lenient && isUtf8(suffix.roomId)))
        throw KitTokenError(Code::RoomIdInvalid, "roomID");
    std::string name;
    const bool decoded = decodePercent(suffix.encodedName, name);
    if (decoded && isUserName(name)) {
        suffix.userName = name;
    } else if (!decoded || !lenient) {
        throw KitTokenError(Code::UserNameInvalid, "userName");
    }
}

}  // namespace

bool isExt(const std::string& text) { return text.size() <= maxExt && isPrintable(text); }

Signature readSignature(const JsonValue& value) {
    Signature signature;
    if (!takeSignature(value.text(), signature)) throw KitTokenError(Code::SignatureMalformed, "sig");
    return signature;
}

bool readOwnSuffix(const std::string& json, Suffix& suffix) {
    OwnSpelling in(json);
    std::int64_t appId = 0;
    std::string sig;
    const bool isSpelled = in.take("{\"userID\":\"") && in.takeText(suffix.userId) && in.take(",\"roomID\":\"") &&
                           in.takeText(suffix.roomId) && in.take(",\"userName\":\"") &&
                           in.takeText(suffix.encodedName) && in.take(",\"appID\":") && in.takeNumber(appId) &&
                           (!in.take(",\"ext\":\"") || in.takeText(suffix.ext)) && in.take(",\"sig\":\"") &&
                           in.takeText(sig) && in.take("}") && in.isAtEnd();
    if (!isSpelled || !isAppId(appId) || !takeSignature(sig, suffix.signature)) return false;
    suffix.appId = static_cast<std::uint32_t>(appId);
    return isUserId(suffix.userId) && (suffix.roomId.empty() || isRoomId(suffix.roomId)) && isExt(suffix.ext) &&
           decodePercent(suffix.encodedName, suffix.userName) && isUserName(suffix.userName);
}

Suffix readSuffixFields(const JsonValue& object, bool lenient) {
    Suffix suffix;
    const JsonValue sig = object.get("sig");
    // What each field is comes before what it says: R9, R10, then R11, R12.
    readTexts(object, suffix);
    suffix.appId = readAppId(object.get("appID"), !sig.isAbsent());
    readNames(suffix, lenient);
    if (!isExt(suffix.ext)) throw KitTokenError(Code::SignatureMalformed, "ext");
    if (!sig.isAbsent()) suffix.signature = readSignature(sig);
    return suffix;
}

}  // namespace detail
}  // namespace roompass
