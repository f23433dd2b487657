package io.roompass.token.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Reading;
import org.junit.jupiter.api.Test;

class CryptoTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] IV = "abcdefghij012345".getBytes(US_ASCII);
    private static final byte[] NONCE = "nonce-12byte".getBytes(US_ASCII);

    @Test
    void aCipherIsAsGoodAsNewAfterEachToken() {
        AesKey key = new AesKey(KEY);
        byte[] text = new byte[80];
        byte[] first = key.seal(Form.CBC, 1, IV, text);
        key.seal(Form.CBC, 1, "another iv here.".getBytes(US_ASCII), new byte[70]);
        assertArrayEquals(first, key.seal(Form.CBC, 1, IV, text));
        Envelope envelope = Envelope.parse(first, Reading.OWN);
        byte[] opened = key.open(envelope);
        assertEquals(96, opened.length);
        assertArrayEquals(opened, key.open(envelope));
    }

    @Test
    void sealsTwiceUnderOneNonceWhereThePlaintextIsOne() {
        AesKey key = new AesKey(KEY);
        byte[] text = new byte[80];
        byte[] first = key.seal(Form.GCM, 1, NONCE, text);
        assertArrayEquals(first, key.seal(Form.GCM, 1, NONCE, text));
        assertArrayEquals(text, key.open(Envelope.parse(first, Reading.OWN)));
    }

    @Test
    void openNothingWithAWrongTag() {
        AesKey key = new AesKey(KEY);
        byte[] raw = key.seal(Form.GCM, 1, NONCE, new byte[80]);
        raw[40] ^= 1;
        assertNull(key.open(Envelope.parse(raw, Reading.OWN)));
    }

    @Test
    void theDropInGoesToTheLengthThatOfficialReadersTakeAndNotBeyond() {
        OfficialMint mint = new OfficialMint(() -> 1767225600, bytes -> {});
        String secret = new String(KEY, US_ASCII);
        int around = new Claims(7, "ada", 0, 1767225600, 1767225660, "").spell().length;
        String longest = String.format("%" + (Reading.MAX_OFFICIAL_PLAINTEXT - around) + "s", "");
        String token = mint.mint(7, "ada", secret, 60, longest);
        Envelope envelope = Envelope.parse(Base64Text.decode(token.substring(2)), Reading.OFFICIAL);
        assertEquals(32752, envelope.ciphertextLength());
        assertEquals(32751, new SealingKey(7, secret).plaintext(envelope).length());
        assertNull(mint.mint(7, "ada", secret, 60, longest + " "));
    }

    @Test
    void aPoolGivesToOneAtATime() {
        Pool<Object> pool = new Pool<>(Object::new);
        Object one = pool.take();
        Object other = pool.take();
        assertNotSame(one, other);
        pool.give(one);
        assertSame(one, pool.take());
    }
}
