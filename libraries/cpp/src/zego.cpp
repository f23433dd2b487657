#include "roompass/zego/ZegoServerAssistant.h"

#include <openssl/crypto.h>

#include <ctime>
#include <memory>
#include <mutex>

#include "codec/frame.hpp"
#include "codec/utf8.hpp"
#include "mint_raw.hpp"
#include "names.hpp"

namespace {

using roompass::detail::SealedKey;

/// The key of the last call: the secret comes anew each time, and deriving costs more than minting.
class LastKey {
  public:
    /// OpenSSL is there before this is, and goes after it.
    LastKey() { OPENSSL_init_crypto(0, nullptr); }

    std::shared_ptr<const SealedKey> get(std::uint32_t appId, const std::string& secret) {
        {
            const std::lock_guard<std::mutex> lock(mutex_);
            if (key_ != nullptr && key_->appId() == appId && key_->isOf(secret)) return key_;
        }
        auto key = std::make_shared<const SealedKey>(appId, secret);
        const std::lock_guard<std::mutex> lock(mutex_);
        key_ = key;
        return key;
    }

  private:
    std::mutex mutex_;
    std::shared_ptr<const SealedKey> key_;
};

LastKey& lastKey() {
    static LastKey last;
    return last;
}

}  // namespace

namespace ZEGO {
namespace SERVER_ASSISTANT {
namespace {

ZegoToken04Result refuse(ErrorCode code, const char* message) { return {"", {code, message}}; }

}  // namespace

ZegoToken04Result ZegoServerAssistant::GenerateToken04(uint32_t appID, const std::string& userID,
                                                       const std::string& secret, int64_t effectiveTimeInSeconds,
                                                       const std::string& payload) {
    using namespace roompass::detail;  // NOLINT(google-build-using-namespace): all of it is the library's own
    const std::int64_t now = std::time(nullptr);
    if (appID == 0) return refuse(appIDInvalid, "appID invalid");
    if (!roompass::isUserId(userID)) return refuse(userIDInvalid, "userID invalid");
    if (!isServerSecret(secret)) return refuse(secretInvalid, "secret must be a 32 byte string");
    if (effectiveTimeInSeconds <= 0 || effectiveTimeInSeconds > lastSecond - now)
        return refuse(effectiveTimeInSecondsInvalid, "effectiveTimeInSeconds invalid");
    Claims claims;
    claims.userId = userID;
    claims.nonce = drawNonce(nullptr);
    claims.issuedAt = now;
    claims.expiresAt = now + effectiveTimeInSeconds;
    claims.payload = payload;
    Bytes raw;
    const auto key = lastKey().get(appID, secret);
    if (!isUtf8(payload) || !mintRaw(*key, std::move(claims), roompass::Format::Cbc, maxOfficialPlaintext, raw))
        return refuse(payloadInvalid, "payload must be UTF-8, and short enough for the format");
    return {encodeToken04(raw), {success, "success"}};
}

}  // namespace SERVER_ASSISTANT
}  // namespace ZEGO
