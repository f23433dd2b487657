package io.roompass.token;

import static io.roompass.token.People.NOW;
import static io.roompass.token.People.adasToken;
import static io.roompass.token.People.keys;
import static io.roompass.token.People.kitOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ReadTest {
    @Test
    void showsWhatAnyoneCanReadAlsoWhenItHasExpired() {
        Shown shown = Roompass.read(adasToken(keys()));
        assertEquals(People.APP_ID, shown.appId());
        assertEquals("ada", shown.userId());
        assertEquals("lobby", shown.roomId());
        assertEquals("Ada L", shown.userName());
        assertEquals(NOW + 3600, shown.expiresAt());
    }

    @Test
    void refusesWhatIsNoKitToken() {
        String token04 = People.adasToken04(keys());
        assertEquals(Code.TOKEN_MALFORMED, refusal(token04));
        assertEquals(Code.SUFFIX_MALFORMED, refusal(kitOf(token04, "{\"userID\":\"ada\"}")));
        assertEquals(Code.TOKEN_VERSION, refusal(adasToken(keys()).replaceFirst("04", "03")));
    }

    private static Code refusal(String text) {
        return assertThrows(KitTokenError.class, () -> Roompass.read(text)).code();
    }
}
