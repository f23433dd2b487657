// The seven libraries, and where each of them says what tools/docs/libraries.ts compares.

export interface Library {
  /** As the tables name it, and its folder in libraries/. */
  readonly title: string
  readonly folder: string
  /** Files, by their paths in the folder, in which its public names are declared. */
  readonly sources: RegExp
  readonly tests: RegExp
  /** Files that list the codes, and how one is written there. */
  readonly codes: RegExp
  readonly code: RegExp
  /** The file that says which version is the oldest, and how. */
  readonly manifest: string
  readonly oldest: RegExp
}

export const libraries: readonly Library[] = [
  {
    title: 'TypeScript',
    folder: 'typescript',
    sources: /^src\/.*\.ts$/,
    tests: /^test\/.*\.ts$/,
    codes: /^src\/(?:reasons|inspect\/hints)\.ts$/,
    code: /^ {2}\| '(\w+)'$/gm,
    manifest: 'package.json',
    oldest: /"node": ">=([\d.]+)"/,
  },
  {
    title: 'Go',
    folder: 'go',
    sources: /^(?:token04\/|errors\/)?(?!.*_test\.go)\w+\.go$/,
    tests: /_test\.go$/,
    codes: /^code\.go$/,
    code: /^\tCode\w+ +Code = "(\w+)"/gm,
    manifest: 'go.mod',
    oldest: /^go ([\d.]+)$/m,
  },
  {
    title: 'C++',
    folder: 'cpp',
    sources: /^include\//,
    tests: /^tests\/.*\.cpp$/,
    codes: /^src\/(?:refusals|explanations)\.cpp$/,
    code: /^ {4}\{"(\w+)",/gm,
    manifest: 'CMakeLists.txt',
    oldest: /CXX_STANDARD (\d+)/,
  },
  {
    title: 'Java',
    folder: 'java',
    sources: /^src\/main\/.*\.java$/,
    tests: /^src\/test\/.*\.java$/,
    codes: /\/Code\.java$/,
    code: /^ {4}([A-Z][A-Z0-9_]*)[,;]$/gm,
    manifest: 'pom.xml',
    oldest: /<maven\.compiler\.release>(\d+)</,
  },
  {
    title: 'Python',
    folder: 'python',
    sources: /^src\/.*\.py$/,
    tests: /^tests\/.*\.py$/,
    codes: /^src\/roompass\/(?:\w+\/)?_?(?:reasons|explanations|hints)\.py$/,
    code: /^ {4}"(\w+)": /gm,
    manifest: 'pyproject.toml',
    oldest: /^requires-python = ">=([\d.]+)"$/m,
  },
  {
    title: 'PHP',
    folder: 'php',
    sources: /^src\/.*\.php$/,
    tests: /^tests\/.*\.php$/,
    codes: /^src\/Roompass\/Inspect\/(?:Reasons|Hints)\.php$/,
    code: /^ {8}'(\w+)' => \[/gm,
    manifest: 'composer.json',
    oldest: /"php": ">=([\d.]+)"/,
  },
  {
    title: '.NET',
    folder: 'dotnet',
    sources: /^src\/.*\.cs$/,
    tests: /^tests\/.*\.cs$/,
    codes: /\/ReasonCode\.cs$/,
    code: /const string \w+ =\s+"(\w+)";/g,
    manifest: 'src/Roompass/Roompass.csproj',
    oldest: /<TargetFrameworks?>net(\d)(\d);/,
  },
]
