package io.roompass.token;

import java.util.Collections;

/** Explains any text that may be a token. The walk through its layers is in InspectWalk. */
final class Inspecting {
    /**
     * More than any generator makes: some have made tokens of 96 thousand characters, which shall still be explained.
     * Nothing longer is looked at.
     */
    private static final int MAX_LENGTH = 262144;

    private Inspecting() {}

    /** Without keys, null, only the outside is looked at. */
    static Report explain(String text, Keyring keys, Terms terms, Kind expected) {
        Findings problems = new Findings();
        if (text == null) {
            problems.add(Code.NOT_TEXT);
            return outsideOnly(Kind.UNKNOWN, problems);
        }
        if (text.length() > MAX_LENGTH) {
            problems.add(Code.TOKEN_MALFORMED, "It has " + text.length() + " characters.");
            return outsideOnly(Kind.UNKNOWN, problems);
        }
        InspectMend mended = InspectMend.of(text);
        InspectKind look = InspectKind.of(mended.text);
        mended.damage.forEach(problems::add);
        problems.add(look.code);
        if (!isToken(look.kind)) {
            return outsideOnly(look.kind, problems);
        }
        Kind wanted = expected == null ? look.kind : expected;
        if (wanted != look.kind) {
            problems.add(wanted == Kind.KIT_TOKEN ? Code.TOKEN04_GIVEN : Code.KIT_TOKEN_GIVEN);
        }
        InspectWalk walk = new InspectWalk(keys, terms, problems);
        walk.through(mended.text);
        if (keys != null) {
            // Whatever was guessed: the last word is that of verifying, on the text as it came.
            problems.catching(() -> verify(text, wanted, keys, terms));
        }
        return walk.report(look.kind);
    }

    static boolean isToken(Kind kind) {
        return kind == Kind.KIT_TOKEN || kind == Kind.TOKEN04;
    }

    private static Pass verify(String text, Kind kind, Keyring keys, Terms terms) {
        return kind == Kind.KIT_TOKEN ? Verifying.kitToken(text, keys, terms) : Verifying.token04(text, keys, terms);
    }

    private static Report outsideOnly(Kind kind, Findings problems) {
        Layers none = new Layers(null, null, null, null, null, null, Collections.emptyList());
        return new Report(kind, problems.list(), Collections.emptyList(), none);
    }
}
