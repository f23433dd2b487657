package io.roompass.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PRINTED = Pattern.compile("^ *System\\.out\\.println\\(.*\\); +// (.*)$");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> examplesPrintWhatTheirCommentsSay() throws IOException {
        String readme = new String(Files.readAllBytes(Paths.get("README.md")), UTF_8);
        List<String> examples = new ArrayList<>();
        for (Matcher found = EXAMPLE.matcher(readme); found.find(); ) {
            examples.add(found.group(1));
        }
        assertTrue(examples.size() >= 3, "examples");
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest("example " + examples.indexOf(example), () -> check(example)));
    }

    private void check(String example) throws IOException, InterruptedException {
        StringBuilder imports = new StringBuilder();
        StringBuilder body = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (String line : example.split("\n", -1)) {
            (line.startsWith("import ") ? imports : body).append(line).append('\n');
            Matcher printed = PRINTED.matcher(line);
            if (printed.matches()) {
                expected.add(printed.group(1));
            }
        }
        Path source = folder.resolve("Example.java");
        String program = imports + "class Example { public static void main(String[] a) {\n" + body + "} }\n";
        Files.write(source, program.getBytes(UTF_8));
        assertEquals(expected, Arrays.asList(run(source).trim().split("\n", -1)));
    }

    private static String run(Path source) throws IOException, InterruptedException {
        String java = Paths.get(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-cp", "target/classes", source.toString());
        builder.environment().put("ROOMPASS_SERVER_SECRET", People.SECRET);
        Process process = builder.redirectErrorStream(true).start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        InputStream printed = process.getInputStream();
        for (int b = printed.read(); b >= 0; b = printed.read()) {
            output.write(b);
        }
        process.waitFor();
        return new String(output.toByteArray(), UTF_8);
    }
}
