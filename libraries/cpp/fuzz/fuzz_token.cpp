// Kit Tokens and Token04, changed in any of their layers: what was changed inside is encrypted, sealed and signed anew,
// so that the rules behind the cryptography are reached.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "codec/base64.hpp"
#include "codec/frame.hpp"
#include "crypto/sealed_key.hpp"
#include "oracle.hpp"
#include "roompass/errors.hpp"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t maxSize);

namespace {

using namespace roompass::detail;

constexpr std::size_t room = 4096;

/// What libFuzzer makes of a text.
std::string changed(std::string text) {
    const std::size_t size = text.size();
    text.resize(size + room);
    text.resize(LLVMFuzzerMutate(reinterpret_cast<uint8_t*>(&text[0]), size, text.size()));
    return text;
}

const SealedKey& key() {
    static const SealedKey made(1234567890, "0123456789abcdef0123456789abcdef");
    return made;
}

/// Changes the plaintext, and seals it anew or, bare, encrypts it under the IV of digits.
Bytes resealed(const Bytes& raw, std::minstd_rand& random) {
    const Envelope envelope = readEnvelope(raw, officialReading);
    std::string plaintext;
    if (!key().plaintextOf(envelope, plaintext)) return raw;
    plaintext = changed(plaintext).substr(0, maxOfficialPlaintext);
    const auto format = random() % 4 == 0 ? roompass::Format::Gcm : roompass::Format::Cbc;
    if (random() % 2 == 0) return key().seal(format, envelope.expire, plaintext);
    static const Aes aes(std::string("0123456789abcdef0123456789abcdef"));
    return aes.sealCbc(envelope.expire, std::string("0123456789012345"), plaintext);
}

/// Changes the JSON of a suffix.
std::string withOtherSuffix(const std::string& suffix) {
    Bytes json;
    decodeBase64(suffix, json);
    std::string text;
    appendBase64(text, changed(std::string(json.begin(), json.end())));
    return text;
}

/// Signs whatever the suffix says by now, if that can be read.
std::string resigned(const std::string& suffix, const Bytes& raw) {
    const Suffix fields = readSuffix(suffix, officialReading);
    std::string text;
    appendBase64(text, writeSuffix(fields, key().sign(fields, raw)));
    return text;
}

std::string changedInside(const std::string& text, std::minstd_rand& random) {
    const std::size_t at = text.find('#');
    const bool hasSuffix = at != std::string::npos;
    std::string suffix = hasSuffix ? text.substr(at + 1) : "";
    Bytes raw = decodeToken04(text.substr(0, at), officialReading);
    const auto part = random() % 3;
    if (part == 0) raw = resealed(raw, random);
    if (part == 1 && hasSuffix) suffix = withOtherSuffix(suffix);
    if (part == 2) {
        const std::string bytes = changed(std::string(raw.begin(), raw.end()));
        raw.assign(bytes.begin(), bytes.end());
    }
    if (hasSuffix && random() % 2 == 0) suffix = resigned(suffix, raw);
    return encodeToken04(raw) + (hasSuffix ? "#" + suffix : "");
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t maxSize, unsigned int seed) {
    std::minstd_rand random(seed);
    std::string text(data, data + size);
    try {
        if (random() % 4 != 0) text = changedInside(text, random);
    } catch (const roompass::KitTokenError&) {
        // It is no token any more: only its text can be changed.
    }
    if (text == std::string(data, data + size)) return LLVMFuzzerMutate(data, size, maxSize);
    const std::size_t length = text.size() < maxSize ? text.size() : maxSize;
    text.copy(reinterpret_cast<char*>(data), length);
    return length;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string violation = roompass::fuzz::violationOf(std::string(data, data + size));
    if (violation.empty()) return 0;
    std::fprintf(stderr, "%s\n", violation.c_str());
    std::abort();
}
