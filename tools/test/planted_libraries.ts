// Seven small libraries that say what their specification says: of the codes `bad`, `late` and `odd_one`.

const vectors = ['mint', 'hostile']
const named = `"${vectors.join('" "')}"\n`

const readme = `# Libraries

## Names

| | TypeScript | Go | C++ | Java | Python | PHP | .NET |
| - | --- | --- | --- | --- | --- | --- | --- |
| to mint | \`mint\` | \`Mint\` | \`mint\` | \`Roompass.mint\` | \`mint\` | \`KitToken::mint\` | \`KitToken.Mint\` |
| to ask | \`isUserId\` | – | – | – | – | – | – |

## Versions

| Language | Oldest | Held by |
| --- | --- | --- |
| TypeScript | 8 for the drop-in | tests |
| Go | 1.14 | |
| C++ | 11 | |
| Java | 8 | |
| Python | 3.6.8 | |
| PHP | 5.6 | |
| .NET | 3.5, C# 3 | |

### Why a token is refused

| Code | Meaning |
| --- | --- |
| \`bad\` | It is bad. |
| \`late\` | It is late. |

### What only inspecting says

| Code | Meaning |
| --- | --- |
| \`odd_one\` | It is odd. |
`

/** By their paths from the root. */
export const plantedLibraries: Readonly<Record<string, string>> = {
  'libraries/README.md': readme,
  'spec/kit-token.md': '## 5.4 Reason codes\n\n| C | R | C | R |\n| --- | --- | --- | --- |\n| `bad` | | `late` | |\n',
  'spec/reasons.json': JSON.stringify({ refusals: { bad: {}, late: {} }, explanations: { odd_one: {} } }),
  ...Object.fromEntries(vectors.map((name) => [`spec/vectors/${name}.json`, '{}'])),

  'libraries/typescript/package.json': '{ "engines": { "node": ">=8" } }',
  'libraries/typescript/src/mint.ts': 'export function mint() {}\nexport function isUserId() {}\n',
  'libraries/typescript/src/reasons.ts': "export type KitTokenErrorCode =\n  | 'bad'\n  | 'late'\n",
  'libraries/typescript/src/inspect/reasons.ts':
    "export const reasons = { bad: { message: 'It is bad.' }, late: { message: 'It is late.' } }\n",
  'libraries/typescript/src/inspect/hints.ts':
    "export type HintCode =\n  | 'odd_one'\nexport const hints = { odd_one: { message: 'It is odd.' } }\n",
  'libraries/typescript/test/vectors.test.ts': named,

  'libraries/go/go.mod': 'module roompass\n\ngo 1.14\n',
  'libraries/go/mint.go': 'package roompass\n\nfunc Mint() {}\n',
  'libraries/go/code.go':
    'package roompass\n\nconst (\n\tCodeBad Code = "bad"\n\tCodeLate   Code = "late"\n\tCodeOddOne Code = "odd_one" // Never.\n)\n',
  'libraries/go/vectors_test.go': named,

  'libraries/cpp/CMakeLists.txt': 'set_target_properties(roompass_token PROPERTIES\n    CXX_STANDARD 11\n)\n',
  'libraries/cpp/include/roompass/mint.hpp': 'std::string mint();\n',
  'libraries/cpp/src/refusals.cpp': '    {"bad", "It is bad.", silent},\n    {"late",\n     "It is late.", silent},\n',
  'libraries/cpp/src/explanations.cpp': '    {"odd_one", "It is odd.", silent},\n',
  'libraries/cpp/tests/vectors_test.cpp': named,

  'libraries/java/pom.xml': '<maven.compiler.release>8</maven.compiler.release>\n',
  'libraries/java/src/main/java/io/Roompass.java': 'class Roompass { static void mint() {} }\n',
  'libraries/java/src/main/java/io/Code.java':
    'enum Code {\n    BAD,\n    LATE,\n    // Only to explain.\n    ODD_ONE;\n}\n',
  'libraries/java/src/test/java/io/VectorsTest.java': named,

  'libraries/python/pyproject.toml': 'requires-python = ">=3.6.8"\n',
  'libraries/python/src/roompass/_mint.py': 'def mint(): ...\n',
  'libraries/python/src/roompass/_reasons.py': 'reasons = {\n    "bad": 1,\n    "late": 2,\n}\n',
  'libraries/python/src/roompass/_explanations.py': 'explanations = {\n    "odd_one": 3,\n}\n',
  'libraries/python/tests/test_vectors.py': named,

  'libraries/php/composer.json': '{ "require": { "php": ">=5.6" } }',
  'libraries/php/src/Roompass/KitToken.php': '<?php class KitToken { function mint() {} }\n',
  'libraries/php/src/Roompass/Inspect/Reasons.php': "<?php\n        'bad' => [\n        'late' => [\n",
  'libraries/php/src/Roompass/Inspect/Hints.php': "<?php\n        'odd_one' => [\n",
  'libraries/php/tests/VectorsTest.php': named,

  'libraries/dotnet/src/Roompass/Roompass.csproj': '<TargetFrameworks>net35;net8.0</TargetFrameworks>\n',
  'libraries/dotnet/src/Roompass/KitToken.cs': 'static class KitToken { static void Mint() {} }\n',
  'libraries/dotnet/src/Roompass/ReasonCode.cs':
    'public const string Bad = "bad";\npublic const string Late = "late";\npublic const string OddOne =\n  "odd_one";\n',
  'libraries/dotnet/tests/Vectors.cs': named,
}
