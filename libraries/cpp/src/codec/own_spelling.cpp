#include "own_spelling.hpp"

namespace roompass {
namespace detail {
namespace {

constexpr std::size_t maxDigits = 12;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool OwnSpelling::takeNumber(std::int64_t& number) {
    const std::size_t start = at_;
    number = 0;
    for (; isDigit(next()) && at_ - start < maxDigits; at_++) number = 10 * number + (text_[at_] - '0');
    const std::size_t digits = at_ - start;
    return digits > 0 && !isDigit(next()) && (digits == 1 || text_[start] != '0');
}

bool OwnSpelling::takeBit(bool& bit) {
    if (next() != '0' && next() != '1') return false;
    bit = text_[at_++] == '1';
    return true;
}

bool OwnSpelling::takeText(std::string& text) {
    std::size_t end = endOfPlain(at_);
    text.assign(text_, at_, end - at_);
    for (at_ = end; next() == '\\'; at_ = end) {
        const char escaped = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (escaped != '"' && escaped != '\\') return false;
        end = endOfPlain(at_ + 2);
        // The character itself, and what is plain after it.
        text.append(text_, at_ + 1, end - at_ - 1);
    }
    return take("\"");
}

std::size_t OwnSpelling::endOfPlain(std::size_t from) const {
    while (from < text_.size() && text_[from] != '"' && text_[from] != '\\' &&
           static_cast<unsigned char>(text_[from]) >= ' ')
        from++;
    return from;
}

}  // namespace detail
}  // namespace roompass
