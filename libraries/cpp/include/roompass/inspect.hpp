// Explains any text that may be a token. Whether someone may come in is verify's answer alone.
#ifndef ROOMPASS_INSPECT_HPP
#define ROOMPASS_INSPECT_HPP

#include <string>

#include "roompass/report.hpp"
#include "roompass/verify.hpp"

namespace roompass {

/// What a text should be, and what its token must prove.
struct InspectOptions : VerifyOptions {
    /// Kind::KitToken or Kind::Token04: which of the two belongs where the text was found. Default: what it looks like.
    Optional<Kind> expect;
};

/// Tells what a text is, what every layer holds, everything that is wrong with it, and what mends it. With keys the
/// sealed part is opened and shown: do not give the report to someone who may not see it. Only wrong options throw
/// (std::invalid_argument).
Report inspect(const std::string& text, const Keyring& keys, const InspectOptions& options = InspectOptions());

/// The same without keys: only the outside is looked at.
Report inspect(const std::string& text, const InspectOptions& options = InspectOptions());

}  // namespace roompass

#endif
