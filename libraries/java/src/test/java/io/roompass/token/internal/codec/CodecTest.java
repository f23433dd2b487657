package io.roompass.token.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "YQ",
                "YQ=",
                "YR==",
                "YQ==\n",
                " YQ==",
                "YQ=\n=",
                "Y-==",
                "Y_==",
                "YQ==YQ==",
                "é",
                "\u0159Q==",
                "="
            })
    void decodesBase64InItsOneSpellingAlone(String text) {
        assertNull(Base64Text.decode(text));
    }

    @Test
    void decodesWhatItEncodes() {
        byte[] bytes = "any \0 bytes".getBytes(US_ASCII);
        for (int length = 0; length <= bytes.length; length++) {
            byte[] some = Arrays.copyOf(bytes, length);
            assertArrayEquals(some, Base64Text.decode(Base64Text.encode(some)));
        }
    }

    @Test
    void findsTheLengthOfThePaddingOrThatItIsWrong() {
        byte[] blocks = new byte[32];
        for (int length = 1; length <= 16; length++) {
            Arrays.fill(blocks, (byte) 0xaa);
            Padding.fill(blocks, blocks.length - length);
            assertEquals(length, Padding.lengthOf(blocks));
            for (int at = 1; at <= 16; at++) {
                byte[] changed = blocks.clone();
                changed[blocks.length - at] ^= 0x40;
                assertEquals(at <= length ? -1 : length, Padding.lengthOf(changed), at + " of " + length);
            }
        }
    }

    @Test
    void takesNoPaddingBeyondABlock() {
        for (int last = 0; last < 0x100; last++) {
            byte[] blocks = new byte[48];
            Arrays.fill(blocks, (byte) last);
            assertEquals(last >= 1 && last <= 16 ? last : -1, Padding.lengthOf(blocks));
        }
    }

    @Test
    void padsAWholeBlockWhereNothingIsMissing() {
        assertEquals(16, Padding.paddedLength(0));
        assertEquals(16, Padding.paddedLength(15));
        assertEquals(32, Padding.paddedLength(16));
    }

    @Test
    void decodesUtf8ThatIsWellFormed() {
        String text = "aé張\ud83d\ude00\ufffd\ufeff\0";
        assertEquals(text, Utf8.decode(text.getBytes(UTF_8)));
    }

    @Test
    void refusesUtf8ThatIsNot() {
        int[][] broken = {
            {0x80},
            {0xc0, 0x80},
            {0xc3},
            {0xe0, 0x80, 0x80},
            {0xed, 0xa0, 0x80},
            {0xf4, 0x90, 0x80, 0x80},
            {0xff},
            {0xe2, 0x82}
        };
        for (int[] numbers : broken) {
            byte[] bytes = new byte[numbers.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) numbers[i];
            }
            assertNull(Utf8.decode(bytes), Arrays.toString(numbers));
        }
    }

    @Test
    void knowsTextFromSurrogatesThatStandAlone() {
        assertTrue(Utf8.isWellFormed("a\ud83d\ude00b"));
        assertFalse(Utf8.isWellFormed("\ud83d"));
        assertFalse(Utf8.isWellFormed("\ude00"));
        assertFalse(Utf8.isWellFormed("\ude00\ud83d"));
        assertFalse(Utf8.isWellFormed("\ud83d\ud83d\ude00"));
    }

    @Test
    void countsBytesAndNotUnits() {
        assertTrue(Utf8.fits("éé", 4));
        assertFalse(Utf8.fits("éé", 3));
        assertTrue(Utf8.fits("\ud83d\ude00", 4));
        assertFalse(Utf8.fits("\ud83d\ude00", 3));
        assertTrue(Utf8.fits("張張", 6));
        assertFalse(Utf8.fits("張張", 5));
    }
}
