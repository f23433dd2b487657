// The payload that mint writes for a grant. How payloads are read is in payload.cpp.
#include "arguments.hpp"
#include "codec/json_write.hpp"
#include "codec/utf8.hpp"
#include "payload.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr const char* streamIds = "input.grant.streamIds";

void checkStreams(const std::vector<std::string>& ids) {
    if (ids.size() > maxStreams) refuseArgument(streamIds, "must be at most 100");
    for (const std::string& id : ids) {
        if (id.size() > maxStreamId || !isUtf8(id))
            refuseArgument(streamIds, "must be well-formed UTF-8 of at most 256 bytes each");
    }
}

void appendStreams(std::string& to, const std::vector<std::string>& ids) {
    const char* between = "";
    to += '[';
    for (const std::string& id : ids) {
        to += between;
        appendJsonString(to, id);
        between = ",";
    }
    to += ']';
}

}  // namespace

std::string writePayload(const std::string& roomId, const Grant& grant) {
    checkStreams(*grant.streamIds);
    std::string payload = "{\"room_id\":";
    appendJsonString(payload, roomId);
    payload += std::string(",\"privilege\":{\"1\":") + (grant.join ? '1' : '0');
    payload += std::string(",\"2\":") + (grant.publish ? '1' : '0') + "},\"stream_id_list\":";
    if (grant.streamIds) {
        appendStreams(payload, *grant.streamIds);
    } else {
        payload += "null";
    }
    payload += '}';
    if (payload.size() > maxPayload) refuseArgument(streamIds, "make the payload longer than 1024 bytes");
    return payload;
}

}  // namespace detail
}  // namespace roompass
