// The strict reader of JSON, and the one spelling that is written.
#include "codec/json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "codec/json_write.hpp"

namespace roompass {
namespace detail {
namespace {

std::string spelled(const std::string& text) {
    std::string json;
    appendJsonString(json, text);
    return json;
}

JsonNode only(const std::string& spelling) {
    JsonDocument document;
    EXPECT_TRUE(scanJson("{\"k\":" + spelling + "}", 1, document)) << spelling;
    return document.nodes.empty() ? JsonNode() : document.nodes.back();
}

TEST(Json, is_spelled_as_ecmascript_does) {
    EXPECT_EQ(spelled(""), "\"\"");
    EXPECT_EQ(spelled("a\"b\\c/"), "\"a\\\"b\\\\c/\"");
    EXPECT_EQ(spelled("\b\t\n\f\r"), "\"\\b\\t\\n\\f\\r\"");
    EXPECT_EQ(spelled(std::string("\0\x1f\x0b", 3)), "\"\\u0000\\u001f\\u000b\"");
    EXPECT_EQ(spelled("<>&'\x7f é张😀"), "\"<>&'\x7f é张😀\"");
    EXPECT_EQ(spelled("\xe2\x80\xa8"), "\"\xe2\x80\xa8\"");
}

TEST(Json, escapes_are_undone) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t"},
        {R"(\u0041\u00e9\u5F20)", "Aé张"},
        {R"(\ud83d\ude00)", "😀"},
        {R"(\uD83D\uDE00x)", "😀x"},
        {R"(\ud83d)", "\xed\xa0\xbd"},
        {R"(\ud83dx)", "\xed\xa0\xbdx"},
        {R"(\ud83d\u0041)", "\xed\xa0\xbd\x41"},
        {R"(\ud83d\ud83d\ude00)", "\xed\xa0\xbd😀"},
        {R"(\ude00\ud83d)", "\xed\xb8\x80\xed\xa0\xbd"},
        {R"(\u0000)", std::string(1, '\0')},
        {R"(\\u0041 is no escape)", "\\u0041 is no escape"},
    };
    for (const auto& one : cases) {
        const JsonNode node = only("\"" + one.first + "\"");
        EXPECT_EQ(node.kind, JsonKind::String);
        EXPECT_EQ(node.text, one.second) << one.first;
    }
}

TEST(Json, plain_integers_are_told_from_other_numbers) {
    for (const char* literal : {"0", "7", "-7", "9007199254740991", "-9007199254740991"}) {
        EXPECT_EQ(only(literal).kind, JsonKind::Integer) << literal;
        EXPECT_EQ(std::to_string(only(literal).integer), literal);
    }
    for (const char* literal : {"9007199254740992", "-9007199254740992", "18446744073709551617", "-0", "1.0", "1e3",
                                "0.5", "1E+3", "1.5e-3", "0e0"}) {
        EXPECT_EQ(only(literal).kind, JsonKind::OddNumber) << literal;
        EXPECT_EQ(only(literal).integer, 0) << literal;
    }
}

TEST(Json, what_is_none_is_refused) {
    const std::vector<std::string> texts = {
        "",
        " ",
        "{",
        "}",
        "{}{}",
        "{} x",
        "[]",
        "\"text\"",
        "7",
        "null",
        "\xef\xbb\xbf{}",
        std::string("{}\0", 3),
        "\v{}",
        R"({"a"})",
        R"({"a":})",
        R"({"a":1,})",
        R"({,"a":1})",
        R"({"a":1 "b":2})",
        "{a:1}",
        "{'a':1}",
        R"({"a":1;})",
        R"({"a" 1})",
        "{null:1}",
        R"({"a":[})",
        R"({"a":[1,]})",
        R"({"a":[,1]})",
        R"({"a":[1 2]})",
        R"({"a":[1})",
        R"({"a":[1])",
        R"({"a":nul})",
        R"({"a":nullx})",
        R"({"a":NULL})",
        R"({"a":True})",
        R"({"a":tru)",
        R"({"a":undefined})",
        R"({"a":NaN})",
        R"({"a":Infinity})",
        R"({"a":01})",
        R"({"a":+1})",
        R"({"a":.5})",
        R"({"a":1.})",
        R"({"a":1e})",
        R"({"a":1e+})",
        R"({"a":-})",
        R"({"a":--1})",
        R"({"a":0x1})",
        R"({"a":1_0})",
        R"({"a":")",
        R"({"a":"\)",
        R"({"a":"\"})",
        R"({"a":"\u12"})",
        R"({"a":"\u12g4"})",
        R"({"a":"\U0041"})",
        R"({"a":"\x41"})",
        R"({"a":"\'"})",
        R"({"a":"\u)",
        R"({"a":"\ud83d\u)",
        R"({"a":"\ud83d\u12"})",
        R"({"a":"\é"})",
        "{\"a\":\"\n\"}",
        std::string("{\"a\":\"\0\"}", 9),
        "{\"a\":\"\\n\x1f\"}",
        "{\"a\":\"\\\n\"}",
        R"({"a":1/**/})",
        R"({"a":1}//)",
    };
    for (const std::string& text : texts) {
        JsonDocument document;
        EXPECT_FALSE(scanJson(text, 9, document)) << text;
        EXPECT_TRUE(document.object().isAbsent()) << text;
    }
}

TEST(Json, duplicates_and_spaces_are_kept_in_mind) {
    struct Case {
        const char* text;
        bool duplicate, spaced;
    };
    for (const Case& one : {
             Case{R"({"a":1,"b":2})", false, false},
             Case{R"({"a":1,"a":1})", true, false},
             Case{R"({"a":1,"\u0061":1})", true, false},
             Case{R"({"😀":1,"\ud83d\ude00":1})", true, false},
             Case{R"({"x":{"a":1,"a":1}})", true, false},
             Case{R"({"x":[{"a":1,"a":1}]})", true, false},
             Case{R"({"x":{"a":1},"a":1})", false, false},
             Case{R"({"a":" "})", false, false},
             Case{" {}", false, true},
             Case{"{}\n", false, true},
             Case{"{\t}", false, true},
             Case{"{\"a\"\r:1}", false, true},
             Case{R"({"a": 1})", false, true},
             Case{R"({"a":[ ]})", false, true},
             Case{R"({"a":[1 ,2]})", false, true},
         }) {
        JsonDocument document;
        EXPECT_TRUE(scanJson(one.text, 3, document)) << one.text;
        EXPECT_EQ(document.duplicate, one.duplicate) << one.text;
        EXPECT_EQ(document.spaced, one.spaced) << one.text;
    }
}

TEST(Json, depth_is_bounded) {
    const std::vector<std::pair<std::string, int>> cases = {{"{}", 1},
                                                            {R"({"a":1})", 1},
                                                            {R"({"a":{}})", 2},
                                                            {R"({"a":[]})", 2},
                                                            {R"({"a":[[]]})", 3},
                                                            {R"({"a":{"b":{"c":1}}})", 3},
                                                            {R"({"a":[{"b":[]}]})", 4}};
    JsonDocument document;
    for (const auto& one : cases) {
        EXPECT_TRUE(scanJson(one.first, one.second, document)) << one.first;
        EXPECT_FALSE(scanJson(one.first, one.second - 1, document)) << one.first;
    }
    std::string deep;
    for (int i = 0; i < 1000000; i++) deep += "{\"a\":";
    EXPECT_FALSE(scanJson(deep, 3, document));
}

TEST(Json, duplicates_are_found_among_many_keys) {
    for (const int count : {15, 16, 17, 5000}) {
        std::string text = "{";
        for (int i = 0; i < count; i++) text += "\"" + std::to_string(i) + "\":" + std::to_string(i) + ",";
        JsonDocument document;
        EXPECT_TRUE(scanJson(text + "\"x\":1}", 1, document));
        EXPECT_FALSE(document.duplicate) << count;
        EXPECT_EQ(document.object().get("x").integer(), 1);
        EXPECT_TRUE(scanJson(text + "\"" + std::to_string(count - 1) + "\":1}", 1, document));
        EXPECT_TRUE(document.duplicate) << count;
    }
}

TEST(Json, gives_the_last_of_two_keys_and_nothing_for_none) {
    JsonDocument document;
    ASSERT_TRUE(scanJson(R"({"a":1,"a":2,"b\u0000":3})", 1, document));
    EXPECT_EQ(document.object().get("a").integer(), 2);
    EXPECT_TRUE(document.object().get("b").isAbsent()) << "a key with a zero byte is another key";
    EXPECT_EQ(document.object().get("x").get("y").first().next().text(), "");
    EXPECT_EQ(document.object().size(), 3U);
}

}  // namespace
}  // namespace detail
}  // namespace roompass
