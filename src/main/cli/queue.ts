import { Option } from 'commander'
import { describeFinding } from '../../shared/review/evidence-words.ts'
import { renameKeys, snakeCase } from '../../shared/json-names.ts'
import { type QueueItem, type QueueShow, queueShowSchema } from '../../shared/review/queue.ts'
import { describeWhy } from '../../shared/review/queue-words.ts'
import { parseCount } from './arguments.ts'
import { printJson, printLine, printNote } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

interface QueueOptions {
  spec?: string
  show?: QueueShow
  limit?: number
  cursor?: string
}

const pageSize = 1000

export const addQueue: AddCommand = (program) => {
  program
    .command('queue')
    .description('tasks of all specs by what needs a look, the riskiest first, with the reasons')
    .option('--spec <name>', 'only this spec')
    .addOption(new Option('--show <list>', 'what waits, or what has a verdict').choices(queueShowSchema.options))
    .option('--limit <number>', 'at most so many; the cursor for more goes to stderr', parseCount)
    .option('--cursor <cursor>', 'go on after an earlier list')
    .action(async ({ spec, show, limit = Infinity, cursor }: QueueOptions, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        let next = cursor
        for (let left = limit; left > 0;) {
          const page = await store.listQueue({
            ...(show === undefined ? {} : { show }),
            ...(spec === undefined ? {} : { specName: spec }),
            ...(next === undefined ? {} : { cursor: next }),
            limit: Math.min(left, pageSize),
          })
          for (const item of page.items) {
            if (json) printJson(formatItem(item))
            else printLine(formatItemLine(item))
          }
          left -= page.items.length
          next = page.nextCursor ?? undefined
          if (next === undefined) return
        }
        if (next !== undefined) printNote(`more: --cursor ${next}`)
      })
    })
}

function formatItem({ reasons, ...item }: QueueItem): unknown {
  const named = reasons.map(({ finding, counts, points }) => ({ finding, points, what: describeFinding(finding, counts) }))
  return renameKeys({ ...item, reasons: named }, snakeCase)
}

/** `50  spec/task  attempt 2  not reviewed; 3 of 40 tests failed; no log` */
function formatItemLine({ risk, specName, taskId, version, why, verdict, reasons }: QueueItem): string {
  const words = [describeWhy(why, verdict), ...reasons.map(({ finding, counts }) => describeFinding(finding, counts))]
  return [String(risk).padStart(3), `${specName}/${taskId}`, `attempt ${version}`, words.join('; ')].join('  ')
}
