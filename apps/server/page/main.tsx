// The admin page begins: its models, its styles, and the one element that it fills.
import { render } from 'preact'
import { createApi } from './models/api.ts'
import { createConsole } from './models/console.ts'
import './styles/base.css'
import './styles/shell.css'
import './styles/controls.css'
import './styles/table.css'
import './styles/chart.css'
import { App } from './views/app.tsx'

const api = createApi((path, init) => fetch(path, init))
const place = document.getElementById('page')
if (place !== null) render(<App console={createConsole(api, () => Date.now())} />, place)
