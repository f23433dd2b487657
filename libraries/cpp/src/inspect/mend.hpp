// What happens to tokens on their way through URLs, JSON, terminals and mail: each damage recognised, named and undone,
// one at a time.
#ifndef ROOMPASS_SRC_INSPECT_MEND_HPP
#define ROOMPASS_SRC_INSPECT_MEND_HPP

#include <string>
#include <vector>

#include "roompass/code.hpp"

namespace roompass {
namespace detail {

struct Mended {
    std::string text;
    std::vector<Code> damage;
};

Mended mend(const std::string& text);

}  // namespace detail
}  // namespace roompass

#endif
