// Calls that are wrong.
#ifndef ROOMPASS_SRC_ARGUMENTS_HPP
#define ROOMPASS_SRC_ARGUMENTS_HPP

#include <stdexcept>
#include <string>

namespace roompass {
namespace detail {

/// Names the argument and says what it must be. It shows no value.
[[noreturn]] inline void refuseArgument(const std::string& argument, const std::string& problem) {
    throw std::invalid_argument("roompass: " + argument + " " + problem);
}

}  // namespace detail
}  // namespace roompass

#endif
