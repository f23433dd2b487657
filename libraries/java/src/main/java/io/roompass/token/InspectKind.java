package io.roompass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a text is by its looks, before anything is decoded. */
final class InspectKind {
    /** They are tried in their order, and each is about a whole text. */
    private static final List<InspectKind> LOOKS = Arrays.asList(
            look(Kind.EMPTY, "", Code.EMPTY),
            look(Kind.UNKNOWN, "undefined|null|NaN|\\[object \\w+\\]", Code.PLACEHOLDER),
            look(Kind.KIT_TOKEN, "(?:undefined|null)?#.*", Code.TOKEN_MISSING),
            // Every token of these centuries begins so.
            look(Kind.KIT_TOKEN, "04[^#]*#.*04AAAAA.*", Code.TWO_TOKENS),
            look(Kind.TOKEN04, "04.+04AAAAA.*", Code.TWO_TOKENS),
            look(Kind.KIT_TOKEN, "04[^#]*#[^#]*#.*", Code.KIT_TOKEN_TWICE),
            look(Kind.KIT_TOKEN, "04[^#]*#.*", null),
            // Before the prefixes: an AppSign and a secret may begin with 03 or 04 as well.
            look(Kind.APP_SIGN, "[0-9A-Fa-f]{64}", Code.APP_SIGN_GIVEN),
            look(Kind.SERVER_SECRET_LIKE, "[0-9A-Fa-f]{32}", Code.SERVER_SECRET_GIVEN),
            look(Kind.JWT, "eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*", Code.JWT_GIVEN),
            look(Kind.TOKEN03, "03[A-Za-z0-9+/=]{40,}", Code.TOKEN03_GIVEN),
            look(Kind.TOKEN04, "04.*", null));

    final Kind kind;
    /** Null for what is a token. */
    final Code code;

    private final Pattern pattern;

    private InspectKind(Kind kind, Pattern pattern, Code code) {
        this.kind = kind;
        this.pattern = pattern;
        this.code = code;
    }

    private static InspectKind look(Kind kind, String pattern, Code code) {
        return new InspectKind(kind, Pattern.compile(pattern, Pattern.DOTALL), code);
    }

    static InspectKind of(String text) {
        return LOOKS.stream()
                .filter(look -> look.pattern.matcher(text).matches())
                .findFirst()
                .orElseGet(() -> unknown(looksLikeSuffix(text) ? Code.SUFFIX_GIVEN : Code.NOT_A_KIT_TOKEN));
    }

    private static InspectKind unknown(Code code) {
        return new InspectKind(Kind.UNKNOWN, null, code);
    }

    /** Whether a text is a suffix without its token. */
    private static boolean looksLikeSuffix(String text) {
        byte[] json = Base64Text.decode(text);
        JsonDocument document = json == null ? null : JsonScanner.scan(new String(json, ISO_8859_1), 1);
        return document != null && has(document, "userID") && has(document, "roomID");
    }

    private static boolean has(JsonDocument document, String key) {
        return !document.object().get(key).is(JsonValue.Kind.ABSENT);
    }
}
