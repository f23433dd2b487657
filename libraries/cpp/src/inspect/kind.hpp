// What a text is by its looks, before anything is decoded.
#ifndef ROOMPASS_SRC_INSPECT_KIND_HPP
#define ROOMPASS_SRC_INSPECT_KIND_HPP

#include <string>

#include "findings.hpp"

namespace roompass {
namespace detail {

struct Look {
    Kind kind;
    /// What is to be said of it: nothing of what looks as it should.
    Findings findings;
};

Look lookOf(const std::string& text);

}  // namespace detail
}  // namespace roompass

#endif
