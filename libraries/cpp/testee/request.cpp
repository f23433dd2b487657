#include "request.hpp"

#include <limits>
#include <stdexcept>
#include <vector>

#include "roompass/token.hpp"
#include "spelling.hpp"

namespace testee {
namespace {

using roompass::detail::JsonKind;
using roompass::detail::JsonValue;

[[noreturn]] void refuse(const std::string& name) { throw std::invalid_argument(name + " is of the wrong kind"); }

const std::string& textOf(const JsonValue& value) {
    if (value.kind() != JsonKind::String) refuse(value.key());
    return value.text();
}

std::int64_t integerOf(const JsonValue& value) {
    if (value.kind() != JsonKind::Integer) refuse(value.key());
    return value.integer();
}

std::uint32_t appIdOf(const JsonValue& value) {
    const std::int64_t number = integerOf(value);
    if (number < 0 || number > std::numeric_limits<std::uint32_t>::max()) refuse(value.key());
    return static_cast<std::uint32_t>(number);
}

/// The value of an enumeration that is spelled so, from the first to the last of them.
template <typename Enum>
Enum enumOf(const JsonValue& value, Enum first, Enum last) {
    for (int i = static_cast<int>(first); i <= static_cast<int>(last); i++) {
        if (textOf(value) == roompass::toString(static_cast<Enum>(i))) return static_cast<Enum>(i);
    }
    refuse(value.key());
}

roompass::Keyring keyringOf(const JsonValue& entries) {
    std::vector<roompass::Key> keys;
    for (JsonValue entry = entries.first(); !entry.isAbsent(); entry = entry.next()) {
        auto state = roompass::KeyState::Active;
        auto gcm = roompass::GcmPolicy::Accept;
        if (!entry.get("state").isAbsent())
            state = enumOf(entry.get("state"), roompass::KeyState::Next, roompass::KeyState::Retired);
        if (!entry.get("gcm").isAbsent())
            gcm = enumOf(entry.get("gcm"), roompass::GcmPolicy::Accept, roompass::GcmPolicy::Refuse);
        keys.emplace_back(appIdOf(entry.get("appId")), textOf(entry.get("serverSecret")), state, gcm);
    }
    return roompass::Keyring(keys);
}

roompass::InspectOptions optionsOf(const JsonValue& words) {
    roompass::InspectOptions options;
    for (JsonValue word = words.first(); !word.isAbsent(); word = word.next()) {
        const std::string& name = word.key();
        if (name == "accept") options.accept = enumOf(word, roompass::Trust::Bare, roompass::Trust::Signed);
        if (name == "roomId") options.roomId = textOf(word);
        if (name == "userId") options.userId = textOf(word);
        if (name == "appId") options.appId = appIdOf(word);
        if (name == "now") options.now = integerOf(word);
        if (name == "clockTolerance") options.clockTolerance = std::chrono::seconds(integerOf(word));
        if (name == "maxLifetime") options.maxLifetime = std::chrono::seconds(integerOf(word));
    }
    return options;
}

roompass::Grant grantOf(const JsonValue& words) {
    roompass::Grant grant(words.get("join").truth(), words.get("publish").truth());
    const JsonValue list = words.get("streamIds");
    if (list.kind() != JsonKind::Array) return grant;
    std::vector<std::string> ids;
    for (JsonValue id = list.first(); !id.isAbsent(); id = id.next()) ids.push_back(textOf(id));
    grant.streamIds = ids;
    return grant;
}

roompass::Keyring mintingKeys(const JsonValue& in) {
    return roompass::Keyring({{appIdOf(in.get("appId")), textOf(in.get("serverSecret"))}});
}

roompass::MintOptions mintOptionsOf(const JsonValue& in) {
    const std::int64_t nonce = integerOf(in.get("nonce"));
    roompass::MintOptions options;
    options.now = integerOf(in.get("now"));
    options.random = [nonce](unsigned char* bytes, std::size_t count) {
        for (std::size_t i = 0; i < count; i++) bytes[i] = static_cast<unsigned char>(nonce >> (24 - 8 * i) & 0xff);
    };
    return options;
}

/// What both ways of minting are told.
template <typename Input>
Input inputOf(const JsonValue& in) {
    Input input;
    input.userId = textOf(in.get("userId"));
    if (!in.get("roomId").isAbsent()) input.roomId = textOf(in.get("roomId"));
    if (in.get("grant").kind() == JsonKind::Object) input.grant = grantOf(in.get("grant"));
    input.expiresIn = std::chrono::seconds(integerOf(in.get("expiresIn")));
    input.format = enumOf(in.get("format"), roompass::Format::Cbc, roompass::Format::Gcm);
    return input;
}

std::string mintOf(const JsonValue& in) {
    auto input = inputOf<roompass::MintInput>(in);
    input.userName = textOf(in.get("userName"));
    if (!in.get("ext").isAbsent()) input.ext = textOf(in.get("ext"));
    return "{\"kitToken\":" + spell(roompass::mint(input, mintingKeys(in), mintOptionsOf(in))) + "}";
}

std::string mintToken04Of(const JsonValue& in) {
    auto input = inputOf<roompass::Token04Input>(in);
    if (!in.get("payload").isAbsent()) input.payload = textOf(in.get("payload"));
    return "{\"token04\":" + spell(roompass::mintToken04(input, mintingKeys(in), mintOptionsOf(in))) + "}";
}

std::string verifyOf(const JsonValue& request) {
    const auto check = textOf(request.get("kind")) == "kit-token" ? roompass::verify : roompass::verifyToken04;
    return spell(
        check(textOf(request.get("token")), keyringOf(request.get("keyring")), optionsOf(request.get("options"))));
}

std::string inspectOf(const JsonValue& request) {
    roompass::InspectOptions options = optionsOf(request.get("options"));
    if (!request.get("expect").isAbsent())
        options.expect = enumOf(request.get("expect"), roompass::Kind::KitToken, roompass::Kind::Token04);
    const std::string& text = textOf(request.get("token"));
    const JsonValue keyring = request.get("keyring");
    return spell(keyring.isAbsent() ? roompass::inspect(text, options)
                                    : roompass::inspect(text, keyringOf(keyring), options));
}

}  // namespace

std::string resultOf(const JsonValue& request) {
    const std::string& op = textOf(request.get("op"));
    if (op == "about") return "{\"language\":\"cpp\",\"version\":" + spell(std::to_string(__cplusplus)) + "}";
    if (op == "mint") return mintOf(request.get("in"));
    if (op == "mintToken04") return mintToken04Of(request.get("in"));
    if (op == "verify") return verifyOf(request);
    if (op == "inspect") return inspectOf(request);
    throw std::invalid_argument("no such op: " + op);
}

}  // namespace testee
