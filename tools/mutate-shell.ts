// `npm run mutate:shell [-- --built | --sources | words]`: undoes each line that keeps the shells safe, in a copy, and shows which tests see
// it. With words, only what they name. Ends badly when one is seen by nobody.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { root, runCommand } from './run-command.ts'
import { builtMutants, type Mutant, sourceMutants } from './shell-mutants.ts'

const copy = join(root, 'release', `mutant-${process.pid}`)
const limitMs = 180_000
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isLeftOut = (mutants: readonly Mutant[]) => process.argv.includes(mutants === builtMutants ? '--sources' : '--built')
const isWanted = ({ undone }: Mutant) => words.length === 0 || words.some((word) => undone.includes(word))

function makeCopy(): void {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  for (const name of ['src', 'tools', 'out', 'sample', 'package.json', 'vitest.config.ts', 'tsconfig.base.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir')
}

/** Runs with one line undone; the file is as it was afterwards. */
async function withMutant<T>({ file, before, after, undone }: Mutant, run: () => Promise<T>): Promise<T> {
  const path = join(copy, file)
  const code = readFileSync(path, 'utf8')
  if (!code.includes(before)) throw new Error(`"${undone}" cannot be undone: ${file} has no ${before}`)
  writeFileSync(path, code.replace(before, after))
  try {
    return await run()
  } finally {
    writeFileSync(path, code)
  }
}

/** The first test that failed, or `undefined` when all passed. */
async function firstFailure(command: string, environment: Record<string, string> = {}): Promise<string | undefined> {
  const { code, output, timedOut } = await runCommand(command, { timeoutMs: limitMs, environment: { NO_COLOR: '1', ...environment } })
  if (timedOut) return 'the tests took too long'
  if (code === 0) return undefined
  return /(?:✘.*?›|FAIL .*? >) (.*)/.exec(output)?.[1]?.trim() ?? output.trim().split('\n').at(-1)
}

/** The stories that have the mutant's number in their title come first. */
async function runStories({ undone }: Pick<Mutant, 'undone'>): Promise<string | undefined> {
  const number = /^\d+/.exec(undone)?.[0]
  const numbered = number === undefined ? undefined : await runStoriesOf(`\\b${number}\\b[-, 0-9]*: `)
  return numbered ?? runStoriesOf('.')
}

async function runStoriesOf(titles: string): Promise<string | undefined> {
  const words = `--config e2e/playwright.config.ts e2e/desktop-security.e2e.ts -x --timeout 40000 --reporter list --output "${copy}/results"`
  return firstFailure(`playwright test ${words} -g "${titles}"`, {
    DESKTOP_ENTRY: join(copy, 'out/main/index.js'),
    CI: '1',
    ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
  })
}

const runUnitTests = ({ file }: Pick<Mutant, 'file' | 'undone'>) => {
  const tests = file.includes('/desktop/')
    ? 'src/main/shell/desktop'
    : file.includes('/shell/')
      ? 'src/main/shell/'
      : 'src/main/api/request-handler.test.ts'
  return firstFailure(`vitest run --root "${copy}" --bail 1 --testTimeout 8000 ${tests}`)
}

const chromium = await findChromium()
makeCopy()
let unseen = 0
for (const [mutants, run] of [
  [sourceMutants, runUnitTests],
  [builtMutants, runStories],
] as const) {
  const wanted = mutants.filter(isWanted)
  if (wanted.length === 0 || isLeftOut(mutants)) continue
  const failure = await run({ file: 'src/main/shell/', undone: '' })
  if (failure !== undefined) throw new Error(`with nothing undone a test fails: ${failure}`)
  for (const mutant of wanted) {
    const seen = await withMutant(mutant, () => run(mutant))
    if (seen === undefined) unseen++
    console.log(`${seen === undefined ? '✗ seen by nobody:' : '✓'} ${mutant.undone}${seen === undefined ? '' : `  ← ${seen}`}`)
  }
}
rmSync(copy, { recursive: true, force: true })
console.log(unseen === 0 ? 'Each was seen.' : `${unseen} seen by nobody.`)
process.exitCode = unseen === 0 ? 0 : 1
