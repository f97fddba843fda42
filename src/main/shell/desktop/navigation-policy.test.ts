import { expect, test } from 'vitest'
import { decideNavigation, isPermissionGranted } from './navigation-policy.ts'

test('the window stays on its own pages', () => {
  expect(decideNavigation('app://bundle/task/a/1')).toBe('stay')
})

test('https links are for the system browser', () => {
  expect(decideNavigation('https://example.org/a?b#c')).toBe('outside')
})

test.each([
  'http://example.org/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'app://evil/',
  'smb://host/share',
  'x',
  '',
])('nobody opens %j', (address) => {
  expect(decideNavigation(address)).toBe('refuse')
})

test('only our own pages may write to the clipboard', () => {
  expect(isPermissionGranted('clipboard-sanitized-write', 'app://bundle/')).toBe(true)
  expect(isPermissionGranted('clipboard-sanitized-write', 'https://evil.test/')).toBe(false)
})

test.each(['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'usb', 'fileSystem', 'unknown'])(
  'nobody gets the permission %s',
  (permission) => {
    expect(isPermissionGranted(permission, 'app://bundle/')).toBe(false)
  },
)
