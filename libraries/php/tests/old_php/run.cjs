// Runs check.php on old versions of PHP, which WebAssembly carries: node run.cjs <folder of the runtime> <version>…
// The runtime sees this repository, and the example as ZEGOCLOUD's page has it: the package copied to /my_project/zego.
const { readFileSync } = require('node:fs')
const { resolve } = require('node:path')

const [runtime, ...versions] = process.argv.slice(2)
const { NodePHP } = require(resolve(runtime, 'index.cjs'))
const root = resolve(__dirname, '../../../..')
const example = resolve(root, 'examples/php')

async function run(version) {
  const php = await NodePHP.load(version)
  php.mount(root, root)
  php.mkdir('/my_project/vendor')
  php.mkdir('/my_project/zego')
  php.mount(resolve(example, 'vendor'), '/my_project/vendor')
  php.mount(resolve(root, 'libraries/php'), '/my_project/zego')
  php.writeFile('/my_project/token.php', readFileSync(resolve(example, 'token.php')))
  const { bytes, errors } = await php.run({ scriptPath: resolve(__dirname, 'check.php') })
  process.stdout.write(new TextDecoder().decode(bytes))
  if (errors !== '') process.stdout.write(`PHP ${version} says: ${errors}\n`)
}

async function main() {
  for (const version of versions) await run(version)
}

// The runtime keeps the process alive. What goes wrong is not caught, and ends it with 1.
void main().then(() => process.exit(0))
