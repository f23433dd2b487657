// The closed list of reason codes, and what each of them means (spec/reasons.json).
#ifndef ROOMPASS_CODE_HPP
#define ROOMPASS_CODE_HPP

#include <vector>

namespace roompass {

/// Why a token was refused, or what inspect found out about it. No list ever loses a code.
enum class Code {
    // The reasons of verify, in the order of the rules.
    TokenMalformed,
    TokenVersion,
    TokenEncoding,
    TokenEnvelope,
    SuffixMalformed,
    UserIdInvalid,
    RoomIdInvalid,
    UserNameInvalid,
    SignatureMalformed,
    KeyUnknown,
    SignatureInvalid,
    TrustTooLow,
    TokenUndecryptable,
    ClaimsInvalid,
    AppMismatch,
    UserMismatch,
    RoomMismatch,
    ExpiryMismatch,
    LifetimeTooLong,
    NotYetValid,
    TokenExpired,
    PayloadInvalid,

    // The explanations that only inspect gives. A guess is never the last word: the reason of verify stands beside it.
    // It is no token.
    NotText,  // Never here: every std::string is a text.
    Empty,
    NotAKitToken,
    Placeholder,
    Token03Given,
    JwtGiven,
    AppSignGiven,
    ServerSecretGiven,

    // It is a token of the other kind, or a part of one, or more than one.
    KitTokenGiven,
    Token04Given,
    SuffixGiven,
    TokenMissing,
    KitTokenTwice,
    TwoTokens,

    // Something happened on its way.
    SurroundingSpace,
    LineBreaks,
    Quoted,
    BearerPrefix,
    WrappedInJson,
    PercentEncoded,
    PlusBecameSpace,
    Base64urlSpelling,
    PaddingMissing,
    Truncated,

    // Its maker did something wrong.
    LengthOverflow,
    PlaintextEmpty,
    ExpiryInMilliseconds,
    ClaimsNested,
    ClaimsSpaced,
    ClaimsUnreadable,
    SuffixNotBase64,
    SuffixNotAscii,
    SuffixAppMissing,

    // The keys do not fit.
    WrongSecret,
    SecretHexDecoded,
    KeyOfAnotherApp,
    KeyRetired,
    SecretWeak,

    // It may be good all the same.
    ClockAhead,
    SuffixUnproven,
    IvWeak,
    IvRepeated,
};

/// The numbers under which ZEGOCLOUD's clients and servers report a fault, as far as they are documented or were seen.
/// A fault without numbers is one that ZEGOCLOUD does not look at.
struct ZegocloudCodes {
    std::vector<int> web;
    std::vector<int> native;
    std::vector<int> zim;
    std::vector<int> server;
};

/// The code as it is spelled in every language: "token_expired".
const char* toString(Code code);
/// One sentence that is true of every token with this fault.
const char* messageOf(Code code);
/// What to do about it.
const char* fixOf(Code code);
ZegocloudCodes zegocloudCodesOf(Code code);

}  // namespace roompass

#endif
