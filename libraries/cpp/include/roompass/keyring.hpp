// Which secret mints and which still verify.
#ifndef ROOMPASS_KEYRING_HPP
#define ROOMPASS_KEYRING_HPP

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace roompass {

namespace detail {
struct AppKey;
struct KeyringContents;
}  // namespace detail

/// What may be done with a key, in the order in which keys are tried. An app has one active key at most.
enum class KeyState {
    /// Verifies, before a rotation.
    Next,
    /// Mints and verifies.
    Active,
    /// Verifies, after a rotation.
    Previous,
    /// Does neither: it lets inspect say that a token was made with it.
    Retired,
};

/// What a Token04 in GCM form is worth when its tag is right.
enum class GcmPolicy {
    /// It proves nothing unless its nonce is ours: some generators repeat nonces.
    Accept,
    /// It is sealed: every maker with this secret is known to be good.
    Trust,
    /// It is not taken.
    Refuse,
};

/// "next", "active", "previous", "retired".
const char* toString(KeyState state);
/// "accept", "trust", "refuse".
const char* toString(GcmPolicy policy);

/// One secret of one app. It prints without the secret, and wipes its memory of it when it goes.
class Key {
  public:
    /// `appId` is 1 to 4294967295. `serverSecret` is 32 characters from 0x20 to 0x7E, as the console shows them; not
    /// decoded from hex. Keyring checks both.
    Key(std::uint32_t appId, std::string serverSecret, KeyState state = KeyState::Active,
        GcmPolicy gcm = GcmPolicy::Accept);
    Key(const Key&) = default;
    Key(Key&&) = default;
    Key& operator=(Key other) noexcept;
    ~Key();

    std::uint32_t appId() const { return appId_; }
    KeyState state() const { return state_; }
    GcmPolicy gcm() const { return gcm_; }

  private:
    friend class Keyring;
    std::uint32_t appId_;
    KeyState state_;
    GcmPolicy gcm_;
    std::string serverSecret_;
};

/// "[Key of app 1234567890]".
std::ostream& operator<<(std::ostream& out, const Key& key);

/// A key by its name, without the secret.
struct KeyInfo {
    std::uint32_t appId;
    /// 8 hex digits that name the key without telling it.
    std::string kid;
    KeyState state;
    /// Whether its secret is none: see isWeakServerSecret.
    bool weak;
};

/// The keys of one or several apps. It derives them once, does not change, and any number of threads may use it at
/// once. A copy is the same keyring.
class Keyring {
  public:
    /// One to four keys for each app. Throws std::invalid_argument that names the key by its place.
    explicit Keyring(const std::vector<Key>& keys);
    ~Keyring();
    Keyring(const Keyring&) = default;
    Keyring& operator=(const Keyring&) = default;

    /// In the order of their first keys.
    std::vector<std::uint32_t> appIds() const;
    /// App by app; those of one app in the order in which they are tried.
    std::vector<KeyInfo> keys() const;

    /// For the library's own use: what it holds is in no header.
    const detail::KeyringContents& contents() const { return *contents_; }

  private:
    static std::unique_ptr<const detail::AppKey> derive(const Key& entry, const std::string& name);

    std::shared_ptr<const detail::KeyringContents> contents_;
};

/// "[Keyring kid=a2517ef2,…]".
std::ostream& operator<<(std::ostream& out, const Keyring& keys);

/// Whether a ServerSecret is no secret: published as a sample, or of fewer than 8 different characters. Servers should
/// refuse it; verify does not care.
bool isWeakServerSecret(const std::string& serverSecret);

}  // namespace roompass

#endif
