#include "json_write.hpp"

namespace roompass {
namespace detail {
namespace {

void appendEscape(std::string& to, char c) {
    const char* const digits = "0123456789abcdef";
    to += '\\';
    switch (c) {
        case '"':
        case '\\':
            to += c;
            break;
        case '\b':
            to += 'b';
            break;
        case '\t':
            to += 't';
            break;
        case '\n':
            to += 'n';
            break;
        case '\f':
            to += 'f';
            break;
        case '\r':
            to += 'r';
            break;
        default:
            to += "u00";
            to += digits[c >> 4];
            to += digits[c & 15];
    }
}

}  // namespace

void appendJsonString(std::string& to, const std::string& text) {
    to += '"';
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); at++) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\') continue;
        to.append(text, from, at - from);
        appendEscape(to, c);
        from = at + 1;
    }
    to.append(text, from, text.size() - from);
    to += '"';
}

}  // namespace detail
}  // namespace roompass
