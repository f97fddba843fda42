import { describe, expect, it } from 'vitest'
import { storeName } from './store-name.ts'

describe('the name of a store', () => {
  it.each([
    ['file:///home/ada/.necrocode/artifacts', 'artifacts', '/home/ada/.necrocode/artifacts'],
    ['file:///srv/agent%20runs/', 'agent runs', '/srv/agent runs/'],
    ['file:///srv/100%', '100%', '/srv/100%'],
    ['s3://bucket/team/artifacts', 'artifacts', 's3://bucket/team/artifacts'],
    ['file:///', '/', '/'],
  ])('%s is %j', (uri, name, root) => {
    expect(storeName(uri)).toEqual({ name, root })
  })
})
