// Payloads: what is understood of a proven one is understood of a bare one, and what is no text is refused as both.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "codec/utf8.hpp"
#include "payload.hpp"
#include "roompass/errors.hpp"

namespace {

using namespace roompass::detail;

bool readsAs(const std::string& payload, bool isProven, PayloadFacts& facts) {
    try {
        facts = readPayload(payload, isProven, ownReading);
        return true;
    } catch (const roompass::KitTokenError&) {
        return false;
    }
}

void need(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string payload(data, data + size);
    PayloadFacts proven;
    PayloadFacts bare;
    const bool isProven = readsAs(payload, true, proven);
    need(readsAs(payload, false, bare) == isUtf8(payload), "a bare payload is refused exactly when it is no text");
    if (isProven) need(proven.roomId == bare.roomId && proven.grant == bare.grant, "trust changes what is understood");
    return 0;
}
