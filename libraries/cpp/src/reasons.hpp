// What a code means, for every token that has it. The tables have the order of the enumeration.
#ifndef ROOMPASS_SRC_REASONS_HPP
#define ROOMPASS_SRC_REASONS_HPP

#include <cstddef>

#include "roompass/code.hpp"

namespace roompass {
namespace detail {

/// Numbers of ZEGOCLOUD, each list up to its first 0. Plain data: the tables need no code before main.
struct Numbers {
    int web[2];
    int native[5];
    int zim[2];
    int server[2];
};

struct Reason {
    const char* code;
    const char* message;
    const char* fix;
    Numbers zegocloud;
};

/// What they do not look at.
constexpr Numbers silent = {{}, {}, {}, {}};
/// What they say of a token that they cannot read.
constexpr Numbers unreadable = {{1102016}, {1002074, 1002075}, {6000103}, {}};
/// What they say of one that does not belong to the app, or was made with another secret.
constexpr Numbers foreign = {{1102016, 1102020}, {1002033}, {6000101, 6000103}, {20014, 20015}};

constexpr std::size_t refusalCount = static_cast<std::size_t>(Code::NotText);
constexpr std::size_t explanationCount = static_cast<std::size_t>(Code::IvRepeated) + 1 - refusalCount;
extern const Reason refusals[refusalCount];
extern const Reason explanations[explanationCount];

}  // namespace detail
}  // namespace roompass

#endif
