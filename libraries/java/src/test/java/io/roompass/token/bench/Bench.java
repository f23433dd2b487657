package io.roompass.token.bench;

import io.roompass.token.Grant;
import io.roompass.token.Key;
import io.roompass.token.Keyring;
import io.roompass.token.MintInput;
import io.roompass.token.Roompass;
import io.roompass.token.Token04Input;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * Tokens per second of this library, next to what is written by hand (PlainLoop). Each is measured in short runs that take
 * turns, and the best of them counts.
 */
public final class Bench {
    private static final long APP_ID = 1234567890;
    // roompass-scan-allow: made up to measure with
    private static final String SECRET = "b1a946d0c2e84f57903d6ea1f8b25c74";
    private static final long RUN = 50_000_000;
    private static final int ROUNDS = 40;
    private static final int ROUNDS_FOR_JSON = 15;
    private static final String[] KEYS = {
        "plainMint", "plainMintSealed", "mintSealed", "plainMintSigned", "mintSigned",
        "plainVerify", "plainVerifySealed", "verifySealed", "plainVerifySigned", "verifySigned"
    };

    private Bench() {}

    /** Takes the number of rounds; 40 if it is absent. With --json it prints one line, as bench/languages asks for it. */
    public static void main(String[] arguments) {
        Keyring keys = Keyring.of(new Key(APP_ID, SECRET));
        MintInput input = MintInput.builder()
                .userId("ada")
                .roomId("lobby")
                .userName("Ada")
                .grant(Grant.PUBLISH)
                .expiresIn(3600)
                .build();
        Token04Input token04Input = Token04Input.builder()
                .userId("ada")
                .roomId("lobby")
                .grant(Grant.PUBLISH)
                .expiresIn(3600)
                .build();
        PlainLoop plain = new PlainLoop(APP_ID, SECRET);
        String bare = plain.mint();
        String token04 = Roompass.mintToken04(token04Input, keys);
        String kitToken = Roompass.mint(input, keys);
        String bareSealed = plain.mintSealed();
        String bareSigned = plain.mintSigned();
        if (!plain.open(bare).equals("ada")
                || !plain.openSealed(bareSealed).equals("ada")
                || !plain.openSigned(bareSigned).equals("ada")) {
            throw new IllegalStateException("a plain loop does not take what it made");
        }
        String[] names = {
            "plain loop, encrypts", "plain loop, seals", "mintToken04", "plain loop, signs", "mint",
            "plain loop, decrypts", "plain loop, sealed", "verifyToken04", "plain loop, signed", "verify"
        };
        Supplier<?>[] works = {
            plain::mint,
            plain::mintSealed,
            () -> Roompass.mintToken04(token04Input, keys),
            plain::mintSigned,
            () -> Roompass.mint(input, keys),
            () -> plain.open(bare),
            () -> plain.openSealed(bareSealed),
            () -> Roompass.verifyToken04(token04, keys),
            () -> plain.openSigned(bareSigned),
            () -> Roompass.verify(kitToken, keys),
        };
        double[] best = new double[works.length];
        boolean asJson = arguments.length > 0 && arguments[0].equals("--json");
        int rounds = asJson ? ROUNDS_FOR_JSON : arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < works.length; i++) {
                best[i] = Math.max(best[i], perSecond(works[i]));
            }
        }
        if (asJson) {
            System.out.println(json(best));
            return;
        }
        for (int i = 0; i < works.length; i++) {
            System.out.println(String.format(Locale.ROOT, "%-20s %,9.0f tokens per second", names[i], best[i]));
        }
    }

    private static String json(double[] best) {
        StringJoiner rates = new StringJoiner(",", "{", "}");
        for (int i = 0; i < best.length; i++) {
            rates.add(String.format(Locale.ROOT, "\"%s\":%.0f", KEYS[i], best[i]));
        }
        String version = System.getProperty("java.version");
        return "{\"language\":\"java\",\"version\":\"" + version + "\",\"tokensPerSecond\":" + rates + "}";
    }

    private static double perSecond(Supplier<?> work) {
        long start = System.nanoTime();
        long now = start;
        int done = 0;
        int length = 0;
        while (now - start < RUN) {
            // What is made is looked at, or it need not be made.
            length += work.get().hashCode();
            done++;
            now = System.nanoTime();
        }
        return length == 1 ? 0 : done * 1e9 / (now - start);
    }
}
