// Bytes and texts below the layers of a token.
#include <gtest/gtest.h>

#include <limits>

#include "codec/base64.hpp"
#include "codec/padding.hpp"
#include "codec/percent.hpp"
#include "codec/utf8.hpp"
#include "crypto/digest.hpp"
#include "names.hpp"

namespace roompass {
namespace detail {
namespace {

std::string encoded(const std::string& bytes) {
    std::string text;
    appendBase64(text, bytes);
    return text;
}

TEST(Base64, encodes_as_rfc_4648_does) {
    const char* const pairs[][2] = {{"", ""},
                                    {"f", "Zg=="},
                                    {"fo", "Zm8="},
                                    {"foo", "Zm9v"},
                                    {"foob", "Zm9vYg=="},
                                    {"fooba", "Zm9vYmE="},
                                    {"foobar", "Zm9vYmFy"}};
    for (const auto& pair : pairs) {
        EXPECT_EQ(encoded(pair[0]), pair[1]);
        Bytes decoded;
        EXPECT_TRUE(decodeBase64(pair[1], decoded));
        EXPECT_EQ(std::string(decoded.begin(), decoded.end()), pair[0]);
    }
    std::string url = "x";
    appendBase64Url(url, std::string("\xfb\xff\xfe\xfb"));
    EXPECT_EQ(url, "x-__--w");
}

TEST(Base64, takes_a_text_exactly_when_encoding_gives_it_back) {
    const std::string alphabet = "AQgw/+4=-_ \n";
    std::string text(4, 'A');
    for (std::size_t number = 0; number < 12 * 12 * 12 * 12; number++) {
        std::size_t rest = number;
        for (char& c : text) {
            c = alphabet[rest % 12];
            rest /= 12;
        }
        Bytes decoded;
        const bool taken = decodeBase64(text, decoded);
        ASSERT_EQ(taken, encoded(std::string(decoded.begin(), decoded.end())) == text && !decoded.empty()) << text;
    }
    Bytes decoded;
    for (const char* wrong : {"Z", "Zg", "Zg=", "Zg==Zg==", "Zg==\n", "====", "Zm8=====", "Zm9v="}) {
        EXPECT_FALSE(decodeBase64(wrong, decoded)) << wrong;
    }
    EXPECT_TRUE(decodeBase64("Zm9vZg==", decoded));
}

TEST(Utf8, is_told_from_other_bytes) {
    for (const char* text : {"", "a", "\x7f", "é", "張", "😀", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"}) {
        EXPECT_TRUE(isUtf8(text)) << text;
    }
    for (const char* bytes : {"\x80", "\xc3", "\xc3\x28", "\xc0\xaf", "\xc1\xbf", "\xe0\x9f\xbf", "\xe2\x82",
                              "\xe2\x28\xa1", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
                              "\xf5\x80\x80\x80", "\xff", "\xf0\x9f\x98", "a\xf0\x9f\x98\x28"}) {
        EXPECT_FALSE(isUtf8(bytes)) << bytes;
    }
}

TEST(Utf8, characters_come_back) {
    for (const std::uint32_t character : {0U, 0x7fU, 0x80U, 0x7ffU, 0x800U, 0xffffU, 0x10000U, 0x10ffffU}) {
        std::string text;
        appendCharacter(text, character);
        std::size_t at = 0;
        EXPECT_EQ(nextCharacter(text, at), character);
        EXPECT_EQ(at, text.size());
        EXPECT_TRUE(isUtf8(text));
    }
    std::string surrogate;
    appendCharacter(surrogate, 0xd800);
    EXPECT_FALSE(isUtf8(surrogate));
}

TEST(Percent, encodes_what_encodeURIComponent_does_and_decodes_it) {
    std::string decoded;
    EXPECT_EQ(encodePercent("Zoë 张-_.!~*'()"), "Zo%C3%AB%20%E5%BC%A0-_.!~*'()");
    EXPECT_EQ(encodePercent(std::string("\0/", 2)), "%00%2F");
    EXPECT_TRUE(decodePercent("Zo%C3%ab%20x", decoded));
    EXPECT_EQ(decoded, "Zoë x");
    for (const char* wrong : {"%", "%4", "%g0", "%0g", "a%", "a%2", "%C3", "%ED%A0%80", "\xff"}) {
        EXPECT_FALSE(decodePercent(wrong, decoded)) << wrong;
    }
}

TEST(Padding, is_whole_blocks_and_comes_off_again) {
    for (std::size_t length = 0; length <= 48; length++) {
        Bytes blocks(length, 7);
        appendPadding(blocks, length);
        std::size_t end = 0;
        EXPECT_EQ(blocks.size() % 16, 0U);
        EXPECT_GT(blocks.size(), length);
        EXPECT_TRUE(unpad(blocks, end));
        EXPECT_EQ(end, length);
    }
}

TEST(Padding, is_refused_where_any_byte_of_it_is_wrong) {
    for (std::size_t count = 1; count <= 16; count++) {
        for (std::size_t wrong = 1; wrong <= count; wrong++) {
            Bytes blocks(32, static_cast<Byte>(count));
            blocks[32 - wrong] ^= 0x40;
            std::size_t end = 0;
            EXPECT_FALSE(unpad(blocks, end)) << count << ", " << wrong;
            EXPECT_EQ(end, 31U);
        }
    }
    for (const Byte last : {Byte{0}, Byte{17}, Byte{128}, Byte{255}}) {
        std::size_t end = 0;
        EXPECT_FALSE(unpad(Bytes(32, last), end)) << int{last};
    }
}

TEST(Bytes, integers_are_big_endian) {
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{253402300799},
                                      std::numeric_limits<std::int64_t>::min()}) {
        Bytes bytes;
        appendI64(bytes, number);
        EXPECT_EQ(readI64(bytes.data()), number);
    }
    Bytes bytes;
    appendU32(bytes, 0x01020304);
    EXPECT_EQ(lowerHex(bytes), "01020304");
}

/// RFC 4231, cases 2 and 6 (whose key is longer than a block, and refused here), and RFC 5869, case 1 cut to 32 bytes.
TEST(Digest, is_that_of_the_rfcs) {
    const Digest tag = Mac(std::string("Jefe")).sum(std::string("what do ya want for nothing?"));
    EXPECT_EQ(lowerHex(View(tag.data(), tag.size())),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_THROW(Mac(std::string(131, '\xaa')), std::invalid_argument);
    SecretBytes derived(32);
    hkdf(std::string(22, '\x0b'), std::string("\0\1\2\3\4\5\6\7\10\11\12\13\14", 13),
         std::string("\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9"), derived);
    EXPECT_EQ(lowerHex(derived.view()), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    const Digest hash = Hash(std::string("ab")).sum(std::string("c"));
    EXPECT_EQ(lowerHex(View(hash.data(), hash.size())),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Names, are_those_of_the_specification) {
    EXPECT_TRUE(isUserId("aZ9~!@#$%^&*()_+=-`;',.<>/\\"));
    for (const char* wrong : {"", " ", "a b", "é", "\"", "|", "{", "?", ":"}) EXPECT_FALSE(isUserId(wrong)) << wrong;
    EXPECT_FALSE(isUserId(std::string("a\0", 2)));
    EXPECT_TRUE(isUserId(std::string(64, 'a')));
    EXPECT_FALSE(isUserId(std::string(65, 'a')));
    EXPECT_TRUE(isRoomId(std::string(128, 'r')));
    EXPECT_TRUE(isRoomId("!$%[]{}|~"));
    for (const char* wrong : {"", " ", "a#", "a\"", "a\\", "\x7f", "é"}) EXPECT_FALSE(isRoomId(wrong)) << wrong;
    EXPECT_FALSE(isRoomId(std::string(129, 'r')));
    for (const char* name : {"", "Ada L.", "张", "\xc2\xa0", "\xe2\x80\xa8"}) EXPECT_TRUE(isUserName(name)) << name;
    for (const char* wrong : {"\n", "\x7f", "\xc2\x80", "\xc2\x9f", "\xd8\x9c", "\xe2\x80\x8e", "\xe2\x80\xae",
                              "\xe2\x81\xa6", "\xe2\x81\xa9", "\xff"}) {
        EXPECT_FALSE(isUserName(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace detail
}  // namespace roompass
