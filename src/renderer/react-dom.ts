// React's own code runs when its file is there, while the window's is still on its way: a file of libraries alone would wait until it is used.
export { flushSync } from 'react-dom'
export { createRoot } from 'react-dom/client'
