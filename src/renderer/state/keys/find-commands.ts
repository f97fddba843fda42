// Which commands a few typed words mean, the likeliest first.
import { type Command } from '../commands.ts'

type Findable = Pick<Command, 'label' | 'group' | 'words'>

const normal = (text: string) => text.normalize('NFC').toLowerCase()
const isWordStart = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))

/** How well one word fits: 3 starts the label, 2 starts a word of it, 1 is inside it or among its further words, 0 not at all. */
function fit(label: string, rest: string, word: string): number {
  const at = label.indexOf(word)
  if (at === 0) return 3
  for (let next = at; next > 0; next = label.indexOf(word, next + 1)) if (isWordStart(label, next)) return 2
  return at > 0 || rest.includes(word) ? 1 : 0
}

/** Those in which all words of the query are found, best first, else in their order. All of them for an empty query. */
export function findCommands<C extends Findable>(commands: readonly C[], query: string): C[] {
  const words = normal(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...commands]
  const scored = commands.flatMap((command) => {
    const label = normal(command.label)
    const rest = normal(`${command.group} ${command.words ?? ''}`)
    const fits = words.map((word) => fit(label, rest, word))
    return fits.includes(0) ? [] : [{ command, score: fits.reduce((sum, one) => sum + one, 0) / fits.length }]
  })
  return scored.toSorted((a, b) => b.score - a.score).map(({ command }) => command)
}
