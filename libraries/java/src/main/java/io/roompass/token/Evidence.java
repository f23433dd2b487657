package io.roompass.token;

import io.roompass.token.internal.codec.Envelope;

/** What a token is judged by, before it is opened. */
final class Evidence {
    final Envelope envelope;
    /** Null for a Token04 alone. */
    final Suffix suffix;

    final Terms terms;

    Evidence(Envelope envelope, Suffix suffix, Terms terms) {
        this.envelope = envelope;
        this.suffix = suffix;
        this.terms = terms;
    }

    boolean isSignedOne() {
        return suffix != null && suffix.signature != null;
    }
}
