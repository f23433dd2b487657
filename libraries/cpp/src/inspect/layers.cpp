#include "layers.hpp"

#include <algorithm>

#include "../codec/base64.hpp"
#include "../codec/frame.hpp"
#include "conflicts.hpp"
#include "envelope_faults.hpp"
#include "generators.hpp"
#include "inside.hpp"
#include "suffix_faults.hpp"

namespace roompass {
namespace detail {
namespace {

bool readOutside(Walk& walk, const std::string& token04, const Terms& terms, Outside& outside) {
    const auto read = [&] {
        outside.raw = decodeToken04(token04, officialReading);
        outside.envelope = readEnvelope(outside.raw, officialReading);
    };
    const auto explain = [&](Code) {
        // Too long a token is decoded all the same, to see why it is. Where there is none, nothing can be cut off.
        Bytes bytes;
        const bool decoded = token04.size() >= 2 && decodeBase64(token04.substr(2), bytes);
        return decoded ? envelopeFaults(bytes) : Findings();
    };
    if (!attempt(walk.problems, read, explain)) return false;
    const Envelope& envelope = outside.envelope;
    EnvelopeLayer layer;
    layer.format = envelope.format;
    layer.expiresAt = envelope.expire;
    layer.ciphertextLength = envelope.ciphertext.size;
    layer.ivLooks = ivLooksOf(envelope.iv);
    walk.layers.envelope = layer;
    walk.layers.generators = generatorsByIv(envelope);
    if (terms.isExpired(envelope.expire)) walk.problems.push_back(expiredSince(envelope.expire, terms));
    return true;
}

bool readReadable(Walk& walk, const std::string& text, const Terms& terms, Suffix& suffix) {
    const auto read = [&] { suffix = readSuffix(text, terms.reading); };
    const auto explain = [&](Code code) { return code == Code::SuffixMalformed ? suffixFaults(text) : Findings(); };
    if (!attempt(walk.problems, read, explain)) return false;
    SuffixLayer layer;
    layer.appId = suffix.appId;
    layer.userId = suffix.userId;
    layer.roomId = suffix.roomId;
    layer.userName = suffix.userName;
    layer.ext = suffix.ext;
    layer.signedWith = suffix.signature.kid;
    walk.layers.suffix = layer;
    if (!suffix.signature.isPresent()) walk.warnings.emplace_back(Code::SuffixUnproven);
    return true;
}

/// An IV of ours may look like any other.
void noteIv(Walk& walk, const Envelope& envelope) {
    const Generators& generators = walk.layers.generators;
    const bool mayBeOurs = std::find(generators.begin(), generators.end(), Generator::Roompass) != generators.end();
    if (mayBeOurs || !isWeak(ivLooksOf(envelope.iv))) return;
    walk.warnings.emplace_back(Code::IvWeak, "It looks like one of " + namesOf(generators) + ".");
}

}  // namespace

Walk walkThrough(const std::string& text, const KeyringContents* keys, const Terms& terms) {
    const std::size_t at = text.find('#');
    const bool hasSuffix = at != std::string::npos;
    Walk walk;
    FrameLayer frame;
    frame.length = text.size();
    frame.prefix = text.substr(0, hasSuffix && at < 2 ? at : 2);
    frame.separators = hasSuffix ? 1 : 0;
    walk.layers.frame = frame;
    Outside outside;
    Suffix suffix;
    const bool hasOutside = readOutside(walk, text.substr(0, at), terms, outside);
    const bool isReadable = hasSuffix && readReadable(walk, text.substr(at + 1), terms, suffix);
    // Without the suffix of a Kit Token its app is unknown, and no key may be tried.
    const bool isReachable = !hasSuffix || isReadable;
    if (keys != nullptr && hasOutside && isReachable) {
        attempt(walk.problems, [&] { lookInside(walk, outside, hasSuffix ? &suffix : nullptr, *keys, terms); });
    }
    if (hasOutside) noteIv(walk, outside.envelope);
    return walk;
}

}  // namespace detail
}  // namespace roompass
