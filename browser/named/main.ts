// The named side works without script; what is here only makes it quicker.
import { offerCopies } from './copies'
import { closeMenus } from './menus'
import { showSending } from './sending'

offerCopies(document)
closeMenus(document)
showSending(window)
