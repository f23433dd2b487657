package io.roompass.token;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toList;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is collected on the walk through a token. Each code counts once, where it was found first. */
final class Findings {
    /** With the first sentence about this token in particular, or "". */
    private final Map<Code, String> found = new LinkedHashMap<>();

    /** Takes no notice of null: there was nothing to find. */
    void add(Code code) {
        add(code, "");
    }

    void add(Code code, String detail) {
        if (code != null && found.getOrDefault(code, "").isEmpty()) {
            found.put(code, detail);
        }
    }

    /** The reason of a refusal. */
    void add(KitTokenError refusal) {
        add(refusal.code(), about(refusal));
    }

    static String about(KitTokenError refusal) {
        return refusal.claim().map(claim -> "It is about " + claim + ".").orElse("");
    }

    /** What a step gives; null when it refuses, and the reason is noted. */
    <T> T catching(Supplier<T> step) {
        try {
            return step.get();
        } catch (KitTokenError refusal) {
            add(refusal);
            return null;
        }
    }

    List<Problem> list() {
        return found.entrySet().stream()
                .map(each -> problemOf(each.getKey(), each.getValue()))
                .collect(collectingAndThen(toList(), Collections::unmodifiableList));
    }

    private static Problem problemOf(Code code, String detail) {
        String message = detail.isEmpty() ? code.message() : code.message() + " " + detail;
        return new Problem(code, message, code.fix());
    }
}
