package io.roompass.token;

import io.roompass.token.internal.codec.Reading;
import java.util.function.LongSupplier;

/** Options that were checked, at one time. */
final class Terms {
    static final LongSupplier CLOCK = () -> System.currentTimeMillis() / 1000;
    /** Minting and verifying agree on it. */
    static final long DEFAULT_MAX_LIFETIME = 24 * 60 * 60;

    /** For machines whose clock nobody can set. */
    private static final long MAX_TOLERANCE = 300;

    final Trust accept;
    /** Null for any. */
    final String roomId;
    /** Null for any. */
    final String userId;
    /** Null for any. */
    final Long appId;
    /** Unix seconds. */
    final long now;

    final long tolerance;
    final long maxLifetime;
    /** The official one for those who take bare tokens. */
    final Reading reading;

    private Terms(VerifyOptions options) {
        accept = options.accept;
        roomId = options.roomId;
        userId = options.userId;
        appId = options.appId;
        now = options.now.getAsLong();
        tolerance = options.clockTolerance;
        maxLifetime = options.maxLifetime;
        reading = accept == Trust.BARE ? Reading.OFFICIAL : Reading.OWN;
    }

    static Terms of(VerifyOptions options) {
        Arguments.given("options.accept", options.accept);
        Arguments.given("options.now", options.now);
        Arguments.check(
                options.clockTolerance >= 0 && options.clockTolerance <= MAX_TOLERANCE,
                "options.clockTolerance",
                "must be 0 to " + MAX_TOLERANCE + " seconds");
        Arguments.check(options.maxLifetime > 0, "options.maxLifetime", "must be at least 1 second");
        return new Terms(options);
    }

    /** R7 and R28: the last second of a token is the one before its expiry. */
    boolean expired(long expire) {
        return now >= expire + tolerance;
    }
}
