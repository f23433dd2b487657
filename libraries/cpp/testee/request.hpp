// A request of conformance/languages, in the words of spec/vectors, and what is done about it.
#ifndef ROOMPASS_TESTEE_REQUEST_HPP
#define ROOMPASS_TESTEE_REQUEST_HPP

#include <string>

#include "codec/json.hpp"

namespace testee {

/// Does what is asked, and gives the JSON of the result. Throws KitTokenError when a token is refused,
/// std::invalid_argument when the call is wrong.
std::string resultOf(const roompass::detail::JsonValue& request);

}  // namespace testee

#endif
