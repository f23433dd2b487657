// One secret of one app, and which secrets are none.
#include <openssl/crypto.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "arguments.hpp"
#include "roompass/keyring.hpp"

namespace roompass {
namespace {

/// They stand in documents and tutorials, where everybody can read them.
const char* const publishedSamples[] = {
    "0123456789abcdef0123456789abcdef",
    "fa94dd0f974cf2e293728a526b028271",
    "12345678901234567890123456789012",
};

/// 32 random hex digits have fewer different characters once in 27 million.
constexpr std::size_t fewestCharacters = 8;

}  // namespace

Key::Key(std::uint32_t appId, std::string serverSecret, KeyState state, GcmPolicy gcm)
    : appId_(appId), state_(state), gcm_(gcm), serverSecret_(std::move(serverSecret)) {}

Key& Key::operator=(Key other) noexcept {
    appId_ = other.appId_;
    state_ = other.state_;
    gcm_ = other.gcm_;
    serverSecret_.swap(other.serverSecret_);
    return *this;
}

Key::~Key() {
    if (!serverSecret_.empty()) OPENSSL_cleanse(&serverSecret_[0], serverSecret_.size());
}

std::ostream& operator<<(std::ostream& out, const Key& key) { return out << "[Key of app " << key.appId() << ']'; }

bool isWeakServerSecret(const std::string& serverSecret) {
    const std::set<char> different(serverSecret.begin(), serverSecret.end());
    return different.size() < fewestCharacters || std::find(std::begin(publishedSamples), std::end(publishedSamples),
                                                            serverSecret) != std::end(publishedSamples);
}

}  // namespace roompass
