#include "texts.hpp"

namespace roompass {
namespace detail {
namespace {

const char* const spaces[] = {
    " ",
    "\t",
    "\n",
    "\v",
    "\f",
    "\r",
    "\xc2\xa0",
    "\xe1\x9a\x80",
    "\xe2\x80\x80",
    "\xe2\x80\x81",
    "\xe2\x80\x82",
    "\xe2\x80\x83",
    "\xe2\x80\x84",
    "\xe2\x80\x85",
    "\xe2\x80\x86",
    "\xe2\x80\x87",
    "\xe2\x80\x88",
    "\xe2\x80\x89",
    "\xe2\x80\x8a",
    "\xe2\x80\xa8",
    "\xe2\x80\xa9",
    "\xe2\x80\xaf",
    "\xe2\x81\x9f",
    "\xe3\x80\x80",
    "\xef\xbb\xbf",
};

/// How long the white space at the beginning or at the end of a part is; 0 where there is none.
std::size_t spaceAt(const std::string& text, std::size_t from, std::size_t end, bool atEnd) {
    for (const char* space : spaces) {
        const std::size_t length = std::strlen(space);
        if (length <= end - from && text.compare(atEnd ? end - length : from, length, space) == 0) return length;
    }
    return 0;
}

}  // namespace

std::string trimmed(const std::string& text) {
    std::size_t from = 0;
    std::size_t end = text.size();
    while (const std::size_t length = spaceAt(text, from, end, false)) from += length;
    while (const std::size_t length = spaceAt(text, from, end, true)) end -= length;
    return text.substr(from, end - from);
}

}  // namespace detail
}  // namespace roompass
