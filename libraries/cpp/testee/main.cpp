// Answers for this library in conformance/languages: JSON lines on standard input and output, as its README says.
#include <iostream>
#include <stdexcept>
#include <string>

#include "codec/json.hpp"
#include "request.hpp"
#include "roompass/errors.hpp"
#include "spelling.hpp"

namespace {

constexpr int maxDepth = 16;

std::string answerTo(const roompass::detail::JsonValue& request) {
    const std::string head = "{\"id\":" + std::to_string(request.get("id").integer());
    try {
        return head + ",\"ok\":true,\"result\":" + testee::resultOf(request) + "}";
    } catch (const roompass::KitTokenError& refusal) {
        return head + ",\"ok\":false,\"code\":" + testee::spell(std::string(toString(refusal.code()))) + "}";
    } catch (const std::invalid_argument&) {
        return head + ",\"ok\":false,\"code\":\"bad_call\"}";
    }
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    std::string line;
    while (std::getline(std::cin, line)) {
        roompass::detail::JsonDocument document;
        if (!roompass::detail::scanJson(line, maxDepth, document)) {
            std::cerr << "this line is no request\n";
            return 1;
        }
        // Each answer goes out before the next request is read.
        std::cout << answerTo(document.object()) << std::endl;
    }
    return 0;
}
