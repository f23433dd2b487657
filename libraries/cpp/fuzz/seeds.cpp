// Writes the tokens of spec/vectors into a folder, one a file: `roompass_fuzz_seeds <spec/vectors> <folder>`.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "codec/json.hpp"

int main(int count, char** arguments) {
    if (count != 3) return 2;
    for (const char* name : {"verify", "hostile", "dialects"}) {
        std::ifstream file(std::string(arguments[1]) + "/" + name + ".json");
        const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        roompass::detail::JsonDocument document;
        if (!roompass::detail::scanJson(text, 16, document)) {
            std::cerr << name << " is no JSON\n";
            return 1;
        }
        auto vector = document.object().get("tests").first();
        for (; !vector.isAbsent(); vector = vector.next()) {
            std::ofstream(std::string(arguments[2]) + "/" + vector.get("id").text()) << vector.get("token").text();
        }
    }
    return 0;
}
