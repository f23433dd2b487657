// The examples of the README are those that tests/package compiles and runs.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace roompass {
namespace testing_ {
namespace {

std::string textOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The lines of a text without their indentation, and without empty ones.
std::string flattened(const std::string& text) {
    std::istringstream lines(text);
    std::string flat;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t from = line.find_first_not_of(' ');
        if (from != std::string::npos) flat += line.substr(from) + "\n";
    }
    return flat;
}

TEST(Readme, shows_code_that_is_compiled_and_run) {
    const std::string readme = textOf(README_FILE);
    const std::string program = flattened(textOf(PACKAGE_FOLDER "/quick_start.cpp"));
    const std::string fence = "```cpp\n";
    int blocks = 0;
    for (std::size_t at = readme.find(fence); at != std::string::npos; at = readme.find(fence, at + 1)) {
        const std::size_t from = at + fence.size();
        std::string block = readme.substr(from, readme.find("```", from) - from);
        const std::string include = "#include <roompass/token.hpp>\n";
        if (block.find(include) == 0) block.erase(0, include.size());
        EXPECT_NE(program.find(flattened(block)), std::string::npos) << block;
        blocks++;
    }
    EXPECT_EQ(blocks, 3);
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
