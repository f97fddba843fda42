import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareSections } from './comparison/compare-route.ts'
import { verdictSchema } from '../../shared/review/verdict.ts'
import { type Destination, formatRoute, parseRoute, type Route, routeTo, viewNames } from './route.ts'

const origin = 'http://127.0.0.1:4000'
const visit = (address: string) => parseRoute(new URL(address, origin))

const oddNames = fc.constantFrom(
  '.',
  '..',
  '~.',
  '~..',
  '~~..',
  '~',
  '%',
  '%2e',
  'a/b',
  'a\\b',
  '?',
  '#',
  'files/src/a.ts',
  'näme',
  '日本',
  ' ',
  '1',
)
const names = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed()),
  oddNames,
)
const versions = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })

const destinations: fc.Arbitrary<Destination> = fc.oneof(
  fc.record({ at: fc.constantFrom('home' as const, 'blobs' as const, 'settings' as const) }),
  fc.record({ at: fc.constant('settings' as const), page: fc.constantFrom('keys' as const, 'appearance' as const) }),
  fc.record({ at: fc.constant('queue' as const), show: fc.constantFrom(...verdictSchema.options) }, { requiredKeys: ['at'] }),
  fc.record({ at: fc.constant('workspaces' as const) }),
  fc.record(
    { at: fc.constant('workspaces' as const), scopeKey: names, path: names.map((name) => `/${name}`) },
    { requiredKeys: ['at', 'scopeKey'] },
  ),
  fc.record({ at: fc.constant('search' as const), search: fc.oneof(fc.constant(''), names) }),
  fc.record({ at: fc.constant('sessions' as const), sessionId: names }, { requiredKeys: ['at'] }),
  fc.record(
    {
      at: fc.constant('compare' as const),
      specName: names,
      taskId: names,
      first: versions,
      second: versions,
      show: fc.constantFrom(...compareSections),
      firstName: names,
      secondName: names,
      place: names,
    },
    { requiredKeys: ['at', 'specName', 'taskId', 'first', 'second'] },
  ),
  fc.record({ at: fc.constant('spec' as const), specName: names }),
  fc.record(
    { at: fc.constant('task' as const), specName: names, taskId: names, version: versions, show: fc.constant('notes' as const) },
    { requiredKeys: ['at', 'specName', 'taskId'] },
  ),
  fc.record(
    {
      at: fc.constant('artifact' as const),
      specName: names,
      taskId: names,
      version: versions,
      name: names,
      as: fc.constantFrom(...viewNames),
      place: names,
      search: names,
    },
    { requiredKeys: ['at', 'specName', 'taskId', 'version', 'name'] },
  ),
)
const routes: fc.Arbitrary<Route> = fc.record({ to: destinations, filter: fc.oneof(fc.constant(''), names) })

describe('the route', () => {
  it('comes back from its own address, whatever the names', () => {
    fc.assert(
      fc.property(routes, (route) => {
        expect(visit(formatRoute(route))).toEqual(route)
      }),
    )
  })

  it('keeps the way through the queue within a task, and nowhere else', () => {
    const task: Destination = { at: 'task', specName: 'api', taskId: '7' }
    const walking: Route = { to: task, filter: '', from: 'queue' }
    expect(visit(formatRoute(walking))).toEqual(walking)
    expect(routeTo({ ...task, version: 2 }, walking)).toMatchObject({ from: 'queue' })
    expect(routeTo({ ...task, taskId: '8' }, walking)).not.toHaveProperty('from')
    expect(visit('/search?q=x&from=queue')).not.toHaveProperty('from')
  })

  it('has an address that a browser keeps as it is', () => {
    fc.assert(
      fc.property(routes, (route) => {
        const { pathname, search, hash } = new URL(formatRoute(route), origin)
        expect(pathname + search + hash).toBe(formatRoute(route))
      }),
    )
  })

  it('never shares a path with the addresses of bytes and calls', () => {
    fc.assert(
      fc.property(routes, (route) => {
        const [first] = formatRoute(route).slice(1).split(/[/?#]/)
        expect(['artifact', 'upload', 'rpc', 'assets']).not.toContain(first)
      }),
    )
  })

  it('stays readable for ordinary names and places', () => {
    const to: Destination = {
      at: 'artifact',
      specName: 'api',
      taskId: '7',
      version: 3,
      name: 'patch.diff',
      as: 'text',
      place: 'src/a.ts:R14',
    }
    expect(formatRoute({ to, filter: '' })).toBe('/task/api/7/3/patch.diff?as=text#src/a.ts:R14')
  })

  it.each([
    '/nothing',
    '/spec',
    '/spec/',
    '/spec/a/b',
    '/task/a',
    '/task/a/b/0',
    '/task/a/b/x',
    '/task/a/b/1/n/m',
    '/task/a//1',
    '/spec/%E0%A4%A',
  ])('is unknown for %s, which is no address of ours', (path) => {
    expect(visit(path).to).toEqual({ at: 'unknown', path })
  })

  it('ignores a view it does not know', () => {
    expect(visit('/task/a/b/1/n?as=film').to).toEqual({ at: 'artifact', specName: 'a', taskId: 'b', version: 1, name: 'n' })
  })

  it('shows an artifact whose fragment is broken as unknown, not as a crash', () => {
    expect(visit('/task/a/b/1/n#%E0%A4%A').to.at).toBe('unknown')
  })
})
