package io.roompass.token;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What exactly they may be is tested with the internal Names. */
class IdsAndNamesTest {
    private static String repeated(String text, int times) {
        return String.join("", Collections.nCopies(times, text));
    }

    @Test
    void tellsWhatCanBeAUserId() {
        assertTrue(Roompass.isUserId("ada@example.org\\1") && Roompass.isUserId(repeated("a", 64)));
        assertFalse(Roompass.isUserId("Ada L.") || Roompass.isUserId(repeated("a", 65)) || Roompass.isUserId(null));
    }

    @Test
    void tellsWhatCanBeARoomId() {
        assertTrue(Roompass.isRoomId("lobby") && Roompass.isRoomId(repeated("r", 128)));
        assertFalse(Roompass.isRoomId("my room") || Roompass.isRoomId("") || Roompass.isRoomId(null));
    }

    @Test
    void tellsWhatCanBeAUserName() {
        assertTrue(Roompass.isUserName("Zo\u00eb \u5f20") && Roompass.isUserName(""));
        assertFalse(Roompass.isUserName("Zo\u00eb\n") || Roompass.isUserName(repeated("\u5f20", 86)));
        assertFalse(Roompass.isUserName(null));
    }
}
