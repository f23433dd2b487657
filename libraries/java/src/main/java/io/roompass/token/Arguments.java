package io.roompass.token;

/** What is thrown for a call that is wrong. It names the argument and shows no value. */
final class Arguments {
    private Arguments() {}

    static IllegalArgumentException wrong(String argument, String problem) {
        return new IllegalArgumentException(argument + " " + problem);
    }

    static void check(boolean holds, String argument, String problem) {
        if (!holds) {
            throw wrong(argument, problem);
        }
    }

    static <T> T given(String argument, T value) {
        if (value == null) {
            throw new NullPointerException(argument + " must not be null");
        }
        return value;
    }
}
