// Settles what the whole window depends on before anything of it is loaded: its looks, and its language.
import './ui/tokens.css'
import './ui/base.css'
import { chooseLanguage } from './choose-language.ts'
import { watchLooks } from './state/preferences.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

watchLooks(document.documentElement)
await chooseLanguage(document.documentElement)
const { openWindow } = await import('./open-window.tsx')
openWindow(root)
