// npm run bench -- report-memory [MB]: the memory that reading a large report takes above the process at rest, for each kind of format.
import { spawnSync } from 'node:child_process'
import { readFacts } from '../src/main/facts/read-facts.ts'

const [size = '100', format] = process.argv.slice(2)
const wantedBytes = Number(size) * 2 ** 20

interface Sample {
  head: string
  test: (index: number) => string
  tail: string
}

const trace = Array.from({ length: 6 }, (_, at) => `    at Object.step${at} (/app/src/module-${at}.js:${at * 7}:3)`)
const failure = (index: number) => `Error: expected ${index} to be ${index + 1}\n${trace.join('\n')}`
const isFailing = (index: number) => index % 50 === 3

const samples: Record<string, Sample> = {
  'junit-xml': {
    head: '<?xml version="1.0"?>\n<testsuites><testsuite name="suite">\n',
    test: (index) =>
      isFailing(index)
        ? `<testcase classname="C${index % 90}" name="t${index}" time="0.01"><failure message="no">${failure(index)}</failure></testcase>\n`
        : `<testcase classname="C${index % 90}" name="t${index}" time="0.01"><system-out>${'line of output '.repeat(20)}</system-out></testcase>\n`,
    tail: '</testsuite></testsuites>\n',
  },
  'junit-xml, one output': {
    head: '<testsuites><testsuite name="suite"><testcase name="a"/><system-out><![CDATA[',
    test: (index) => `line ${index} of what the suite has printed\n`,
    tail: ']]></system-out></testsuite></testsuites>\n',
  },
  'jest-json': {
    head: '{"numTotalTests":0,"numPassedTests":0,"numRuntimeErrorTestSuites":0,"testResults":[',
    test: (index) =>
      `${index === 0 ? '' : ','}${JSON.stringify({
        name: `/app/${index}.test.js`,
        assertionResults: Array.from({ length: 5 }, (_, at) => ({
          ancestorTitles: ['outer', 'inner'],
          title: `does ${at}`,
          status: isFailing(index) ? 'failed' : 'passed',
          failureMessages: isFailing(index) ? [failure(index)] : [],
        })),
      })}`,
    tail: ']}',
  },
  'go-test-json': {
    head: '',
    test: (index) => {
      const event = (more: object) =>
        `${JSON.stringify({ Time: '2026-01-01T00:00:00Z', Package: `ex/p${index % 40}`, Test: `Test${index}`, ...more })}\n`
      const end = event({ Action: isFailing(index) ? 'fail' : 'pass', Elapsed: 0.01 })
      return event({ Action: 'run' }) + event({ Action: 'output', Output: 'a line that the test has printed\n' }) + end
    },
    tail: '',
  },
  tap: {
    head: 'TAP version 13\n',
    test: (index) =>
      isFailing(index)
        ? `not ok ${index + 1} - t${index}\n  ---\n  message: no\n  stack: |\n${trace.join('\n')}\n  ...\n`
        : `ok ${index + 1} - t${index}\n# a comment\n`,
    tail: '',
  },
}

async function* contentOf({ head, test, tail }: Sample): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head)
  for (let bytes = 0, index = 0; bytes < wantedBytes;) {
    let text = ''
    while (text.length < 65_536) text += test(index++)
    bytes += text.length
    yield Buffer.from(text)
  }
  yield Buffer.from(tail)
}

async function measure(sample: Sample): Promise<void> {
  const restMb = process.memoryUsage.rss() / 2 ** 20
  const startedAt = performance.now()
  const facts = await readFacts({ name: 'report', type: 'test' }, contentOf(sample))
  const seconds = (performance.now() - startedAt) / 1000
  const peakMb = process.resourceUsage().maxRSS / 1024
  const told = facts.type === 'test' ? `${facts.format}, ${facts.total} tests, ${facts.notes.map(({ code }) => code).join(' ')}` : ''
  console.log(
    `${format?.padEnd(22)} ${(peakMb - restMb).toFixed(0).padStart(5)} MB above rest, ${(Number(size) / seconds).toFixed(0).padStart(4)} MB/s; ${told}`,
  )
}

const sample = samples[format ?? '']
if (sample !== undefined) await measure(sample)
else {
  console.log(`reports of ${size} MB`)
  // Each in a process of its own: nobody's garbage is another's.
  for (const name of Object.keys(samples)) spawnSync(process.execPath, [import.meta.filename, size, name], { stdio: 'inherit' })
}
