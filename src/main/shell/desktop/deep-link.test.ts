import { expect, test } from 'vitest'
import { parseDeepLink } from './deep-link.ts'

test('a link leads to an address of the window, with its query and its place', () => {
  expect(parseDeepLink('vitrine://open/task/my%20spec/1?as=diff#src/a.ts:R14')).toBe('/task/my%20spec/1?as=diff#src/a.ts:R14')
  expect(parseDeepLink('vitrine://open')).toBe('/')
  expect(parseDeepLink('VITRINE://open/queue')).toBe('/queue')
})

test.each([
  'vitrine://other/queue',
  'vitrine:/queue',
  'vitrine://user@open/queue',
  'vitrine://open:80/queue',
  'https://open/queue',
  'javascript:alert(1)',
  'vitrine',
  '',
  `vitrine://open/${'a'.repeat(9000)}`,
])('%.40j leads nowhere', (link) => {
  expect(parseDeepLink(link)).toBeUndefined()
})

test('a path never names another host', () => {
  expect(parseDeepLink('vitrine://open//evil.test/x')).toBe('/evil.test/x')
})
