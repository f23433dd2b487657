package io.roompass.token.testee;

import static java.util.stream.Collectors.toList;

import io.roompass.token.Code;
import io.roompass.token.Grant;
import io.roompass.token.Pass;
import io.roompass.token.Problem;
import io.roompass.token.Report;
import java.util.List;

/** What the library answers, as spec/vectors spells it. */
final class Results {
    private Results() {}

    static Json of(Pass pass) {
        Grant grant = pass.grant();
        return new Json()
                .put("trust", pass.trust().toString())
                .put("appId", pass.appId())
                .put("userId", pass.userId())
                .put("roomId", pass.roomId().orElse(null))
                .put("userName", pass.userName().orElse(null))
                .put(
                        "grant",
                        new Json()
                                .put("join", grant.join())
                                .put("publish", grant.publish())
                                .put("streamIds", grant.streamIds().orElse(null)))
                .put("issuedAt", pass.issuedAt())
                .put("expiresAt", pass.expiresAt())
                .put("tid", pass.tid())
                .put("kid", pass.kid())
                .put("format", pass.format().toString())
                .put("payload", pass.payload())
                .put("ext", pass.ext().orElse(null))
                .put(
                        "claimed",
                        pass.claimed()
                                .map(claimed -> new Json()
                                        .put("roomId", claimed.roomId().orElse(null))
                                        .put("userName", claimed.userName()))
                                .orElse(null));
    }

    /** In codes alone. */
    static Json of(Report report) {
        return new Json()
                .put("kind", report.kind().toString())
                .put("ok", report.isOk())
                .put("primary", report.primary().map(Code::toString).orElse(null))
                .put("problems", codes(report.problems()))
                .put("warnings", codes(report.warnings()));
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(problem -> problem.code().toString()).collect(toList());
    }
}
