// Where the keepers' console begins.
import { configure } from '../client/wire'
import { frame } from '../page/frame'
import { page } from '../page/words'
import { Flow } from './flow'

configure({ named: page.named, nameless: page.nameless })
const flow = new Flow()
frame(null)
addEventListener('pagehide', () => flow.leave())
flow.begin()
