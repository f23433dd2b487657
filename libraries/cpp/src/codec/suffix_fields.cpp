// The fields of a suffix (R9 to R12): what each may be.
#include "../names.hpp"
#include "claims.hpp"
#include "percent.hpp"
#include "roompass/errors.hpp"
#include "suffix.hpp"
#include "utf8.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr std::size_t kidSize = 8;
constexpr std::size_t tagSize = 43;
constexpr const char* lowerHexDigits = "0123456789abcdef";
constexpr const char* base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// With which 43 characters can end when they spell 32 bytes.
constexpr const char* noSpareBits = "AEIMQUYcgkosw048";

bool consistsOf(const std::string& text, const char* alphabet) {
    return text.find_first_not_of(alphabet) == std::string::npos;
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
    if (digits.empty() || digits.size() > 10 || digits[0] == '0' || !consistsOf(digits, "0123456789")) return 0;
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
    const std::string& text = value.text();
    Signature signature;
    if (text.size() == 2 + kidSize + 1 + tagSize && text.compare(0, 2, "1.") == 0 && text[2 + kidSize] == '.') {
        signature.kid = text.substr(2, kidSize);
        signature.tag = text.substr(2 + kidSize + 1);
    }
    const bool isKnown = signature.isPresent() && consistsOf(signature.kid, lowerHexDigits) &&
                         consistsOf(signature.tag, base64Url) && consistsOf(text.substr(text.size() - 1), noSpareBits);
    if (!isKnown) throw KitTokenError(Code::SignatureMalformed, "sig");
    return signature;
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
