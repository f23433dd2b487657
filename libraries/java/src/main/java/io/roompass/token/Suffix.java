package io.roompass.token;

/** The readable part of a Kit Token. It proves nothing unless it is signed. */
final class Suffix {
    final SuffixFields fields;
    /** Decoded; "" where it is not to be shown. */
    final String userName;
    /** Null where there is none. */
    final Signature signature;

    Suffix(SuffixFields fields, String userName, Signature signature) {
        this.fields = fields;
        this.userName = userName;
        this.signature = signature;
    }
}
