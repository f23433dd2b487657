#ifndef ROOMPASS_SRC_INSPECT_ENVELOPE_FAULTS_HPP
#define ROOMPASS_SRC_INSPECT_ENVELOPE_FAULTS_HPP

#include "../codec/bytes.hpp"
#include "findings.hpp"

namespace roompass {
namespace detail {

/// Why the bytes of a token do not have the lengths of a Token04, where that can be told.
Findings envelopeFaults(const Bytes& raw);

}  // namespace detail
}  // namespace roompass

#endif
