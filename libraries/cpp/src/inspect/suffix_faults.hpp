// Why a text is not the suffix of a Kit Token, where that can be told.
#ifndef ROOMPASS_SRC_INSPECT_SUFFIX_FAULTS_HPP
#define ROOMPASS_SRC_INSPECT_SUFFIX_FAULTS_HPP

#include <string>

#include "findings.hpp"

namespace roompass {
namespace detail {

Findings suffixFaults(const std::string& text);

/// Whether a text is a suffix without its token.
bool looksLikeSuffix(const std::string& text);

}  // namespace detail
}  // namespace roompass

#endif
