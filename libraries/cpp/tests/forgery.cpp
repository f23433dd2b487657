#include "forgery.hpp"

#include "codec/base64.hpp"
#include "codec/claims.hpp"
#include "codec/frame.hpp"
#include "crypto/aes.hpp"

namespace roompass {
namespace testing_ {

const std::string adasSuffix = R"({"userID":"ada","roomID":"lobby","userName":"Ada%20L","appID":1234567890})";

std::string claimsOf(std::int64_t issuedAt, std::int64_t expiresAt, const std::string& payload) {
    detail::Claims claims;
    claims.appId = testApp;
    claims.userId = "ada";
    claims.nonce = 7;
    claims.issuedAt = issuedAt;
    claims.expiresAt = expiresAt;
    claims.payload = payload;
    return detail::writeClaims(claims);
}

std::string Forgery::token04() const {
    return detail::encodeToken04(detail::Aes(secret).sealCbc(expire, iv, plaintext));
}

std::string kitOf(const std::string& token04, const std::string& suffixJson) {
    std::string text = token04 + "#";
    detail::appendBase64(text, suffixJson);
    return text;
}

std::string token04Of(const std::string& kitToken) { return kitToken.substr(0, kitToken.find('#')); }

std::string suffixJsonOf(const std::string& kitToken) {
    detail::Bytes json;
    detail::decodeBase64(kitToken.substr(kitToken.find('#') + 1), json);
    return std::string(json.begin(), json.end());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace testing_
}  // namespace roompass
