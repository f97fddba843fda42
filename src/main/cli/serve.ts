import { type Command } from 'commander'
import { parseServeArguments } from '../shell/loopback/serve-arguments.ts'
import { serveUntilSignal } from '../shell/loopback/serve-until-signal.ts'
import { printLine } from './output.ts'
import { type AddCommand, type GlobalOptions } from './store-command.ts'

interface ServeOptions {
  port?: string
  host?: string
  open?: string | boolean
  new?: boolean
}

export const addServe: AddCommand = (program) => {
  program
    .command('serve')
    .description('serve the window to a browser on this machine')
    .option('--port <number>', 'the port (default: any free one)')
    .option('--host <address>', 'only 127.0.0.1', '127.0.0.1')
    .option('--open [how]', 'app, browser or none')
    .option('--no-open', 'only print the link')
    .option('--new', 'serve although this store is served already, instead of giving a link of that')
    .action(async ({ port, host, open, new: isNew }: ServeOptions, command: Command) => {
      const { store, config } = command.optsWithGlobals<GlobalOptions>()
      const words = Object.entries({ port, host, store, config, open: open === false ? 'none' : open === true ? undefined : open })
      await serveUntilSignal(
        parseServeArguments([
          ...words.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
          ...(isNew === true ? ['--new'] : []),
        ]),
        printLine,
      )
    })
}
