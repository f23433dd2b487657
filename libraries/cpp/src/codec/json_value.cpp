#include "json.hpp"

#include <cstring>

namespace roompass {
namespace detail {

const std::string& JsonValue::none() {
    static const std::string empty;
    return empty;
}

JsonValue JsonValue::get(const char* key) const {
    const std::size_t length = std::strlen(key);
    JsonValue found;
    for (JsonValue member = first(); !member.isAbsent(); member = member.next()) {
        const std::string& other = member.key();
        if (other.size() == length && std::memcmp(other.data(), key, length) == 0) found = member;
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
