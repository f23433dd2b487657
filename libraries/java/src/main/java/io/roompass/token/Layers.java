package io.roompass.token;

import java.util.List;
import java.util.Optional;

/**
 * What was found in a text, from the outside in. What is empty was not reached: a layer around it is broken, or no key
 * was given.
 */
public final class Layers {
    private final FrameLayer frame;
    private final EnvelopeLayer envelope;
    private final SuffixLayer suffix;
    private final KeyInfo key;
    private final ClaimsLayer claims;
    private final Trust trust;
    private final List<Generator> generators;

    Layers(
            FrameLayer frame,
            EnvelopeLayer envelope,
            SuffixLayer suffix,
            KeyInfo key,
            ClaimsLayer claims,
            Trust trust,
            List<Generator> generators) {
        this.frame = frame;
        this.envelope = envelope;
        this.suffix = suffix;
        this.key = key;
        this.claims = claims;
        this.trust = trust;
        this.generators = generators;
    }

    /** The text, after its damage was mended. */
    public Optional<FrameLayer> frame() {
        return Optional.ofNullable(frame);
    }

    /** What stands around the ciphertext. */
    public Optional<EnvelopeLayer> envelope() {
        return Optional.ofNullable(envelope);
    }

    /** What the suffix says. */
    public Optional<SuffixLayer> suffix() {
        return Optional.ofNullable(suffix);
    }

    /** The key that opened it. */
    public Optional<KeyInfo> key() {
        return Optional.ofNullable(key);
    }

    /** What was encrypted. */
    public Optional<ClaimsLayer> claims() {
        return Optional.ofNullable(claims);
    }

    /** What it proves. */
    public Optional<Trust> trust() {
        return Optional.ofNullable(trust);
    }

    /** Who most likely made it, by its spelling and its IV: several where they cannot be told apart. */
    public List<Generator> generators() {
        return generators;
    }
}
