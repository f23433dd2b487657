package io.roompass.token;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.crypto.Opened;
import java.util.Collections;
import java.util.List;

/** A walk through the layers of one token that goes on after a fault, with the very steps of verifying. */
final class InspectWalk {
    /** Null where only the outside is looked at. */
    private final Keyring keys;

    private final Terms terms;
    private final Findings problems;
    private final Findings warnings = new Findings();

    private Evidence evidence;
    private boolean signed;

    private FrameLayer frame;
    private EnvelopeLayer outside;
    private SuffixLayer shown;
    private KeyInfo key;
    private ClaimsLayer inside;
    private Trust trust;
    private List<Generator> generators = Collections.emptyList();

    InspectWalk(Keyring keys, Terms terms, Findings problems) {
        this.keys = keys;
        this.terms = terms;
        this.problems = problems;
    }

    Report report(Kind kind) {
        Layers layers = new Layers(frame, outside, shown, key, inside, trust, Collections.unmodifiableList(generators));
        return new Report(kind, problems.list(), warnings.list(), layers);
    }

    void through(String text) {
        Frame parts = Frame.splitAny(text);
        String prefix = parts.token04.substring(0, Math.min(Frame.PREFIX.length(), parts.token04.length()));
        int separators = (int) text.chars().filter(c -> c == Frame.SEPARATOR).count();
        frame = new FrameLayer(text.length(), prefix, separators);
        Envelope envelope = readOutside(parts.token04);
        Suffix suffix = parts.suffix == null ? null : readSuffix(parts.suffix);
        // Without the suffix of a Kit Token its app is unknown, and no key may be tried.
        boolean readable = parts.suffix == null || suffix != null;
        if (envelope != null && readable && keys != null) {
            evidence = new Evidence(envelope, suffix, terms);
            readInside();
        }
        noteIv();
    }

    /** Null where nothing is left to decrypt. */
    private Envelope readOutside(String token04) {
        Envelope envelope;
        try {
            envelope = Frame.open(token04, Reading.OFFICIAL);
        } catch (KitTokenError refusal) {
            // Too long a token is decoded all the same, to see why it is. Where there is none, nothing can be cut off.
            byte[] raw = token04.isEmpty()
                    ? null
                    : Base64Text.decode(token04.substring(frame.prefix().length()));
            if (raw != null) {
                InspectFaults.noteEnvelope(raw, problems);
            }
            problems.add(refusal);
            return null;
        }
        outside = new EnvelopeLayer(
                Format.valueOf(envelope.form().name()),
                envelope.expire(),
                envelope.ciphertextLength(),
                InspectGenerators.looksOf(envelope.iv()));
        generators = InspectGenerators.byIv(envelope);
        if (terms.expired(envelope.expire())) {
            problems.add(Code.TOKEN_EXPIRED, InspectConflicts.sinceExpiry(envelope.expire(), terms));
        }
        return envelope;
    }

    private Suffix readSuffix(String text) {
        Suffix suffix;
        try {
            suffix = SuffixReader.read(text, terms.reading);
        } catch (KitTokenError refusal) {
            if (refusal.code() == Code.SUFFIX_MALFORMED) {
                InspectFaults.noteSuffix(text, problems);
            }
            problems.add(refusal);
            return null;
        }
        SuffixFields fields = suffix.fields;
        String signer = suffix.signature == null ? null : suffix.signature.kid;
        if (signer == null) {
            warnings.add(Code.SUFFIX_UNPROVEN);
        }
        shown = new SuffixLayer(fields.appId, fields.userId, fields.roomId, suffix.userName, fields.ext, signer);
        return suffix;
    }

    private void readInside() {
        List<AppKey> candidates = problems.catching(this::candidates);
        if (candidates == null) {
            return;
        }
        Found found;
        try {
            // A right signature makes looking at the seal needless, but not looking for a maker.
            found = Verifying.open(candidates, evidence.envelope, false);
        } catch (KitTokenError refusal) {
            if (refusal.code() != Code.TOKEN_ENVELOPE) {
                InspectFaults.noteKey(evidence.envelope, candidates, keys.all(), problems);
            }
            problems.add(refusal);
            return;
        }
        key = found.key.info();
        trust = found.trust(evidence.envelope.form(), signed);
        if (key.weak()) {
            warnings.add(Code.SECRET_WEAK);
        }
        guessGenerator(found.opened);
        Claims claims = problems.catching(() -> ClaimsReader.read(found.opened.claims()));
        if (claims != null) {
            checkClaims(claims, found.key);
        }
        if (trust.compareTo(terms.accept) < 0) {
            problems.add(Code.TRUST_TOO_LOW);
        }
    }

    /**
     * Those that verifying tries. With a wrong signature they are all of the app: the token may still open, and what is
     * inside explains what was changed.
     */
    private List<AppKey> candidates() {
        if (evidence.suffix == null) {
            return terms.appId == null ? keys.all().verifying : keys.candidates(terms.appId);
        }
        List<AppKey> candidates = keys.candidates(evidence.suffix.fields.appId);
        if (!evidence.isSignedOne()) {
            return candidates;
        }
        try {
            AppKey signer = Verifying.signerOf(candidates, evidence);
            signed = true;
            return Collections.singletonList(signer);
        } catch (KitTokenError refusal) {
            InspectFaults.noteRetired(keys.all(), key -> key.kid().equals(evidence.suffix.signature.kid), problems);
            problems.add(refusal);
            return candidates;
        }
    }

    /** Better than by the IV alone. */
    private void guessGenerator(Opened opened) {
        if (opened.isSealed()) {
            generators = Collections.singletonList(Generator.ROOMPASS);
            return;
        }
        generators = InspectGenerators.of(opened, evidence.envelope);
        if (InspectGenerators.hasIvOfItsSecond(opened, evidence.envelope)) {
            warnings.add(Code.IV_REPEATED);
        }
    }

    /** Last, since an IV of ours may look like any other. */
    private void noteIv() {
        if (outside != null && outside.ivLooks().isWeak() && !generators.contains(Generator.ROOMPASS)) {
            warnings.add(Code.IV_WEAK, "It looks like one of " + InspectGenerators.namesOf(generators) + ".");
        }
    }

    private void checkClaims(Claims claims, AppKey opener) {
        inside = new ClaimsLayer(
                claims.appId(),
                claims.userId(),
                claims.nonce(),
                claims.issuedAt(),
                claims.expiresAt(),
                claims.payload());
        InspectConflicts.note(claims, opener, evidence, problems);
        boolean proven = trust != Trust.BARE;
        Payload payload = problems.catching(() -> Payload.read(claims.payload(), proven, terms.reading));
        if (payload != null) {
            problems.catching(() -> checkRoom(payload));
        }
        // What would be refused by default in a proven token is worth knowing where it is not.
        if (!proven || terms.reading == Reading.OFFICIAL) {
            warnings.catching(() -> Payload.read(claims.payload(), true, Reading.OWN));
        }
    }

    private Payload checkRoom(Payload payload) {
        Consistency.checkRoom(payload, trust, evidence);
        return payload;
    }
}
