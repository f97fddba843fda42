import { expect, test } from 'vitest'
import { parseServeArguments } from './serve-arguments.ts'

test('opens a window of its own unless told otherwise', () => {
  expect(parseServeArguments([])).toEqual({ open: 'app', isNew: false })
  expect(parseServeArguments(['--open', 'none'])).toEqual({ open: 'none', isNew: false })
})

test('takes the store, the configuration and the port', () => {
  const words = ['--store', '/a b', '--config=/c.yaml', '--port', '8123', '--host', '127.0.0.1', '--open=browser', '--new']
  expect(parseServeArguments(words)).toEqual({ store: '/a b', config: '/c.yaml', port: 8123, open: 'browser', isNew: true })
})

test.each([
  [['--port', 'x'], '--port takes a number up to 65535, not "x"'],
  [['--port', '65536'], '--port takes a number'],
  [['--port', '-1'], '--port'],
  [['--host', '0.0.0.0'], '--host takes 127.0.0.1 alone'],
  [['--open', 'tab'], '--open takes app, browser, none, not "tab"'],
  [['--stor', 'x'], "Unknown option '--stor'"],
  [['folder'], "Unexpected argument 'folder'"],
])('refuses %j and names the argument', (words, reason) => {
  expect(() => parseServeArguments(words)).toThrow(
    expect.objectContaining({ code: 'request.invalid', details: { reason: expect.stringContaining(reason) } }),
  )
})
