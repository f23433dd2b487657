#include "json.hpp"

namespace roompass {
namespace detail {

const JsonNode& JsonValue::node() const {
    static const JsonNode absent;
    return nodes_ == nullptr ? absent : (*nodes_)[at_];
}

JsonValue JsonValue::get(const char* key) const {
    JsonValue found;
    for (JsonValue member = first(); !member.isAbsent(); member = member.next()) {
        if (member.key() == key) found = member;
    }
    return found;
}

std::size_t JsonValue::size() const {
    std::size_t count = 0;
    for (JsonValue value = first(); !value.isAbsent(); value = value.next()) count++;
    return count;
}

}  // namespace detail
}  // namespace roompass
