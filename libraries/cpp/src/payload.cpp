// How payloads are read (R29). How they are minted is in grant.cpp.
#include "payload.hpp"

#include "codec/json.hpp"
#include "codec/own_spelling.hpp"
#include "codec/utf8.hpp"
#include "names.hpp"
#include "roompass/errors.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr int maxDepth = 3;

/// False for what is no object, has a key twice, or a string that is no text.
bool scanPayload(const std::string& payload, JsonDocument& document) {
    if (!scanJson(payload, maxDepth, document) || document.duplicate) return false;
    for (const JsonNode& node : document.nodes) {
        if (!isUtf8(node.key) || !isUtf8(node.text)) return false;
    }
    return true;
}

bool hasStrangers(const JsonValue& object) {
    for (JsonValue member = object.first(); !member.isAbsent(); member = member.next()) {
        const std::string& key = member.key();
        if (key != "room_id" && key != "privilege" && key != "stream_id_list" && key.compare(0, 2, "x-") != 0)
            return true;
    }
    return false;
}

/// Names the first field with a value that the documents do not know, though its meaning can be guessed; null if none
/// has.
const char* oddField(const JsonValue& object) {
    if (object.get("room_id").kind() == JsonKind::Null) return "room_id";
    const JsonValue privilege = object.get("privilege");
    if (privilege.kind() == JsonKind::Null) return "privilege";
    for (JsonValue right = privilege.first(); !right.isAbsent(); right = right.next()) {
        const bool isKnown = right.key() == "1" || right.key() == "2";
        const bool isBit = right.kind() == JsonKind::Integer && (right.integer() == 0 || right.integer() == 1);
        if (!isKnown || !isBit) return "privilege";
    }
    return nullptr;
}

bool isOrNothing(const JsonValue& value, JsonKind kind) {
    return value.kind() == kind || value.kind() == JsonKind::Null || value.isAbsent();
}

bool readStreams(const JsonValue& list, Grant& grant) {
    std::vector<std::string> ids;
    for (JsonValue id = list.first(); !id.isAbsent(); id = id.next()) {
        if (id.kind() != JsonKind::String || id.text().size() > maxStreamId || ids.size() == maxStreams) return false;
        ids.push_back(id.text());
    }
    if (!ids.empty()) grant.streamIds = std::move(ids);
    return true;
}

/// False for a right that is not named, and for one with any value but 1; without any privileges nothing is restricted.
bool gives(const JsonValue& privilege, const char* right) {
    return privilege.kind() != JsonKind::Object || privilege.get(right).integer() == 1;
}

/// Null, or the name of the field that is not of its kind. Null in JSON is as good as absent, and restricts nothing.
const char* understand(const JsonValue& object, PayloadFacts& facts) {
    const JsonValue room = object.get("room_id");
    const JsonValue privilege = object.get("privilege");
    const JsonValue streams = object.get("stream_id_list");
    if (!isOrNothing(room, JsonKind::String)) return "room_id";
    if (!isOrNothing(privilege, JsonKind::Object)) return "privilege";
    if (!isOrNothing(streams, JsonKind::Array) || !readStreams(streams, facts.grant)) return "stream_id_list";
    facts.roomId = room.text();
    facts.grant.join = gives(privilege, "1");
    facts.grant.publish = gives(privilege, "2");
    return nullptr;
}

/// A payload that writePayload spelled, without streams and for a room that may be.
bool readUsual(const std::string& payload, PayloadFacts& facts) {
    OwnSpelling in(payload);
    return in.take("{\"room_id\":\"") && in.takeText(facts.roomId) && in.take(",\"privilege\":{\"1\":") &&
           in.takeBit(facts.grant.join) && in.take(",\"2\":") && in.takeBit(facts.grant.publish) &&
           in.take("},\"stream_id_list\":null}") && in.isAtEnd() && (facts.roomId.empty() || isRoomId(facts.roomId));
}

PayloadFacts readOwn(const std::string& payload) {
    JsonDocument document;
    if (payload.size() > maxPayload || !scanPayload(payload, document) || hasStrangers(document.object()))
        throw KitTokenError(Code::PayloadInvalid);
    PayloadFacts facts;
    const char* odd = understand(document.object(), facts);
    if (odd == nullptr) odd = oddField(document.object());
    if (odd != nullptr) throw KitTokenError(Code::PayloadInvalid, odd);
    return facts;
}

PayloadFacts readOfficial(const std::string& payload) {
    JsonDocument document;
    PayloadFacts facts;
    if (scanPayload(payload, document) && understand(document.object(), facts) == nullptr) return facts;
    PayloadFacts nothing;
    nothing.grant = Grant(false, false);
    return nothing;
}

}  // namespace

PayloadFacts readPayload(const std::string& payload, bool isProven, const Reading& reading) {
    PayloadFacts facts;
    facts.grant = Grant(true, true);
    if (payload.empty()) return facts;
    PayloadFacts usual;
    if (readUsual(payload, usual)) return usual;
    if (!isUtf8(payload)) throw KitTokenError(Code::PayloadInvalid);
    facts = isProven && !reading.official ? readOwn(payload) : readOfficial(payload);
    // Nobody may believe that a token is bound to no room when it is bound to one that cannot be.
    if (isProven && !facts.roomId.empty() && !isRoomId(facts.roomId))
        throw KitTokenError(Code::RoomIdInvalid, "room_id");
    return facts;
}

}  // namespace detail
}  // namespace roompass
