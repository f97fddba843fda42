// Pictures in a binary patch: old beside new, and each as large as the window.
import { put } from './command-line.ts'
import { findViolations } from './find-violations.ts'
import { expect, test } from './fixtures.ts'

/** What `git diff --binary` says of a picture that grew wider, and of a file that is only called one. */
const pictures = `diff --git a/icon.png b/icon.png
index dd5e832b0ef5659f81b4abcd3a5e914711e64786..882338c396d9e5b295c87bd0ecbce663b2173f18 100644
GIT binary patch
literal 74
zcmeAS@N?(olHy\`uVBq!ia0vp^Y(UJ+!2~4jlV7d@Qi7f?jv*Ddk}Vc0wzo-i2r)5e
XMhgAy|1(t?D9PaI>gTe~DWM4f7<v(r

literal 73
zcmeAS@N?(olHy\`uVBq!ia0vp^EFjFm1SHiab7}%90Z$jlkcwN$7dosM-Fc1_GVo0j
VSvbGxdks*I!PC{xWt~$(69C}M5V!yU

diff --git a/new.png b/new.png
new file mode 100644
index 0000000000000000000000000000000000000000..6d2d6629c934f4004ae61c48e36f62cf73ba1d1e
GIT binary patch
literal 20
bcmeAS@N-v4DlJjS%U3AKOfD%cN@V~5NsI>b

literal 0
HcmV?d00001

diff --git a/gone.png b/gone.png
deleted file mode 100644
index e69de29bb2d1d6434b8b29ae775ad8c2e48c5391..0000000000000000000000000000000000000000
GIT binary patch
literal 0
HcmV?d00001

literal 0
HcmV?d00001

`

test.use({ viewport: { width: 1280, height: 800 } })

test('pictures of a binary patch stand beside each other, and are enlarged and put away by keys alone', async ({ home, openWindow }) => {
  await put(home, { spec: 's', task: 't', version: 1, type: 'diff', name: 'change.diff' }, pictures)
  const window = await openWindow('/task/s/t/1/change.diff')
  const diff = window.getByRole('grid', { name: 'Diff' })
  await expect(diff.getByRole('figure').filter({ hasText: 'Before' }).first()).toContainText('4 × 4')
  await expect(diff.getByRole('figure').filter({ hasText: 'After' }).first()).toContainText('6 × 3')
  await expect(diff).toContainText('After: no picture that can be shown')
  await expect(diff).toContainText('Before: an empty file')

  await diff.getByRole('button', { name: 'After: enlarge' }).focus()
  await window.keyboard.press('Enter')
  const dialog = window.getByRole('dialog', { name: 'icon.png' })
  await expect(dialog.getByRole('toolbar')).toContainText('6 × 3')
  const widthOf = async () => (await dialog.getByRole('img').boundingBox())?.width
  await expect.poll(widthOf).toBeGreaterThan(600)
  await dialog.getByRole('button', { name: '100 %: original size' }).press('Enter')
  await expect.poll(widthOf).toBe(6)
  await dialog.getByRole('button', { name: 'Before' }).press('Enter')
  await expect(dialog.getByRole('toolbar')).toContainText('4 × 4')
  expect(await findViolations(window, { within: '[role=dialog]' })).toEqual([])
  await window.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(diff).toBeFocused()
})
