// What user IDs, room IDs and user names may be (spec/kit-token.md R11).
#ifndef ROOMPASS_NAMES_HPP
#define ROOMPASS_NAMES_HPP

#include <string>

namespace roompass {

/// Whether a text can be a user ID: 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/ and the backslash.
bool isUserId(const std::string& text);
/// Whether a text can be a room ID: 1 to 128 printable ASCII characters without space, quotation mark, backslash and #.
/// The empty one, which is no room, is none.
bool isRoomId(const std::string& text);
/// Whether a text can be a user name: well-formed UTF-8 of at most 256 bytes, without control characters and those that
/// turn the direction of writing. The empty one is.
bool isUserName(const std::string& text);

}  // namespace roompass

#endif
