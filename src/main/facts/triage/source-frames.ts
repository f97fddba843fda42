// The frames of a trace, whichever language wrote it: Python, JavaScript, Go, Rust, Java and Kotlin, Ruby, PHP, C#.
import { withoutTerminalCodes } from '../../../shared/terminal-text.ts'

export interface SourceFrame {
  /** With `/` between its parts, without a scheme, a drive or `./`. */
  path: string
  line: number
  function?: string | undefined
}

const extensions =
  'py|pyi|pyx|[cm]?[jt]sx?|vue|svelte|go|rs|java|kt|kts|groovy|scala|rb|rake|php|phtml|cs|fs|vb|dart|swift|exs?|erl|cc|cpp|cxx|c|h|hpp|feature'
const plainPath = new RegExp(`((?:[A-Za-z]:)?[^\\s"'()<>:,;|\`]*\\.(?:${extensions})):(\\d+)(?!\\d)`, 'g')

interface Dialect {
  /** What a line must hold to be worth a closer look. */
  hint: string
  pattern: RegExp
  read: (match: RegExpExecArray) => SourceFrame | undefined
}

const dialects: readonly Dialect[] = [
  {
    // Python: `  File "/x/a.py", line 7, in test_b`.
    hint: 'File "',
    pattern: /^\s*File "([^"]+)", line (\d+)(?:, in (.+))?/,
    read: ([, path = '', line, name]) => frame(path, line, name),
  },
  {
    // Java and Kotlin: `at com.example.Cart$Item.add(Cart.java:42)`; the package is the folder.
    hint: '(',
    pattern: /^\s*at (?:[\w.-]*@?[\w.-]*\/\/?)?([\w$.]+)\.([\w$<>]+)\((\w+\.(?:java|kt|groovy|scala)):(\d+)\)/,
    read: ([, owner = '', method, file = '', line]) => frame([...owner.split('.').slice(0, -1), file].join('/'), line, method),
  },
  {
    // C#: `at Shop.Cart.Add(Item item) in C:\src\Cart.cs:line 42`.
    hint: ':line ',
    pattern: /^\s*at (.+?) in (.+):line (\d+)/,
    read: ([, name = '', path = '', line]) => frame(path, line, name.replace(/\(.*/, '').split('.').at(-1)),
  },
  {
    // PHP: `#0 /x/Cart.php(42): Shop\Cart->add()`.
    hint: '.php(',
    pattern: /^\s*(?:#\d+ )?(\S.*\.php)\((\d+)\)(?:: (?:.*(?:->|::|\\))?(\w+)\()?/,
    read: ([, path = '', line, name]) => frame(path, line, name),
  },
  {
    // JavaScript: `at Cart.add (/x/cart.ts:42:7)`; a path in parentheses may hold spaces.
    hint: ':',
    pattern: /^\s*at (?:async )?(?:new )?(\S.*?) \((.+?):(\d+):\d+\)$/,
    read: ([, name, path = '', line]) => frame(path, line, name?.replace(/ \[as .*\]$/, '')),
  },
  {
    // The same of what has no name: `at async file:///x/run.mjs:3:1`.
    hint: ' at ',
    pattern: /^\s*at (?:async )?(\S+):(\d+):\d+$/,
    read: ([, path = '', line]) => frame(path, line),
  },
  {
    // Ruby: `# ./spec/cart_spec.rb:42:in 'block (2 levels) in <top (required)>'`.
    hint: '.rb:',
    pattern: /(?:^|\s)(\S*\.rb):(\d+):in ['`](.+)'$/,
    read: ([, path = '', line, name]) => frame(path, line, name),
  },
]

function frame(path: string, line: string | undefined, name?: string): SourceFrame | undefined {
  const number = Number(line)
  if (!Number.isSafeInteger(number) || number < 1) return undefined
  const function_ = name?.trim().slice(0, 200)
  return { path: plainOf(path), line: number, ...(function_ ? { function: function_ } : {}) }
}

/** `file:///x/a.ts`, `webpack-internal:///./src/a.ts`, `http://localhost:3000/src/a.ts?t=1`, `C:\src\a.cs`, `./a.go` as plain paths. */
function plainOf(path: string): string {
  return path
    .trim()
    .replaceAll('\\', '/')
    .replace(/^[a-z][a-z+.-]+:\/\/[^/]*/i, '')
    .replace(/^[A-Za-z]:(?=\/)/, '')
    .replace(/[?#].*$/, '')
    .replace(/^\/?(?:\.\/)+/, '')
}

/** Folders and names that hold what the project did not write itself. */
const foreign =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|gems|\.cargo\/registry|rustc\/[0-9a-f]+|rustlib|pkg\/mod|\.rustup|\.nuget|\.gradle|\.m2|\.pub-cache|\.venv|\.tox|usr\/local\/go\/src|lib\/python\d[\d.]*|lib\/ruby)\/|^(?:node:|internal\/|<|native |webpack\/|java\/|javax\/|jdk\/|sun\/|kotlin\/|scala\/|org\/(?:junit|testng|gradle|apache\/maven|mockito|assertj|hamcrest|springframework\/test)\/|_testmain\.go|testing\/testing\.go|runtime\/)/

/** False for frames of a framework, a library or the language itself. */
function isOwnFrame({ path }: SourceFrame): boolean {
  return !foreign.test(path)
}

const lineLimit = 2_000
const framesKept = 400

/** The project's own frames of a trace, the one nearest to the failure first. */
export function readFrames(trace: string): SourceFrame[] {
  const frames: SourceFrame[] = []
  let isPython = false
  for (const raw of withoutTerminalCodes(trace).split('\n')) {
    const line = raw.length > lineLimit ? raw.slice(0, lineLimit) : raw.trimEnd()
    const found = readLine(line)
    isPython ||= line.startsWith('  File "') || found.some(({ path }) => path.endsWith('.py'))
    for (const each of found) if (isOwnFrame(each)) frames.push(each)
    if (frames.length > framesKept * 2) frames.splice(framesKept / 2, framesKept)
  }
  // Python tells the call first and the failure last; everybody else the other way round.
  return (isPython ? frames.toReversed() : frames).slice(0, framesKept)
}

function readLine(line: string): SourceFrame[] {
  for (const { hint, pattern, read } of dialects) {
    const match = line.includes(hint) ? pattern.exec(line) : null
    const found = match === null ? undefined : read(match)
    if (found !== undefined) return [found]
  }
  // `a.go:42: …`, `src/a.rs:7:5`, `❯ src/a.test.ts:3:1`, `tests/a.py:12: AssertionError`.
  if (!/\.\w+:\d/.test(line)) return []
  const name = /: in (\w+)$/.exec(line)?.[1]
  return [...line.matchAll(plainPath)].slice(0, 4).flatMap(([, path = '', number]) => frame(path, number, name) ?? [])
}
