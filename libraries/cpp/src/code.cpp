#include "roompass/code.hpp"

#include <stdexcept>

#include "reasons.hpp"

namespace roompass {
namespace {

const detail::Reason& reasonOf(Code code) {
    const auto place = static_cast<std::size_t>(code);
    if (place < detail::refusalCount) return detail::refusals[place];
    if (place < detail::refusalCount + detail::explanationCount)
        return detail::explanations[place - detail::refusalCount];
    throw std::invalid_argument("roompass: code must be one of the enumeration");
}

template <std::size_t size>
std::vector<int> listOf(const int (&numbers)[size]) {
    std::vector<int> list;
    for (int number : numbers) {
        if (number != 0) list.push_back(number);
    }
    return list;
}

}  // namespace

const char* toString(Code code) { return reasonOf(code).code; }

const char* messageOf(Code code) { return reasonOf(code).message; }

const char* fixOf(Code code) { return reasonOf(code).fix; }

ZegocloudCodes zegocloudCodesOf(Code code) {
    const detail::Numbers& numbers = reasonOf(code).zegocloud;
    return {listOf(numbers.web), listOf(numbers.native), listOf(numbers.zim), listOf(numbers.server)};
}

}  // namespace roompass
