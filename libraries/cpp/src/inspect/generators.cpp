#include "generators.hpp"

#include "texts.hpp"

namespace roompass {
namespace detail {
namespace {

using G = Generator;

const char* const names[] = {
    "Roompass", "Go", "C++", "Java", "Python", "PHP", ".NET", "Node.js", "the web kit (generateKitTokenForTest)"};

bool has(const Generators& generators, Generator wanted) {
    return std::find(generators.begin(), generators.end(), wanted) != generators.end();
}

/// The names of the claims, as they follow each other.
std::string orderOf(const std::string& plaintext) {
    std::string order;
    for (std::size_t at = 0; at + 1 < plaintext.size(); at++) {
        if ((plaintext[at] != '{' && plaintext[at] != ',') || plaintext[at + 1] != '"') continue;
        std::size_t end = at + 2;
        while (end < plaintext.size() && (isLower(plaintext[end]) || plaintext[end] == '_')) end++;
        if (end == at + 2 || plaintext.compare(end, 2, "\":") != 0) continue;
        order += (order.empty() ? "" : " ") + plaintext.substr(at + 2, end - at - 2);
        at = end + 1;
    }
    return order;
}

Generators byOrder(const std::string& order) {
    const std::string last = "expire";
    if (startsWith(order, "user_id")) return {G::Java};
    if (startsWith(order, "app_id user_id payload")) return {G::DotNet};
    if (startsWith(order, "app_id user_id ctime")) return {G::Go, G::Php};
    const bool endsWithExpire =
        order.size() >= last.size() && order.compare(order.size() - last.size(), last.size(), last) == 0;
    if (endsWithExpire) return {G::WebKit};
    return {G::Node, G::Php, G::Python, G::Cpp};
}

/// Whether a slash or a letter of another script is written with a backslash.
bool isEscaped(const std::string& plaintext) {
    for (std::size_t at = plaintext.find('\\'); at != std::string::npos; at = plaintext.find('\\', at + 1)) {
        const std::string escape = plaintext.substr(at + 1, 5);
        if (startsWith(escape, "/")) return true;
        if (escape.size() == 5 && escape[0] == 'u' && all(escape.substr(1), isLowerHex)) return true;
    }
    return false;
}

}  // namespace

IvLooks ivLooksOf(View iv) {
    const std::string text(iv.data, iv.data + iv.size);
    // The web kit takes the digits of Math.random(), which may be written with an exponent.
    if (all(text, [](char c) { return isDigit(c) || c == '.' || c == 'e' || c == '-'; })) return IvLooks::Digits;
    if (all(text, isLowerHex)) return IvLooks::Hex;
    if (all(text, [](char c) { return isDigit(c) || isLower(c); })) return IvLooks::Alphanumeric;
    return all(text, [](char c) { return isOfWord(c) || c == '-'; }) ? IvLooks::Base64Url : IvLooks::Bytes;
}

std::string namesOf(const Generators& generators) {
    std::string text;
    for (const Generator generator : generators) {
        text += (text.empty() ? "" : " or ") + std::string(names[static_cast<std::size_t>(generator)]);
    }
    return text;
}

Generators generatorsByIv(const Envelope& envelope) {
    const IvLooks looks = ivLooksOf(envelope.iv);
    if (envelope.format == Format::Gcm) {
        if (isWeak(looks)) return {G::Cpp, G::Php, G::Python};
        return {G::Roompass, G::Go, G::Java, G::DotNet, G::Node};
    }
    switch (looks) {
        case IvLooks::Digits:
            return {G::WebKit};
        case IvLooks::Hex:
            return {G::Python};
        case IvLooks::Alphanumeric:
            return {G::Go, G::Cpp, G::Php, G::DotNet, G::Node};
        case IvLooks::Base64Url:
            return {G::Roompass};
        case IvLooks::Bytes:
            break;
    }
    return {G::Java};
}

Generators generatorsOf(const std::string& plaintext, const Envelope& envelope) {
    const Generators candidates = byOrder(orderOf(plaintext));
    if (has(candidates, G::Cpp) && hasIvOfItsSecond(plaintext, envelope)) return {G::Cpp};
    const Generators byIv = generatorsByIv(envelope);
    const bool escaped = isEscaped(plaintext);
    Generators likely;
    for (const Generator generator : candidates) {
        // Java escapes too, and is known by its order.
        const bool canBe = !escaped || generator == G::Php || generator == G::Go;
        if (canBe && has(byIv, generator)) likely.push_back(generator);
    }
    return likely.empty() ? candidates : likely;
}

}  // namespace detail
}  // namespace roompass
