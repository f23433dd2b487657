// The types of ZEGOCLOUD's generator, under the names that its own header has.
#ifndef ROOMPASS_ZEGO_SERVER_ASSISTANT_DEFINES_H
#define ROOMPASS_ZEGO_SERVER_ASSISTANT_DEFINES_H

#include <string>

#define ZEGOSA_API
#define ZEGOSACALL

namespace ZEGO {
namespace SERVER_ASSISTANT {

/// The keys of privileges in a payload; the values are 1 for allowed and 0 for not.
enum kPrivilege {
    kPrivilegeLogin = 1,
    kPrivilegePublish = 2,
};

/// What is wrong with a call.
enum ErrorCode {
    success = 0,
    /// 0.
    appIDInvalid = 1,
    /// Not 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/ and backslash.
    userIDInvalid = 3,
    /// Not 32 printable ASCII characters.
    secretInvalid = 5,
    /// Not positive, or the token would live beyond the year 9999.
    effectiveTimeInSecondsInvalid = 6,
    /// Not in the official C++ generator, which makes a broken token of it: text that is no UTF-8, or longer than the
    /// format holds. The number is the one that the Java generator has for everything else.
    payloadInvalid = -1,
};

struct ErrorInfo {
    ErrorCode errorCode;
    std::string errorMessage;
};

/// A token, and success; or "" and what is wrong.
struct ZegoToken04Result {
    std::string token;
    ErrorInfo errorInfo;
};

}  // namespace SERVER_ASSISTANT
}  // namespace ZEGO

#endif
