package io.roompass.token;

import static io.roompass.token.Generator.CPP;
import static io.roompass.token.Generator.DOTNET;
import static io.roompass.token.Generator.GO;
import static io.roompass.token.Generator.JAVA;
import static io.roompass.token.Generator.NODE;
import static io.roompass.token.Generator.PHP;
import static io.roompass.token.Generator.PYTHON;
import static io.roompass.token.Generator.ROOMPASS;
import static io.roompass.token.Generator.WEB_KIT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.crypto.Opened;
import io.roompass.token.internal.json.JsonValue;
import io.roompass.token.internal.names.CharSet;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who most likely made a token: official generators differ in the order of their claims, in their escapes and in what
 * their IVs are made of. A guess for people; nothing is decided by it.
 */
final class InspectGenerators {
    /** The web kit takes the digits of Math.random(), which may be written with an exponent. */
    private static final CharSet DIGITS = CharSet.of("0123456789.e-");

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final CharSet ALPHANUMERIC = CharSet.of(ALPHABET);
    /** Slashes and letters of other scripts with a backslash. */
    private static final Pattern ESCAPES = Pattern.compile("\\\\/|\\\\u[0-9a-f]{4}");
    /** Those that write them. Java does too, and is known by its order. */
    private static final List<Generator> ESCAPING = Arrays.asList(PHP, GO);

    private InspectGenerators() {}

    static IvLooks looksOf(byte[] iv) {
        String text = new String(iv, ISO_8859_1);
        if (DIGITS.holds(text)) {
            return IvLooks.DIGITS;
        }
        if (CharSet.LOWER_HEX.holds(text)) {
            return IvLooks.HEX;
        }
        if (ALPHANUMERIC.holds(text)) {
            return IvLooks.ALPHANUMERIC;
        }
        return CharSet.BASE64_URL.holds(text) ? IvLooks.BASE64URL : IvLooks.BYTES;
    }

    /** A guess by the IV alone, which anyone can see. */
    static List<Generator> byIv(Envelope envelope) {
        IvLooks looks = looksOf(envelope.iv());
        if (envelope.form() == Form.GCM) {
            return looks.isWeak() ? Arrays.asList(CPP, PHP, PYTHON) : Arrays.asList(ROOMPASS, GO, JAVA, DOTNET, NODE);
        }
        switch (looks) {
            case DIGITS:
                return Arrays.asList(WEB_KIT);
            case HEX:
                return Arrays.asList(PYTHON);
            case ALPHANUMERIC:
                return Arrays.asList(GO, CPP, PHP, DOTNET, NODE);
            case BASE64URL:
                return Arrays.asList(ROOMPASS);
            default:
                return Arrays.asList(JAVA);
        }
    }

    /** A guess by the plaintext and the IV of a token that is not sealed, and therefore not ours. */
    static List<Generator> of(Opened opened, Envelope envelope) {
        List<Generator> candidates = byOrder(opened.object());
        if (candidates.contains(CPP) && hasIvOfItsSecond(opened, envelope)) {
            return Arrays.asList(CPP);
        }
        boolean escaped = ESCAPES.matcher(opened.plaintext()).find();
        List<Generator> alike = byIv(envelope);
        List<Generator> likely = candidates.stream()
                .filter(maker -> alike.contains(maker) && (!escaped || ESCAPING.contains(maker)))
                .collect(toList());
        return likely.isEmpty() ? candidates : likely;
    }

    private static List<Generator> byOrder(JsonValue claims) {
        String order = String.join(" ", claims.members().keySet());
        if (order.startsWith("user_id")) {
            return Arrays.asList(JAVA);
        }
        if (order.startsWith("app_id user_id payload")) {
            return Arrays.asList(DOTNET);
        }
        if (order.startsWith("app_id user_id ctime")) {
            return Arrays.asList(GO, PHP);
        }
        return order.endsWith("expire") ? Arrays.asList(WEB_KIT) : Arrays.asList(NODE, PHP, PYTHON, CPP);
    }

    /** Whether the IV is what the C++ generator makes of its clock. */
    static boolean hasIvOfItsSecond(Opened opened, Envelope envelope) {
        GlibcRandom random = new GlibcRandom((int) opened.object().get("ctime").integer());
        for (byte b : envelope.iv()) {
            if (b != ALPHABET.charAt(random.next() % ALPHABET.length())) {
                return false;
            }
        }
        return true;
    }

    static String namesOf(List<Generator> generators) {
        return generators.stream().map(Generator::forPeople).collect(joining(" or "));
    }
}
