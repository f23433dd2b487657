// JSON, read strictly: what keeps keys that stand twice, the spelling of numbers, spaces and depth. It knows no schema.
// How JSON is written is in json_write.hpp.
#ifndef ROOMPASS_SRC_CODEC_JSON_HPP
#define ROOMPASS_SRC_CODEC_JSON_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace roompass {
namespace detail {

enum class JsonKind {
    /// A key that is not there.
    Absent,
    Null,
    Bool,
    /// A number without sign of zero, fraction and exponent, from -(2^53-1) to 2^53-1.
    Integer,
    /// Every other number: 1.0, 1e3, -0, 9007199254740993.
    OddNumber,
    String,
    Array,
    Object,
};

/// One value of a document. What its kind does not use is zero.
struct JsonNode {
    JsonKind kind = JsonKind::Absent;
    bool truth = false;
    std::int64_t integer = 0;
    /// A string with its escapes undone. A surrogate that stands alone is three bytes that are no UTF-8.
    std::string text;
    /// Where it is a member of an object.
    std::string key;
    /// Places in the document of the first value inside and of the next one beside; 0 for none.
    std::size_t first = 0;
    std::size_t next = 0;
};

/// A value of a document, which outlives it.
class JsonValue {
  public:
    /// A key that is not there.
    JsonValue() : nodes_(nullptr), node_(nullptr) {}
    JsonValue(const JsonNode* nodes, std::size_t at) : nodes_(nodes), node_(nodes + at) {}

    JsonKind kind() const { return isAbsent() ? JsonKind::Absent : node_->kind; }
    bool isAbsent() const { return node_ == nullptr; }
    bool truth() const { return !isAbsent() && node_->truth; }
    std::int64_t integer() const { return isAbsent() ? 0 : node_->integer; }
    const std::string& text() const { return isAbsent() ? none() : node_->text; }
    const std::string& key() const { return isAbsent() ? none() : node_->key; }

    /// The value of a key, the last one if it stands twice.
    JsonValue get(const char* key) const;
    /// The first value in an object or array, and the one after this. Absent at the end.
    JsonValue first() const { return isAbsent() ? *this : valueAt(node_->first); }
    JsonValue next() const { return isAbsent() ? *this : valueAt(node_->next); }
    /// How many values are inside.
    std::size_t size() const;

  private:
    static const std::string& none();
    JsonValue valueAt(std::size_t at) const { return at == 0 ? JsonValue() : JsonValue(nodes_, at); }

    const JsonNode* nodes_;
    const JsonNode* node_;
};

/// The object that a text spells, and how.
struct JsonDocument {
    /// The object comes first. Flat, so that nothing recurses but the scanner, which is bounded.
    std::vector<JsonNode> nodes;
    /// Whether an object in it has a key twice, by meaning: "a" and "\u0061" are one key.
    bool duplicate = false;
    /// Whether there is white space between tokens.
    bool spaced = false;

    JsonValue object() const { return nodes.empty() ? JsonValue() : JsonValue(nodes.data(), 0); }
};

/// Reads an object. False, with an empty document, when the text is not JSON, not an object, or nested deeper than
/// `maxDepth`; an object of scalars has depth 1. What is beyond ASCII is not looked at.
bool scanJson(const std::string& text, int maxDepth, JsonDocument& document);

}  // namespace detail
}  // namespace roompass

#endif
