package io.roompass.token;

/** The outermost text of a token, after its damage was mended. */
public final class FrameLayer {
    private final int length;
    private final String prefix;
    private final int separators;

    FrameLayer(int length, String prefix, int separators) {
        this.length = length;
        this.prefix = prefix;
        this.separators = separators;
    }

    /** Characters. */
    public int length() {
        return length;
    }

    /** The first two characters, {@code "04"} in a good token. */
    public String prefix() {
        return prefix;
    }

    /** How many {@code #} there are. */
    public int separators() {
        return separators;
    }
}
