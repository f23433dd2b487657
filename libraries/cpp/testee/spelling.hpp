// Results as spec/vectors spell them, with null where the library has "".
#ifndef ROOMPASS_TESTEE_SPELLING_HPP
#define ROOMPASS_TESTEE_SPELLING_HPP

#include <string>

#include "roompass/token.hpp"

namespace testee {

std::string spell(const std::string& text);
std::string spell(const roompass::Pass& pass);
/// The codes alone.
std::string spell(const roompass::Report& report);

}  // namespace testee

#endif
