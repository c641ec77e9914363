// The named side works without script; what is here only makes it quicker.
import { offerBadges } from './badge'
import { offerCopies } from './copies'
import { closeMenus } from './menus'
import { offerPasskeys } from './passkey'
import { offerPrinting } from './printing'
import { takePass } from './redeem'
import { showSending } from './sending'

offerBadges(window)
offerCopies(document)
closeMenus(document)
offerPasskeys(document)
offerPrinting(window)
showSending(window)
takePass(window)
