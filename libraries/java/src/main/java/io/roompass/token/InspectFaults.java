package io.roompass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Measures;
import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.names.Names;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Why a part of a token is not as it should be, where that can be told. */
final class InspectFaults {
    /** Enough for what people put into each other. */
    static final int MAX_DEPTH = 8;

    private static final long MILLISECONDS_FROM = 1_000_000_000_000L;
    private static final long MILLISECONDS_TO = 10 * MILLISECONDS_FROM;
    private static final int U16_RANGE = 0x10000;

    private InspectFaults() {}

    /** Why bytes do not have the lengths of a Token04. */
    static void noteEnvelope(byte[] raw, Findings problems) {
        Measures measures = Measures.of(raw);
        if (measures == null) {
            problems.add(Code.TRUNCATED);
            return;
        }
        int said = measures.said();
        int found = measures.found();
        if (measures.expire() > MILLISECONDS_FROM && measures.expire() < MILLISECONDS_TO) {
            problems.add(Code.EXPIRY_IN_MILLISECONDS);
        } else if (said > found) {
            problems.add(Code.TRUNCATED, "It says " + said + " bytes of claims and has " + found + ".");
        } else if (found > Short.MAX_VALUE && found % U16_RANGE == said) {
            // Generators that write more than a length can say lose its upper bits.
            problems.add(Code.LENGTH_OVERFLOW, "It has " + found + " bytes of claims.");
        } else if (measures.form() == Form.CBC && said == Envelope.BLOCK && found == Envelope.BLOCK) {
            problems.add(Code.PLAINTEXT_EMPTY);
        }
    }

    /** Why a text is not the suffix of a Kit Token. */
    static void noteSuffix(String text, Findings problems) {
        byte[] json = Base64Text.decode(text);
        if (json == null) {
            problems.add(Code.SUFFIX_NOT_BASE64);
            return;
        }
        String shown = new String(json, ISO_8859_1);
        if (shown.chars().anyMatch(c -> c > 0x7f)) {
            problems.add(Code.SUFFIX_NOT_ASCII);
            return;
        }
        JsonDocument document = JsonScanner.scan(shown, MAX_DEPTH);
        if (document != null && !Names.isAppId(SuffixReader.appIdOf(document.object(), false))) {
            problems.add(Code.SUFFIX_APP_MISSING);
        }
    }

    /**
     * Why none of the usual keys opens a token: it tries everything else that the keyring knows. Only for whoever has
     * the keys.
     */
    static void noteKey(Envelope envelope, List<AppKey> usual, Ring all, Findings problems) {
        // Right padding before UTF-8 is no accident: then the key fits, and the fault is in what was encrypted.
        for (AppKey key : usual) {
            String plaintext = key.sealing.plaintext(envelope);
            if (plaintext != null) {
                problems.add(plaintextFault(plaintext));
                return;
            }
        }
        if (usual.stream().anyMatch(key -> key.sealing.fitsMisread(envelope))) {
            problems.add(Code.SECRET_HEX_DECODED);
            return;
        }
        Predicate<AppKey> fits = key -> key.sealing.plaintext(envelope) != null;
        if (noteRetired(all, fits, problems)) {
            return;
        }
        // The usual ones among them were tried, and did not fit.
        Optional<AppKey> other = all.verifying.stream().filter(fits).findFirst();
        if (other.isPresent()) {
            problems.add(Code.KEY_OF_ANOTHER_APP, "It is app " + other.get().appId() + ".");
        } else {
            problems.add(Code.WRONG_SECRET);
        }
    }

    /** Whether a retired key is the one that is meant. */
    static boolean noteRetired(Ring all, Predicate<AppKey> isMeant, Findings problems) {
        Optional<AppKey> retired = all.retired.stream().filter(isMeant).findFirst();
        retired.ifPresent(key -> problems.add(Code.KEY_RETIRED, "It is the key " + key.kid() + "."));
        return retired.isPresent();
    }

    private static Code plaintextFault(String plaintext) {
        JsonDocument document = JsonScanner.scan(plaintext, MAX_DEPTH);
        if (document == null) {
            return Code.CLAIMS_UNREADABLE;
        }
        return document.spaced() ? Code.CLAIMS_SPACED : Code.CLAIMS_NESTED;
    }
}
