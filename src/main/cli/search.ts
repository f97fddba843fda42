import { facetNames, mostUnread, type SearchFacets, searchKeys } from '../../shared/search.ts'
import { parseCount } from './arguments.ts'
import { formatArtifact, formatFoundLine, printJson, printLine, printNote } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

const examples = Object.values(searchKeys).map(({ example }) => example)

export const addSearch: AddCommand = (program, answerNo) => {
  program
    .command('search')
    .description(`find artifacts by names, contents and facts: words, "quoted text", and ${examples.join(' ')}`)
    .argument('<query...>')
    .option('--limit <number>', 'at most so many artifacts; the cursor for more goes to stderr', parseCount, 20)
    .option('--facets', 'end with how all that was found is spread over types, specs, tags, statuses and agents')
    .option('--cursor <cursor>', 'go on after an earlier search')
    .action(
      async (
        words: string[],
        { limit, cursor, facets: wantsFacets = false }: { limit: number; cursor?: string; facets?: boolean },
        command,
      ) => {
        await withStore(command, { create: false }, async ({ store, json }) => {
          // The shell took the quotes of a text with spaces in it.
          const query = words.map((word) => (words.length > 1 && /\s/.test(word) && !word.includes('"') ? `"${word}"` : word)).join(' ')
          const { results, nextCursor, facets, unread } = await store.search(query, { limit, cursor })
          if (results.length === 0) answerNo()
          for (const { artifact, hits } of results) {
            if (json) printJson({ ...formatArtifact(artifact), hits })
            else {
              printLine(formatFoundLine(artifact))
              for (const { line, excerpt } of hits) printLine(`    ${line}: ${excerpt.trim()}`)
            }
          }
          if (wantsFacets && facets !== null) {
            if (json) printJson({ facets: formatFacets(facets) })
            else {
              for (const name of facetNames) {
                const values = facets[name]
                if (values.length > 0) printLine(`${name}: ${values.map(({ value, count }) => `${value} (${count})`).join(', ')}`)
              }
              if (facets.ofNewest !== null) printNote(`counted over the newest ${facets.ofNewest} artifacts found; there are more`)
            }
          }
          if (unread > 0) {
            const count = unread === 1 ? '1 artifact' : `${unread}${unread === mostUnread ? ' or more' : ''} artifacts`
            printNote(`only the names of ${count} were searched: this machine has not read the content yet, "vitrine reindex" does`)
          }
          if (nextCursor !== null) printNote(`more: --cursor ${nextCursor}`)
        })
      },
    )
}

const formatFacets = ({ ofNewest, ...facets }: SearchFacets) => ({ ...facets, of_newest: ofNewest })
