import { buffer } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import { type ArtifactPair, type BothSides, pairArtifacts, pairsOfType, testPairs } from '../../shared/comparison/artifact-pairs.ts'
import { artifactTypes, type ArtifactType } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { compareDiffs } from '../facts/compare/compare-diffs.ts'
import { scanLogDelta } from '../facts/compare/log-delta.ts'
import { compareReports } from '../facts/compare/test-flips.ts'
import { readReport } from '../facts/read-report.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type Compared, type ComparedPair, printCompared } from './compare-output.ts'
import { findSide, type Item, itemOf, needsStore, type Side } from './compare-sides.ts'
import { type AddCommand, type GlobalOptions, withStore } from './store-command.ts'

interface CompareOptions {
  type?: ArtifactType
  full?: boolean
}

export const addCompare: AddCommand = (program) => {
  program
    .command('compare')
    .description(
      'tell how two attempts, artifacts or files differ: which tests broke or were fixed, the change of the diff, lines only one log has',
    )
    .argument('<a>', 'an attempt as SPEC/TASK@VERSION, the URI of an artifact, or a file')
    .argument('<b>', 'what to compare it with; an attempt with an attempt')
    .addOption(new Option('--type <type>', 'read artifacts and files as this type (default: by name and content)').choices(artifactTypes))
    .option('--full', 'list everything, not only the beginning of long lists')
    .addHelpText(
      'after',
      '\nIn names of attempts, write / as %2F, @ as %40 and % as %25. Where a file has that name, the file is meant.\nDifferences are no failure: the exit code is 0 when the two were compared, 1 when one of them is not there.',
    )
    .action(async (a: string, b: string, { type, full = false }: CompareOptions, command: Command) => {
      const { json = false } = command.optsWithGlobals<GlobalOptions>()
      const compare = async (store: ArtifactStore | undefined) => {
        const [first, second] = [await findSide(a, store, type), await findSide(b, store, type)]
        printCompared(await compareSides(first, second, store), { json, full })
      }
      if (needsStore(a) || needsStore(b)) await withStore(command, { create: false }, ({ store }) => compare(store))
      else await compare(undefined)
    })
}

async function compareSides(first: Side, second: Side, store: ArtifactStore | undefined): Promise<Compared> {
  if (first.at === 'attempt' && second.at === 'attempt' && store !== undefined) {
    const pairs = pairArtifacts(first.artifacts, second.artifacts)
    const items = (pair: BothSides): [Item, Item] => [itemOf(pair.first, store), itemOf(pair.second, store)]
    const compared: Compared = { first, second, artifacts: pairs.map((pair) => describePair(pair, store)), tests: [], diffs: [], logs: [] }
    for (const pair of testPairs(first.artifacts, second.artifacts)) compared.tests.push(await compareTestsOf(...items(pair)))
    for (const pair of pairsOfType(pairs, 'diff')) compared.diffs.push(await compareDiffsOf(...items(pair)))
    for (const pair of pairsOfType(pairs, 'log')) compared.logs.push(await compareLogsOf(...items(pair)))
    return compared
  }
  if (first.at === 'attempt' || second.at === 'attempt') {
    throw new VitrineError('request.invalid', { reason: 'an attempt is compared with an attempt; name two attempts, or two artifacts' })
  }
  return compareItems(first.item, second.item)
}

function describePair({ type, first, second, change }: ArtifactPair, store: ArtifactStore): ComparedPair {
  return { type, change, first: first && itemOf(first, store), second: second && itemOf(second, store) }
}

async function compareItems(first: Item, second: Item): Promise<Compared> {
  const types = new Set([first.type, second.type])
  const isTests = types.has('test') && (types.size === 1 || types.has('log'))
  if (types.size > 1 && !isTests) {
    const reason = `${first.name} is a ${first.type} and ${second.name} is a ${second.type}; name two of one type, or say which with --type`
    throw new VitrineError('request.invalid', { reason })
  }
  const isSame = (await first.checksum()) === (await second.checksum())
  const pair: ComparedPair = { type: second.type, change: isSame ? 'same' : 'changed', first, second }
  const sides = { first: { at: 'item', item: first }, second: { at: 'item', item: second } } as const
  const compared: Compared = { ...sides, artifacts: [pair], tests: [], diffs: [], logs: [] }
  if (isTests) compared.tests.push(await compareTestsOf(first, second))
  else if (types.has('diff')) compared.diffs.push(await compareDiffsOf(first, second))
  else if (types.has('log')) compared.logs.push(await compareLogsOf(first, second))
  return compared
}

async function compareTestsOf(first: Item, second: Item): Promise<Compared['tests'][number]> {
  const [one, other] = [await readReport(first, await first.open()), await readReport(second, await second.open())]
  return { first, second, comparison: compareReports(one, other) }
}

async function compareDiffsOf(first: Item, second: Item): Promise<Compared['diffs'][number]> {
  return { first, second, ...compareDiffs(await buffer(await first.open()), await buffer(await second.open())) }
}

async function compareLogsOf(first: Item, second: Item): Promise<Compared['logs'][number]> {
  const turns = [first, second, first][Symbol.iterator]()
  const contents = async function* () {
    const { value } = turns.next()
    if (value !== undefined) yield* await value.open()
  }
  return { first, second, delta: await scanLogDelta(contents) }
}
