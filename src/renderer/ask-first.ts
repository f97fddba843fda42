// main.tsx imports this before everything else: the store answers while the rest of the window's code is compiled and run.
import { askFirst } from './client/first-answers.ts'

if (window.shell === undefined) askFirst()
