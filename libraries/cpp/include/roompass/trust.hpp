// The words in which tokens are told apart: what they prove, and how they are encrypted.
#ifndef ROOMPASS_TRUST_HPP
#define ROOMPASS_TRUST_HPP

namespace roompass {

/// What a verified token proved (spec/kit-token.md section 4), the least first.
enum class Trust {
    /// Nothing: whoever holds a token of an official generator can make others from it.
    Bare,
    /// The claims, with room and rights in the payload, and not the suffix.
    Sealed,
    /// Every claim and every field of the suffix.
    Signed,
};

/// A form of the sealed part.
enum class Format {
    /// What every ZEGOCLOUD client takes.
    Cbc,
    /// That of newer official generators.
    Gcm,
};

/// "bare", "sealed", "signed".
const char* toString(Trust trust);
/// "cbc", "gcm".
const char* toString(Format format);

}  // namespace roompass

#endif
