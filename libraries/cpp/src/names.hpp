// What secrets and parts of tokens may be (spec/token04.md 1.4), beside the user IDs, room IDs and user names of
// roompass/names.hpp: one home for minting and verifying.
#ifndef ROOMPASS_SRC_NAMES_HPP
#define ROOMPASS_SRC_NAMES_HPP

#include <string>

#include "roompass/names.hpp"

namespace roompass {
namespace detail {

constexpr const char* userIdRule = "1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\";
constexpr const char* roomIdRule = "1 to 128 printable ASCII characters without space, \", \\ and #";
constexpr const char* userNameRule = "text of at most 256 bytes of UTF-8 without control characters";
constexpr const char* secretRule = "32 printable ASCII characters";

bool isServerSecret(const std::string& text);
/// Whether a text has no characters but those from 0x20 to 0x7E.
bool isPrintable(const std::string& text);
/// Whether a text has no characters but those from 0x21 to 0x7E.
bool isVisible(const std::string& text);

}  // namespace detail
}  // namespace roompass

#endif
