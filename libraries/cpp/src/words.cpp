// The words of the library, as every language spells them.
#include "arguments.hpp"
#include "roompass/report.hpp"

namespace roompass {
namespace {

template <typename Enum, std::size_t count>
const char* wordOf(const char* const (&words)[count], Enum value, const char* argument) {
    const auto place = static_cast<std::size_t>(value);
    if (place >= count) detail::refuseArgument(argument, "must be one of the enumeration");
    return words[place];
}

const char* const trusts[] = {"bare", "sealed", "signed"};
const char* const formats[] = {"cbc", "gcm"};
const char* const states[] = {"next", "active", "previous", "retired"};
const char* const policies[] = {"accept", "trust", "refuse"};
const char* const kinds[] = {"kit-token",          "token04", "token03", "jwt", "app-sign",
                             "server-secret-like", "empty",   "unknown"};
const char* const looksOfIvs[] = {"digits", "hex", "alphanumeric", "base64url", "bytes"};
const char* const generators[] = {"roompass", "go", "cpp", "java", "python", "php", "dotnet", "node", "web-kit"};

}  // namespace

const char* toString(Trust trust) { return wordOf(trusts, trust, "trust"); }
const char* toString(Format format) { return wordOf(formats, format, "format"); }
const char* toString(KeyState state) { return wordOf(states, state, "state"); }
const char* toString(GcmPolicy policy) { return wordOf(policies, policy, "policy"); }
const char* toString(Kind kind) { return wordOf(kinds, kind, "kind"); }
const char* toString(IvLooks looks) { return wordOf(looksOfIvs, looks, "looks"); }
const char* toString(Generator generator) { return wordOf(generators, generator, "generator"); }

}  // namespace roompass
