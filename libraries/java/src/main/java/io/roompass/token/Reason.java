package io.roompass.token;

import static io.roompass.token.ZegocloudCodes.list;

import java.util.EnumMap;
import java.util.Map;

/** What a code means, for every token that has it, in the words of spec/reasons.json. */
final class Reason {
    /** What ZEGOCLOUD says of a token that it cannot read. */
    static final ZegocloudCodes UNREADABLE =
            ZegocloudCodes.codes(list(1102016), list(1002074, 1002075), list(6000103), list());
    /** What it says of one that does not belong to the app, or was made with another secret. */
    static final ZegocloudCodes FOREIGN =
            ZegocloudCodes.codes(list(1102016, 1102020), list(1002033), list(6000101, 6000103), list(20014, 20015));

    private static final Map<Code, Reason> ALL = new EnumMap<>(Code.class);

    static {
        Refusals.addTo(ALL);
        Explanations.addTo(ALL);
    }

    final String message;
    final String fix;
    final ZegocloudCodes zegocloud;

    Reason(String message, String fix, ZegocloudCodes zegocloud) {
        this.message = message;
        this.fix = fix;
        this.zegocloud = zegocloud;
    }

    static Reason of(Code code) {
        return ALL.get(code);
    }
}
