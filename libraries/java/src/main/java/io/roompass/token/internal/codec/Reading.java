package io.roompass.token.internal.codec;

/** How long a token and its parts may be (spec/kit-token.md 5.1.4), and how strange. */
public enum Reading {
    /** What is minted here, with room to spare. */
    OWN(8192, 4154, 3113, Reading.MAX_PLAINTEXT, 2048),
    /** All that official generators make, for those who take bare tokens. */
    OFFICIAL(65536, 43726, 32792, Reading.MAX_OFFICIAL_PLAINTEXT, 16384);

    /** The most bytes of claims that are minted. */
    public static final int MAX_PLAINTEXT = 3071;
    /** The most that fit lengths of 15 bits, which every official reader takes. */
    public static final int MAX_OFFICIAL_PLAINTEXT = 32751;

    private static final int MIN_KIT_TOKEN = 140;
    private static final int MIN_TOKEN04 = 120;
    private static final int MIN_RAW = 89;
    private static final int MIN_CBC = 64;
    private static final int MIN_GCM = 72;

    private final int kitToken;
    private final int token04;
    private final int raw;
    private final int plaintext;
    private final int suffix;

    Reading(int kitToken, int token04, int raw, int plaintext, int suffix) {
        this.kitToken = kitToken;
        this.token04 = token04;
        this.raw = raw;
        this.plaintext = plaintext;
        this.suffix = suffix;
    }

    public boolean takesKitToken(int characters) {
        return characters >= MIN_KIT_TOKEN && characters <= kitToken;
    }

    public boolean takesToken04(int characters) {
        return characters >= MIN_TOKEN04 && characters <= token04;
    }

    /** The most bytes that the JSON of a suffix has. */
    public int maxSuffix() {
        return suffix;
    }

    boolean takesRaw(int bytes) {
        return bytes >= MIN_RAW && bytes <= raw;
    }

    /** Of GCM with its tag. */
    boolean takesCiphertext(Form form, int bytes) {
        if (form == Form.GCM) {
            return bytes >= MIN_GCM && bytes <= plaintext + Envelope.TAG;
        }
        return bytes >= MIN_CBC && bytes <= plaintext + 1 && bytes % Envelope.BLOCK == 0;
    }
}
