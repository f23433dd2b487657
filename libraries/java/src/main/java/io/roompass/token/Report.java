package io.roompass.token;

import java.util.List;
import java.util.Optional;

/** What {@link Roompass#inspect} tells. */
public final class Report {
    private final Kind kind;
    private final List<Problem> problems;
    private final List<Problem> warnings;
    private final Layers layers;

    Report(Kind kind, List<Problem> problems, List<Problem> warnings, Layers layers) {
        this.kind = kind;
        this.problems = problems;
        this.warnings = warnings;
        this.layers = layers;
    }

    /** What the text is by its looks. */
    public Kind kind() {
        return kind;
    }

    /** Everything that is wrong, the most telling first. */
    public List<Problem> problems() {
        return problems;
    }

    /** What does not make the token bad, and should be known. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** What was found, from the outside in. */
    public Layers layers() {
        return layers;
    }

    /**
     * Whether there is no problem. With keys that is exactly when verifying takes it; without keys nothing is proved.
     */
    public boolean isOk() {
        return problems.isEmpty();
    }

    /** The code that explains most; empty when there is no problem. */
    public Optional<Code> primary() {
        return problems.stream().findFirst().map(Problem::code);
    }
}
