// Strings and numbers of JSON.
#include <cstdlib>

#include "hex.hpp"
#include "json_scanner.hpp"
#include "utf8.hpp"

namespace roompass {
namespace detail {
namespace {

/// What a double can hold without leaving any integer below it out.
constexpr std::int64_t maxSafeInteger = 9007199254740991;
constexpr std::size_t maxIntegerLength = 17;

bool isSurrogate(std::uint32_t unit, std::uint32_t from) { return unit >= from && unit < from + 0x400; }

/// Whether a character stands for itself in a string.
bool isPlain(char c) { return static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\'; }

}  // namespace

/// It stands at the opening quote. `text` is empty.
void JsonScanner::readString(std::string& text) {
    at_++;
    std::size_t from = at_;
    for (;;) {
        while (at_ < text_.size() && isPlain(text_[at_])) at_++;
        text.append(text_, from, at_ - from);
        if (take('"')) return;
        if (next() != '\\') return fail();
        escape(text);
        from = at_;
    }
}

void JsonScanner::escape(std::string& text) {
    at_++;
    switch (const char letter = next()) {
        case '"':
        case '\\':
        case '/':
            text += letter;
            break;
        case 'b':
            text += '\b';
            break;
        case 'f':
            text += '\f';
            break;
        case 'n':
            text += '\n';
            break;
        case 'r':
            text += '\r';
            break;
        case 't':
            text += '\t';
            break;
        case 'u':
            return unicodeEscape(text);
        default:
            return fail();
    }
    at_++;
}

/// Reads \uXXXX, and two of them where they are a pair of surrogates; it stands at the u.
void JsonScanner::unicodeEscape(std::string& text) {
    std::uint32_t high = 0;
    std::uint32_t low = 0;
    if (!unit(at_ + 1, high)) return fail();
    at_ += 5;
    const bool isPair = isSurrogate(high, 0xd800) && text_.compare(at_, 2, "\\u") == 0 && unit(at_ + 2, low) &&
                        isSurrogate(low, 0xdc00);
    if (!isPair) return appendCharacter(text, high);
    at_ += 6;
    appendCharacter(text, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
}

/// Four hex digits.
bool JsonScanner::unit(std::size_t at, std::uint32_t& unit) const {
    if (at + 4 > text_.size()) return false;
    unit = 0;
    for (std::size_t i = 0; i < 4; i++) {
        const int value = hexValue(text_[at + i]);
        if (value < 0) return false;
        unit = unit << 4 | static_cast<std::uint32_t>(value);
    }
    return true;
}

void JsonScanner::number(std::size_t place) {
    const std::size_t from = at_;
    take('-');
    if (!take('0') && !digits()) return fail();
    const std::size_t plain = at_;
    if (take('.') && !digits()) return fail();
    if (take('e') || take('E')) {
        if (!take('+')) take('-');
        if (!digits()) return fail();
    }
    JsonNode& node = document_.nodes[place];
    node.kind = JsonKind::OddNumber;
    const std::string literal = text_.substr(from, at_ - from);
    if (at_ != plain || literal == "-0" || literal.size() > maxIntegerLength) return;
    const long long integer = std::strtoll(literal.c_str(), nullptr, 10);
    if (integer > maxSafeInteger || integer < -maxSafeInteger) return;
    node.kind = JsonKind::Integer;
    node.integer = integer;
}

/// Takes as many as there are, and is false when there is none.
bool JsonScanner::digits() {
    const std::size_t from = at_;
    while (next() >= '0' && next() <= '9') at_++;
    return at_ > from;
}

}  // namespace detail
}  // namespace roompass
