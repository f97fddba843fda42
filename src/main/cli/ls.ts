import { Option } from 'commander'
import { artifactSortSchema, type ArtifactSort } from '../../shared/artifact-list.ts'
import { addFilterOptions, filterOf, type FilterOptions, parseCount } from './arguments.ts'
import { formatArtifact, formatFoundLine, printJson, printLine, printNote } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

interface LsOptions extends FilterOptions {
  sort?: ArtifactSort
  limit?: number
  cursor?: string
}

const pageSize = 1000

export const addLs: AddCommand = (program) => {
  addFilterOptions(program.command('ls').description('list artifacts, the newest first'))
    .addOption(new Option('--sort <key>', 'the order; - turns it round').choices(artifactSortSchema.options))
    .option('--limit <number>', 'at most so many; the cursor for more goes to stderr', parseCount)
    .option('--cursor <cursor>', 'go on after an earlier list')
    .action(async ({ sort, limit = Infinity, cursor, ...options }: LsOptions, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        let next: string | undefined = cursor
        for (let left = limit; left > 0;) {
          const { artifacts, nextCursor } = await store.list({
            filter: filterOf(options),
            sort,
            limit: Math.min(left, pageSize),
            cursor: next,
          })
          for (const artifact of artifacts) {
            if (json) printJson(formatArtifact(artifact))
            else printLine(formatFoundLine(artifact))
          }
          left -= artifacts.length
          next = nextCursor ?? undefined
          if (next === undefined) return
        }
        if (next !== undefined) printNote(`more: --cursor ${next}`)
      })
    })
}
