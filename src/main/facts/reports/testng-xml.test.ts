import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

describe('TestNG’s results', () => {
  it('count test methods, and note configuration methods that fail', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
      <testng-results skipped="1" failed="1" total="3" passed="1"><suite name="S" duration-ms="120"><test name="T"><class name="a.B">
        <test-method status="FAIL" is-config="true" name="setUp" duration-ms="1"/>
        <test-method status="PASS" name="one" duration-ms="5"/>
        <test-method status="FAIL" name="two" duration-ms="7"><exception class="java.lang.AssertionError">
          <message><![CDATA[no]]></message><full-stacktrace><![CDATA[java.lang.AssertionError: no
	at a.B.two(B.java:7)]]></full-stacktrace></exception></test-method>
        <test-method status="SKIP" name="three" duration-ms="0"/>
      </class></test></suite></testng-results>`
    const report = await readReport({ name: 'testng-results.xml', type: 'test' }, Readable.from([Buffer.from(xml)]))
    expect(report).toMatchObject({ format: 'testng-xml', durationMs: 120, totals: { total: 3, passed: 1, failed: 1, skipped: 1 } })
    expect(report.cases[1]).toEqual({
      name: 'two',
      suite: ['S', 'T', 'a.B'],
      status: 'failed',
      durationMs: 7,
      message: 'no',
      trace: 'java.lang.AssertionError: no\n\tat a.B.two(B.java:7)',
    })
    expect(report.notes).toEqual([{ code: 'report.run-failed', detail: 'setUp failed' }])
  })
})
