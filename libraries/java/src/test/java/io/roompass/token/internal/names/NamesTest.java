package io.roompass.token.internal.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String USER_IDS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~!@#$%^&*()_+=-`;',.<>/\\";

    @Test
    void knowWhichCharactersUserIdsHave() {
        for (int c = 0; c < 0x200; c++) {
            assertEquals(USER_IDS.indexOf(c) >= 0, Names.isUserId("a" + (char) c), "character " + c);
        }
    }

    @Test
    void knowWhichCharactersRoomIdsHave() {
        for (int c = 0; c < 0x200; c++) {
            boolean allowed = c >= 0x21 && c <= 0x7e && c != '"' && c != '#' && c != '\\';
            assertEquals(allowed, Names.isRoomId("a" + (char) c), "character " + c);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 0x1f, 0x7f, 0x80, 0x9f, 0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069, 0xd800, 0xdfff})
    void allowNoHiddenCharactersInUserNames(int c) {
        assertFalse(Names.isUserName("a" + (char) c));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x7e, 0xa0, 0x61b, 0x61d, 0x200d, 0x2010, 0x2029, 0x202f, 0x2065, 0x206a, 0xffff})
    void allowTheirNeighbours(int c) {
        assertTrue(Names.isUserName("a" + (char) c));
    }

    @ParameterizedTest
    @CsvSource({"%41,A", "a%20b,a b", "%C3%AB,ë", "%c3%ab,ë", "%F0%9F%98%80,\ud83d\ude00", "ë%2f,ë/", "a+b,a+b"})
    void decodePercentEncoding(String encoded, String text) {
        assertEquals(text, Percent.decode(encoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "%4g",
                "%g4",
                "a%",
                "%C3",
                "%ED%A0%80",
                "%FF",
                "%+1",
                "% 1",
                "\ud83d",
                "\ud83d%20",
                "%\uff14\uff11"
            })
    void refusePercentEncodingOfNoText(String encoded) {
        assertNull(Percent.decode(encoded));
    }

    @Test
    void encodeAsEcmaScriptDoes() {
        assertEquals("AZaz09-_.!~*'()", Percent.encode("AZaz09-_.!~*'()"));
        assertEquals("%20%22%23%25%26%2B%2F%3A%3D%3F%40", Percent.encode(" \"#%&+/:=?@"));
        assertEquals("Zo%C3%AB%20%F0%9F%98%80", Percent.encode("Zoë \ud83d\ude00"));
    }
}
