// docs/cli.md, written by the commands themselves.
import { type Command } from 'commander'
import { createProgram } from '../src/main/cli/program.ts'

const columns = 118
const beginning = `# The command line

Made by \`npm run docs:cli\` from the commands themselves, whose \`--help\` says the same; a test tells when this page is out of date.
After \`npm run build\`: \`npm run -s vitrine -- COMMAND\`, \`npx vitrine COMMAND\`, or \`node out/main/cli.js COMMAND\`.

- **Output.** Data goes to standard output, progress (on a terminal) and errors to standard error. With \`--json\` a list is one object a line, all
  else one object; records carry the names of [formats.md](formats.md), and an error is \`{"error": {"code", "message", "details"}}\`.
- **Exit codes.** 0 done; 1 the answer is no (damage found, nothing there where something was named); 2 wrong usage; 3 the store failed.
- **Which store.** \`--store\`, else \`$ARTIFACT_STORE_BASE_PATH\` and its like, else what \`--config\`, \`$VITRINE_CONFIG\`, \`~/.vitrine/config.yaml\` or
  \`~/.necrocode/config/artifact-store.yaml\` says, else \`~/.necrocode/artifacts\`.
`

/** The whole page: the program's help, then that of each command and subcommand. */
export async function makeCliPage(): Promise<string> {
  const program = await createProgram(() => undefined)
  const sections = program.commands.map((command) => {
    const parts = command.commands.length === 0 ? [command] : command.commands
    const about = command.commands.length === 0 ? '' : `\n${capitalise(command.description())}.\n`
    return `## ${command.name()}\n${about}\n${parts.map(fence).join('\n')}`
  })
  return [beginning, fence(program), ...sections].join('\n')
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function fence(command: Command): string {
  let help = ''
  command
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => columns, getOutHasColors: () => false })
    .outputHelp()
  return `\`\`\`text\n${help.trim()}\n\`\`\`\n`
}
