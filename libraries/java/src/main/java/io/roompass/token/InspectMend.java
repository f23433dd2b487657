package io.roompass.token;

import static io.roompass.token.internal.json.JsonValue.Kind.OBJECT;
import static io.roompass.token.internal.json.JsonValue.Kind.STRING;

import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonValue;
import io.roompass.token.internal.names.CharSet;
import io.roompass.token.internal.names.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What happens to tokens on their way through URLs, JSON, terminals and mail: each damage recognised, named and undone,
 * one at a time.
 */
final class InspectMend {
    private static final Pattern BEARER = Pattern.compile("^bearer\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_BREAKS = Pattern.compile("[\r\n]");
    private static final Pattern PERCENT = Pattern.compile("^04[^#]*%(?:2B|2F|3D|23)", Pattern.CASE_INSENSITIVE);
    /** It also matches what needs no padding. */
    private static final Pattern UNPADDED = Pattern.compile("04[A-Za-z0-9+/]+=*(?:#[A-Za-z0-9+/]*=*)?");

    private static final String[] FIELDS = {"kitToken", "kit_token", "token", "data"};

    /** The better text. */
    final String text;
    /** What was undone. */
    final List<Code> damage = new ArrayList<>();

    private InspectMend(String text) {
        // In the order in which damage is undone: what came last on the way comes first.
        String better = undo(Code.SURROUNDING_SPACE, text, InspectMend::trim);
        better = undo(Code.WRAPPED_IN_JSON, better, InspectMend::fieldOfAnswer);
        better = undo(Code.QUOTED, better, InspectMend::unquote);
        better = undo(Code.BEARER_PREFIX, better, token -> BEARER.matcher(token).replaceFirst(""));
        better = undo(
                Code.LINE_BREAKS, better, token -> LINE_BREAKS.matcher(token).replaceAll(""));
        better = undo(Code.PERCENT_ENCODED, better, InspectMend::decodePercent);
        better = undo(Code.PLUS_BECAME_SPACE, better, ofToken(token -> token.replace(' ', '+')));
        better = undo(
                Code.BASE64URL_SPELLING,
                better,
                ofToken(token -> token.replace('-', '+').replace('_', '/')));
        this.text = undo(Code.PADDING_MISSING, better, InspectMend::padParts);
    }

    static InspectMend of(String text) {
        return new InspectMend(text);
    }

    private String undo(Code code, String text, UnaryOperator<String> mend) {
        String better = mend.apply(text);
        if (!better.equals(text)) {
            damage.add(code);
        }
        return better;
    }

    private static UnaryOperator<String> ofToken(UnaryOperator<String> mend) {
        return text -> text.startsWith(Frame.PREFIX) ? mend.apply(text) : text;
    }

    /** String.trim takes no space beyond ASCII, and controls that are none. */
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\ufeff' || Character.isSpaceChar(c);
    }

    /** The token in {"token":"04…"}, {"data":{"token":"04…"}} and their like (spec kit-token.md 5.5.1). */
    private static String fieldOfAnswer(String text) {
        JsonDocument document = JsonScanner.scan(text, InspectFaults.MAX_DEPTH);
        if (document == null) {
            return text;
        }
        for (JsonValue answer = document.object(); answer.is(OBJECT); answer = answer.get("data")) {
            for (String key : FIELDS) {
                JsonValue value = answer.get(key);
                if (value.is(STRING)) {
                    return value.text();
                }
            }
        }
        return text;
    }

    private static String unquote(String text) {
        int last = text.length() - 1;
        boolean quoted = last > 0 && text.charAt(0) == text.charAt(last) && "\"'`".indexOf(text.charAt(0)) >= 0;
        return quoted ? trim(text.substring(1, last)) : text;
    }

    private static String decodePercent(String text) {
        String decoded = PERCENT.matcher(text).find() ? Percent.decode(text) : null;
        return decoded == null ? text : decoded;
    }

    /** Gives each base64 part of a token the padding that its length asks for. */
    private static String padParts(String text) {
        // What is all hex is a secret or an AppSign that begins with 04 by chance.
        if (!UNPADDED.matcher(text).matches() || CharSet.HEX.holds(text)) {
            return text;
        }
        Frame frame = Frame.splitAny(text);
        String token04 = Frame.PREFIX + padded(frame.token04.substring(Frame.PREFIX.length()));
        return frame.suffix == null ? token04 : token04 + Frame.SEPARATOR + padded(frame.suffix);
    }

    /** Leaves alone what has padding already, and a length that no base64 has. */
    private static String padded(String part) {
        int missing = (4 - part.length() % 4) % 4;
        return missing == 3 || part.endsWith("=") ? part : part + "==".substring(0, missing);
    }
}
