package io.roompass.token;

import io.roompass.token.internal.codec.Claims;

/**
 * What contradicts what in an opened token, in numbers where there are some. The contradictions are those of
 * Consistency.
 */
final class InspectConflicts {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** How far ahead a clock can be by mistake. What was minted beyond it has a date that is meant. */
    private static final long CLOCK_FAULT = DAY;

    private InspectConflicts() {}

    static void note(Claims claims, AppKey key, Evidence evidence, Findings problems) {
        for (KitTokenError conflict : Consistency.conflicts(claims, key, evidence)) {
            String detail = detailOf(conflict, claims, evidence);
            if (conflict.code() == Code.NOT_YET_VALID && claims.issuedAt() - evidence.terms.now < CLOCK_FAULT) {
                problems.add(Code.CLOCK_AHEAD, detail);
            }
            problems.add(conflict.code(), detail);
        }
    }

    private static String detailOf(KitTokenError conflict, Claims claims, Evidence evidence) {
        Terms terms = evidence.terms;
        switch (conflict.code()) {
            case APP_MISMATCH:
                return "The claims name app " + claims.appId() + ".";
            case EXPIRY_MISMATCH:
                return expiries(claims, evidence.envelope.expire());
            case LIFETIME_TOO_LONG:
                String lifetime = span(claims.expiresAt() - claims.issuedAt());
                return "It lives for " + lifetime + "; " + span(terms.maxLifetime) + " are allowed.";
            case NOT_YET_VALID:
                return "It is so by " + span(claims.issuedAt() - terms.now) + ".";
            case TOKEN_EXPIRED:
                return sinceExpiry(claims.expiresAt(), terms);
            default:
                return Findings.about(conflict);
        }
    }

    private static String expiries(Claims claims, long outside) {
        long inside = claims.expiresAt();
        if (outside == inside) {
            return "Minted at " + claims.issuedAt() + ", it expires at " + inside + ".";
        }
        String cut = outside == (inside & 0xffffffffL) ? ", cut to 32 bits as the web kit does" : "";
        return "Outside it is " + outside + cut + ", inside " + inside + ".";
    }

    static String sinceExpiry(long expire, Terms terms) {
        return "It did so " + span(terms.now - expire) + " ago.";
    }

    /** A length of time as people say it. */
    private static String span(long seconds) {
        if (seconds >= 2 * DAY) {
            return (seconds + DAY / 2) / DAY + " days";
        }
        if (seconds >= 2 * HOUR) {
            return (seconds + HOUR / 2) / HOUR + " hours";
        }
        if (seconds >= 5 * MINUTE) {
            return (seconds + MINUTE / 2) / MINUTE + " minutes";
        }
        return seconds + " seconds";
    }
}
