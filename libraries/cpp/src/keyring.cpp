#include "roompass/keyring.hpp"

#include <algorithm>
#include <ostream>

#include "arguments.hpp"
#include "keyring_contents.hpp"
#include "names.hpp"
#include "roompass/errors.hpp"

namespace roompass {
namespace detail {
namespace {

/// What is tried for every token must stay short.
constexpr std::size_t maxKeys = 4;

void checkPlace(const AppKey& key, const AppKeys& others, const std::string& name) {
    if (others.size() == maxKeys) refuseArgument(name, "is one too many: an app has at most 4 keys");
    for (const AppKey* other : others) {
        if (other->sealed.kid() == key.sealed.kid())
            refuseArgument(name + ".serverSecret", "is in the keyring already");
        if (other->state == KeyState::Active && key.state == KeyState::Active)
            refuseArgument(name + ".state", "must be Next, Previous or Retired: an app has one active key");
    }
}

Ring sorted(AppKeys keys) {
    std::stable_sort(keys.begin(), keys.end(), [](const AppKey* a, const AppKey* b) { return a->state < b->state; });
    Ring ring;
    for (const AppKey* key : keys) {
        (key->state == KeyState::Retired ? ring.retired : ring.verifying).push_back(key);
        if (key->state == KeyState::Active && ring.active == nullptr) ring.active = key;
    }
    return ring;
}

}  // namespace

const AppKey& KeyringContents::mintingKey(const Optional<std::uint32_t>& appId, const char* argument) const {
    if (!appId && appIds.size() != 1) refuseArgument(argument, "must be given: the keyring has several apps");
    const auto found = appId ? rings.find(*appId) : rings.begin();
    if (found == rings.end() || found->second.active == nullptr)
        refuseArgument(argument, "is of an app for which the keyring has no active key");
    return *found->second.active;
}

const Ring& KeyringContents::ringOf(const Optional<std::uint32_t>& appId) const {
    if (!appId) return all;
    const auto found = rings.find(*appId);
    if (found == rings.end()) throw KitTokenError(Code::KeyUnknown, "appID");
    return found->second;
}

}  // namespace detail

std::unique_ptr<const detail::AppKey> Keyring::derive(const Key& entry, const std::string& name) {
    if (entry.appId_ == 0) detail::refuseArgument(name + ".appId", "must be 1 to 4294967295");
    if (!detail::isServerSecret(entry.serverSecret_))
        detail::refuseArgument(name + ".serverSecret", std::string("must be ") + detail::secretRule);
    if (entry.state_ < KeyState::Next || entry.state_ > KeyState::Retired)
        detail::refuseArgument(name + ".state", "must be Next, Active, Previous or Retired");
    if (entry.gcm_ < GcmPolicy::Accept || entry.gcm_ > GcmPolicy::Refuse)
        detail::refuseArgument(name + ".gcm", "must be Accept, Trust or Refuse");
    const bool weak = isWeakServerSecret(entry.serverSecret_);
    return std::unique_ptr<const detail::AppKey>(
        new detail::AppKey{{entry.appId_, entry.serverSecret_}, entry.state_, entry.gcm_, weak});
}

Keyring::Keyring(const std::vector<Key>& keys) {
    if (keys.empty()) detail::refuseArgument("keys", "must hold at least one key");
    auto contents = std::make_shared<detail::KeyringContents>();
    std::map<std::uint32_t, detail::AppKeys> byApp;
    for (std::size_t i = 0; i < keys.size(); i++) {
        const std::string name = "keys[" + std::to_string(i) + "]";
        std::unique_ptr<const detail::AppKey> key = derive(keys[i], name);
        detail::AppKeys& others = byApp[keys[i].appId()];
        detail::checkPlace(*key, others, name);
        if (others.empty()) contents->appIds.push_back(keys[i].appId());
        others.push_back(key.get());
        contents->owned.push_back(std::move(key));
    }
    detail::AppKeys all;
    for (const std::uint32_t appId : contents->appIds) {
        contents->rings[appId] = detail::sorted(byApp[appId]);
        all.insert(all.end(), byApp[appId].begin(), byApp[appId].end());
    }
    contents->all = detail::sorted(all);
    contents_ = std::move(contents);
}

Keyring::~Keyring() = default;

std::vector<std::uint32_t> Keyring::appIds() const { return contents_->appIds; }

std::vector<KeyInfo> Keyring::keys() const {
    std::vector<KeyInfo> infos;
    for (const std::uint32_t appId : contents_->appIds) {
        const detail::Ring& ring = contents_->rings.at(appId);
        for (const detail::AppKey* key : ring.verifying) infos.push_back(key->info());
        for (const detail::AppKey* key : ring.retired) infos.push_back(key->info());
    }
    return infos;
}

std::ostream& operator<<(std::ostream& out, const Keyring& keys) {
    out << "[Keyring kid=";
    const char* between = "";
    for (const KeyInfo& key : keys.keys()) {
        out << between << key.kid;
        between = ",";
    }
    return out << ']';
}

}  // namespace roompass
