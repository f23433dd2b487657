#include "json_scanner.hpp"

namespace roompass {
namespace detail {
namespace {

/// A token has six claims, and its suffix as many fields.
constexpr std::size_t usualNodes = 8;

/// Tells which keys of one object stand twice. Few are compared one by one; with many, that would cost the square.
class KeySet {
  public:
    /// False when the key is among the members already.
    bool add(JsonValue members, const std::string& key) {
        if (count_++ < few) return !holds(members.first(), key);
        if (keys_.empty()) {
            for (members = members.first(); !members.isAbsent(); members = members.next()) keys_.insert(members.key());
        }
        return keys_.insert(key).second;
    }

  private:
    static constexpr int few = 16;

    static bool holds(JsonValue member, const std::string& key) {
        for (; !member.isAbsent(); member = member.next()) {
            if (member.key() == key) return true;
        }
        return false;
    }

    int count_ = 0;
    std::unordered_set<std::string> keys_;
};

}  // namespace

bool scanJson(const std::string& text, int maxDepth, JsonDocument& document) {
    document = JsonDocument();
    if (JsonScanner(text, maxDepth, document).scan()) return true;
    document = JsonDocument();
    return false;
}

bool JsonScanner::scan() {
    skipSpace();
    if (next() != '{') return false;
    document_.nodes.reserve(usualNodes);
    value(0);
    skipSpace();
    return !broken_ && at_ == text_.size();
}

void JsonScanner::fail() {
    broken_ = true;
    at_ = text_.size();
}

bool JsonScanner::take(char wanted) {
    if (next() != wanted) return false;
    at_++;
    return true;
}

void JsonScanner::skipSpace() {
    for (char c = next(); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = next()) {
        document_.spaced = true;
        at_++;
    }
}

std::size_t JsonScanner::value(int depth) {
    const std::size_t place = document_.nodes.size();
    document_.nodes.emplace_back();
    switch (next()) {
        case '"':
            document_.nodes[place].kind = JsonKind::String;
            readString(document_.nodes[place].text);
            break;
        case '{':
        case '[':
            if (depth == maxDepth_) {
                fail();
            } else if (next() == '{') {
                object(place, depth + 1);
            } else {
                array(place, depth + 1);
            }
            break;
        case 'n':
            word("null", JsonKind::Null, false, place);
            break;
        case 't':
            word("true", JsonKind::Bool, true, place);
            break;
        case 'f':
            word("false", JsonKind::Bool, false, place);
            break;
        default:
            number(place);
    }
    return place;
}

void JsonScanner::word(const char* word, JsonKind kind, bool truth, std::size_t place) {
    const std::string wanted = word;
    if (text_.compare(at_, wanted.size(), wanted) != 0) return fail();
    at_ += wanted.size();
    document_.nodes[place].kind = kind;
    document_.nodes[place].truth = truth;
}

void JsonScanner::object(std::size_t place, int depth) {
    document_.nodes[place].kind = JsonKind::Object;
    at_++;
    skipSpace();
    if (take('}')) return;
    KeySet keys;
    std::size_t last = 0;
    do {
        skipSpace();
        if (next() != '"') return fail();
        std::string key;
        readString(key);
        skipSpace();
        if (!take(':')) return fail();
        skipSpace();
        if (!keys.add(JsonValue(document_.nodes.data(), place), key)) document_.duplicate = true;
        const std::size_t child = value(depth);
        document_.nodes[child].key = std::move(key);
        (last == 0 ? document_.nodes[place].first : document_.nodes[last].next) = child;
        last = child;
        skipSpace();
    } while (take(','));
    if (!take('}')) fail();
}

void JsonScanner::array(std::size_t place, int depth) {
    document_.nodes[place].kind = JsonKind::Array;
    at_++;
    skipSpace();
    if (take(']')) return;
    std::size_t last = 0;
    do {
        skipSpace();
        const std::size_t child = value(depth);
        (last == 0 ? document_.nodes[place].first : document_.nodes[last].next) = child;
        last = child;
        skipSpace();
    } while (take(','));
    if (!take(']')) fail();
}

}  // namespace detail
}  // namespace roompass
