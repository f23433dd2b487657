package io.roompass.token.testee;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roompass.token.KitTokenError;
import io.roompass.token.SpecFiles;
import io.roompass.token.internal.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/** Answers for this library in conformance/languages: JSON lines on standard input and output, as its README says. */
public final class Testee {
    private Testee() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, false, "UTF-8");
        try {
            serve(new BufferedReader(new InputStreamReader(System.in, UTF_8)), answers);
        } catch (IllegalArgumentException notJson) {
            System.err.println(notJson.getMessage());
            System.exit(1);
        }
    }

    /** Answers each request before it reads on. */
    static void serve(BufferedReader requests, PrintStream answers) throws IOException {
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            JsonValue request = SpecFiles.parse(line);
            // Not println, whose line ends differ by machine.
            answers.print(answer(request) + "\n");
            answers.flush();
        }
    }

    private static String answer(JsonValue request) {
        Json answer = new Json().put("id", request.get("id").integer());
        try {
            return answer.put("ok", true).put("result", resultOf(request)).toString();
        } catch (KitTokenError refusal) {
            return refused(request, refusal.code().toString());
        } catch (IllegalArgumentException | NullPointerException badCall) {
            return refused(request, "bad_call");
        }
    }

    private static String refused(JsonValue request, String code) {
        return new Json()
                .put("id", request.get("id").integer())
                .put("ok", false)
                .put("code", code)
                .toString();
    }

    private static Json resultOf(JsonValue request) {
        switch (request.get("op").text()) {
            case "about":
                return new Json().put("language", "java").put("version", System.getProperty("java.version"));
            case "mint":
                return new Json().put("kitToken", Requests.mint(request.get("in")));
            case "mintToken04":
                return new Json().put("token04", Requests.mintToken04(request.get("in")));
            case "verify":
                return Results.of(Requests.verify(request));
            case "inspect":
                return Results.of(Requests.inspect(request));
            default:
                throw new IllegalArgumentException("no such op");
        }
    }
}
